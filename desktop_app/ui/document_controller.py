"""From a file with text in it to a chip: read in another process, kept, and shown on request."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_app.core.attachment import Attachment
from desktop_app.core.document import (
    SECONDS,
    Document,
    Documented,
    DocumentFile,
    DocumentJob,
    PagesRead,
)
from desktop_app.core.engine import UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Event, Failed
from desktop_app.core.paths import Places
from desktop_app.core.picture import PictureFolder
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.session import Session
from desktop_app.ui.document_dialog import DocumentDialog
from desktop_app.ui.document_tokens import DocumentTokens
from desktop_app.ui.document_viewer import DocumentViewer
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.theme import Theme

TRIES = 2
"""So often a file is read when the process dies over it."""

_DEATHS = ("part.crashed", "part.no_memory")

IDLE_SECONDS = 30
"""So long the process that reads files waits for the next one."""

_GRACE_SECONDS = 10
"""After its own time is over the process has so long to say so, before it is stopped."""


@dataclass(slots=True)
class _Reading:
    """A file on its way: where it belongs, and what has become of it."""

    number: int
    draft: str
    path: str
    folder: PictureFolder
    ticket: int = 0
    made: bool = False
    deaths: int = 0
    overdue: bool = False

    @property
    def name(self) -> str:
        return Path(self.path).name


class DocumentController(QObject):
    """Gives files to the engine that reads them, and what it read to the draft. UI thread."""

    problem = Signal(object)
    """A file could not be attached; carries a `Problem`."""

    made = Signal(object, str)
    """A `Document` for the draft with this name, which is not the open one."""

    def __init__(
        self,
        session: Session,
        engine: EngineThread,
        tokens: DocumentTokens,
        shelf: PictureShelf,
        places: Places,
        window: MainWindow,
        theme: Theme,
        number: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        """`number` gives the next chip its number."""
        super().__init__(parent)
        self._session = session
        self._engine = engine
        self._tokens = tokens
        self._shelf = shelf
        self._pictures = places.pictures
        self._window = window
        self._composer = window.composer
        self._theme = theme
        self._number = number
        self._readings: dict[int, _Reading] = {}
        self._idle = QTimer(self, singleShot=True, interval=1000 * IDLE_SECONDS)
        self._idle.timeout.connect(self._rest)
        self._clock = QTimer(self, singleShot=True, interval=round(1000 * SECONDS))
        self._clock.timeout.connect(self._on_overdue)
        engine.happened.connect(self._on_event)
        self._composer.attachments_replaced.connect(self._on_replaced)
        self._composer.bar.removed.connect(self._on_removed)
        self._composer.bar.opened.connect(self._open)

    def take(self, path: str, draft: str) -> None:
        """Read this file for the draft with this name."""
        folder = PictureFolder(str(self._session.place(self._pictures)))
        item = _Reading(self._number(), draft, path, folder)
        self._readings[item.number] = item
        self._idle.stop()
        if draft == self._session.drafts.id:
            self._composer.bar.add(item.number, item.name, icon="file")
        self._submit(item)

    def choose_part(self, document: Document) -> None:
        """Ask which part of an attached document the model is to be shown."""
        try:
            text = self._shelf.text(document)
        except OSError as error:
            self.problem.emit(Problem("document.gone", {"name": document.name}, str(error)))
            return
        load = self._tokens.load()
        others = load.tokens - self._tokens.of(document)
        dialog = DocumentDialog(
            self._theme, document, text, self._tokens.of(document), others, load.context
        )
        dialog.setParent(self._window, dialog.windowFlags())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda part: self._composer.bar.exchange(document, part))
        dialog.finished.connect(self._composer.focus)
        dialog.open()

    def shut_down(self) -> None:
        """Begin nothing any more."""
        for timer in (self._idle, self._clock):
            timer.stop()
        for item in self._readings.values():
            self._engine.cancel(item.ticket)
        self._readings.clear()

    def _submit(self, item: _Reading) -> None:
        job = DocumentJob(
            f"document-{item.number}", DocumentFile(item.path), item.folder, item.name
        )
        item.ticket = self._engine.submit(job)
        if not self._clock.isActive():
            self._watch()

    def _watch(self) -> None:
        """The one that is read first has the whole time; its process gives up by itself."""
        self._clock.start(round(1000 * (SECONDS + _GRACE_SECONDS)))

    def _on_overdue(self) -> None:
        """The process is deep in a single page: stopped, and killed when it does not hear."""
        if item := next(iter(self._readings.values()), None):
            item.overdue = True
            self._engine.cancel(item.ticket)
            self._watch()

    def _on_event(self, ticket: int, event: Event) -> None:
        item = next((one for one in self._readings.values() if one.ticket == ticket), None)
        if item is None:
            return
        if isinstance(event, PagesRead):
            words = self.tr("page {done} of {total}").format(done=event.done, total=event.total)
            self._composer.bar.set_progress(item.number, words)
        elif isinstance(event, Documented):
            item.made = True
            self._fulfil(item, event.document)
        elif isinstance(event, Failed):
            self._on_failure(item, event.problem)
        elif isinstance(event, TERMINAL):
            self._end(item)
            if item.overdue and not item.made:
                self.problem.emit(Problem("document.too_slow", {"name": item.name}))

    def _fulfil(self, item: _Reading, document: Document) -> None:
        if item.number in self._composer.bar.chips():
            self._composer.bar.fulfil(item.number, document)
        else:
            self.made.emit(document, item.draft)

    def _on_failure(self, item: _Reading, problem: Problem) -> None:
        """Once more if the process died: it may have been killed for another reason."""
        values = {"name": item.name}
        if item.overdue or problem.code == "part.stuck":
            problem = Problem("document.too_slow", values, problem.details)
        elif problem.code.startswith(_DEATHS):
            item.deaths += 1
            if item.deaths < TRIES:
                self._submit(item)
                return
            problem = Problem("document.crashed", values, problem.details)
        self._end(item)
        self.problem.emit(problem)

    def _end(self, item: _Reading) -> None:
        del self._readings[item.number]
        if not item.made:
            self._composer.drop_attachment(item.number)
        if self._readings:
            self._watch()
        else:
            self._clock.stop()
            self._idle.start()

    def _rest(self) -> None:
        """Give the memory of the process back."""
        self._engine.submit(UnloadJob("rest"))

    def _on_replaced(self) -> None:
        """Another draft is open: what is on its way to it has its chips here."""
        for item in self._readings.values():
            if item.draft == self._session.drafts.id and not item.made:
                self._composer.bar.add(item.number, item.name, icon="file")

    def _on_removed(self, number: int, attachment: Attachment | None) -> None:
        del attachment
        if item := self._readings.pop(number, None):
            self._engine.cancel(item.ticket)
            if not self._readings:
                self._clock.stop()
                self._idle.start()

    def _open(self, attachment: Attachment) -> None:
        if not isinstance(attachment, Document):
            return
        viewer = DocumentViewer(
            self._theme, attachment, self._shelf.path(attachment), self._window, choosable=True
        )
        viewer.part_requested.connect(lambda: self.choose_part(attachment))
        viewer.problem.connect(self.problem)
        viewer.open()
