"""Fetching a model of the catalogue: asking the Hub for its files, and ordering them."""

import os
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from desktop_app.core.catalog import CatalogModel
from desktop_app.core.catalog_resolution import (
    GONE,
    repo_job,
    resolution,
    search_job,
    successor,
)
from desktop_app.core.download import Order, Stage, parcel_of
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.hub import HubEvent, Opened, Repo, RepoSummary, Searched
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.ui.models.downloads import CLOSED, Downloads
from desktop_app.ui.models.hub_client import HubClient


@dataclass(slots=True)
class _Errand:
    """What is asked about one model. `searches` says that its repository was gone."""

    model: CatalogModel
    searches: bool = False
    repo: Repo | None = None
    found: list[RepoSummary] = field(default_factory=list)


class CatalogFetch(QObject):
    """Looks into the repository of a model when it is wanted, and no sooner; then `Downloads` does
    the rest. Lives on the UI thread, as long as the window."""

    changed = Signal(str)
    """How the model with this id stands is another; "" says that any may be."""

    failed = Signal(object)
    """A model cannot be fetched; carries the `Problem`."""

    def __init__(
        self,
        hub: HubClient,
        downloads: Downloads,
        settings: Settings,
        places: Places,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.downloads = downloads
        self._hub = hub
        self._settings = settings
        self._places = places
        self._errands: dict[int, _Errand] = {}
        """By the ticket of the question that is open."""
        self._parcels: dict[str, str] = {}
        """What was ordered for a model: the id of its parcel, by that of the model."""
        self._problems: dict[str, tuple[CatalogModel, Problem]] = {}
        """What could not be ordered, and why, by the id of the model."""
        self._heirs: dict[str, str] = {}
        hub.answered.connect(self._on_answer)
        hub.ended.connect(self._on_end)
        hub.failed.connect(self._on_failure)
        hub.logged_in.connect(self._on_login)
        downloads.changed.connect(self._on_download)
        settings.changed.append(self._on_setting)
        downloads.look()

    @property
    def offline(self) -> bool:
        """Whether nobody may be asked."""
        return self._access().offline

    @property
    def obstacle(self) -> Problem | None:
        """Why nothing can be fetched at all."""
        return Problem("hub.offline") if self.offline else None

    def asking(self, model: CatalogModel) -> bool:
        """Whether the Hub is being asked for its files."""
        return any(errand.model.id == model.id for errand in self._errands.values())

    def order(self, model: CatalogModel) -> Order | None:
        """What is, or was, fetched of it."""
        id = self._parcels.get(model.id, "")
        orders = self.downloads.orders()
        known = next((order for order in orders if order.parcel.id == id), None)
        # One of an earlier start, from the model's own repository or from one in its place.
        name = _name_of(model.repo)
        return known or next((one for one in orders if _name_of(one.parcel.repo) == name), None)

    def problem(self, model: CatalogModel) -> Problem | None:
        """Why it could not be fetched."""
        order = self.order(model)
        if order is not None and order.stage is not Stage.DONE:
            return order.problem
        _, problem = self._problems.get(model.id, (model, None))
        return problem

    def heir(self, model: CatalogModel) -> str:
        """The repository that could take the place of the model's own, which is gone; "" for none.

        It belongs to somebody else, so nothing of it is fetched before the person says so, by
        `fetch`.
        """
        return self._heirs.get(model.id, "") if self.order(model) is None else ""

    def path(self, model: CatalogModel) -> str:
        """The file to load, "" as long as it is not here."""
        order = self.order(model)
        return order.parcel.model if order is not None and order.stage is Stage.DONE else ""

    def fetch(self, model: CatalogModel) -> None:
        """Fetch it, or go on with it."""
        if self.asking(model):
            return
        self._problems.pop(model.id, None)
        order = self.order(model)
        if order is not None and order.stage is not Stage.DONE:
            self.downloads.fetch(order.parcel)
            return
        self._ask(_Errand(model), self._heirs.get(model.id, model.repo))

    def cancel(self, model: CatalogModel) -> None:
        """It is not wanted any more: what has come of it is thrown away."""
        for ticket, errand in list(self._errands.items()):
            if errand.model.id == model.id:
                del self._errands[ticket]
                self._hub.cancel(ticket)
        order = self.order(model)
        if order is not None and order.stage is not Stage.DONE:
            self.downloads.cancel(order.parcel.id)
        self._parcels.pop(model.id, None)
        self._heirs.pop(model.id, None)
        self.changed.emit(model.id)

    def _ask(self, errand: _Errand, repo: str) -> None:
        ticket = self._hub.ask(repo_job(errand.model, self._access(), repo))
        self._errands[ticket] = errand
        self.changed.emit(errand.model.id)

    def _on_answer(self, ticket: int, event: HubEvent) -> None:
        errand = self._errands.get(ticket)
        if errand is None:
            return
        if isinstance(event, Opened):
            errand.repo = event.repo
        elif isinstance(event, Searched):
            errand.found += event.repos

    def _on_end(self, ticket: int) -> None:
        errand = self._errands.pop(ticket, None)
        if errand is None:
            return
        if errand.repo is not None:
            self._order(errand.model, errand.repo)
        elif heir := successor(errand.model, errand.found):
            self._heirs[errand.model.id] = heir
            self.changed.emit(errand.model.id)
        else:
            self._fail(errand.model, Problem(GONE, {"repo": errand.model.repo}))

    def _on_failure(self, ticket: int, problem: Problem) -> None:
        errand = self._errands.pop(ticket, None)
        if errand is None:
            return
        if problem.code == GONE and not errand.searches:
            errand.searches = True
            self._heirs.pop(errand.model.id, None)
            self._errands[self._hub.ask(search_job(errand.model, self._access()))] = errand
        else:
            self._fail(errand.model, problem)

    def _order(self, model: CatalogModel, repo: Repo) -> None:
        found = resolution(model, repo)
        if isinstance(found, Problem):
            self._fail(model, found)
            return
        folder = self._places.model_folder(str(self._settings.get("models.folder")))
        try:
            parcel = parcel_of(repo, found.variant, found.projector, folder, self._access())
        except ParleyError as error:
            self._fail(model, error.problem)
            return
        self._parcels[model.id] = parcel.id
        self.downloads.fetch(parcel)
        self.changed.emit(model.id)

    def _fail(self, model: CatalogModel, problem: Problem) -> None:
        self._problems[model.id] = (model, problem)
        self.changed.emit(model.id)
        self.failed.emit(problem)

    def _on_download(self, parcel: str) -> None:
        for model, id in self._parcels.items():
            if id == parcel:
                self.changed.emit(model)
                return
        # One of an earlier start: whoever shows a model looks what has become of it.
        self.changed.emit("")

    def _on_login(self) -> None:
        """Ask again for what was closed to the last account."""
        for model, problem in list(self._problems.values()):
            if problem.code in CLOSED:
                self.fetch(model)

    def _on_setting(self, key: str) -> None:
        if key == "hub.offline":
            self.changed.emit("")

    def _access(self) -> HubAccess:
        return self._settings.hub_access().within(os.environ)


def _name_of(repo: str) -> str:
    return repo.rpartition("/")[2].lower()
