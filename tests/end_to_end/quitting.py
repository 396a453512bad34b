"""A Parley that reaches a state and closes its window there: `quitting HOME STATE`."""

import os
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.app import Makers, assemble
from desktop_app.core.engine import CancelToken, EngineSpec, Job
from desktop_app.core.events import (
    TERMINAL,
    Event,
    Finished,
    Loaded,
    Loading,
    Planned,
    Reading,
    Reason,
    TextDelta,
)
from desktop_app.core.options import WindowOptions
from desktop_app.core.paths import Places
from desktop_app.engines.isolated import IsolatedEngine

WAITS_AFTER = {"loading": Loading, "reading": Reading, "writing": TextDelta, "stuck": TextDelta}


class Pausing:
    """Plays a reply up to the event after which the state is reached, and waits there."""

    def __init__(self, state: str) -> None:
        self._state = state

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        script: tuple[Event, ...] = (
            Loading(0.5),
            Loaded("m", "m", 512, "CPU", 1, 0.1),
            Planned(10, 0, 512),
            Reading(5, 10),
            TextDelta("some "),
        )
        for event in script:
            yield event
            if isinstance(event, WAITS_AFTER.get(self._state, type(None))):
                break
        if self._state == "crashed":
            os.abort()
        while self._state == "stuck" or not cancel.is_set():
            threading.Event().wait(0.005)
        yield Finished(Reason.CANCELLED)

    def close(self) -> None:
        """Nothing to free."""


def create(state: object) -> Pausing:
    """The factory that the child resolves."""
    return Pausing(str(state))


def main(home: str, state: str) -> int:
    """Send a question, close the window as soon as the state is reached."""
    application = QApplication([])
    places = Places(Path(home))
    places.create()
    spec = EngineSpec("tests.end_to_end.quitting:create", state)
    make = Makers.of(WindowOptions(), places)
    make = replace(make, chat=lambda: IsolatedEngine(spec, places.logs))
    parley = assemble(application, places, WindowOptions(), make)
    parley.settings.set("model.path", "scripted.gguf")
    awaited = TERMINAL if state == "crashed" else WAITS_AFTER.get(state, ())

    def on_event(ticket: int, event: Event) -> None:
        del ticket
        if isinstance(event, awaited):
            QTimer.singleShot(0, parley.window.close)

    parley.engine.happened.connect(on_event)
    parley.window.show()
    if state == "idle":
        QTimer.singleShot(0, parley.window.close)
    else:
        QTimer.singleShot(0, lambda: parley.chat.send("a question"))
    application.exec()
    if not parley.shut_down():
        os._exit(0)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], sys.argv[2]))
