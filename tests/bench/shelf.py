"""Looking for models on a computer that has 2,000 of them, and being told to stop."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from desktop_app.core.engine import CancelToken, EngineSpec
from desktop_app.core.events import Finished
from desktop_app.core.local_model import ScanJob, ShelfPlaces, Shelved
from desktop_app.engines.isolated import IsolatedEngine
from tests.bench.figure import Better, Counts, Figure
from tests.bench.run import Run
from tests.bench.side import SideError
from tests.fake_homes import in_hub_cache, in_lm_studio, in_ollama, model_bytes, put

FILES = 2000
BAR, STOP_BAR = 1.0, 1.0
"""Seconds."""

_ELSEWHERE = ("XDG_CACHE_HOME", "XDG_DATA_HOME", "HF_HOME", "HF_HUB_CACHE", "OLLAMA_MODELS")
"""Variables that would lead to the models of whoever measures."""

LIBRARY = "desktop_app.engines.library:create"


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    rounds = 3 if run.quick else 9
    with tempfile.TemporaryDirectory() as folder, _at_home(home := Path(folder)):
        run.say(f"{FILES} models in a home folder")
        _fill(home)
        with closing(IsolatedEngine(EngineSpec(LIBRARY, patient=True))) as engine:
            first = _look(engine, home)
            again = tuple(_look(engine, home) for _ in range(rounds))
            stops = tuple(_stop(engine, home) for _ in range(rounds))
    yield Figure(
        f"Second look at {FILES:,} local models",
        BAR,
        again,
        Better.LOWER,
        "s",
        note=f"the first look took {first:.1f} s; files of 9 kB, in four programs' layouts",
    )
    yield Figure(
        "Stop to quiet, in the first look",
        STOP_BAR,
        stops,
        Better.LOWER,
        "s",
        Counts.LONGEST,
    )


@contextmanager
def _at_home(home: Path) -> Iterator[None]:
    """Lets this folder be the home of the processes that are started meanwhile."""
    before = dict(os.environ)
    for name in _ELSEWHERE:
        os.environ.pop(name, None)
    os.environ["HOME"] = os.environ["USERPROFILE"] = str(home)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _fill(home: Path) -> None:
    """As many models as somebody may have who has tried everything, each with its own bytes."""
    for number in range(FILES):
        data = model_bytes(f"Model {number}", weight=number) + bytes(number)
        name = f"model-{number}.gguf"
        match number % 4:
            case 0:
                in_hub_cache(home / ".cache/huggingface/hub", f"maker/repo-{number}", name, data)
            case 1:
                in_lm_studio(home, f"maker-{number % 50}/repo-{number}", name, data)
            case 2:
                in_ollama(home / ".ollama/models", f"model-{number}", data)
            case _:
                put(home / "mine" / name, data)


def _places(home: Path, index: str) -> ShelfPlaces:
    folder, mine = home / ".cache/huggingface/hub", home / "mine"
    return ShelfPlaces(str(home), str(folder), (str(mine),), index=index)


def _look(engine: IsolatedEngine, home: Path) -> float:
    """The seconds of a look at all of them."""
    began, found = time.perf_counter(), 0
    for event in engine.run(ScanJob("look", _places(home, str(home / "index"))), CancelToken()):
        found += len(event.models) if isinstance(event, Shelved) else 0
    if not isinstance(event, Finished) or found != FILES:
        raise SideError(f"{found} models were found, and the end is {event!r}")
    return time.perf_counter() - began


def _stop(engine: IsolatedEngine, home: Path) -> float:
    """The seconds from a Stop, pressed at the first news of a look without an index, to its end."""
    cancel, pressed = CancelToken(), 0.0
    for event in engine.run(ScanJob("look", _places(home, "")), cancel):
        if isinstance(event, Shelved) and not pressed:
            cancel.set()
            pressed = time.perf_counter()
    return time.perf_counter() - pressed
