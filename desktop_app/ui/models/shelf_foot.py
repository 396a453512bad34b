"""What stands below the list of models: how many there are, what they take, their folders."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop_app.core.disk import Space
from desktop_app.core.local_model import LocalModel
from desktop_app.ui.button import MenuButton
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import count, size_words


class ShelfFoot(QWidget):
    """One line, and the menu of the folders."""

    def __init__(self, theme: Theme, folders: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = ElidedLabel()
        self.summary.setFont(theme.font(CAPTION))
        self.summary.setProperty("tone", "second")
        self.folder_button = MenuButton(theme)
        self.folder_button.setText(self.tr("Folders"))
        self.folder_button.setAccessibleName(self.tr("Folders with models"))
        self.folder_button.setMenu(folders)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[2])
        row.addWidget(self.summary, 1)
        row.addWidget(self.folder_button)

    def sum_up(self, models: Sequence[LocalModel], space: Space | None, scanning: bool) -> None:
        """Say how many there are, what they take, and how much room there is for more."""
        parts = [self.tr("Looking…")] if scanning else []
        if models:
            words = self.tr("{number} models", "", len(models))
            parts.append(words.format(number=count(len(models))))
            parts.append(size_words(sum(model.size for model in models)))
        if space is not None:
            parts.append(self.tr("{size} free on this disk").format(size=size_words(space.free)))
        self.summary.setText(" · ".join(parts))
        self.summary.setAccessibleName(self.summary.text())
