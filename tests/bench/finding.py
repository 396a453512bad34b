"""The page for finding models while a search brings very many, with a hand that scrolls in them.

Run as a side, see side.py: one request, one answer.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.core.hub import Gate, RepoSummary
from desktop_app.ui.models.models_window import ModelsWindow
from desktop_app.ui.models.page import Page
from desktop_app.ui.theme import Theme
from tests.bench.answers import Answers
from tests.bench.listing import INTERVAL, Lateness
from tests.ui.models.find_desk import FindDesk

_SETTLE = 400
"""Milliseconds from an act until all that follows from it is done."""
_PIECE = 1000
"""Results that come at once: as many as the Hub gives on a page."""


def main() -> int:
    """Show the window and let the hand act; answers with the lateness and the work of each act."""
    answers = Answers()
    number = int(str(answers.hear()["results"]))
    application = QApplication([])
    theme = Theme("light")
    theme.apply(application)
    with tempfile.TemporaryDirectory() as folder:
        desk = FindDesk(Path(folder), theme)
        desk.hub.results, desk.hub.piece = tuple(_results(number)), _PIECE
        window = ModelsWindow(theme, {Page.FIND: lambda: desk.page})
        window.show_page(Page.FIND)
        window.show()
        _spin(2 * _SETTLE)
        answers.say({words: _measured(act) for words, act in _acts(desk)})
        listed = desk.page.results.list.found.rowCount()
        if listed != number:
            raise RuntimeError(f"{listed} results are listed")
        desk.close()
    return 0


def _acts(desk: FindDesk) -> Iterator[tuple[str, Callable[[], object]]]:
    """What a person does, one thing after the other."""
    page = desk.page
    view = page.results.list
    yield "searched", page.bar.button.click
    yield "searched for the newest", lambda: page.bar.sort.setCurrentIndex(3)
    while view.found.canFetchMore():
        yield f"scrolled to {view.found.rowCount()}", view.scrollToBottom
    yield "back", view.scrollToTop


def _measured(act: Callable[[], object]) -> tuple[float, float]:
    with Lateness() as late:
        QTimer.singleShot(INTERVAL, act)
        _spin(_SETTLE)
    return late.longest, late.work


def _spin(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _results(number: int) -> Iterator[RepoSummary]:
    for each in range(number):
        size = (each % 70 + 1) * 10**9
        facts = (each * 7, each % 900, 1.7e9 + 1000 * each, Gate.OPEN, "text-generation", "mit")
        yield RepoSummary(f"maker-{each % 300}/Model-{each}-Instruct-GGUF", *facts, size)


if __name__ == "__main__":
    raise SystemExit(main())
