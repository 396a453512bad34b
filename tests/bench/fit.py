"""What was planned of main memory before a model was loaded, over what it then took at most."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from desktop_app.core.conversation import Role
from desktop_app.core.device import PROCESSOR
from desktop_app.core.engine import (
    CancelToken,
    ChatJob,
    EngineSpec,
    Job,
    LoadJob,
    ModelOptions,
    Sampling,
    Turn,
)
from desktop_app.core.events import Failed, Finished, Loaded
from desktop_app.core.memory_plan import Plan
from desktop_app.engines.isolated import IsolatedEngine
from tests.bench.figure import Better, Counts, Figure
from tests.bench.run import MODEL, Run
from tests.bench.side import ENVIRONMENT, SideError

VARIABLE = "PARLEY_SECOND_MODEL"
"""Names the file of a model that is measured as well, with contexts of its own."""

CONTEXTS = {MODEL: (1024, 4096, 8192)}
LONG_CONTEXTS = (2048, 8192, 32768)
"""Of the second model, which may have been trained for more."""

MOST_READ = 4096
"""Tokens of the prompt. The KV cache is in memory as a whole from the start; of the compute buffer
only what the tokens read so far need, so a long context takes a little less than it may later."""

BAR = 0.15
LLAMA = "desktop_app.engines.llama:create"
STATUS = "/proc/{}/status"
KIBIBYTE = 1024
MEGABYTE = 1e6


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    os.environ.update(ENVIRONMENT)
    second = os.environ.get(VARIABLE)
    models = CONTEXTS | ({Path(second): LONG_CONTEXTS} if second else {})
    for model, sizes in models.items():
        planned: list[Plan] = []
        ratios = []
        for size in sizes[:1] if run.quick else sizes:
            run.say(f"{model.name} with a context of {size}")
            plan, peak = _measured(model, size)
            planned.append(plan)
            ratios.append(plan.needed / peak)
        said = ", ".join(
            f"{plan.needed / MEGABYTE:.0f} MB planned for {plan.context_size} tokens: {ratio:.2f}"
            for plan, ratio in zip(planned, ratios, strict=True)
        )
        yield Figure(
            f"Memory plan over the measured peak, {model.stem}: furthest from 1",
            BAR,
            tuple(abs(ratio - 1) for ratio in ratios),
            Better.LOWER,
            counts=Counts.LONGEST,
            note=said,
        )


def _measured(model: Path, context_size: int) -> tuple[Plan, float]:
    """The plan, and the most bytes that the engine's process had in main memory.

    Half of the context is read, but for the longest, and something written after it.
    """
    options = ModelOptions(str(model), context_size, threads=1, device=PROCESSOR, kv_type="f16")
    turns = (Turn("question", Role.USER, " one" * min(context_size // 2, MOST_READ)),)
    sampling = Sampling(temperature=0.0, max_tokens=4, ignore_end=True)
    with closing(IsolatedEngine(EngineSpec(LLAMA))) as engine:
        plan = _done(engine, LoadJob("load", options))
        _done(engine, ChatJob("reply", options, turns, sampling))
        assert engine.child_pid is not None
        peak = _peak(engine.child_pid)
    if plan is None:
        raise SideError("the engine did not say what it planned")
    return plan, peak


def _done(engine: IsolatedEngine, job: Job) -> Plan | None:
    """Do a job; the plan that was carried out, where a model was loaded for it."""
    plan = None
    for event in engine.run(job, CancelToken()):
        if isinstance(event, Loaded):
            plan = event.plan
        if isinstance(event, Failed):
            raise SideError(f"{event.problem.sentence.english()} {event.problem.details}")
    assert isinstance(event, Finished)
    return plan


def _peak(pid: int) -> float:
    """The most bytes of a process that were in main memory at once."""
    lines = Path(STATUS.format(pid)).read_text().splitlines()
    (peak,) = (line.split()[1] for line in lines if line.startswith("VmHWM:"))
    return float(peak) * KIBIBYTE
