"""Where something lies: a word, the path, and a button that shows it in the file manager."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop_app.ui.models.fact_grid import PlaceField
from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import CAPTION, SPACE, Theme


class PlaceRow(QWidget):
    """The path can be selected and copied, and is shown whole."""

    asked = Signal(object)
    """Somebody wants to see it: its `Path`."""

    def __init__(self, theme: Theme, words: str, place: Path) -> None:
        super().__init__()
        self.place = place
        word = QLabel(words)
        word.setProperty("tone", "second")
        word.setFont(theme.font(CAPTION))
        self.field = PlaceField()
        self.field.setFont(theme.font(CAPTION))
        self.field.setText(str(place))
        self.field.setAccessibleName(f"{words}: {place}")
        name = self.tr("Show the folder: {place}").format(place=words)
        self.button = TextButton(theme, self.tr("Show"), name)
        self.button.clicked.connect(lambda: self.asked.emit(self.place))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE[1])
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(word, 0, 0)
        grid.addWidget(self.field, 1, 0)
        grid.addWidget(self.button, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
