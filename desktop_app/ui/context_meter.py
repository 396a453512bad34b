"""How full the context window is: a bar and a few words, always there."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import count, short_count

_NEARLY_FULL = 0.9


class ContextMeter(QWidget):
    """Shows `used` of `size` tokens; its accessible name is the text it shows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contextMeter")
        self.used = 0
        self.capacity = 0
        self._pending = 0
        self._bar = _Bar(theme, self)
        self._label = QLabel(self)
        self._label.setProperty("tone", "second")
        self._label.setFont(theme.font(CAPTION))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[2])
        row.addWidget(self._bar)
        row.addWidget(self._label)
        self.set_context(0, 0)

    def set_context(self, used: int, size: int) -> None:
        """Show that `used` of `size` tokens are taken; `size` 0: not known yet."""
        self.used, self.capacity = used, size
        self._refresh()

    def set_pending(self, tokens: int) -> None:
        """What is attached and not sent yet takes so many tokens more."""
        if tokens != self._pending:
            self._pending = tokens
            self._refresh()

    def _refresh(self) -> None:
        used, size = self.used + self._pending, self.capacity
        share = min(used / size, 1.0) if size > 0 else 0.0
        if size > 0:
            text = self.tr("{percent} % of {size}").format(
                percent=round(share * 100), size=short_count(size)
            )
            words = self.tr("{used} of {size} tokens of the context are used", "", size)
            hint = words.format(used=count(used), size=count(size))
            if self._pending:
                words = self.tr("{pending} of them by what is attached")
                hint = f"{hint}, {words.format(pending=count(self._pending))}"
        else:
            text = self.tr("0 %")
            hint = self.tr("How much of the context is used; its size is known with the model")
        self._bar.set_share(share)
        self._label.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(hint)
        self.setAccessibleDescription(hint)

    def text(self) -> str:
        """The words beside the bar."""
        return self._label.text()


class _Bar(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        self.setFixedSize(QSize(64, 4))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_share(self, share: float) -> None:
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(self._theme.color("track"))
        painter.drawRoundedRect(self.rect(), radius, radius)
        if self._share > 0:
            token = "warning" if self._share >= _NEARLY_FULL else "accent"
            painter.setBrush(self._theme.color(token))
            full = self.rect()
            full.setWidth(max(round(full.width() * self._share), full.height()))
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                full.moveRight(self.rect().right())
            painter.drawRoundedRect(full, radius, radius)
