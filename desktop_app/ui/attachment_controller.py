"""From whatever was brought to what is attached: pictures are made, kept and shown as chips."""

import itertools
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from desktop_app.core.attachment import Attachment, pictures_of
from desktop_app.core.document import DOCUMENT_SUFFIXES
from desktop_app.core.engine import LoadJob, UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import TERMINAL, Event, Failed, Pictured
from desktop_app.core.film import FILM_SUFFIXES
from desktop_app.core.paths import Places
from desktop_app.core.picture import PictureFolder, PictureJob
from desktop_app.core.recording import SOUND_SUFFIXES
from desktop_app.core.session import Session
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.loose_picture import LoosePictures
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.offer import PICTURE_SUFFIXES, Offer, PictureFile, Source, offer_of_files
from desktop_app.ui.picture_desk import PictureDesk, Shown
from desktop_app.ui.screenshot import Screenshot, system_screenshot

TRIES = 2
"""So often a picture is made when the process dies over it."""

_DEATHS = ("part.crashed", "part.no_memory", "part.stuck")

_MENDED = ("picture.elsewhere", "picture.not_taken", "screenshot.unavailable", "screenshot.failed")
"""Problems that are no news any more when the person has found another way."""

IDLE_SECONDS = 30
"""So long the process that makes pictures waits for the next one."""


@dataclass(slots=True)
class _Making:
    """A picture on its way: where it belongs, and what has to be done with it yet."""

    number: int
    draft: str
    """The name of the draft that it was brought to, which need not be the open one by now."""
    name: str
    folder: PictureFolder
    """Where it will be kept."""
    path: str = ""
    """Its file; "" while it is being written."""
    loose: bool = False
    """The file was written for this only."""
    ticket: int = 0
    made: bool = False
    crashes: int = 0


class AttachmentController(QObject):
    """Gives pictures to the engine that makes kept ones, and what it makes to the draft.

    Lives on the UI thread, where it decodes nothing and waits for nothing.
    """

    problem = Signal(object)
    """Something could not be attached; carries a `Problem`."""

    undoable = Signal(str, object)
    """An attachment was removed: a sentence and the function that brings it back."""

    film_brought = Signal(str)
    """The path of a film that is to be attached."""

    document_brought = Signal(str, str)
    """The path of a file whose text is to be attached, and the name of the draft that it is for."""

    def __init__(
        self,
        session: Session,
        pictures: EngineThread,
        places: Places,
        window: MainWindow,
        desk: PictureDesk,
        screenshot: Screenshot | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._pictures = pictures
        self._places = places
        self._window = window
        self._composer = window.composer
        self._desk = desk
        self._loose = LoosePictures(self)
        self._screenshot = screenshot or system_screenshot(self)
        self._making: dict[int, _Making] = {}
        self._numbers = itertools.count(1)
        places_of = QStandardPaths.StandardLocation
        self._last_folder = QStandardPaths.writableLocation(places_of.PicturesLocation)
        self._awake = False
        self._idle = QTimer(self, singleShot=True, interval=1000 * IDLE_SECONDS)
        self._idle.timeout.connect(self._rest)
        self._composer.bar.set_gallery(desk.gallery)
        desk.set_sequence(self._shown)
        self._connect()

    # What the person brings

    def take(self, offer: Offer) -> None:
        """Attach what was brought to the draft that is open."""
        for source in offer.pictures:
            self._begin(source)
        for path in offer.films:
            self.film_brought.emit(path)
        for path in offer.documents:
            self.document_brought.emit(path, self._session.drafts.id)
        if offer.elsewhere:
            self.problem.emit(Problem("picture.elsewhere"))
        if offer.pictures:
            for code in _MENDED:
                self._window.notices.clear_problem(code)
        if offer.pictures or offer.documents:
            self._composer.focus()

    def choose(self) -> None:
        """Ask for files."""
        self.expect()
        kinds = (
            (self.tr("All that can be attached"), _ALL),
            (self.tr("Pictures"), PICTURE_SUFFIXES),
            (self.tr("Text, PDF and Word"), DOCUMENT_SUFFIXES),
            (self.tr("Films"), FILM_SUFFIXES),
            (self.tr("Sound"), SOUND_SUFFIXES),
        )
        filters = [f"{words} ({' '.join(f'*{end}' for end in ends)})" for words, ends in kinds]
        filters.append(self.tr("All files (*)"))
        # Of a folder that is not there the dialog would propose the name as a file's.
        folder = self._last_folder if Path(self._last_folder).is_dir() else QDir.homePath()
        paths, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("Attach files"), folder, ";;".join(filters)
        )
        if paths:
            self._last_folder = str(Path(paths[0]).parent)
            self._window.take(offer_of_files(paths))

    def capture(self) -> None:
        """Have the system take a screenshot."""
        self.expect()
        self._screenshot.take()

    def expect(self) -> None:
        """A picture may be near: start the process that makes it, which takes a moment."""
        self._wake()
        if not self._making:
            self._idle.start()

    def add(self, attachment: Attachment, draft: str | None = None) -> None:
        """Attach what is made already, to the draft with this name; `None` is the open one."""
        if draft in (None, self._session.drafts.id):
            self._composer.bar.add(next(self._numbers), attachment.name, attachment)
            return
        try:
            self._session.drafts.attach(draft, attachment)
        except ParleyError as error:
            self.problem.emit(error.problem)

    def next_number(self) -> int:
        """A number that no chip has yet."""
        return next(self._numbers)

    def shut_down(self) -> None:
        """Begin nothing any more, and leave no file behind that was written for this only."""
        self._idle.stop()
        making, self._making = list(self._making.values()), {}
        self._loose.shut_down()
        for item in making:
            self._forget_file(item)

    # From there to the chip

    def _begin(self, source: Source) -> None:
        folder = PictureFolder(str(self._session.place(self._places.pictures)))
        item = _Making(next(self._numbers), self._session.drafts.id, source.name, folder)
        self._making[item.number] = item
        self._idle.stop()
        self._composer.bar.add(item.number, item.name)
        if isinstance(source, PictureFile):
            item.path = source.path
            self._submit(item)
        else:
            item.loose = True
            incoming = self._session.place(self._places.cache) / "incoming"
            self._loose.write(item.number, source, incoming)

    def _on_written(self, number: int, path: str) -> None:
        if item := self._making.get(number):
            item.path = path
            self._submit(item)
        else:
            self._loose.forget(path)  # The person removed it meanwhile.

    def _submit(self, item: _Making) -> None:
        self._wake()
        job = PictureJob(f"picture-{item.number}", item.folder, item.path, item.name)
        item.ticket = self._pictures.submit(job)

    def _on_event(self, ticket: int, event: Event) -> None:
        item = next((item for item in self._making.values() if item.ticket == ticket), None)
        if item is None:
            return
        if isinstance(event, Pictured):
            item.made = True
            self._fulfil(item, event.picture)
        elif isinstance(event, Failed):
            self._on_failure(item, event.problem)
        elif isinstance(event, TERMINAL):
            self._end(item)

    def _fulfil(self, item: _Making, attachment: Attachment) -> None:
        if item.number in self._composer.bar.chips():
            self._composer.bar.fulfil(item.number, attachment)
        else:
            self.add(attachment, item.draft)

    def _on_failure(self, item: _Making, problem: Problem) -> None:
        """Once more if the process died: it may have been killed for another reason."""
        if problem.code == "picture.unreadable" and not (item.loose or _is_picture(item.path)):
            # Of no known kind, and no picture either: there may be text in it.
            self.document_brought.emit(item.path, item.draft)
            item.made = True  # by others, and a message that waits for it waits on
            self._end(item)
            self._composer.bar.drop(item.number)
            return
        if not problem.code.startswith(_DEATHS):
            self._give_up(item.number, problem)
            return
        self._awake = False  # The next job is said to be wanted, after whatever crashes.
        item.crashes += 1
        if item.crashes < TRIES:
            self._submit(item)
        else:
            name = item.name or self.tr("the picture")
            self._give_up(item.number, Problem("picture.crashed", {"name": name}, problem.details))

    def _give_up(self, number: int, problem: Problem) -> None:
        if item := self._making.get(number):
            self._end(item)
            self.problem.emit(problem)

    def _end(self, item: _Making) -> None:
        del self._making[item.number]
        self._forget_file(item)
        if not item.made:
            self._composer.drop_attachment(item.number)
        if not self._making:
            self._idle.start()

    def _forget_file(self, item: _Making) -> None:
        if item.loose and item.path:
            self._loose.forget(item.path)

    def _wake(self) -> None:
        if not self._awake:
            self._awake = True
            self._pictures.submit(LoadJob("expect", PictureFolder(str(self._places.pictures))))

    def _rest(self) -> None:
        """Give the memory of the process back."""
        self._awake = False
        self._pictures.submit(UnloadJob("rest"))

    # What becomes of the chips

    def _on_replaced(self) -> None:
        """Another draft is open: what is on its way to it has its chips here."""
        for item in self._making.values():
            if item.draft == self._session.drafts.id and not item.made:
                self._composer.bar.add(item.number, item.name)

    def _on_removed(self, number: int, attachment: Attachment | None) -> None:
        if item := self._making.pop(number, None):
            self._pictures.cancel(item.ticket)
            self._forget_file(item)
        elif attachment is not None:
            draft = self._session.drafts.id
            name = attachment.name or self.tr("The picture")
            self.undoable.emit(
                self.tr("{name} was removed from the message.").format(name=name),
                lambda: self.add(attachment, draft),
            )

    def _connect(self) -> None:
        window, composer = self._window, self._composer
        self._pictures.happened.connect(self._on_event)
        self._loose.written.connect(self._on_written)
        self._loose.failed.connect(self._give_up)
        self._screenshot.taken.connect(self._on_screenshot)
        self._screenshot.failed.connect(self.problem)
        window.attached.connect(self.take)
        window.approached.connect(self.expect)
        composer.attach_button.files_requested.connect(self.choose)
        composer.attach_button.screenshot_requested.connect(self.capture)
        composer.attachments_replaced.connect(self._on_replaced)
        composer.bar.removed.connect(self._on_removed)
        composer.bar.opened.connect(self._open)

    def _open(self, attachment: Attachment) -> None:
        if picture := next(pictures_of((attachment,)), None):
            self._desk.open(Shown(picture, attachment.name), self._window)

    def _shown(self) -> list[Shown]:
        """What is attached, to go through when one of them is open large."""
        attached = self._composer.attachments()
        return [Shown(p, one.name) for one in attached for p in pictures_of((one,))]

    def _on_screenshot(self, offer: Offer) -> None:
        self._window.activateWindow()
        self.take(offer)


_ALL = tuple(
    dict.fromkeys((*PICTURE_SUFFIXES, *DOCUMENT_SUFFIXES, *FILM_SUFFIXES, *SOUND_SUFFIXES))
)


def _is_picture(path: str) -> bool:
    return path.lower().endswith(PICTURE_SUFFIXES)
