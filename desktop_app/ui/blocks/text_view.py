"""Read-only text inside a message: selectable, accessible, and without a way to the outside."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontInfo,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from desktop_app.ui.theme import Theme

LINE_HEIGHT = 1.5
"""Height of a line of prose over the size of its font."""

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_OWN_KEYS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter)


def line_height(font: QFont) -> int:
    """The height of a line in `font`, in whole pixels so that lines never blur or drift."""
    return round(QFontInfo(font).pixelSize() * LINE_HEIGHT)


def line_format(font: QFont) -> QTextBlockFormat:
    """A block format whose lines have the height for `font`, the letters in their middle."""
    block_format = QTextBlockFormat()
    fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
    block_format.setLineHeight(line_height(font), fixed)
    return block_format


class SelectionKeeper(Protocol):
    """Whoever extends a selection over several texts; see `MessageSelection`."""

    def begin(self, view: "TextView") -> None: ...

    def reach(self, view: "TextView", place: QPoint) -> bool: ...

    def step(self, view: "TextView", event: QKeyEvent) -> bool: ...

    def select_all(self) -> None: ...

    @property
    def runs_on(self) -> bool: ...

    def text(self) -> str: ...


class TextView(QTextBrowser):
    """A text as high as its document, in a scroll area that is somebody else's.

    It loads nothing, opens nothing and scrolls only sideways; what it does not need of keys and
    wheel goes on to the transcript.
    """

    touched = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self._writing = False
        self.keeper: SelectionKeeper | None = None
        """Who extends a selection beyond this text."""
        self.after_paint: Callable[[], None] | None = None
        """Draws what is to stand above the text."""
        self.has_ring = False
        """Whether the keyboard led here, so that the message shows where it is."""
        self.selectionChanged.connect(self._on_selection)

    def wear(self, theme: Theme, font: QFont, token: str = "text") -> None:
        """Take the theme's colours, the text in `token`, and `font`."""
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, theme.color(token))
        palette.setColor(QPalette.ColorRole.Highlight, theme.color("selection"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.color("text"))
        self.setPalette(palette)
        self.setFont(font)
        self.document().setDefaultFont(font)

    def height_at(self, width: int) -> int:
        """The height of the text broken into lines of `width` pixels; leaves it that wide.

        The view first: QTextEdit breaks its lines anew for its own width whenever the document
        tells of another size, also while we ask.
        """
        self.resize(width, self.height())
        document = self.document()
        document.setTextWidth(width)
        return math.ceil(document.size().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def loadResource(self, type: int, name: QUrl | str) -> QByteArray:
        """Refuse: nothing in a message loads anything, from the network or from the disk.

        Nothing at all would make QTextDocument look for the file by itself.
        """
        return QByteArray()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Words only: colours of this window have no business in another document."""
        data = QMimeData()
        keeper = self.keeper
        data.setText(keeper.text() if keeper and keeper.runs_on else self.selected_text())
        return data

    def selected_text(self) -> str:
        """The selection as plain text."""
        return self.textCursor().selection().toPlainText()

    @contextmanager
    def writing(self) -> Iterator[QTextCursor]:
        """A cursor to write with, in one edit; what is selected stays selected, and no more.

        Qt moves a cursor that stands where text is inserted along with the text.
        """
        before = self.textCursor()
        anchor, position = before.anchor(), before.position()
        sideways = self.horizontalScrollBar().value()
        self._writing = True
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        try:
            yield cursor
        finally:
            cursor.endEditBlock()
            self._restore(anchor, position)
            self.horizontalScrollBar().setValue(sideways)
            self._writing = False

    def _restore(self, anchor: int, position: int) -> None:
        now = self.textCursor()
        if (now.anchor(), now.position()) == (anchor, position):
            return
        last = self.document().characterCount() - 1
        now.setPosition(min(anchor, last))
        now.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(now)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.after_paint is not None:
            self.after_paint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.touched.emit()
        left = event.button() == Qt.MouseButton.LeftButton
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        place = event.globalPosition().toPoint()
        if self.keeper and left and shift and self.keeper.reach(self, place):
            return
        super().mousePressEvent(event)
        if self.keeper and left and not shift:
            self.keeper.begin(self)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Beyond its edge the selection goes on in the next text."""
        dragging = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if self.keeper and dragging and self.keeper.reach(self, event.globalPosition().toPoint()):
            event.accept()
        else:
            super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        copies = event.matches(QKeySequence.StandardKey.Copy)
        selects = event.matches(QKeySequence.StandardKey.SelectAll)
        if self.keeper and copies and self.keeper.runs_on:
            QGuiApplication.clipboard().setText(self.keeper.text())
        elif self.keeper and selects:
            self.keeper.select_all()
        elif self.keeper and self.keeper.step(self, event):
            event.accept()
        elif copies or selects or event.key() in _OWN_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.has_ring = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.has_ring = False
        super().focusOutEvent(event)

    def unselect(self) -> None:
        """Give up the selection: another text has one now."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        sideways = abs(delta.x()) > abs(delta.y()) or bool(
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        )
        if sideways and self.horizontalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Only sideways: a text as high as its document has nowhere to go."""
        super().scrollContentsBy(dx, 0)

    def _on_selection(self) -> None:
        if not self._writing and self.textCursor().hasSelection():
            self.touched.emit()
