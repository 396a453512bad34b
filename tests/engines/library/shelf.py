"""Looking with the library engine, for tests."""

from pathlib import Path

from desktop_app.core.engine import CancelToken, Engine, Job
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Finished, Notice, Reason
from desktop_app.core.local_model import LocalModel, ScanJob, ShelfPlaces, Shelved
from desktop_app.engines.library import create
from tests.engines.contract import do


def look(places: ShelfPlaces, engine: Engine | None = None) -> list[LocalModel]:
    """The models that a look finds."""
    events = do(engine or create(None), ScanJob("scan", places))
    assert events[-1] == Finished(Reason.STOP)
    return models_of(events)


def models_of(events: list[Event]) -> list[LocalModel]:
    """The models that events tell of."""
    return [model for event in events if isinstance(event, Shelved) for model in event.models]


def notices_of(events: list[Event]) -> list[Problem]:
    """The problems that events tell of on the way."""
    return [event.problem for event in events if isinstance(event, Notice)]


def places_of(home: Path, **more: object) -> ShelfPlaces:
    """The places of a home with a folder for models of Parley's own and an index in it."""
    values: dict[str, object] = {
        "home": str(home),
        "folder": str(home / "models"),
        "index": str(home / "index.json"),
    }
    return ShelfPlaces(**(values | more))  # type: ignore[arg-type]


def stopped_after(engine: Engine, job: Job, events: int) -> list[Event]:
    """The events of a job that is cancelled after some of them."""
    cancel = CancelToken()
    seen = []
    for event in engine.run(job, cancel):
        seen.append(event)
        if len(seen) == events:
            cancel.set()
    return seen
