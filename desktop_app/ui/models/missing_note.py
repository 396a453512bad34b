"""Says which folders are not there at the moment. It is no error: a drive may be unplugged."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_app.ui.models.model_words import short_path
from desktop_app.ui.theme import CAPTION, SPACE, Theme


class MissingNote(QWidget):
    """A line with a way to look again. It takes no room where nothing is missing."""

    again_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.words.setFont(theme.font(CAPTION))
        self.words.setWordWrap(True)
        self.words.setProperty("tone", "warning")
        self.again_button = QPushButton(self.tr("Look again"))
        self.again_button.setAccessibleName(self.tr("Look again for models"))
        self.again_button.setProperty("kind", "quiet")
        self.again_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.again_button.clicked.connect(self.again_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[2])
        row.addWidget(self.words, 1)
        row.addWidget(self.again_button)
        self.hide()

    def show_folders(self, folders: Sequence[str]) -> None:
        """These are missing."""
        self.setVisible(bool(folders))
        listed = ", ".join(map(short_path, folders))
        if len(folders) == 1:
            words = self.tr("{folder} is not there: if it is on another drive, connect it.")
        else:
            words = self.tr("{folder} are not there: if they are on another drive, connect it.")
        self.words.setText(words.format(folder=listed) if folders else "")
