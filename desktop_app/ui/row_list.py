"""A list whose rows a delegate paints, and what all of them have in common."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop_app.ui.theme import Theme

DELETE_KEYS = (
    # What a Mac's keyboard calls delete is Backspace to Qt.
    (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) if sys.platform == "darwin" else (Qt.Key.Key_Delete,)
)
"""The keys by which the row that is marked is deleted."""


class RowList(QListView):
    """Scrolls by the pixel, never sideways; shows which row the mouse is over, and what is behind
    it; is painted anew in another theme."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self.viewport().update)
