"""From a film's file to what a message shows of it: one dialog after the other."""

from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QImage, QImageReader

from desktop_app.core.engine import ModelOptions, UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import (
    TERMINAL,
    Event,
    Failed,
    FilmFacts,
    Loaded,
    Notice,
    Pictured,
)
from desktop_app.core.excerpt import Choice, Excerpt
from desktop_app.core.models import model_name
from desktop_app.core.paths import Places
from desktop_app.core.picture import FilmFactsJob, FilmFile, FramesJob, PictureFolder
from desktop_app.core.projector import Sight
from desktop_app.core.session import Session
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.film_maker import FilmMaker
from desktop_app.ui.film_terms import FilmTerms
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.picture_tokens import PictureTokens
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcriber import Transcriber

if TYPE_CHECKING:  # Its many parts are imported with the first film: no start waits for them.
    from desktop_app.ui.film_dialog import FilmDialog

_PREVIEW = QSize(320, 320)
"""The room (px) that a preview takes in memory: at twice the density it still looks sharp."""


class SeeingModel(Protocol):
    """What of the model's controller is needed here."""

    sight_changed: SignalInstance

    @property
    def path(self) -> str:
        """The model's file."""
        ...

    def wake(self) -> None:
        """Load it now: how many tokens it sees at once is known only then."""
        ...

    def sight(self) -> Sight:
        """Whether it can be shown pictures."""
        ...

    def options(self) -> ModelOptions | None:
        """How it is run."""
        ...


@dataclass(eq=False, slots=True)
class _Item:
    """One film: its dialog while it is open, the tickets of its jobs (0: none).

    `draft` is the message that it was brought to, `folder` where its pictures are kept.
    """

    path: str
    draft: str
    folder: str
    dialog: "FilmDialog"
    facts: FilmFacts | None = None
    asking: int = 0
    previews: list[int] = field(default_factory=list)


class FilmController(QObject):
    """Asks what of each film is wanted and has it made. Lives on the UI thread.

    Sound without pictures is nothing to look at: it goes to those who write down sound files.
    """

    made = Signal(object, str)
    """A `Film` for the draft with this name."""
    sounds_brought = Signal(list)
    """The paths of files of which only the words are wanted."""
    problem = Signal(object)
    """Something to tell in the window; carries the `Problem`."""

    def __init__(
        self,
        films: EngineThread,
        chat: EngineThread,
        maker: FilmMaker,
        transcriber: Transcriber,
        model: SeeingModel,
        session: Session,
        places: Places,
        window: MainWindow,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        """`films` looks at films, `chat` runs the model that is to see them."""
        super().__init__(parent)
        self._films = films
        self._maker = maker
        self._transcriber = transcriber
        self._model = model
        self._session = session
        self._places = places
        self._previews = places.cache / "film"
        self._window = window
        self._theme = theme
        self._waiting: deque[tuple[str, str, Path, Path]] = deque()
        self._item: _Item | None = None
        self._tokens = PictureTokens(chat, self)
        self._leaving: set[int] = set()
        """Jobs after which nobody writes previews any more."""
        films.happened.connect(self._on_event)
        chat.happened.connect(self._on_chat)
        model.sight_changed.connect(self._refresh)
        self._tokens.known.connect(self._refresh)
        maker.progressed.connect(self._on_progress)
        maker.made.connect(self._on_made)
        maker.failed.connect(self._on_failed)

    @property
    def dialog(self) -> "FilmDialog | None":
        """The one that is open."""
        return self._item.dialog if self._item else None

    def take(self, path: str) -> None:
        """Ask what of this film is wanted, as soon as no other one is asked about."""
        places, place = self._places, self._session.place
        folders = place(places.pictures), place(places.cache) / "film"
        self._waiting.append((path, self._session.drafts.id, *folders))
        self._next()

    def shut_down(self) -> None:
        """Begin nothing any more, and leave no previews behind."""
        self._waiting.clear()
        self._maker.stop()
        if self._item is not None:
            self._cancel(self._item)
            self._item = None
        rmtree(self._previews, ignore_errors=True)

    def _next(self) -> None:
        if self._item is not None or not self._waiting:
            return
        from desktop_app.ui.film_dialog import FilmDialog

        path, draft, folder, self._previews = self._waiting.popleft()
        dialog = FilmDialog(self._theme, Path(path).name, self._window)
        item = _Item(path, draft, str(folder), dialog)
        dialog.chosen.connect(self._make)
        dialog.stop_requested.connect(self._stop)
        dialog.returned.connect(self._refresh)
        dialog.transcribe_requested.connect(self._transcribe)
        dialog.remedy_requested.connect(self._window.notices.action_requested)
        dialog.range.stills_wanted.connect(self._look_at)
        dialog.finished.connect(lambda: self._close(item))
        self._item = item
        self._ask(item)
        dialog.show()
        self._model.wake()

    def _ask(self, item: _Item) -> None:
        item.asking = self._films.submit(FilmFactsJob("facts", FilmFile(item.path)))

    def _on_event(self, ticket: int, event: Event) -> None:
        if ticket in self._leaving and isinstance(event, TERMINAL):
            self._leaving.discard(ticket)
            rmtree(self._previews, ignore_errors=True)
        item = self._item
        if item is None:
            return
        if ticket == item.asking:
            self._on_asked(item, event)
        elif ticket in item.previews and isinstance(event, Pictured):
            self._show(item, event)

    def _on_asked(self, item: _Item, event: Event) -> None:
        match event:
            case Notice(problem):
                self.problem.emit(problem)
            case FilmFacts(width=0):
                item.dialog.accept()
                self.sounds_brought.emit([item.path])
            case FilmFacts():
                item.facts = event
                item.dialog.offer(self._terms(event))
                self._preview(item, item.dialog.range.strip.times())
            case Failed(problem) if problem.code == "part.crashed":
                self._ask(item)  # It may have been killed for another reason.
            case Failed(problem):
                item.dialog.accept()
                if problem.code.startswith("part."):
                    values = {"name": Path(item.path).name}
                    problem = Problem("film.unreadable", values, problem.details)
                self.problem.emit(problem)

    def _terms(self, facts: FilmFacts) -> FilmTerms:
        """What can be made of the film by the models as they are now."""
        return FilmTerms(
            facts,
            model_name(self._model.path) if self._model.path else "",
            self._model.sight() in (Sight.SEES, Sight.UNKNOWN),
            self._window.composer.context_size(),
            self._tokens.of(self._model.options()),
            self._transcriber.obstacle(),
        )

    def _refresh(self) -> None:
        """Models may have been chosen or loaded meanwhile."""
        if self._item is not None and self._item.facts is not None:
            self._item.dialog.renew(self._terms(self._item.facts))

    def _preview(self, item: _Item, times: tuple[float, ...]) -> None:
        folder = PictureFolder(str(self._previews))
        job = FramesJob("preview", FilmFile(item.path), times, folder)
        item.previews.append(self._films.submit(job))

    def _look_at(self, start: float, end: float) -> None:
        """Show the pictures at both ends; those of an end before are wanted no more."""
        item = self._item
        if item is None or item.facts is None:
            return
        for ticket in item.previews[1:]:  # The first one fills the strip.
            self._films.cancel(ticket)
        self._preview(item, tuple(sorted({start, end})))

    def _show(self, item: _Item, event: Pictured) -> None:
        image = _read(str(self._previews / event.picture.file_name))
        if event.at in item.dialog.range.strip.times():
            item.dialog.range.strip.set_picture(event.at, image)
        item.dialog.range.set_still(event.at, image)

    def _make(self, choice: Choice) -> None:
        item = self._item
        if item is None or item.facts is None:
            return
        for ticket in item.previews[1:]:
            self._films.cancel(ticket)
        self._maker.make(Excerpt(item.path, item.facts, choice, item.folder))

    def _stop(self) -> None:
        self._maker.stop()
        if self._item is not None:
            self._item.dialog.choose_again()

    def _transcribe(self) -> None:
        if self._item is not None:
            path = self._item.path
            self._item.dialog.accept()
            self.sounds_brought.emit([path])

    def _on_progress(self, words: str, fraction: float) -> None:
        if self._item is not None:
            self._item.dialog.show_progress(words, fraction)

    def _on_made(self, excerpt: Excerpt) -> None:
        item = self._item
        if item is None:
            return
        item.dialog.accept()
        self.made.emit(excerpt.film, item.draft)
        recording = excerpt.recording
        if problem := excerpt.problem or (recording.problem if recording else None):
            self.problem.emit(problem)

    def _on_failed(self, problem: Problem) -> None:
        if self._item is not None:
            self._item.dialog.choose_again(problem)

    def _close(self, item: _Item) -> None:
        self._maker.stop()
        self._cancel(item)
        self._leaving.add(self._films.submit(UnloadJob("unload")))
        self._item = None
        self._window.composer.focus()
        self._next()

    def _cancel(self, item: _Item) -> None:
        for ticket in (item.asking, *item.previews):
            self._films.cancel(ticket)

    def _on_chat(self, ticket: int, event: Event) -> None:
        del ticket
        if isinstance(event, Loaded):
            self._refresh()


def _read(path: str) -> QImage:
    """A preview, decoded no larger than it will be shown."""
    reader = QImageReader(path)
    size = reader.size()
    if max(size.width(), size.height()) > _PREVIEW.width():
        smaller = size.scaled(_PREVIEW, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(smaller.expandedTo(QSize(1, 1)))
    return reader.read()
