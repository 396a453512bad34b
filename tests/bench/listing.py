"""The list of local models in its window, with a hand that sorts, searches and scrolls in it.

Run as a side, see side.py: one request, one answer.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.core.judgement import Fits, judge_by_size
from desktop_app.core.local_model import LocalModel, Source
from desktop_app.core.machine import Machine
from desktop_app.ui.models.library_page import LibraryPage
from desktop_app.ui.models.models_window import ModelsWindow
from desktop_app.ui.models.page import Page
from desktop_app.ui.theme import Theme
from tests.bench.answers import Answers
from tests.ui.models.shelf_script import KnownAppraiser, ShelfHome, model

INTERVAL = 5
"""Milliseconds of the timer whose lateness is measured."""
_SETTLE = 400
"""Milliseconds from an act until all that follows from it is done."""

_WORDS = ("Chat", "Code", "Instruct")


class MemoryAppraiser(KnownAppraiser):
    """Judges sizes for a computer with 16 GB, as the program would."""

    def judge_size(self, size: int) -> Fits | None:
        machine = Machine(free=8 << 30, total=16 << 30)
        return judge_by_size(size, self._settings.model_options("", ""), machine)


class Lateness:
    """How late a timer is at most, in milliseconds, while this is entered.

    `work` is the most that the thread computed between two of its ticks: what it would be late
    where nothing else runs.
    """

    def __init__(self) -> None:
        self.longest = self.work = 0.0
        self._last = self._computed = 0.0
        self._timer = QTimer(interval=INTERVAL)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def __enter__(self) -> "Lateness":
        self._last, self._computed = time.perf_counter(), time.thread_time()
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, 1000 * (now - self._last) - INTERVAL)
        computed = time.thread_time()
        self.work = max(self.work, 1000 * (computed - self._computed))
        self._last, self._computed = now, computed


def main() -> int:
    """Show the window and let the hand act; answers with the lateness and the work of each act."""
    answers = Answers()
    number = int(str(answers.hear()["models"]))
    application = QApplication([])
    theme = Theme("light")
    theme.apply(application)
    with tempfile.TemporaryDirectory() as folder:
        home = ShelfHome(Path(folder), _models(number))
        home.engine.gate.clear()
        page = LibraryPage(theme, home.library, MemoryAppraiser(home.settings))
        window = ModelsWindow(theme, {Page.LIBRARY: lambda: page})
        window.show_page(Page.LIBRARY)
        window.show()
        spin(2 * _SETTLE)
        answers.say({words: measured(act) for words, act in _acts(home, page)})
        if page.shelf.total != number:
            raise RuntimeError(f"{page.shelf.total} models are listed")
        home.close()
    return 0


def _acts(home: ShelfHome, page: LibraryPage) -> Iterator[tuple[str, Callable[[], object]]]:
    """What a person does, one thing after the other."""
    bar, view = page.bar, page.view
    yield "found", home.engine.gate.set
    for place in range(bar.order.count()):
        yield f"sorted {place}", lambda place=place: bar.order.setCurrentIndex(place)
    for end in range(1, 8):
        yield f"typed {end}", lambda end=end: bar.search.setText("code 19"[:end])
    yield "cleared", bar.search.clear
    yield "narrowed", bar.fits.toggle
    yield "all again", bar.fits.toggle
    yield "scrolled", view.scrollToBottom
    yield "looked again", home.library.scan
    gone = home.library.models()[7]
    yield "deleted", lambda: home.library.let_go(gone)
    yield "taken back", lambda: home.library.take_back(gone)


def measured(act: Callable[[], object]) -> tuple[float, float]:
    """The lateness and the work, at most, from an act until all that follows from it is done."""
    with Lateness() as late:
        QTimer.singleShot(INTERVAL, act)
        spin(_SETTLE)
    return late.longest, late.work


def spin(milliseconds: int) -> None:
    """Let events be heard for a while."""
    loop = QEventLoop(QCoreApplication.instance())
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _models(number: int) -> list[LocalModel]:
    sources = list(Source)
    return [
        model(
            f"Model {7919 * each % number:04d} {_WORDS[each % 3]} {each % 70}B",
            sources[each % len(sources)],
            path=f"/models/{each}.gguf",
            size=(each % 300 + 1) * 100_000_000,
            modified=1.7e9 + 1000 * each,
        )
        for each in range(number)
    ]


if __name__ == "__main__":
    raise SystemExit(main())
