"""The Hub's engine in a process of its own, as the window runs it."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from desktop_app.core.engine import CancelToken
from desktop_app.core.engine_names import HUB
from desktop_app.core.events import Event, Failed, Finished, Reason
from desktop_app.core.hub import Query, Searched, SearchJob
from desktop_app.core.hub_access import HubAccess
from desktop_app.engines.isolated import IsolatedEngine
from tests.hub_api import HubApi

pytestmark = pytest.mark.usefixtures("no_child_left")


def search(engine: IsolatedEngine, access: HubAccess, cancel: CancelToken) -> list[Event]:
    return list(engine.run(SearchJob("job", access, Query()), cancel))


def found(events: list[Event]) -> list[str]:
    return [repo.id for event in events if isinstance(event, Searched) for repo in event.repos]


def test_a_process_that_is_killed_is_one_failure(hub: HubApi, access: HubAccess) -> None:
    hub.add_repo("maker/name", {"x.gguf": b"GGUF"})
    engine = IsolatedEngine(HUB, family="part")
    try:
        assert found(search(engine, access, CancelToken())) == ["maker/name"]
        hub.fail("/api/models", 200, body=b"[]", times=1, hold=True)
        child = engine.child_pid
        assert child is not None

        def kill() -> None:
            hub.held.wait()
            os.kill(child, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)

        threading.Thread(target=kill).start()
        events = search(engine, access, CancelToken())

        assert [type(event) for event in events] == [Failed]
        assert found(search(engine, access, CancelToken())) == ["maker/name"]
        assert engine.child_pid != child
    finally:
        engine.close()


def test_a_stop_reaches_the_process(hub: HubApi, access: HubAccess) -> None:
    hub.add_repo("maker/name", {"x.gguf": b"GGUF"})
    engine = IsolatedEngine(HUB, family="part")
    try:
        search(engine, access, CancelToken())
        child = engine.child_pid
        hub.fail("/api/models", 200, body=b"[]", times=1, hold=True)
        cancel = CancelToken()

        def stop() -> None:
            hub.held.wait()
            cancel.set()

        threading.Thread(target=stop).start()

        assert search(engine, access, cancel) == [Finished(Reason.CANCELLED)]
        assert engine.child_pid == child
        # What was left behind is in nobody's way.
        assert found(search(engine, access, CancelToken())) == ["maker/name"]
    finally:
        engine.close()


def test_naming_the_engine_loads_neither_client_nor_keyring() -> None:
    code = (
        "import sys, desktop_app.engines.hub\n"
        "print({'huggingface_hub', 'httpx2', 'keyring'} & set(sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "set()\n"
