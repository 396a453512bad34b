"""The buttons that the whole window shares."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from desktop_app.ui.theme import SPACE, Theme

ICON = 16
"""The usual size of an icon (px)."""
_CHEVRON = 12


class IconButton(QToolButton):
    """A quiet button that is only an icon.

    `words` are its accessible name and, with the `key` that does the same, its tooltip.
    """

    def __init__(
        self, theme: Theme, icon: str, words: str, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.setIconSize(_icon_size(theme))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words)
        self.set_key(key)
        theme.changed.connect(self._tint)
        self._tint()

    def set_key(self, key: str) -> None:
        """Say which key does the same, written as this system does; "" for none."""
        words = self.accessibleName()
        self.setToolTip(f"{words} ({key})" if key else words)

    def _tint(self) -> None:
        self.setIcon(self._theme.icon(self._icon))


class SteadyButton(QPushButton):
    """A button whose press gives it, or its neighbours, another meaning.

    The second press of a double click, which was meant for the first meaning, does nothing: it
    would stop at once what it began, or be for what has moved under the pointer.
    """

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take it, so that it is for nobody else either."""
        event.accept()


class RowButton(SteadyButton):
    """An icon and a word at the leading edge, as wide as it may be and as high as a row."""

    def __init__(
        self, theme: Theme, icon: str, words: str, token: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        self._theme = theme
        self._icon = icon
        self._token = token
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The icon, a gap and the word."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        icon = _icon_size(self._theme).width()
        return QSize(words + icon + SPACE[1] + 2 * SPACE[2], self._theme.row_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, then the icon and the word in its colour."""
        del event
        painter = QStylePainter(self)
        _paint_ground(self, painter)
        hovered = self.underMouse() and self.isEnabled()
        token = "text" if hovered else self._token
        edge = SPACE[2] if self.property("kind") is None else SPACE[1]
        inner = self.rect().adjusted(edge, 0, -edge, 0)
        size = _icon_size(self._theme)
        icon = _placed(self, inner, Qt.AlignmentFlag.AlignLeft, size)
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        self._theme.icon(self._icon, token).paint(painter, icon, mode=mode)
        used = size.width() + SPACE[1]
        room = inner.adjusted(used, 0, 0, 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            room = inner.adjusted(0, 0, -used, 0)
        _paint_words(self, painter, room, self._theme, token)


class MenuButton(QPushButton):
    """A word and a chevron that opens the button's menu. A long word is cut at its end."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "quiet")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The text, a gap and the chevron."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(words + self._rest(), self._theme.row_height())

    def minimumSizeHint(self) -> QSize:
        """A few letters and the chevron."""
        few = self.fontMetrics().averageCharWidth() * 8 + self._rest()
        return QSize(min(self.sizeHint().width(), few), self._theme.row_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button without Qt's menu arrow, then the word and our chevron."""
        del event
        painter = QStylePainter(self)
        _paint_ground(self, painter)
        inner = self.rect().adjusted(SPACE[1], 0, -SPACE[1], 0)
        room = inner.adjusted(0, 0, -SPACE[2] - _CHEVRON, 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            room = inner.adjusted(SPACE[2] + _CHEVRON, 0, 0, 0)
        _paint_words(self, painter, room, self._theme, "text")
        end = _placed(self, inner, Qt.AlignmentFlag.AlignRight, QSize(_CHEVRON, _CHEVRON))
        self._theme.icon("chevron-down", "text").paint(painter, end)

    def _rest(self) -> int:
        return SPACE[2] + _CHEVRON + 2 * SPACE[1] + 1


def _icon_size(theme: Theme) -> QSize:
    return QSize(theme.scaled(ICON), theme.scaled(ICON))


def _paint_ground(button: QPushButton, painter: QStylePainter) -> None:
    """The button as the style sheet wants it, without its words."""
    option = QStyleOptionButton()
    button.initStyleOption(option)
    option.text = ""
    option.features &= ~QStyleOptionButton.ButtonFeature.HasMenu
    painter.drawControl(QStyle.ControlElement.CE_PushButton, option)


def _placed(button: QPushButton, inner: QRect, edge: Qt.AlignmentFlag, size: QSize) -> QRect:
    alignment = edge | Qt.AlignmentFlag.AlignVCenter
    return QStyle.alignedRect(button.layoutDirection(), alignment, size, inner)


def _paint_words(
    button: QPushButton, painter: QStylePainter, room: QRect, theme: Theme, token: str
) -> None:
    words = button.fontMetrics().elidedText(
        button.text(), Qt.TextElideMode.ElideRight, room.width()
    )
    painter.setPen(theme.color(token if button.isEnabled() else "disabled"))
    painter.drawText(
        room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), words
    )
