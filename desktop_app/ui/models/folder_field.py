"""The setting for the folder that models are fetched to: where it is, and how much room it has."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop_app.core.errors import Problem
from desktop_app.core.setting import Setting, SettingValue
from desktop_app.ui.models.model_folders import ModelFolders
from desktop_app.ui.models.word_label import WordLabel
from desktop_app.ui.reading_direction import path_words
from desktop_app.ui.setting_field import SettingField
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import say, size_words


class FolderField(SettingField):
    """Shows the folder in use, chosen or not, and changes it.

    Models are not moved: what was fetched stays where it is, and that is said.
    """

    wide = True

    def __init__(self, setting: Setting, theme: Theme, folders: ModelFolders) -> None:
        self._line = QLineEdit()
        self._line.setReadOnly(True)
        super().__init__(setting, self._line)
        self._folders = folders
        self._before: Path | None = None
        """The folder that was in use when this field was made."""
        self.button = QPushButton(self.tr("Choose…"))
        self.button.setAccessibleName(self.tr("Choose a folder for models"))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._choose)
        self.facts = WordLabel(theme, CAPTION, tone="second")
        self.facts.setAccessibleName(self.tr("Room in the folder for models"))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE[1])
        line.addWidget(self._line, 1)
        line.addWidget(self.button)
        column = self.layout()
        assert column is not None
        column.setSpacing(SPACE[0])
        column.addWidget(row)
        column.addWidget(self.facts)
        folders.changed.connect(self._on_folders)
        folders.looked.connect(self._show)

    def show_value(self, value: SettingValue) -> None:
        """Show `value` without emitting anything."""
        del value  # The folders know what it stands for.
        self._on_folders()

    def _on_folders(self) -> None:
        self._show()
        self._folders.look()

    def _show(self) -> None:
        own = self._folders.own
        if self._before is None:
            self._before = own
        self._line.setText(str(own))
        self._line.setCursorPosition(0)
        self._line.setToolTip(str(own))
        self.facts.setText(" ".join(filter(None, (self._room(), self._whereabouts(own)))))
        self.set_note(self._trouble(own))

    def _room(self) -> str:
        space = self._folders.space()
        if space is None:
            return ""
        words = self.tr("{free} of {total} are free there.")
        return words.format(free=size_words(space.free), total=size_words(space.total))

    def _whereabouts(self, own: Path) -> str:
        """What becomes of the models that were fetched before."""
        if own == self._before:
            return ""
        words = self.tr("What was fetched to {folder} stays there, and is listed as before.")
        return words.format(folder=path_words(str(self._before)))

    def _trouble(self, own: Path) -> str:
        """What keeps models from being fetched to the folder, "" for nothing."""
        seen = self._folders.seen
        if self._folders.is_usual or seen is None:
            return ""  # The usual one is made with the first model.
        if (spot := seen.spot(str(own))) is not None:
            if spot.folder and spot.writable:
                return ""
            return self.tr("Parley may not write to this folder.")
        problem = Problem("library.folder_missing", {"folder": str(own)})
        return f"{say(problem.sentence)} {say(problem.remedy)}"

    def _choose(self) -> None:
        own = self._folders.own
        space = self._folders.space()
        start = space.folder if space is not None else Path.home()
        title = self.tr("Choose a folder for models")
        folder = QFileDialog.getExistingDirectory(self.window(), title, str(start))
        if folder and Path(folder) != own:
            self.edited.emit(str(Path(folder)))
