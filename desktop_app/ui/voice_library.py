"""The voice models of this home: fetched, chosen, deleted."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.core.errors import ParleyError
from desktop_app.core.fetch import RemoteFile
from desktop_app.core.settings import Settings
from desktop_app.core.text import Sentence
from desktop_app.core.voice_form import forget_forms
from desktop_app.core.voice_models import CONTEXT, VoiceModel
from desktop_app.core.voice_shelf import Item, Shelf, shelf
from desktop_app.ui.fetch_controller import FetchController
from desktop_app.ui.words import say

CHOSEN = "voice.model"


class VoiceLibrary(QObject):
    """Knows what has become of each voice model and changes that. Lives on the UI thread.

    It outlives the settings dialog: a model that was asked for there is chosen when it arrives,
    unless the person has chosen another one meanwhile.
    """

    changed = Signal()
    """`items` gives another answer now."""

    failed = Signal(object)
    """Something could not be done; carries the `Problem`."""

    def __init__(
        self,
        settings: Settings,
        fetches: FetchController,
        folder: Path,
        cache: Path,
        starter: Path | None,
        parent: QObject | None = None,
    ) -> None:
        """`folder` is where models are fetched to, `starter` the one that came with Parley.

        `cache` is where those in whisper.cpp's form lie.
        """
        super().__init__(parent)
        self._settings = settings
        self._fetches = fetches
        self._folder = folder
        self._cache = cache
        self._starter = starter
        self._leaving: dict[str, bool] = {}
        """Paths of what is to be deleted, and whether it was chosen until then."""
        self._going: set[str] = set()
        """Paths of what is being deleted."""
        self._awaited = ""
        fetches.changed.connect(self._on_fetch)
        fetches.arrived.connect(self._on_arrival)
        fetches.failed.connect(self.failed)
        fetches.discarded.connect(self._on_discarded)
        settings.changed.append(self._on_setting)

    def items(self) -> list[Item]:
        """The models to choose from, in the order in which to show them."""
        under_way = self._fetches.under_way
        return list(shelf(self._folder, self._starter, self.value, under_way, self._leaving))

    def in_use(self) -> Item | None:
        """The chosen one; None when there is none."""
        return next((item for item in self.items() if item.chosen), None)

    @property
    def value(self) -> str:
        """What stands in the settings."""
        return str(self._settings.get(CHOSEN))

    def value_of(self, path: str) -> str:
        """What stands in the settings when the model in this file is chosen."""
        # The starter's place is another one with the next version of Parley.
        return "" if self._starter and path == str(self._starter) else path

    def fetch(self, model: VoiceModel) -> None:
        """Fetch a model, or go on with it; it is chosen when it is here."""
        file = model.remote(self._folder)
        # One that was to be deleted is looked at, and fetched again only where it is damaged.
        self._leaving.pop(file.path, None)
        self._awaited = file.path
        self._fetches.fetch(file)

    def pause(self, model: VoiceModel) -> None:
        """Stop fetching; what has come stays."""
        self._fetches.pause(model.remote(self._folder))

    def discard(self, model: VoiceModel) -> None:
        """Stop fetching, and throw away what has come."""
        self._fetches.discard(model.remote(self._folder))

    def delete(self, item: Item) -> None:
        """Let a fetched model go, at the next `clear_out`."""
        self._leaving[item.path] = item.chosen
        if item.chosen:
            self._set("")
        if self._awaited == item.path:
            self._awaited = ""
        self.changed.emit()

    def keep(self, item: Item) -> None:
        """Take `delete` back."""
        if self._leaving.pop(item.path, False) and not self.value:
            self._set(item.path)
        self.changed.emit()

    def clear_out(self) -> None:
        """Nobody changes their mind any more: delete what was to be deleted.

        It may be gigabytes, and is deleted behind the window; `changed` tells of each.
        """
        leaving = [item for item in self.items() if item.state is Shelf.LEAVING]
        self._leaving.clear()
        for item in leaving:
            if item.model is not None:
                self._going.add(item.path)
                self._fetches.discard(item.model.remote(self._folder), whole=True)
        if leaving:
            self.changed.emit()

    def _set(self, path: str) -> None:
        try:
            self._settings.set(CHOSEN, path)
        except ParleyError as error:
            self.failed.emit(error.problem)

    def _on_fetch(self, path: str) -> None:
        del path
        self.changed.emit()

    def _on_discarded(self, file: RemoteFile) -> None:
        """It is deleted, or could not be, which has been told."""
        if file.path in self._going:
            self._going.discard(file.path)
            forget_forms(Path(file.path), self._cache)
            self.changed.emit()

    def _on_arrival(self, path: str) -> None:
        if path == self._awaited:
            self._set(path)

    def _on_setting(self, key: str) -> None:
        if key == CHOSEN:
            self._awaited = ""
            self.changed.emit()


def label_of(model: VoiceModel) -> str:
    """What to call a model of the catalogue, in the person's language."""
    return say(Sentence(CONTEXT, model.label))
