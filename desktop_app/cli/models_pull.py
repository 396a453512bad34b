"""`parley models pull`: a model of the Hub, fetched with all that belongs to it."""

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.hub_process import address_of, hub_events, hub_process, open_repo
from desktop_app.cli.terminal import FAILED, INTERRUPTED, Interrupt, Progress, say, tell, write
from desktop_app.core.amount import amount
from desktop_app.core.catalog import CatalogModel, load_catalog
from desktop_app.core.catalog_resolution import GONE, resolution, search_job, successor
from desktop_app.core.delivery import Delivery
from desktop_app.core.download import Parcel, parcel_of
from desktop_app.core.engine import CancelToken, Engine
from desktop_app.core.engine_names import FETCH
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.event_json import as_json
from desktop_app.core.events import Event, Failed, Fetching, Finished, Reason
from desktop_app.core.fetch import FetchJob
from desktop_app.core.hub import Repo, RepoFile, RepoSummary, Searched, Variant
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.hub_address import HubAddress
from desktop_app.core.paths import Places, resources
from desktop_app.core.settings import Settings
from desktop_app.core.variant import named, projector_for, recommended

_MINUTE, _HOUR = 60, 3600


def pull(arguments: Arguments) -> int:
    """Fetch a model; the exit status. On standard output stands where it is."""
    from desktop_app.engines.isolated import IsolatedEngine

    places = Places(arguments.home)
    settings = Settings.load(places.settings)
    for problem in settings.problems:
        say(problem)
    access = settings.hub_access().within(os.environ)
    chosen = str(arguments.folder or settings.get("models.folder"))
    with ExitStack() as stack:
        stop = stack.enter_context(Interrupt())
        hub = hub_process(places)
        stack.callback(hub.close)
        repo, variant, projector = _Choice(hub, access, settings, stop).of(arguments)
        hub.close()
        folder = places.model_folder(chosen)
        parcel = parcel_of(repo, variant, projector, folder, access)
        engine = IsolatedEngine(FETCH, places.logs, name="fetch", family="part")
        stack.callback(engine.close)
        teller: _Teller = _JsonTeller() if arguments.json else _Teller()
        return _Carrier(engine, access, teller, stop).carry(parcel)


class _Choice:
    """Finds out which files are meant."""

    def __init__(self, hub: Engine, access: HubAccess, settings: Settings, stop: Interrupt) -> None:
        self._hub = hub
        self._access = access
        self._settings = settings
        self._stop = stop

    def of(self, arguments: Arguments) -> tuple[Repo, Variant, RepoFile | None]:
        """The repository, the variant and its projector; raises ParleyError where one lacks."""
        entry = _entry(arguments.name)
        wanted = arguments.file or arguments.quantization
        if entry is not None:
            return self._of_catalog(entry, wanted, arguments.projector)
        address = address_of(arguments.name, self._settings)
        repo = open_repo(self._hub, self._access, address, self._stop)
        wanted = wanted or address.file or address.quantization
        variant = _variant(repo, wanted)
        return repo, variant, self._projector(repo, variant, arguments.projector)

    def _of_catalog(
        self, entry: CatalogModel, wanted: str, projector: bool
    ) -> tuple[Repo, Variant, RepoFile | None]:
        found = resolution(entry, self._open(entry))
        if isinstance(found, Problem):
            raise ParleyError(found)
        variant = _variant(found.repo, wanted) if wanted else found.variant
        return found.repo, variant, found.projector if projector else None

    def _open(self, entry: CatalogModel) -> Repo:
        """The repository that the catalogue names, or the one that has taken its place."""
        try:
            return open_repo(self._hub, self._access, HubAddress(entry.repo), self._stop)
        except ParleyError as error:
            if error.problem.code != GONE:
                raise
            found: list[RepoSummary] = []
            for event in hub_events(self._hub, search_job(entry, self._access), self._stop):
                if isinstance(event, Searched):
                    found += event.repos
            if not (repo := successor(entry, found)):
                raise
            return open_repo(self._hub, self._access, HubAddress(repo), self._stop)

    def _projector(self, repo: Repo, variant: Variant, wanted: bool) -> RepoFile | None:
        return projector_for(variant, repo.projectors) if wanted else None


def _entry(name: str) -> CatalogModel | None:
    """The model of the catalogue that is called so."""
    if "/" in name:
        return None
    models = load_catalog(resources() / "catalog.toml")
    return next((model for model in models if model.id == name.lower()), None)


def _variant(repo: Repo, wanted: str) -> Variant:
    if repo.gated:
        raise ParleyError(Problem("hub.gated", {"repo": repo.id}))
    if not repo.variants:
        raise ParleyError(Problem("hub.no_models", {"repo": repo.id}))
    variant = named(repo.variants, wanted) if wanted else recommended(repo.variants)
    if variant is None:
        there = dict.fromkeys(each.quantization or each.title for each in repo.variants)
        values = {"repo": repo.id, "wanted": wanted, "there": ", ".join(there)}
        raise ParleyError(Problem("hub.no_variant", values))
    return variant


class _Carrier:
    """Has the files of a parcel fetched, one after the other."""

    def __init__(
        self, engine: Engine, access: HubAccess, teller: "_Teller", stop: Interrupt
    ) -> None:
        self._engine = engine
        self._access = access
        self._teller = teller
        self._stop = stop

    def carry(self, parcel: Parcel) -> int:
        """Fetch all of it; the exit status."""
        delivery = Delivery(parcel)
        cancel = CancelToken()
        self._teller.begin(delivery)
        self._stop.watch(cancel)
        try:
            for event in self._events(delivery, cancel):
                self._teller.show(delivery, event)
                if isinstance(event, Failed):
                    return FAILED
                if isinstance(event, Finished) and event.reason is Reason.CANCELLED:
                    return INTERRUPTED
        finally:
            self._stop.watch(None)
            self._teller.close()
        return 0

    def _events(self, delivery: Delivery, cancel: CancelToken) -> Iterator[Event]:
        """What happens on the way; the last event ends it. It is `Finished` for all files once."""
        end: Event = Finished()
        while (file := delivery.file) is not None:
            job = FetchJob(file.sha256, file, self._access, delivery.more)
            for event in self._engine.run(job, cancel):
                end = event
                if isinstance(event, Fetching):
                    delivery.on_fetching(event, time.monotonic())
                    yield event
            if end != Finished():
                break
            delivery.on_arrived()
        yield end


class _Teller:
    """Tells a person: one line that is written over, and at the end where the model is."""

    def __init__(self) -> None:
        self._progress = Progress()

    def begin(self, delivery: Delivery) -> None:
        """Say what is fetched."""
        parcel = delivery.parcel
        tell(f"{parcel.title} from {parcel.repo}, {amount(parcel.size)}")
        self._progress.show("looking at what is here…")

    def show(self, delivery: Delivery, event: Event) -> None:
        """Say how far it is, or how it ended."""
        match event:
            case Fetching():
                self._progress.show(_line(delivery))
            case Failed(problem):
                self._progress.clear()
                say(problem)
            case Finished(reason=Reason.CANCELLED):
                self._progress.clear()
                share = _share(delivery)
                tell(f"Paused at {share}. The same command goes on from there.")
            case _:
                self._progress.clear()
                write(f"{delivery.parcel.model}\n")

    def close(self) -> None:
        """Nothing more is to be told."""
        self._progress.clear()


class _JsonTeller(_Teller):
    """Tells a program: one event a line, each with how far all files together have come."""

    def begin(self, delivery: Delivery) -> None:
        """Name the model and its files."""
        parcel = delivery.parcel
        files = [
            {"path": file.link, "size": file.size, "sha256": file.sha256} for file in parcel.files
        ]
        facts = {"title": parcel.title, "repo": parcel.repo, "commit": parcel.commit}
        self._print({"type": "model", **facts, "model": parcel.model, "files": files})

    def show(self, delivery: Delivery, event: Event) -> None:
        """Print the event as one line."""
        if isinstance(event, Fetching):
            pace = {"speed": round(delivery.speed), "seconds": round(delivery.seconds)}
            file = Path(delivery.file.link).name if delivery.file else ""
            values = {"file": file, "done": delivery.done, "total": delivery.total}
            self._print({"type": "fetching", **values, **pace, "tries": event.tries})
        elif isinstance(event, Failed):
            self._print(as_json(event))
            say(event.problem)
        elif isinstance(event, Finished):
            self._print({"type": "finished", "reason": event.reason.value})

    def _print(self, values: Mapping[str, object]) -> None:
        write(json.dumps(values, ensure_ascii=False) + "\n")


def _line(delivery: Delivery) -> str:
    """ "45 % of 2.5 GB, 12 MB/s, 3 min left"."""
    parts = [f"{_share(delivery)} of {amount(delivery.total)}"]
    if delivery.tries:
        parts.append(f"nothing comes, trying again ({delivery.tries})…")
    elif delivery.speed:
        parts += [f"{amount(round(delivery.speed))}/s", f"{_span(delivery.seconds)} left"]
    return ", ".join(parts)


def _share(delivery: Delivery) -> str:
    return f"{delivery.done / delivery.total:.0%}" if delivery.total else "0%"


def _span(seconds: float) -> str:
    """ "40 s", "12 min", "3 h 20 min"."""
    if seconds < _MINUTE:
        return f"{max(seconds, 1):.0f} s"
    minutes = round(seconds / _MINUTE)
    if seconds < _HOUR:
        return f"{minutes} min"
    return f"{minutes // _MINUTE} h {minutes % _MINUTE} min"
