"""A document in a message: the chip that it was in the composer, which opens its text."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core.document import Document
from desktop_app.ui.attachment_chip import AttachmentChip
from desktop_app.ui.blocks.picture_tile import seen_words
from desktop_app.ui.picture_desk import PictureDesk
from desktop_app.ui.theme import Theme


class DocumentBlock(QWidget):
    """Shows a document as a message shows it, whether or not the model still sees it."""

    seen_requested = Signal(bool)
    remove_requested = Signal()
    touched = Signal()
    height_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        desk: PictureDesk,
        document: Document,
        parent: QWidget,
        *,
        removable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._document = document
        self._removable = removable
        self.chip = AttachmentChip(theme, document.name, self)
        self.chip.set_removable(removable)
        self.chip.set_attachment(document)
        self.chip.open_requested.connect(self._open)
        if removable:
            self.chip.remove_requested.connect(self.remove_requested)
        self.chip.installEventFilter(self)

    def set_document(self, document: Document) -> None:
        """The same document, seen by the model or not."""
        self._document = document
        self.chip.set_attachment(document)

    def place(self, width: int) -> tuple[int, int]:
        """Lay out for `width` pixels and return the width and height needed."""
        size = self.chip.sizeHint()
        wide = min(width, size.width())
        self.chip.setGeometry(QRect(0, 0, wide, size.height()))
        return wide, size.height()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours and fonts of `theme`, which the chip hears of by itself."""
        del theme
        self.chip.update()

    def add_actions(self, menu: QMenu) -> None:
        """Offer in `menu` what can be done with the document."""
        menu.addAction(self.tr("Open the text")).triggered.connect(self._open)
        menu.addAction(self.tr("Copy the text")).triggered.connect(self._copy)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press on the chip: nothing may move under the hand now."""
        if watched is self.chip and event.type() == QEvent.Type.MouseButtonPress:
            self.touched.emit()
        return super().eventFilter(watched, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._removable:
            return
        self.touched.emit()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.add_actions(menu)
        menu.addSeparator()
        menu.addAction(seen_words(self._document.seen)).triggered.connect(
            lambda: self.seen_requested.emit(not self._document.seen)
        )
        menu.popup(event.globalPos())

    def _open(self) -> None:
        self._desk.read(self._document, self)

    def _copy(self) -> None:
        if text := self._desk.text_of(self._document):
            QGuiApplication.clipboard().setText(text)
