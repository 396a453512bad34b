"""What becomes of a repository's models here: how each is offered, and what is fetched for it."""

import os
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.disk import LookedUp
from desktop_app.core.download import Parcel, Stage, parcel_of
from desktop_app.core.errors import ParleyError
from desktop_app.core.hub import RepoFile, Variant
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.local_match import LocalMatch
from desktop_app.core.local_model import LocalModel
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.ui.models.downloads import Downloads
from desktop_app.ui.models.library import Library
from desktop_app.ui.models.repository import Repository
from desktop_app.ui.models.variant_row import Here, Offer

_STAGES = {
    Stage.WAITING: Here.WAITING,
    Stage.FETCHING: Here.FETCHING,
    Stage.PAUSED: Here.PAUSED,
    Stage.FAILED: Here.FAILED,
}


class VariantOffers(QObject):
    """Brings together what the repository, the downloads and the disk say. UI thread."""

    changed = Signal()
    """Models are here, or not, of which that was not known."""

    def __init__(
        self,
        repository: Repository,
        downloads: Downloads,
        settings: Settings,
        places: Places,
        parent: QObject | None = None,
        library: Library | None = None,
    ) -> None:
        """`library` knows the models that lie elsewhere than where Parley fetches them to."""
        super().__init__(parent)
        self._library = library
        self._match: LocalMatch | None = None
        """What the library knows, as it was last asked; None before."""
        self._repository = repository
        self._downloads = downloads
        self._settings = settings
        self._places = places
        self._parcels: dict[tuple[str, str, Variant, RepoFile | None], Parcel] = {}
        self._here: dict[str, bool] = {}
        """Whether a file is in its place, as far as was looked, by the path of that."""
        self._fresh: set[str] = set()
        """Places that need not be looked at again."""
        self._unseen: list[str] = []
        """Places to be looked at next."""
        self._tickets: set[int] = set()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)
        downloads.disk.looked.connect(self._on_look)
        if library is not None:
            library.changed.connect(self._on_library)

    def access(self) -> HubAccess:
        """How the Hub is reached, with its address."""
        return self._settings.hub_access().within(os.environ)

    def look_again(self) -> None:
        """Files may have come, or gone; or other files are meant."""
        if self._library is not None and not (self._library.looked or self._library.scanning):
            self._library.scan()
        self._fresh.clear()
        self._tickets.clear()
        self._parcels.clear()

    def come(self, parcel: Parcel) -> None:
        """All of it is here, this very moment; and perhaps what others need as well."""
        self.look_again()
        self._here.update({file.link or file.path: True for file in parcel.files})

    def local(self, variant: Variant) -> LocalModel | None:
        """The model on this computer that a variant is, wherever it lies; None for none that is
        known."""
        repo = self._repository.repo
        if self._library is None or repo is None:
            return None
        if self._match is None:
            self._match = LocalMatch(self._library.models())
        return self._match.find(repo.id, variant, self._repository.projector(variant) is not None)

    def path(self, variant: Variant) -> str:
        """The file to use of a variant that is here; raises `ParleyError` as `parcel` does."""
        local = self.local(variant)
        return local.path if local is not None else self.parcel(variant).model

    def parcel(self, variant: Variant) -> Parcel:
        """What is fetched for a variant; raises `ParleyError` when it cannot be."""
        repo = self._repository.repo
        assert repo is not None
        projector = self._repository.projector(variant)
        key = (repo.id, repo.commit, variant, projector)
        if key not in self._parcels:
            folder = self._places.model_folder(str(self._settings.get("models.folder")))
            parcel = parcel_of(repo, variant, projector, folder, self.access())
            self._parcels[key] = parcel
        return self._parcels[key]

    def of(self, variant: Variant) -> Offer:
        """How a variant is offered at the moment."""
        repository = self._repository
        offer = Offer(
            variant,
            repository.size(variant),
            repository.fits(variant),
            repository.exact(variant),
            repository.speed(variant),
            advised=variant == repository.advice(),
            closed=repository.repo is not None and repository.repo.gated,
        )
        try:
            parcel = self.parcel(variant)
        except ParleyError:
            return offer  # Told when somebody wants it.
        order = next((o for o in self._downloads.orders() if o.parcel.id == parcel.id), None)
        if order is not None and order.stage in _STAGES:
            return replace(
                offer,
                here=_STAGES[order.stage],
                progress=self._downloads.progress(parcel.id),
                problem=order.problem,
            )
        if local := self.local(variant):
            return replace(offer, here=Here.HERE, source=local.source)
        return replace(offer, here=Here.HERE) if self._is_here(parcel) else offer

    def _is_here(self, parcel: Parcel) -> bool:
        """Whether all of it is here, as far as is known; what is not is asked for."""
        places = [file.link or file.path for file in parcel.files]
        unseen = [place for place in places if place not in self._fresh]
        if unseen:
            self._fresh.update(unseen)
            self._unseen += unseen
            self._soon.start()
        return all(self._here.get(place, False) for place in places)

    def _on_library(self) -> None:
        self._match = None
        self.changed.emit()

    def _look(self) -> None:
        """Ask for all of them at once."""
        unseen, self._unseen = self._unseen, []
        self._tickets.add(self._downloads.disk.look(unseen))

    def _on_look(self, ticket: int, seen: LookedUp | None) -> None:
        if ticket not in self._tickets or seen is None:
            return
        self._tickets.remove(ticket)
        before = dict(self._here)
        self._here.update({path: seen.holds(path) for path in seen.asked})
        if self._here != before:
            self.changed.emit()
