"""The process in which a command asks the Hub, as the window does, and what it answers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

from desktop_app.cli.terminal import Interrupt
from desktop_app.core.engine import CancelToken, Engine
from desktop_app.core.engine_names import HUB
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed
from desktop_app.core.hub import HubJob, Opened, Repo, RepoJob
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.hub_address import HubAddress, hub_address
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings

if TYPE_CHECKING:
    from desktop_app.engines.isolated import IsolatedEngine

T = TypeVar("T")


def hub_process(places: Places) -> "IsolatedEngine":
    """An engine in a process of its own, which its first job starts."""
    from desktop_app.engines.isolated import IsolatedEngine

    return IsolatedEngine(HUB, places.logs, name="hub", family="part")


def hub_events(engine: Engine, job: HubJob, interrupt: Interrupt) -> Iterator[Event]:
    """What the Hub answers, without the end.

    Raises ParleyError when that is a failure, and KeyboardInterrupt after Ctrl-C.
    """
    cancel = CancelToken()
    interrupt.watch(cancel)
    try:
        for event in engine.run(job, cancel):
            if isinstance(event, Failed) and not cancel.is_set():
                raise ParleyError(event.problem)
            yield event
    finally:
        interrupt.watch(None)
    if cancel.is_set():
        raise KeyboardInterrupt


def hub_answer(engine: Engine, job: HubJob, kind: type[T], interrupt: Interrupt) -> T:
    """The one event of `kind` that answers `job`; raises as `hub_events` does."""
    answer = None
    for event in hub_events(engine, job, interrupt):
        if isinstance(event, kind):
            answer = event
    if answer is None:
        raise ParleyError(Problem("internal", details=f"the Hub's engine gave no {kind.__name__}"))
    return answer


def address_of(name: str, settings: Settings) -> HubAddress:
    """What a person names on the Hub; raises ParleyError for what is no address there."""
    found = hub_address(name, settings.get("hub.address"))
    if found is None:
        raise ParleyError(Problem("hub.not_found", {"repo": name}))
    return found


def open_repo(engine: Engine, access: HubAccess, address: HubAddress, interrupt: Interrupt) -> Repo:
    """What is in the repository; raises as `hub_events` does."""
    job = RepoJob("repo", access, address.repo, address.revision)
    return hub_answer(engine, job, Opened, interrupt).repo
