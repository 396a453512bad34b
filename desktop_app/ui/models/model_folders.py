"""Where models are looked for, and how much room there is for more."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.core.disk import LookedUp, Space
from desktop_app.core.errors import ParleyError
from desktop_app.core.local_model import ShelfPlaces
from desktop_app.core.paths import Places, starter_model
from desktop_app.core.settings import Settings
from desktop_app.ui.disk import Disk

_WHERE = ("models.folder", "models.folders", "model.recent")
"""Settings that say where there are models."""


class ModelFolders(QObject):
    """The folder of Parley's own models, and those that the person added. UI thread."""

    changed = Signal()
    """`places` gives another answer."""

    looked = Signal()
    """`seen` gives another answer."""

    failed = Signal(object)
    """The choice could not be saved; carries the `Problem`."""

    def __init__(
        self, settings: Settings, places: Places, disk: Disk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.disk = disk
        self.seen: LookedUp | None = None
        """What stands at `own`, and what room there is; None as long as that is not known."""
        self._look = 0
        """The ticket of the question about that."""
        self._asked = ""
        """The folder that it is about, "" once it is answered."""
        self._left: dict[int, Path] = {}
        """By ticket, folders that are not Parley's own any more."""
        self._settings = settings
        self._places = places
        self._last = self.own
        settings.changed.append(self._on_setting)
        disk.looked.connect(self._on_look)

    @property
    def own(self) -> Path:
        """Where Parley keeps its own models."""
        return self._places.model_folder(self._settings.get("models.folder"))

    @property
    def is_usual(self) -> bool:
        """Whether nobody chose that folder."""
        return not self._settings.get("models.folder")

    @property
    def added(self) -> tuple[str, ...]:
        """The folders that the person added."""
        return tuple(self._settings.get("models.folders"))

    def add(self, folder: str) -> None:
        """Look for models in this folder too, from now on."""
        folder = str(Path(folder).absolute())
        if folder not in self.added:
            self._set((*self.added, folder))

    def drop(self, folder: str) -> None:
        """Look there no more; what is in it stays."""
        self._set(tuple(known for known in self.added if known != folder))

    def space(self) -> Space | None:
        """What is free where Parley keeps models, as far as was looked; None when unknown."""
        return self.seen.space if self.seen is not None else None

    def look(self) -> None:
        """Look (again) at the folder of Parley's own models: see `looked`."""
        own = str(self.own)
        if own != self._asked:
            self._asked = own
            self._look = self.disk.look((own,), own)

    def places(self) -> ShelfPlaces:
        """All places where there may be models."""
        starter = starter_model()
        return ShelfPlaces(
            # With a home of its own Parley looks at nothing of the person's.
            home=str(self._places.home or Path.home()),
            folder=str(self.own),
            folders=self.added,
            starter=str(starter) if starter else "",
            opened=tuple(self._settings.get("model.recent")),
            index=str(self._places.model_index),
        )

    def _set(self, folders: tuple[str, ...]) -> None:
        try:
            self._settings.set("models.folders", folders)
        except ParleyError as error:
            self.failed.emit(error.problem)

    def _move(self) -> None:
        """Models are fetched to another folder: those in the one before stay, and stay listed."""
        before, self._last = self._last, self.own
        folders = [folder for folder in self.added if folder != str(self.own)]
        # The usual one is that of the Hub's libraries, which is looked at in any case.
        usual = self._places.home is None and before == self._places.model_folder()
        is_other = before != self.own and str(before) not in folders
        if tuple(folders) != self.added:
            self._set(tuple(folders))
        if is_other and not usual:
            self._left[self.disk.look((str(before),))] = before

    def _on_look(self, ticket: int, seen: LookedUp | None) -> None:
        if ticket == self._look:
            self._asked = ""
            self.seen = seen or self.seen
            self.looked.emit()
        elif before := self._left.pop(ticket, None):
            spot = seen.spot(str(before)) if seen is not None else None
            # What does not answer at the moment may hold models as well.
            if before != self.own and (seen is None or (spot is not None and spot.has_models)):
                self.add(str(before))

    def _on_setting(self, key: str) -> None:
        if key == "models.folder":
            self.seen = None
            self._move()
        if key in _WHERE:
            self.changed.emit()
