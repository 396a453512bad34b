"""The Hub on this computer, with one repository, and a cache to fetch it to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines.fetch.order import REPO, SMALL, WEIGHTS, Desk
from tests.hub_api import HubApi

_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the Hub, or the way to it, is set in the environment."""
    for name in (*_PROXIES, *map(str.upper, _PROXIES), "HF_HUB_OFFLINE", "HF_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubApi]:
    with HubApi() as hub:
        hub.add_repo(REPO, {WEIGHTS: bytes(range(256)) * 1000, SMALL: b"projector" * 100})
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        yield hub


@pytest.fixture
def desk(hub: HubApi, home: Path) -> Desk:
    return Desk(hub, home / "cache")
