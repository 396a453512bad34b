"""What the person does with a model of the list: used, renamed, checked, deleted, shown."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core.disk import LookedUp
from desktop_app.core.local_model import Bring, LocalModel
from desktop_app.ui.models.bring_dialog import BringDialog
from desktop_app.ui.models.library import Library
from desktop_app.ui.models.model_words import short_path
from desktop_app.ui.models.shelf_entry import Entry
from desktop_app.ui.opener import show_folder
from desktop_app.ui.theme import Theme
from desktop_app.ui.words import size_words


class ModelActs(QObject):
    """Carries out the wishes of the page for the model that is marked. UI thread."""

    chosen = Signal(str)
    """This model file is to be used from now on; carries its path."""

    settings_requested = Signal(object)
    """The settings of a model are to be opened; carries its `LocalModel`."""

    undoable = Signal(str, object, object)
    """Something was done that can be taken back: words, how, and what to do when nobody can."""

    def __init__(
        self, theme: Theme, library: Library, marked: Callable[[], Entry | None], page: QWidget
    ) -> None:
        """`marked` tells what the wishes are about; `page` is what dialogs belong to."""
        super().__init__(page)
        self._theme = theme
        self._library = library
        self._marked = marked
        self._page = page
        self._dropped: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        """By ticket, files and folders of which the disk is asked what they are."""
        library.folders.disk.looked.connect(self._on_look)

    def use(self) -> None:
        """Use it from now on, where that can be."""
        if (model := self._model()) and model.problem is None:
            self.chosen.emit(model.path)

    def open_settings(self) -> None:
        """Open its own settings."""
        if (model := self._model()) and model.problem is None:
            self.settings_requested.emit(model)

    def verify(self) -> None:
        """Compare it with its checksum."""
        if model := self._model():
            self._library.verify(model)

    def open_folder(self) -> None:
        """Show where it lies."""
        if model := self._model():
            show_folder(Path(model.path).parent, self._page)

    def delete(self) -> None:
        """Take one of Parley's own out of the list, and delete it when nobody wants it back."""
        entry = self._marked()
        if entry is None or not entry.model.own:
            return
        library, model = self._library, entry.model
        library.let_go(model)
        words = self.tr("{name} was deleted: {size} are free soon.").format(
            name=entry.name, size=size_words(model.size)
        )
        self.undoable.emit(
            words, lambda: library.take_back(model), lambda: library.clear_out(model)
        )

    def rename(self, path: str, name: str) -> None:
        """Keep another name of a model; "" is its own."""
        if model := self._library.model(path):
            name = "" if name == model.title else name
            self._library.keep(model, replace(self._library.record(model), name=name))

    def note(self, path: str, text: str) -> None:
        """Keep what was written down about a model."""
        if model := self._library.model(path):
            self._library.keep(model, replace(self._library.record(model), notes=text))

    def take_files(self, files: Sequence[str], folders: Sequence[str]) -> None:
        """These were dropped: ask how the files are to be brought, and look into the folders.

        The disk is asked first which of them are folders; that may take a moment.
        """
        ticket = self._library.folders.disk.look((*files, *folders))
        self._dropped[ticket] = tuple(files), tuple(folders)

    def _on_look(self, ticket: int, seen: LookedUp | None) -> None:
        files, folders = self._dropped.pop(ticket, ((), ()))
        if seen is not None:
            there = {spot.path for spot in seen.spots if spot.folder}
            folders = tuple(path for path in (*files, *folders) if path in there)
            files = tuple(path for path in files if path not in there)
        for folder in folders:
            self._library.folders.add(folder)
        if files:
            dialog = BringDialog(self._theme, files, self._library.folders, self._page)
            dialog.chosen.connect(lambda how: self._bring(files, how))
            dialog.open()

    def tell_of_folder(self, folder: str) -> None:
        """Models are not looked for there any more, unless that is taken back."""
        words = self.tr("{folder} was taken out.").format(folder=short_path(folder))
        self.undoable.emit(words, lambda: self._library.folders.add(folder), None)

    def menu(self, rename: Callable[[], None]) -> QMenu:
        """What can be done with it, for a right click; `rename` begins to."""
        menu = QMenu(self._page)
        model = self._model()
        usable = model is not None and model.problem is None
        self._add(menu, self.tr("Use this model") + "\tEnter", self.use).setEnabled(usable)
        self._add(menu, self.tr("Rename") + "\tF2", rename)
        self._add(menu, self.tr("Settings…"), self.open_settings).setEnabled(usable)
        menu.addSeparator()
        self._add(menu, self.tr("Check the file"), self.verify)
        self._add(menu, self.tr("Open its folder"), self.open_folder)
        if model is not None and model.own:
            self._add(menu, self.tr("Delete") + "\tDel", self.delete)
        return menu

    def _add(self, menu: QMenu, words: str, act: Callable[[], None]) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda _=False: act())
        return action

    def _bring(self, files: Sequence[str], how: Bring) -> None:
        for path in files:
            self._library.bring(path, how)

    def _model(self) -> LocalModel | None:
        entry = self._marked()
        return entry.model if entry is not None else None
