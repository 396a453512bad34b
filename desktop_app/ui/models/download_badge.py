"""A quiet sign in the window that something is on its way."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.ui.button import ICON
from desktop_app.ui.models.download_words import SEPARATOR, pace_words, percent_of
from desktop_app.ui.models.downloads import Downloads, Progress
from desktop_app.ui.theme import CAPTION, SPACE, Theme

_LINE = 2
"""Height of the line under the words (px)."""


class DownloadBadge(QPushButton):
    """How much of all that is on its way is here, in percent. Hidden while nothing is.

    `clicked` asks for the page with the rest.
    """

    def __init__(self, theme: Theme, downloads: Downloads, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(theme.font(CAPTION))
        self.setIconSize(QSize(theme.scaled(ICON), theme.scaled(ICON)))
        self._theme = theme
        self._downloads = downloads
        self._fraction = 0.0
        theme.changed.connect(self._tint)
        self._tint()
        downloads.changed.connect(self._refresh)
        self._refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and a line under it as long as what is here."""
        super().paintEvent(event)
        inner = self.rect().adjusted(SPACE[1], 0, -SPACE[1], 0)
        line = QRect(inner.left(), inner.bottom() - _LINE - 1, inner.width(), _LINE)
        painter = QPainter(self)
        painter.fillRect(line, self._theme.color("track"))
        line.setWidth(round(line.width() * self._fraction))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            line.moveRight(inner.right())
        painter.fillRect(line, self._theme.color("accent"))

    def _refresh(self) -> None:
        progress = self._downloads.overall()
        if progress is None:
            self.hide()
            return
        self._fraction = progress.done / progress.total if progress.total else 0.0
        self.setText(self.tr("{percent} %").format(percent=percent_of(progress)))
        words = self._words(progress)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.show()
        self.update()

    def _words(self, progress: Progress) -> str:
        """What comes, and how it gets on."""
        coming = [order for order in self._downloads.orders() if self._downloads.on_its_way(order)]
        if len(coming) == 1:
            title = coming[0].parcel.title
        else:
            title = self.tr("{count} models", "", len(coming)).format(count=len(coming))
        parts = [
            self.tr("Fetching {title}").format(title=title),
            self.tr("{percent} %").format(percent=percent_of(progress)),
        ]
        if self._downloads.obstacle is not None:
            parts.append(self.tr("waits"))
        elif self._downloads.current is not None:
            parts += pace_words(progress)
        return SEPARATOR.join(parts)

    def _tint(self) -> None:
        self.setIcon(self._theme.icon("download"))
