"""The folders with models in them: look again, add one, take one out."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop_app.ui.models.model_folders import ModelFolders
from desktop_app.ui.models.model_words import short_path
from desktop_app.ui.theme import Theme


class FolderMenu(QMenu):
    """Filled anew each time that it opens."""

    refresh_requested = Signal()
    """The person wants to have everything looked at again."""

    open_requested = Signal(str)
    """A folder is to be shown in the system's file manager."""

    taken_out = Signal(str)
    """Models are not looked for in this folder any more."""

    def __init__(self, theme: Theme, folders: ModelFolders, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Folders"))
        self.setToolTipsVisible(True)
        self._theme = theme
        self._folders = folders
        self.aboutToShow.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """Offer what can be done now."""
        self.clear()
        add = self.addAction(self._theme.icon("plus"), self.tr("Add a folder…"))
        add.triggered.connect(self.add_folder)
        again = self.addAction(self._theme.icon("reset"), self.tr("Look again") + "\tF5")
        again.triggered.connect(self.refresh_requested)
        own = self.addAction(self._theme.icon("folder"), self.tr("Open Parley's folder"))
        own.setToolTip(str(self._folders.own))
        own.triggered.connect(lambda: self.open_requested.emit(str(self._folders.own)))
        if self._folders.added:
            self.addSeparator()
        for folder in self._folders.added:
            words = self.tr("Take out {folder}").format(folder=short_path(folder))
            action = self.addAction(self._theme.icon("close"), words.replace("&", "&&"))
            action.setToolTip(self.tr("Models are not looked for there any more; they stay."))
            action.triggered.connect(lambda _=False, folder=folder: self.take_out(folder))

    def add_folder(self) -> None:
        """Let the person choose a folder to look for models in."""
        parent = self.parentWidget() or self
        title = self.tr("Choose a folder with models")
        if folder := QFileDialog.getExistingDirectory(parent, title, str(Path.home())):
            self._folders.add(folder)

    def take_out(self, folder: str) -> None:
        """Look there no more."""
        self._folders.drop(folder)
        self.taken_out.emit(folder)
