"""The menu under the model's name: the files used lately, and ways to open another."""

import os
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop_app.core.pairing import NAMED
from desktop_app.ui.reading_direction import path_words
from desktop_app.ui.theme import Theme

_FOLDER_LENGTH = 36

SUFFIX = ".gguf"
"""How the name of a model file ends."""


class ModelMenu(QMenu):
    """Lists model files; `model_chosen` carries the path of the one that was picked."""

    model_chosen = Signal(str)

    projector_chosen = Signal(str)
    """A file was picked as the part of the current model that sees; carries its path."""

    models_requested = Signal()
    """All models of this computer are to be shown."""

    find_requested = Signal()
    """The person wants another model than those that are here."""

    which_requested = Signal()
    """The person wants to be told which model to take."""

    settings_requested = Signal()
    """The settings that the model in use has of its own are to be shown."""

    sleep_requested = Signal()
    """The model is to give its memory back now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._can_sleep = False
        self._recent: tuple[str, ...] = ()
        self._starter = ""
        self._current = ""
        self._projector = ""
        self.setAccessibleName(self.tr("Models"))
        self.setToolTipsVisible(True)
        theme.changed.connect(self._fill)
        self._fill()

    def set_models(
        self,
        recent: Iterable[str | Path],
        starter: str | Path | None = None,
        current: str = "",
        projector: str = "",
    ) -> None:
        """Offer the `recent` files, newest first, and the `starter` model where there is one.

        `current` is the path of the model in use: it gets the check mark. `projector` is the
        path of its part that sees, "" without one. Projectors are no models, and not offered.
        """
        paths = dict.fromkeys(str(path) for path in recent)
        self._recent = tuple(path for path in paths if NAMED not in Path(path).name.lower())
        self._starter = str(starter) if starter else ""
        self._current = current
        self._projector = projector
        self._fill()

    def offer_sleep(self, offered: bool) -> None:
        """Whether the model has memory that it could give back at the moment."""
        self._can_sleep = offered
        self._fill()

    def open_file(self) -> None:
        """Ask for a model file; the folder of the current one is where it begins."""
        files = self.tr("Model files (*.gguf);;All files (*)")
        if path := self._ask(self.tr("Open a model file"), files):
            self.model_chosen.emit(path)

    def open_projector(self) -> None:
        """Ask for the part of the current model that sees (its projector)."""
        files = self.tr("Projectors (*.gguf);;All files (*)")
        if path := self._ask(self.tr("Choose the part of the model that sees"), files):
            self.projector_chosen.emit(path)

    def _ask(self, title: str, files: str) -> str:
        """The file that the person picks, "" when they do not."""
        folder = str(Path(self._current).parent) if self._current else str(Path.home())
        path, _ = QFileDialog.getOpenFileName(self.parentWidget() or self, title, folder, files)
        return path

    def _fill(self) -> None:
        self.clear()
        paths = list(self._recent)
        if self._starter and self._starter not in paths:
            paths.append(self._starter)
        for path in paths:
            self._offer(path)
        if paths:
            self.addSeparator()
        action = self.addAction(
            self._theme.icon("folder"), self.tr("Open a model file…") + "\tCtrl+O"
        )
        action.triggered.connect(self.open_file)
        models = self.addAction(self._theme.icon("model"), self.tr("All models…") + "\tCtrl+M")
        models.triggered.connect(self.models_requested)
        which = self.addAction(self._theme.icon("sparkle"), self.tr("Which model?"))
        which.triggered.connect(self.which_requested)
        find = self.addAction(self._theme.icon("search"), self.tr("Find more models…"))
        find.triggered.connect(self.find_requested)
        if self._current:
            self.addSeparator()
            own = self.addAction(self._theme.icon("settings"), self.tr("Settings of this model…"))
            own.triggered.connect(self.settings_requested)
            self._offer_projector()
            self._offer_sleep()

    def _offer_projector(self) -> None:
        name = Path(self._projector).name.removesuffix(SUFFIX).replace("&", "&&")
        action = self.addAction(
            self._theme.icon("eye"), self.tr("Choose the part that sees…") + f"\t{name}"
        )
        action.setToolTip(
            self._projector or self.tr("The projector (mmproj) that came with the model")
        )
        action.triggered.connect(self.open_projector)

    def _offer_sleep(self) -> None:
        self.addSeparator()
        action = self.addAction(self._theme.icon("sleep"), self.tr("Let it sleep now"))
        action.setToolTip(self.tr("Give its memory back; it wakes as soon as you type"))
        action.setEnabled(self._can_sleep)
        action.triggered.connect(self.sleep_requested)

    def _offer(self, path: str) -> None:
        folder = self.tr("starter model") if path == self._starter else _origin(path)
        name = Path(path).name.removesuffix(SUFFIX).replace("&", "&&")
        action = self.addAction(f"{name}\t{folder}")
        if path == self._current:
            action.setIcon(self._theme.icon("check", "accent"))
        action.setToolTip(path)
        action.setData(path)
        action.triggered.connect(lambda _=False, chosen=path: self.model_chosen.emit(chosen))


def _origin(path: str) -> str:
    """Where a file is from: its repository on the Hub, whose folders say little, or its folder."""
    if f"{os.sep}snapshots{os.sep}" in path:
        from desktop_app.core.cached_file import cached_anywhere  # most starts need none

        found = cached_anywhere(Path(path))
        if found is not None and found.repo:
            return found.repo
    return _short_folder(path)


def _short_folder(path: str) -> str:
    """The folder of a file as people write it: `~` for home, the middle left out if long."""
    folder = Path(path).parent
    home = Path.home()
    text = f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)
    text = "~" if text == "~/." else text
    if len(text) <= _FOLDER_LENGTH:
        return path_words(text)
    half = _FOLDER_LENGTH // 2 - 1
    return path_words(f"{text[:half]}…{text[-half:]}")
