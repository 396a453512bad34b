"""Looking for words in the open conversation: counted in what is shown, also where no widget is."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from desktop_app.core.conversation import Role
from desktop_app.core.fold import fold
from desktop_app.core.occurrence import occurrences
from desktop_app.core.plain_text import may_hold, shown_text
from desktop_app.ui.bubble import beginning
from desktop_app.ui.search.find_bar import FindBar
from desktop_app.ui.search.word_marks import WordMarks
from desktop_app.ui.transcript import Transcript

MOST_PARSED = 60_000
"""Characters of a reply that are parsed to know how it reads."""
SLICE = 0.008
"""Seconds of looking at words before the window does something else."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """How often the word stands in a message with so many characters."""

    size: int
    times: int


class FindController(QObject):
    """Connects the bar, the transcript and the marks. Lives on the UI thread.

    The words are counted in slices, from the message that is looked at: thousands of replies
    are not parsed at a stroke.
    """

    def __init__(
        self,
        bar: FindBar,
        transcript: Transcript,
        marks: WordMarks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bar = bar
        self._transcript = transcript
        self._model = transcript.model()
        self._marks = marks
        self._word = ""
        self._counted: dict[str, _Counted] = {}
        self._shown: dict[str, tuple[int, str]] = {}
        """How messages read on the screen, with their length, by their ids."""
        self._current = ("", 0)
        """Message and number in it of the one that was gone to."""
        self._from = ""
        """The message from which on the first one is wanted."""
        self._wants_first = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._count_on)
        bar.wanted.connect(self.look_for)
        bar.stepped.connect(self.step)
        for changed in (
            *(self._model.modelReset, self._model.rowsInserted, self._model.rowsRemoved),
            *(self._model.dataChanged, transcript.rearranged),
        ):
            changed.connect(self._on_change)

    def look_for(self, word: str) -> None:
        """Look for this in place of what was looked for before, "" for nothing."""
        if not fold(word).strip():
            word = ""
        if word == self._word and word:
            return
        had, self._word = self._word, word
        self._counted.clear()
        # While one types on, the search stays where it began, and does not creep upwards.
        self._from = (had and self._from) or self._transcript.first_visible()
        self._current = ("", 0)
        self._wants_first = bool(word)
        if not word:
            self._shown.clear()
            self._timer.stop()
        else:
            self._timer.start()
        if word or had:
            self._marks.set_word(word)
        self._tell()

    def step(self, step: int) -> None:
        """Go to the next one, or the one before; around at the ends."""
        ids = [id for id in self._model.ids() if self._times(id)]
        if not ids:
            return
        message, number = self._current
        if message not in ids:
            message, number = self._nearest(ids)
        elif not 0 <= (number := number + step) < self._times(message):
            message = ids[(ids.index(message) + step) % len(ids)]
            number = 0 if step > 0 else self._times(message) - 1
        self._from = message
        self._go(message, number)

    def _nearest(self, ids: list[str]) -> tuple[str, int]:
        """The first one from what was looked at on, or else the last one before."""
        top = self._model.number(self._from)
        later = [id for id in ids if self._model.number(id) >= top]
        return (later[0], 0) if later else (ids[-1], self._times(ids[-1]) - 1)

    def _go(self, message: str, number: int) -> None:
        self._current = (message, number)
        self._marks.set_word(self._word, message, number)
        self._transcript.show_at(message)
        view = self._transcript.view(message)
        below = self._marks.place_in(view) if view is not None else None
        if below:
            self._transcript.show_at(message, below)
        self._tell()

    def _count_on(self) -> None:
        until = time.perf_counter() + SLICE
        ids = list(self._model.ids())
        for id in [id for id in ids if id not in self._counted]:
            self._count(id)
            if time.perf_counter() > until:
                break
        else:
            self._timer.stop()
            if self._wants_first:
                self._wants_first = False
                if found := [id for id in ids if self._times(id)]:
                    self._go(*self._nearest(found))
        self._tell()

    def _count(self, id: str) -> None:
        view = self._transcript.view(id)
        text = self._model.text(id)
        if view is not None:
            times = self._marks.number_in(view)
        elif not may_hold(text, fold(self._word)):
            times = 0
        else:
            size, shown = self._shown.get(id, (-1, ""))
            if size != len(text):
                shown = self._as_shown(id, text)
                self._shown[id] = (len(text), shown)
            times = len(occurrences(shown, self._word))
        self._counted[id] = _Counted(len(text), times)

    def _as_shown(self, id: str, text: str) -> str:
        message = self._model.row(self._model.number(id)).message
        if message.role is not Role.ASSISTANT:
            return shown_text(message, beginning(text))  # What a bubble shows unasked.
        # A reply that is very long is looked at as it was written: parsing it would take long.
        return text if len(text) > MOST_PARSED else shown_text(message, text)

    def _times(self, id: str) -> int:
        counted = self._counted.get(id)
        return counted.times if counted else 0

    def _on_change(self) -> None:
        """Words came or went, or thoughts were opened: what is seen is counted again."""
        if not self._word:
            return
        ids = set(self._model.ids())
        self._counted = {id: one for id, one in self._counted.items() if id in ids}
        for id, view in self._transcript.views.items():
            counted = self._counted.get(id)
            if counted is None:
                continue
            times = self._marks.number_in(view)
            if times != counted.times:
                self._counted[id] = _Counted(counted.size, times)
        if len(self._counted) < len(ids):
            self._timer.start()
        self._tell()

    def _tell(self) -> None:
        total = sum(counted.times for counted in self._counted.values())
        message, number = self._current
        before = 0
        if message:
            for id in self._model.ids():
                if id == message:
                    break
                before += self._times(id)
        current = before + number + 1 if message and total else 0
        self._bar.show_number(min(current, total), total, not self._timer.isActive())
