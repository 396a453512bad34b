"""Does the jobs of an `Excerpt`: pictures by the film engine, words by reader and voice engine."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.engine import UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Event, Failed, Loading
from desktop_app.core.excerpt import Excerpt
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.precedence import Precedence
from desktop_app.ui.recording_controller import JOB
from desktop_app.ui.transcriber import Transcriber


class FilmMaker(QObject):
    """Makes one excerpt at a time. Lives on the UI thread. Who dictates comes first.

    The first fault ends it, unless there is something to show all the same.
    """

    progressed = Signal(str, float)
    """What is being done, and how far all of it is (0 to 1)."""
    made = Signal(object)
    """The `Excerpt` is finished."""
    failed = Signal(object)
    """It cannot be finished; carries the `Problem`."""

    def __init__(
        self,
        films: EngineThread,
        reader: EngineThread,
        transcriber: Transcriber,
        precedence: Precedence,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._films = films
        self._reader = reader
        self._transcriber = transcriber
        self._precedence = precedence
        self._excerpt: Excerpt | None = None
        self._looking = self._reading = self._writing = 0
        films.happened.connect(self._on_looking)
        reader.happened.connect(self._on_reading)
        transcriber.happened.connect(self._on_writing)
        precedence.changed.connect(self._on_precedence)

    def make(self, excerpt: Excerpt) -> None:
        """Begin; one that was begun before is given up."""
        self.stop()
        self._excerpt = excerpt
        if excerpt.recording is not None and self._transcriber.obstacle() is None:
            self._transcriber.forgive()
        self._advance()

    def stop(self) -> None:
        """Give it up; nothing more is told of it."""
        if self._looking:
            self._films.cancel(self._looking)
        if self._reading:
            self._reader.cancel(self._reading)
        if self._writing:
            self._transcriber.cancel(self._writing)
        self._looking = self._reading = self._writing = 0
        self._end()

    def _end(self) -> None:
        if self._excerpt is not None and self._excerpt.recording is not None:
            self._reader.submit(UnloadJob("unload"))  # Its process is needed no more.
        self._excerpt = None

    def _advance(self) -> None:
        """Do what can be done now, and tell how far it is."""
        excerpt = self._excerpt
        if excerpt is None:
            return
        if excerpt.finished:
            self._finish(excerpt)
            return
        if not self._looking and (job := excerpt.frames_job()):
            self._looking = self._films.submit(job)
        if recording := excerpt.recording:
            if not self._reading and (reading := recording.reading_job()):
                self._reading = self._reader.submit(reading)
            self._write(excerpt)
        if self._excerpt is not None:
            self.progressed.emit(self._stage(), excerpt.done)

    def _write(self, excerpt: Excerpt) -> None:
        assert excerpt.recording is not None
        if self._writing or self._precedence.taken:
            return
        if problem := self._transcriber.obstacle():
            self._fail(problem)
        elif (sound := excerpt.recording.next_window()) is not None:
            self._writing = self._transcriber.transcribe(JOB, sound)

    def _finish(self, excerpt: Excerpt) -> None:
        problem = excerpt.problem or (excerpt.recording and excerpt.recording.problem)
        film = excerpt.film
        if not film.frames and not film.said:
            self._fail(problem or Problem("film.silent", {"name": film.name}))
            return
        self._end()
        self.made.emit(excerpt)

    def _fail(self, problem: Problem) -> None:
        self.stop()
        self.failed.emit(problem)

    def _on_looking(self, ticket: int, event: Event) -> None:
        if ticket != self._looking or self._excerpt is None:
            return
        self._excerpt.on_frames(event)
        if isinstance(event, TERMINAL):
            self._looking = 0
        self._advance()

    def _on_reading(self, ticket: int, event: Event) -> None:
        if ticket != self._reading or self._excerpt is None:
            return
        assert self._excerpt.recording is not None
        self._excerpt.recording.on_reading(event)
        if isinstance(event, TERMINAL):
            self._reading = 0
            self._advance()

    def _on_writing(self, ticket: int, event: Event) -> None:
        if ticket != self._writing or self._excerpt is None:
            return
        recording = self._excerpt.recording
        assert recording is not None
        recording.on_writing(event)
        if isinstance(event, Loading):
            percent = round(event.fraction * 100)
            words = self.tr("loading the voice model, {percent} %").format(percent=percent)
            self.progressed.emit(words, self._excerpt.done)
            return
        if isinstance(event, TERMINAL):
            self._writing = 0
            if isinstance(event, Failed) and not recording.worth_another_try(event.problem):
                self._fail(event.problem)
                return
        self._advance()

    def _on_precedence(self) -> None:
        if self._precedence.taken:
            if self._writing:
                self._transcriber.cancel(self._writing)
            self._advance()
        else:
            # The last words of a dictation may be submitted in this very moment.
            QTimer.singleShot(0, self, self._advance)

    def _stage(self) -> str:
        excerpt = self._excerpt
        assert excerpt is not None
        if not excerpt.looked:
            return self.tr("looking at the film")
        if self._precedence.taken:
            return self.tr("waits while you dictate")
        if self._writing:
            return self.tr("writing down what is said")
        return self.tr("reading the sound")
