"""A token is kept in the system's keyring, shown to one Hub, and told to nobody else."""

import logging
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked, PasswordSetError

from desktop_app.core.hub import Account, Query, SearchJob, TokenJob, TokenPlace
from desktop_app.core.hub_access import HubAccess
from desktop_app.engines.hub import token as tokens
from desktop_app.engines.hub.token import find_token, token_for
from tests.engines.hub.asking import answer, ask, failure
from tests.engines.hub.conftest import MemoryKeyring
from tests.hub_api import TOKEN, HubApi

OTHER = "hf_other"


class LockedKeyring(MemoryKeyring):
    """One whose owner said no. Its errors tell more than they should."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise PasswordSetError(f"cannot keep {password}")


class ForgetfulKeyring(MemoryKeyring):
    """One that takes everything, and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Plain(MemoryKeyring):
    """One that anybody can read."""

    priority = 0.5  # type: ignore[assignment]


def account(access: HubAccess, token: str | None = None) -> Account:
    return answer(TokenJob("job", access, token), Account)


def test_nobody_is_logged_in_and_nobody_is_asked(hub: HubApi, access: HubAccess) -> None:
    assert account(access) == Account("", TokenPlace.NONE)
    assert hub.asked == []


def test_a_token_is_looked_at_and_kept(hub: HubApi, access: HubAccess, keys: MemoryKeyring) -> None:
    assert account(access, f" {TOKEN}\n") == Account("ada", TokenPlace.KEYRING)

    assert keys.kept == {("parley", access.address): TOKEN}
    assert account(access) == Account("ada", TokenPlace.KEYRING)
    assert token_for(access.address) == TOKEN


@pytest.mark.parametrize("token", ["hf_wrong", "two words", "hf_ünï", "hf_\x00", "x" * 5000])
def test_a_token_that_the_hub_does_not_know_is_not_kept(
    hub: HubApi, access: HubAccess, keys: MemoryKeyring, token: str
) -> None:
    keys.kept["parley", access.address] = TOKEN

    problem = failure(TokenJob("job", access, token))

    assert problem.code == "hub.token"
    assert token not in repr(problem)
    assert keys.kept == {("parley", access.address): TOKEN}


def test_a_token_is_forgotten(hub: HubApi, access: HubAccess, keys: MemoryKeyring) -> None:
    keys.kept["parley", access.address] = TOKEN

    assert account(access, "") == Account("", TokenPlace.NONE)

    assert keys.kept == {}
    assert token_for(access.address) == ""
    assert hub.asked == []


def test_a_token_is_forgotten_offline(access: HubAccess, keys: MemoryKeyring) -> None:
    keys.kept["parley", access.address] = TOKEN

    account(HubAccess(access.address, offline=True), "")

    assert keys.kept == {}


def test_forgetting_one_that_is_not_there(access: HubAccess) -> None:
    assert account(access, "") == Account("", TokenPlace.NONE)


@pytest.mark.parametrize(
    "ring", [NoKeyring(), NullKeyring(), LockedKeyring(), ForgetfulKeyring(), Plain()]
)
def test_without_a_keyring_nothing_is_kept(
    hub: HubApi, access: HubAccess, ring: keyring.backend.KeyringBackend
) -> None:
    keyring.set_keyring(ring)

    problem = failure(TokenJob("job", access, TOKEN))

    assert problem.code == "hub.no_keyring"
    assert TOKEN not in repr(problem)
    assert account(access) == Account("", TokenPlace.NONE)
    assert account(access, "") == Account("", TokenPlace.NONE)


def test_the_order_of_the_places(
    hub: HubApi,
    access: HubAccess,
    keys: MemoryKeyring,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hub.users.update({OTHER: "eve", "hf_file": "file"})
    monkeypatch.setenv("HF_ENDPOINT", access.address)
    file = home / "token"
    monkeypatch.setattr("huggingface_hub.constants.HF_TOKEN_PATH", str(file))
    file.write_text("hf_file\n")

    def place() -> Account:
        tokens._known.clear()
        return account(access)

    assert place() == Account("file", TokenPlace.FILE)
    monkeypatch.setenv("HF_TOKEN", f"{OTHER}\n")
    assert place() == Account("eve", TokenPlace.ENVIRONMENT)
    keys.kept["parley", access.address] = TOKEN
    assert place() == Account("ada", TokenPlace.KEYRING)
    # What the environment says is not Parley's to change.
    assert account(access, "") == Account("eve", TokenPlace.ENVIRONMENT)
    assert file.read_text() == "hf_file\n"


def test_the_token_of_the_environment_is_for_its_hub_alone(
    hub: HubApi, access: HubAccess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", TOKEN)

    ask(SearchJob("job", access, Query()))

    assert "authorization" not in hub.asked[0].headers
    assert token_for("https://huggingface.co") == TOKEN


def test_a_token_is_not_shown_to_whoever_has_the_next_page(
    hub: HubApi, access: HubAccess, keys: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.hub_api._MOST_PER_PAGE", 1)
    keys.kept["parley", access.address] = TOKEN
    with HubApi() as other:
        for each in (hub, other):
            for name in ("one", "two"):
                each.add_repo(f"maker/{name}", {"x-Q4_K_M.gguf": b"GGUF"})
        hub.next_pages = other.address
        ask(SearchJob("job", access, Query()))
        assert [asked.headers.get("authorization") for asked in hub.asked] == [f"Bearer {TOKEN}"]
        assert other.asked
        assert not [asked for asked in other.asked if "authorization" in asked.headers]


def test_a_token_with_signs_that_would_break_a_header_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_x\tX-Other: 1")

    assert token_for("https://huggingface.co") == ""


def test_the_keyring_is_not_asked_each_time(
    access: HubAccess, keys: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.kept["parley", access.address] = TOKEN
    assert token_for(access.address) == TOKEN

    keys.kept.clear()

    assert token_for(access.address + "/") == TOKEN
    monkeypatch.setattr(tokens, "_KEEP_SECONDS", -1.0)
    assert token_for(access.address) == ""


def test_a_token_is_told_to_nobody(
    hub: HubApi,
    access: HubAccess,
    keys: MemoryKeyring,
    home: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    job = TokenJob("job", access, TOKEN)
    events = ask(job)
    hub.fail("/api", 500)
    events += ask(SearchJob("job", access, Query()))
    hub.faults.clear()
    hub.fail("/api", 401, body=b'{"error": "who is %s?"}' % TOKEN.encode())
    events += ask(SearchJob("job", access, Query()))
    assert "who is" in repr(events)

    said = [repr(events), repr(job), repr(find_token(access.address)), caplog.text]
    said += [*capfd.readouterr()]
    said += [path.read_text() for path in home.rglob("*") if path.is_file()]
    assert TOKEN not in "\n".join(said)
    assert all(asked.headers.get("authorization") == f"Bearer {TOKEN}" for asked in hub.asked)
