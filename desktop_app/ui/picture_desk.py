"""What can be done with any picture of a conversation: open it large, save it, copy it, drag it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core.attachment import Attachment, Film
from desktop_app.core.document import Document
from desktop_app.core.errors import Problem
from desktop_app.core.picture import Picture
from desktop_app.core.subtitles import clock
from desktop_app.ui.gallery import Gallery
from desktop_app.ui.picture_file import mime_of, save_as
from desktop_app.ui.picture_reader import picture_reader
from desktop_app.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of the conversation, and what it is called there.

    `where` tells apart what is shown twice; it means nothing but that.
    """

    picture: Picture
    name: str
    where: str = ""


def shown_of(attachment: Attachment, where: str) -> list[Shown]:
    """The pictures of one attachment as they are called; frames by their film and their time."""
    if isinstance(attachment, Document):
        return []
    if not isinstance(attachment, Film):
        return [Shown(attachment, attachment.name, where)]
    return [
        Shown(frame.picture, f"{attachment.name} {clock(frame.at)}".strip(), f"{where}/{number}")
        for number, frame in enumerate(attachment.frames)
    ]


def shown_in(attachments: Sequence[Attachment], owner: str) -> list[Shown]:
    """Every picture of the message `owner`, the frames of films among them, in order."""
    return [
        shown
        for number, attachment in enumerate(attachments)
        for shown in shown_of(attachment, f"{owner}/{number}")
    ]


class PictureDesk(QObject):
    """Does it, for whichever widget shows the picture. Lives on the UI thread."""

    problem = Signal(object)
    """Something went wrong; carries a `Problem`."""

    def __init__(
        self, theme: Theme, gallery: Gallery | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.gallery = gallery or Gallery(parent=self)
        self._theme = theme
        self._sequence: Callable[[], Sequence[Shown]] = tuple
        self._reader = picture_reader()
        self._reader.read.connect(self._on_read)
        self._copying = 0
        self._copied: Picture | None = None

    def set_sequence(self, sequence: Callable[[], Sequence[Shown]]) -> None:
        """Which pictures are before and after one that is open."""
        self._sequence = sequence

    def open(self, shown: Shown, beside: QWidget) -> None:
        """Show a picture large, over the window of `beside`."""
        from desktop_app.ui.picture_viewer import PictureViewer, Sight

        sequence = list(self._sequence())
        if shown not in sequence:
            sequence = [shown]
        sights = [
            Sight(self.gallery.path(one.picture), one.name, one.picture.width, one.picture.height)
            for one in sequence
        ]
        viewer = PictureViewer(self._theme, beside.window())
        viewer.problem.connect(self.problem)
        viewer.show_pictures(sights, sequence.index(shown))

    def read(self, document: Document, beside: QWidget) -> None:
        """Show the text of a document, over the window of `beside`."""
        from desktop_app.ui.document_viewer import DocumentViewer

        path = self.gallery.path(document)
        viewer = DocumentViewer(self._theme, document, path, beside.window())
        viewer.problem.connect(self.problem)
        viewer.open()

    def text_of(self, document: Document) -> str:
        """What the model is shown of a document, "" where it is gone."""
        try:
            kept = self.gallery.path(document).read_bytes().decode("utf-8", "replace")
        except OSError as error:
            self.problem.emit(Problem("document.gone", {"name": document.name}, str(error)))
            return ""
        return document.part_of(kept)

    def save(self, shown: Shown, beside: QWidget) -> None:
        """Ask for a place, and save the picture there."""
        path = self.gallery.path(shown.picture)
        if not path.is_file():
            self.problem.emit(Problem("picture.gone", {"name": shown.name}))
        elif problem := save_as(beside.window(), path, shown.name):
            self.problem.emit(problem)

    def copy(self, shown: Shown) -> None:
        """Put the picture into the clipboard, as soon as it is read."""
        self._copied = shown.picture
        self._copying = self._reader.request(self.gallery.path(shown.picture))

    def drag(self, shown: Shown, source: QWidget, image: QPixmap) -> None:
        """Let the person drop the picture's file on another program. Returns after the drop."""
        path = self.gallery.path(shown.picture)
        if not path.is_file():
            return
        drag = QDrag(source)
        drag.setMimeData(mime_of(path, shown.name))
        drag.setPixmap(image)
        drag.setHotSpot(QPoint(0, 0))
        drag.exec(Qt.DropAction.CopyAction)

    def fill(self, menu: QMenu, shown: Shown, beside: QWidget) -> None:
        """Offer in `menu` what can be done with the picture."""
        for words, act in (
            (self.tr("Open"), lambda: self.open(shown, beside)),
            (self.tr("Save as…"), lambda: self.save(shown, beside)),
            (self.tr("Copy the picture"), lambda: self.copy(shown)),
        ):
            menu.addAction(words).triggered.connect(act)

    def path(self, picture: Picture) -> Path:
        """The file of a picture."""
        return self.gallery.path(picture)

    def _on_read(self, ticket: int, image: QImage) -> None:
        if ticket != self._copying or self._copied is None:
            return
        self._copying = 0
        if image.isNull():
            self.problem.emit(Problem("picture.gone", {"name": self._copied.name}))
        else:
            QGuiApplication.clipboard().setImage(image)
