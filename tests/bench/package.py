"""The packaged program: how large it is, how fast it starts, how fast its engine writes.

Measures what `dev.py package` has made; makes nothing itself.
"""

import filecmp
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from desktop_app import __version__
from tests.bench.display import XCB, need_display
from tests.bench.figure import Better, Counts, Figure, ratios, spread
from tests.bench.history import keep
from tests.bench.native import VARIABLE, native_speed
from tests.bench.run import ROOT, Run
from tests.bench.side import SideError

sys.path.insert(0, str(ROOT / "packaging"))

from parley_package.contents import weigh
from parley_package.edition import FULL, SLIM, Edition
from parley_package.part import MODELS
from parley_package.places import PackagePlaces
from parley_package.release import Release
from parley_package.target import Target

NATIVE_VARIABLE = "PARLEY_NATIVE_LLAMA_BENCH"
"""Names a llama-bench beside a plug-in that was built for this very processor."""

READ, WRITTEN = 512, 128
CONVERSATIONS = 20
_MB = 1_000_000
_LARGEST_SHARES = 8


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    places = PackagePlaces(ROOT)
    yield _installed(places, SLIM)
    yield _download(places)
    yield _start(run, places)
    yield _writing(run, places)
    yield _installed(places, FULL)


def _release(edition: Edition) -> Release:
    return Release(__version__, edition, Target.here())


def _tree(places: PackagePlaces, edition: Edition) -> Path:
    tree = places.tree(_release(edition))
    if not tree.is_dir():
        raise SideError(f"make it first: python3 dev.py package --edition {edition.name}")
    return tree


def _installed(places: PackagePlaces, edition: Edition) -> Figure:
    parts = weigh(_tree(places, edition))
    models = parts.pop(MODELS)
    shares = ", ".join(
        f"{name} {size / _MB:.0f}" for name, size in list(parts.items())[:_LARGEST_SHARES]
    )
    return Figure(
        f"Installed size, {edition.name} edition, without its models ({models / _MB:.0f} MB)",
        edition.installed_limit / _MB,
        (sum(parts.values()) / _MB,),
        Better.LOWER,
        "MB",
        Counts.LONGEST,
        note=f"the largest parts: {shares}",
    )


def _download(places: PackagePlaces) -> Figure:
    package = places.package(_release(SLIM), "deb")
    if not package.is_file():
        raise SideError("make it first: python3 dev.py package --edition slim")
    assert SLIM.download_limit is not None
    return Figure(
        "Package for Debian, slim edition, with the starter model and voice",
        SLIM.download_limit / _MB,
        (package.stat().st_size / _MB,),
        Better.LOWER,
        "MB",
        Counts.LONGEST,
    )


def _start(run: Run, places: PackagePlaces) -> Figure:
    need_display()
    program = _tree(places, SLIM) / "Parley"
    times = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for number in range(CONVERSATIONS):
            keep(home, f"Conversation {number}", 20, 8000)
        for number in range(run.pairs + 1):
            run.say(f"packaged start, {number} of {run.pairs}")
            seconds = _opened_and_closed(program, home)
            if number:
                times.append(seconds)
    return Figure(
        "Start of the packaged program to a window that takes typing, and its end, warm",
        1.5,
        tuple(times),
        Better.LOWER,
        "s",
        note=f"{CONVERSATIONS} conversations in the list",
    )


def _opened_and_closed(program: Path, home: Path) -> float:
    began = time.perf_counter()
    done = subprocess.run(
        [str(program), "--home", str(home), "--exit-when-shown"],
        env={**os.environ, **XCB},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    seconds = time.perf_counter() - began
    if done.returncode:
        raise SideError(done.stderr.decode("utf-8", "replace")[-500:])
    return seconds


def _writing(run: Run, places: PackagePlaces) -> Figure:
    """llama-bench beside the packaged plug-in over the same beside one built for this processor."""
    _need_packaged_plug_in(places)
    packaged, native = [], []
    for number in range(run.pairs):
        run.say(f"packaged engine beside a native one, {number + 1} of {run.pairs}")
        for name in ("ours", "native") if number % 2 else ("native", "ours"):
            if name == "ours":
                packaged.append(native_speed(READ, WRITTEN).writing)
            else:
                native.append(native_speed(READ, WRITTEN, NATIVE_VARIABLE).writing)
    return Figure(
        f"Writing {WRITTEN} tokens with the packaged engine over one built for this processor",
        0.95,
        tuple(ratios(packaged, native)),
        note=f"native: {spread(native).median:.0f} tokens/s",
    )


def _need_packaged_plug_in(places: PackagePlaces) -> None:
    """Raise SideError where llama-bench does not compute with what is in the package."""
    beside = Path(os.environ.get(VARIABLE, "")).parent
    (plug_in,) = list(beside.glob("libggml-cpu*.so"))[:1] or [None]
    shipped = _tree(places, SLIM) / "_internal" / "llama_cpp" / "lib"
    if plug_in is None or not filecmp.cmp(plug_in, shipped / plug_in.name, shallow=False):
        raise SideError(f"beside the program that {VARIABLE} names is no plug-in of the package")
