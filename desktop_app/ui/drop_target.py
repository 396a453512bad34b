"""Says, while something is dragged over the window, what will become of it."""

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from desktop_app.ui.offer import Offer, offer_of
from desktop_app.ui.theme import RADIUS_CARD, SPACE, Theme

_VEIL = 0.86
_ICON = 32


class DropTarget(QWidget):
    """Takes what is dropped anywhere on `window`, its parent, that the text field leaves.

    It is seen for the time of a drag alone, and lets every event of the pointer through.
    """

    dropped = Signal(object)
    """Something was dropped that is for the window: an `Offer`."""
    approached = Signal()
    """Something is being dragged that would be attached."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("dropTarget")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._window = window
        self._icon = "picture"
        self.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is dragged over the window; and be as large as it."""
        if isinstance(event, QDragEnterEvent):
            self._on_enter(event)
        elif isinstance(event, QDragMoveEvent):
            accept_copy(event)  # It was welcome when it came.
        elif isinstance(event, QDropEvent):
            self._on_drop(event)
        elif event.type() == QEvent.Type.DragLeave:
            self.hide()
        else:
            if event.type() == QEvent.Type.Resize:
                self.setGeometry(self._window.rect())
            return super().eventFilter(watched, event)
        return True

    def invite(self, offer: Offer) -> None:
        """Come forward, with words for what is dragged."""
        reads = not offer.attaches or bool(offer.documents)
        self._icon = "file" if reads else "picture"
        self.setAccessibleName(self.words_of(offer))
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()
        self.update()

    def offer_of(self, data: QMimeData, read: bool = True) -> Offer:
        """What `data` holds for the window, as `offer.offer_of` tells."""
        return offer_of(data, read)

    def words_of(self, offer: Offer) -> str:
        """What becomes of it."""
        if offer.attaches:
            return self.tr("Drop to show it to the model")
        if offer.sounds:
            return self.tr("Drop to have it written down")
        if offer.conversations:
            return self.tr("Drop to import the conversations")
        return self.tr("Drop to use this model")

    def _on_enter(self, event: QDragEnterEvent) -> None:
        if offer := self.offer_of(event.mimeData(), read=False):
            accept_copy(event)
            self.invite(offer)
            if offer.attaches:
                self.approached.emit()
        else:
            event.ignore()

    def _on_drop(self, event: QDropEvent) -> None:
        self.hide()
        if offer := self.offer_of(event.mimeData()):
            accept_copy(event)
            self.dropped.emit(offer)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a veil, a dashed frame and the words in its middle."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = self._theme.color("window")
        veil.setAlphaF(_VEIL)
        painter.fillRect(self.rect(), veil)
        pen = QPen(self._theme.color("accent"), 2, Qt.PenStyle.DashLine)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        edge = SPACE[3]
        frame = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(frame, RADIUS_CARD, RADIUS_CARD)
        size = self._theme.scaled(_ICON)
        painter.setFont(self._theme.font(1.25, bold=True))
        line = painter.fontMetrics().height()
        top = self.rect().center().y() - (size + SPACE[2] + line) // 2
        icon = QRect(self.rect().center().x() - size // 2, top, size, size)
        self._theme.icon(self._icon, "accent").paint(painter, icon)
        painter.setPen(self._theme.color("text"))
        words = QRect(0, top + size + SPACE[2], self.width(), line)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.accessibleName())


def accept_copy(event: QDropEvent) -> None:
    """A file manager must not take a "move" for a reason to delete what was dropped."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
