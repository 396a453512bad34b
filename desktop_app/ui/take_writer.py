"""Has dictations written down: draft after draft while they grow, and with care at the end."""

from PySide6.QtCore import QObject, Signal

from desktop_app.core.dictation import Purpose, Window
from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Event, Failed, Finished, Notice, Reason, Segment
from desktop_app.ui.take import Take
from desktop_app.ui.transcriber import Transcriber

TRIES = 2
"""So often a piece is transcribed when the voice engine dies over it."""


class TakeWriter(QObject):
    """Asks the voice engine what is due of each take, one piece at a time.

    Every take that was begun ends in `completed` or `given_up`, unless it is dropped. Lives on the
    UI thread.
    """

    grown = Signal(object)
    """A `Take` has other words now."""

    completed = Signal(object)
    """All of a `Take` is understood."""

    given_up = Signal(object, object)
    """A `Take` cannot be written down as things are; and the `Problem`."""

    noticed = Signal(object)
    """The voice engine has a `Problem` to tell of that ends nothing."""

    def __init__(self, transcriber: Transcriber, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._transcriber = transcriber
        self._takes: list[Take] = []
        transcriber.happened.connect(self._on_event)

    def begin(self, take: Take) -> None:
        """Load the model, and write this one down as it grows."""
        self._takes.append(take)
        self._transcriber.wake()

    def begin_again(self, take: Take) -> None:
        """The person wants one that was given up, or left behind, to be tried once more."""
        take.crashes = 0
        self._takes.append(take)
        self._transcriber.forgive()
        self.advance(take)

    def hurry(self, take: Take) -> None:
        """No more sound comes: a draft only keeps the last words waiting."""
        take.drafts = False
        if take.window is not None and take.window.purpose is Purpose.DRAFT:
            self._transcriber.cancel(take.job)

    def drop(self, take: Take) -> None:
        """Nobody wants its words any more."""
        if take in self._takes:
            self._takes.remove(take)
        self._transcriber.cancel(take.job)

    def advance(self, take: Take) -> None:
        """Transcribe what is due, if the piece before is done."""
        if take.job:
            return
        if not take.listening:
            self._transcribe(take, take.dictation.last_window())
        elif take.drafts and self._transcriber.free and (due := take.dictation.next_window()):
            self._transcribe(take, due)

    def _transcribe(self, take: Take, window: Window) -> None:
        draft = window.purpose is Purpose.DRAFT
        job = self._transcriber.transcribe(
            "dictation", window.audio, before=window.before, draft=draft
        )
        take.begin(window, job)

    def _on_event(self, ticket: int, event: Event) -> None:
        take = next((take for take in self._takes if take.job == ticket), None)
        if take is None:
            if isinstance(event, TERMINAL) and self._takes:
                self.advance(self._takes[-1])  # The engine may be free for it now.
            return
        match event:
            case Segment(text=text):
                take.understand(text)
            case Notice(problem):
                self.noticed.emit(problem)
            case Finished(reason):
                self._on_end(take, reason is not Reason.CANCELLED)
            case Failed(problem):
                self._on_trouble(take, problem)

    def _on_end(self, take: Take, whole: bool) -> None:
        final = take.window is not None and take.window.purpose is Purpose.FINAL
        take.end(whole)
        if final and whole:
            self._takes.remove(take)
            self.completed.emit(take)
            return
        self.grown.emit(take)
        self.advance(take)

    def _on_trouble(self, take: Take, problem: Problem) -> None:
        """Once more if the engine died; then without drafts, and at the end it is given up."""
        final = take.window is not None and take.window.purpose is Purpose.FINAL
        take.end(understood=False)
        take.crashes += 1
        if not problem.code.startswith("part.") or take.crashes >= TRIES:
            take.drafts = False
            if final:
                self._takes.remove(take)
                self.given_up.emit(take, problem)
                return
        self.advance(take)
