"""The window with very many conversations, and a hand that searches them.

Run as a side, see side.py: one request, one answer.
"""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.app import Parley
from tests.bench.answers import Answers
from tests.bench.corpus import RARE
from tests.bench.desk import opened
from tests.bench.listing import Lateness

TYPED = ("the", f'"{RARE}"', "qui wo", "天气很", "zzzz", "the model:qwen", "x", "++")
_SETTLE = 400
"""Milliseconds from an act until all that follows from it is done."""


def main() -> int:
    """Open the window, let the index be made, then search; answers with milliseconds."""
    answers = Answers()
    parley = opened(Path(str(answers.hear()["home"])), QApplication([]))
    hand = _Hand(parley)
    seconds = hand.take_in()
    stall = work = 0.0
    for act in hand.acts():
        with Lateness() as late:
            act()
        stall, work = max(stall, late.longest), max(work, late.work)
    answers.say({"answers": hand.answers, "stall": stall, "work": work, "seconds": seconds})
    parley.window.close()
    return 0 if parley.shut_down() else 1


class _Hand:
    """Types into the field, a key after the other, each as soon as the last is answered."""

    def __init__(self, parley: Parley) -> None:
        self.answers: list[float] = []
        self._search = parley.search.search
        self._finder = parley.search.finder
        self._heard: list[float] = []
        """When answers came."""
        self._search.found.connect(lambda *_: self._heard.append(time.perf_counter()))

    def take_in(self) -> float:
        """Bring the index up to date; the seconds that it took."""
        start = time.perf_counter()
        self._search.take_in()
        _until(lambda: self._search.index.total > 0 and self._search.index.is_complete)
        return time.perf_counter() - start

    def acts(self) -> Iterator[Callable[[], None]]:
        """What a person does, one thing after the other."""
        for words in TYPED:
            yield partial(self.type, words)
        yield partial(self.type, "the")
        yield self.scroll
        yield self.open_last

    def type(self, words: str) -> None:
        self._finder.field.clear()
        for end in range(1, len(words) + 1):
            before = self._finder.query()
            self._heard.clear()
            start = time.perf_counter()
            self._finder.field.setText(words[:end])
            if self._finder.query() != before:
                _until(lambda: bool(self._heard))
                self.answers.append(1000 * (self._heard[0] - start))
        _spin(_SETTLE)

    def scroll(self) -> None:
        self._finder.view.list.scrollToBottom()
        _spin(_SETTLE)

    def open_last(self) -> None:
        hits = self._finder.view.list
        hits.setCurrentIndex(hits.hits.index(hits.hits.rowCount() - 1))
        hits.open_first()
        _spin(_SETTLE)


def _until(done: Callable[[], bool]) -> None:
    while not done():
        _spin(2)


def _spin(milliseconds: int) -> None:
    loop = QEventLoop(QCoreApplication.instance())
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    raise SystemExit(main())
