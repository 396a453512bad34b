"""One part of what is kept: what it is, where it is, how big it is."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop_app.ui.button import IconButton
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.reading_direction import path_words
from desktop_app.ui.theme import CAPTION, SPACE, Theme


class DataRow(QWidget):
    """Its name and its size, below them its folder, with a button to open that and one to copy."""

    folder_requested = Signal(str)

    def __init__(
        self, theme: Theme, name: str, folder: Path | None, parent: QWidget | None = None
    ) -> None:
        """Without a `folder` the name and the size stand alone."""
        super().__init__(parent)
        self.folder = str(folder or "")
        self.title = QLabel(name)
        self.title.setWordWrap(True)
        self.weight = QLabel("…")
        self.weight.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.place = ElidedLabel()
        self.place.setFont(theme.font(CAPTION))
        self.place.setProperty("tone", "second")
        self.place.setText(path_words(self.folder))
        self.open_button = IconButton(
            theme, "folder", self.tr("Open the folder: {name}").format(name=name)
        )
        self.copy_button = IconButton(
            theme, "copy", self.tr("Copy the path: {name}").format(name=name)
        )
        self.open_button.clicked.connect(lambda: self.folder_requested.emit(self.folder))
        self.copy_button.clicked.connect(self._copy)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE[1])
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self.weight, 0, 1)
        grid.addWidget(self.place, 1, 0, 1, 2)
        grid.addWidget(self.open_button, 0, 2, 2, 1)
        grid.addWidget(self.copy_button, 0, 3, 2, 1)
        for widget in (self.place, self.open_button, self.copy_button):
            widget.setVisible(folder is not None)

    def set_size(self, words: str) -> None:
        """Say how big it is."""
        self.weight.setText(words)
        about = self.tr("{name}: {size}").format(name=self.title.text(), size=words)
        self.weight.setAccessibleName(about)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.folder)
