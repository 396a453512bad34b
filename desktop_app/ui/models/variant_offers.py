"""What becomes of a repository's models here: how each is offered, and what is fetched for it."""

import os
from dataclasses import replace
from pathlib import Path

from desktop_app.core.download import Parcel, Stage, parcel_of
from desktop_app.core.errors import ParleyError
from desktop_app.core.hub import RepoFile, Variant
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.ui.models.downloads import Downloads
from desktop_app.ui.models.repository import Repository
from desktop_app.ui.models.variant_row import Here, Offer

_STAGES = {
    Stage.WAITING: Here.WAITING,
    Stage.FETCHING: Here.FETCHING,
    Stage.PAUSED: Here.PAUSED,
    Stage.FAILED: Here.FAILED,
}


class VariantOffers:
    """Brings together what the repository, the downloads and the disk say. UI thread."""

    def __init__(
        self, repository: Repository, downloads: Downloads, settings: Settings, places: Places
    ) -> None:
        self._repository = repository
        self._downloads = downloads
        self._settings = settings
        self._places = places
        self._parcels: dict[tuple[str, str, Variant, RepoFile | None], Parcel] = {}
        self._here: dict[str, bool] = {}
        """Whether the files with these paths are in their places, as far as was looked."""

    def access(self) -> HubAccess:
        """How the Hub is reached, with its address."""
        return self._settings.hub_access().within(os.environ)

    def look_again(self) -> None:
        """Files may have come, or gone; or other files are meant."""
        self._here.clear()
        self._parcels.clear()

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
        return replace(offer, here=Here.HERE) if self._is_here(parcel) else offer

    def _is_here(self, parcel: Parcel) -> bool:
        key = " ".join(file.path for file in parcel.files)
        if key not in self._here:
            files = (Path(file.link or file.path) for file in parcel.files)
            self._here[key] = all(file.exists() for file in files)
        return self._here[key]
