"""A process that fetches may be killed at any moment: the next one goes on where it was."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.events import Finished
from desktop_app.core.fetch import FetchJob, bytes_here
from desktop_app.core.hub_cache import mark
from tests.engines.fetch.mortal import STEPS, end_forks, start
from tests.engines.fetch.order import Desk

KILLS = 20


@pytest.fixture(scope="module", autouse=True)
def _forks() -> Iterator[None]:
    yield
    end_forks()


def test_killed_at_random_bytes(desk: Desk) -> None:
    size = len(desk.data)
    file = desk.file()
    places = sorted(random.Random(6).sample(range(1, size), KILLS))
    for place in places:
        desk.hub.go_on.clear()
        desk.served.hold_at = place
        process = start(FetchJob("job", file, desk.access))
        while bytes_here(file) < place and process.is_alive():
            process.join(0.001)
        process.kill()
        process.join()
        desk.hub.go_on.set()
        assert bytes_here(file) == place
        assert not Path(file.path).exists()
        assert not Path(file.link).exists()
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()
    ranges = [asked.range for asked in desk.hub.asked if "/cdn/" in asked.path]
    assert ranges == ["", *(f"bytes={place}-" for place in places)]


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_the_end(desk: Desk, step: str) -> None:
    file = desk.file()
    process = start(FetchJob("job", file, desk.access), step)
    process.join()
    assert process.exitcode != 0
    for path in (Path(file.path), Path(file.link)):
        assert not path.exists() or path.read_bytes() == desk.data
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()
    assert mark(Path(file.path)).exists()
    assert desk.served.sent == len(desk.data)
