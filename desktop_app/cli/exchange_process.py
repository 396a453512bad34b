"""A process that writes or brings conversations for a command, as it does for the window."""

from collections.abc import Iterator
from contextlib import closing

from desktop_app.cli.terminal import Interrupt, Progress, say
from desktop_app.core.engine import CancelToken, EngineSpec
from desktop_app.core.errors import ParleyError
from desktop_app.core.events import Event, Failed, Fetching, Notice
from desktop_app.core.paths import Places
from desktop_app.core.room import RoomJob


def do(spec: EngineSpec, job: RoomJob, places: Places, name: str, doing: str) -> Iterator[Event]:
    """What a job tells, without its end; `doing` is the word for how far it has come.

    `name` is that of the process' log. Notices are told at once. Raises ParleyError when it fails,
    and KeyboardInterrupt after Ctrl-C.
    """
    from desktop_app.engines.isolated import IsolatedEngine

    cancel, progress = CancelToken(), Progress()
    with (
        closing(IsolatedEngine(spec, places.logs, name=name, family="part")) as engine,
        Interrupt() as interrupt,
    ):
        interrupt.watch(cancel)
        try:
            for event in engine.run(job, cancel):
                if isinstance(event, Failed) and not cancel.is_set():
                    raise ParleyError(event.problem)
                if isinstance(event, Notice):
                    progress.clear()
                    say(event.problem)
                elif isinstance(event, Fetching):
                    share = event.done / event.total if event.total else 0
                    progress.show(f"{doing}… {share:.0%}")
                else:
                    yield event
        finally:
            interrupt.watch(None)
            progress.clear()
    if cancel.is_set():
        raise KeyboardInterrupt
