from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend

from desktop_app.core.hub_access import HubAccess
from desktop_app.engines.hub import token
from tests.hub_api import HubApi

ELSEWHERE = ("HF_ENDPOINT", "HF_TOKEN", "HF_HOME", "HF_TOKEN_PATH", "HUGGING_FACE_HUB_TOKEN")
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


class MemoryKeyring(KeyringBackend):  # type: ignore[misc]
    """A keyring that forgets all at its end."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leads elsewhere, and nobody is logged in."""
    for name in (*ELSEWHERE, *PROXIES, *(proxy.upper() for proxy in PROXIES)):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setattr(token, "_known", {})


@pytest.fixture(autouse=True)
def keys() -> Iterator[MemoryKeyring]:
    """The system's keyring for the length of a test."""
    before = keyring.get_keyring()
    memory = MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def hub() -> Iterator[HubApi]:
    with HubApi() as hub:
        yield hub


@pytest.fixture
def access(hub: HubApi) -> HubAccess:
    return HubAccess(hub.address)
