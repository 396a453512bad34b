"""A quiet button: second-colour words, a shade under the pointer, a ring on focus."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_app.ui.theme import CAPTION, RADIUS_CONTROL, SPACE, Theme

_PADDING_X, _PADDING_Y = SPACE[1], SPACE[0]


class TextButton(QAbstractButton):
    """Shows its text. `accessible` says what it does.

    Painted here and not by a style sheet: a transcript makes and drops many of them while it
    scrolls, and a style sheet is looked up again for each.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        accessible: str,
        parent: QWidget | None = None,
        *,
        filled: bool = False,
    ) -> None:
        super().__init__(parent)
        self._filled = filled
        self._drawn = True
        self.theme = theme
        self.setText(text)
        self.setAccessibleName(accessible)
        self.setToolTip(accessible if accessible != text else "")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours and fonts of `theme`."""
        self.theme = theme
        self.setFont(theme.font(CAPTION))
        self.updateGeometry()
        self.update()

    def set_drawn(self, drawn: bool) -> None:
        """Leave the drawing out; place, name and clicks stay."""
        if drawn != self._drawn:
            self._drawn = drawn
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        height = metrics.height() + 2 * _PADDING_Y
        if self._filled:
            width = metrics.horizontalAdvance(self.text()) + 2 * SPACE[2]
            return QSize(width, height + SPACE[0])
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * _PADDING_X, height)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._drawn:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter)
        painter.setPen(self.ink())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def ink(self) -> QColor:
        """The colour of the words as things stand."""
        if self._filled:
            return self.theme.color("accent_on")
        if not self.isEnabled():
            return self.theme.color("disabled")
        return self.theme.color("text" if self.underMouse() else "text_second")

    def paint_ground(self, painter: QPainter) -> None:
        """The shade behind the words, and the ring around them on keyboard focus."""
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        over = self.underMouse() and self.isEnabled()
        if self._filled:
            ground = "accent_hover" if over else "accent"
        else:
            ground = ("pressed" if self.isDown() else "hover") if over else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color(ground))
            painter.drawRoundedRect(area, RADIUS_CONTROL, RADIUS_CONTROL)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.color("text" if self._filled else "accent"), 2))
            painter.drawRoundedRect(area, RADIUS_CONTROL, RADIUS_CONTROL)


class LinkButton(TextButton):
    """Shows words that lead to an address: in the accent, underlined. The pointer tells it."""

    def __init__(
        self, theme: Theme, text: str, address: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, text, f"{text}: {address}", parent)
        self.setToolTip(address)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours and fonts of `theme`."""
        super().set_theme(theme)
        font = self.font()
        font.setUnderline(True)
        self.setFont(font)

    def ink(self) -> QColor:
        """The colour of the words as things stand."""
        return self.theme.color("accent")
