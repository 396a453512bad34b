"""What every block of a message can do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.theme import Theme


class BlockView(QWidget):
    """A widget that shows one block at whatever width it is given.

    Blocks lay themselves out when asked to, not when an event loop gets to it: the transcript has
    to know their heights at once, to keep still what the person is looking at.
    """

    touched = Signal()
    """The person pressed or selected something: nothing may move under their hand now."""
    link_activated = Signal(str)
    """A link was chosen; nothing has been opened."""
    height_changed = Signal()
    """The block needs another height than it was given, by itself or by the person's doing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def place(self, width: int) -> int:
        """Lay out for `width` pixels and return the height needed."""
        raise NotImplementedError

    def plain_text(self) -> str:
        """The text shown, for copying and for those who listen."""
        raise NotImplementedError

    def texts(self) -> list[TextView]:
        """The texts in which one can select, in the order of reading."""
        raise NotImplementedError

    def set_theme(self, theme: Theme) -> None:
        """Take the colours and fonts of `theme` as they are now."""
        raise NotImplementedError
