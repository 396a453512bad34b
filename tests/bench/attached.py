"""From dropping a photograph on the window to its chip, and whether the window stands still."""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.display import XCB, need_display
from tests.bench.figure import Better, Figure, spread
from tests.bench.photograph import jpegs
from tests.bench.run import Run
from tests.bench.side import Side, SideError

WIDTH, HEIGHT = 6000, 4000
WINDOWS, DROPS = 3, 4
"""How many windows, and how many photographs are dropped on each."""

DRAG_SECONDS = 0.5
"""So long a file is dragged over the window before it is dropped."""

_PATIENCE = 60.0


@dataclass(slots=True)
class _Seen:
    """Milliseconds."""

    first: list[float] = field(default_factory=list)
    """Of each window: the process that decodes had to be started."""
    whole: list[float] = field(default_factory=list)
    """Of the others: until the small picture was painted as well."""
    late: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)


def measure(run: Run) -> Iterator[Figure]:
    """The figures of pictures in the window."""
    need_display()
    seen = _Seen()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run.say("photographs of 24 megapixels")
        paths = list(jpegs(folder, WIDTH, HEIGHT, 2 if run.quick else DROPS))
        for number in range(1 if run.quick else WINDOWS):
            run.say(f"dropping them on window {number + 1}")
            _drop_all(folder / f"home {number}", paths, seen)
        megabytes = spread([path.stat().st_size / 1e6 for path in paths]).median
    yield Figure(
        f"A {WIDTH * HEIGHT / 1e6:.0f}-megapixel JPEG from the drop to its chip with all on it",
        400,
        tuple(seen.whole),
        Better.LOWER,
        "ms",
        note=f"{megabytes:.1f} MB; the first one of a window {spread(seen.first).median:.0f} ms",
    )
    yield Figure(
        "Lateness of a 5 ms timer in the UI thread meanwhile: longest",
        50,
        tuple(seen.late),
        Better.LOWER,
        "ms",
        note=f"at most {max(seen.busy):.0f} ms of the thread's own CPU time at once",
    )


def _drop_all(home: Path, paths: list[Path], seen: _Seen) -> None:
    """Drop one after the other on a new window."""
    with Side("window", XCB) as window:
        window.ask("attach", _PATIENCE, home=str(home), script={})
        for number, path in enumerate(paths):
            window.ask("drag", path=str(path))
            time.sleep(DRAG_SECONDS)
            answer: dict[str, Any] = window.ask("drop", _PATIENCE, path=str(path))
            if "problem" in answer:
                raise SideError(f"the photograph was not attached: {answer['problem']}")
            (seen.whole if number else seen.first).append(1000 * answer["whole"])
            seen.late.append(answer["late"])
            seen.busy.append(answer["busy"])
        window.ask("close")
        if window.exit_status(20) != 0:
            raise SideError("the window did not end well")
