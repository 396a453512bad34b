"""The theme of the conversation: that of the window, with letters and lines of its own size."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from desktop_app.ui.theme import PROSE_WIDTH, Theme

WIDTHS: Mapping[str, int] = {
    "narrow": 560,
    "normal": PROSE_WIDTH,
    "wide": 1080,
    "full": 1_000_000,
}
"""A line of prose is at most so wide (px), by the setting."""


class ReadingTheme(Theme):
    """Follows `whole`, the theme of the window. UI thread."""

    def __init__(self, whole: Theme, parent: QObject | None = None) -> None:
        super().__init__(whole.choice, parent)
        self._whole = whole
        self._percent = 100
        self._width = "normal"
        whole.changed.connect(self._on_whole)
        self._measure()

    @property
    def zoom(self) -> int:
        """The size of the letters, in percent of the window's."""
        return self._percent

    @property
    def prose_width(self) -> int:
        """Larger letters get longer lines, so that as many of them stand in one."""
        return round(WIDTHS[self._width] * max(1.0, self._percent / 100))

    def set_zoom(self, percent: int) -> None:
        """Show letters in so many percent of the window's size."""
        if percent != self._percent:
            self._percent = percent
            self._measure()
            self.changed.emit()

    def set_width(self, width: str) -> None:
        """Let lines become so long: "narrow", "normal", "wide" or "full"."""
        if width != self._width:
            self._width = width
            self.changed.emit()

    def _measure(self) -> None:
        self._base = self._whole.font(self._percent / 100)

    def _on_whole(self) -> None:
        self._measure()
        self.set_choice(self._whole.choice)

    def _on_scheme_changed(self) -> None:
        """The window's theme says so, after the application took the colours."""
