"""Loads and unloads a model again and again, and tells what memory it took: one line of JSON each.

In a process of its own, because what tests did before would count too:
`python -m tests.load_cycles MODEL TIMES`.
"""

import gc
import json
import os
import sys
from dataclasses import asdict, dataclass

from desktop_app.core.conversation import Role
from desktop_app.core.engine import CancelToken, ChatJob, ModelOptions, Sampling, Turn, UnloadJob
from desktop_app.core.events import Finished
from desktop_app.engines.llama.engine import LlamaEngine
from desktop_app.engines.llama.library import load_library
from desktop_app.engines.llama.memory import own_bytes, resident_bytes


@dataclass(frozen=True, slots=True)
class Cycle:
    """Bytes of the process: resident, and those of no file (`own`)."""

    loaded: int
    unloaded: int
    own_before: int
    own_loaded: int
    own_unloaded: int


def cycle(engine: LlamaEngine, model: ModelOptions) -> Cycle:
    """Load, answer, unload."""
    before = own_bytes()
    turns = (Turn("q", Role.USER, "Hello!"),)
    job = ChatJob("a", model, turns, Sampling(temperature=0.0, max_tokens=1))
    assert isinstance(list(engine.run(job, CancelToken()))[-1], Finished)
    loaded, own_loaded = resident_bytes(), own_bytes()
    list(engine.run(UnloadJob("u"), CancelToken()))
    gc.collect()  # what waits for that is not lost
    return Cycle(loaded, resident_bytes(), before, own_loaded, own_bytes())


def main() -> None:
    """As many cycles as wanted."""
    load_library()
    engine = LlamaEngine()
    model = ModelOptions(sys.argv[1], context_size=1024, threads=1)
    for _ in range(int(sys.argv[2])):
        print(json.dumps(asdict(cycle(engine, model))))


if __name__ == "__main__":
    # Threads that spin while they wait would take the processor from everybody.
    os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
    main()
