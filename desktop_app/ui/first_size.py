"""How large a window is when it opens."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_SHARE_OF_SCREEN = 0.94


def open_at(window: QWidget, size: QSize) -> None:
    """Give `window` this size, or what the screen has room for: it may be small, or magnified."""
    window.resize(size.boundedTo(window.screen().availableSize() * _SHARE_OF_SCREEN))
