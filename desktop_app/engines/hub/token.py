"""The token for the Hub: where it is looked for, and where it is kept.

The look-up order is the system's keyring, then HF_TOKEN, then the file of huggingface_hub's own
login. What stands in the last two was meant for the Hub that the environment means (HF_ENDPOINT),
and is shown to no other: an address in the settings has tokens of its own, in the keyring. Nothing
here tells a token to a log, an exception or `repr`.
"""

import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.hub import TokenPlace
from desktop_app.core.hub_access import HubAccess

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "parley"
"""Under this name tokens stand in the keyring; the user's name is the Hub's address."""

_KEEP_SECONDS = 5.0
"""How long a token that was looked up is taken for the same: asking a keyring goes through D-Bus,
and one search asks many times."""


_TOKEN = re.compile(r"[!-~]{1,4096}")


@dataclass(frozen=True, slots=True)
class Token:
    """A token, "" for none, and where it was found."""

    value: str = field(default="", repr=False)
    place: TokenPlace = TokenPlace.NONE


_known: dict[str, tuple[float, Token]] = {}


def token_for(address: str) -> str:
    """What to show to the Hub at `address`, "" for nothing. May wait for the keyring."""
    return find_token(address).value


def find_token(address: str) -> Token:
    """The token for the Hub at `address`, and where it stands. What was found lately is used."""
    address = address.rstrip("/")
    now = time.monotonic()
    when, token = _known.get(address, (0.0, Token()))
    if address not in _known or now > when + _KEEP_SECONDS:
        token = _look_up(address)
        _known[address] = now, token
    return token


def is_token(value: str) -> bool:
    """Whether `value` can be one: what else a person pastes must not get into a header."""
    return _TOKEN.fullmatch(value) is not None


def keep_token(address: str, value: str) -> None:
    """Keep `value` in the keyring, "" forgets what is there; raises `ParleyError` without one."""
    address = address.rstrip("/")
    _known.pop(address, None)
    if value:
        _ask_keyring(lambda keyring: keyring.set_password(SERVICE, address, value))
        # There are keyrings that take everything and keep nothing.
        if _ask_keyring(lambda keyring: keyring.get_password(SERVICE, address)) != value:
            raise ParleyError(Problem("hub.no_keyring"))
    elif _from_keyring(address):
        _ask_keyring(lambda keyring: keyring.delete_password(SERVICE, address))


def _look_up(address: str) -> Token:
    places: list[tuple[TokenPlace, Callable[[], str]]]
    places = [(TokenPlace.KEYRING, lambda: _from_keyring(address))]
    if address == HubAccess().within(os.environ).address:
        places += [(TokenPlace.ENVIRONMENT, _from_environment), (TokenPlace.FILE, _from_file)]
    for place, look in places:
        if is_token(value := look()):
            return Token(value, place)
    return Token()


def _from_keyring(address: str) -> str:
    try:
        return str(_ask_keyring(lambda keyring: keyring.get_password(SERVICE, address)) or "")
    except ParleyError:
        return ""  # without a keyring there is nothing in it


def _from_environment() -> str:
    name = "HF_TOKEN" if os.environ.get("HF_TOKEN") else "HUGGING_FACE_HUB_TOKEN"
    return os.environ.get(name, "").replace("\r", "").replace("\n", "").strip()


def _from_file() -> str:
    """The one of `hf auth login`, renewed by huggingface_hub where it runs out."""
    from huggingface_hub import get_token

    try:
        return get_token() or ""
    except Exception:  # whatever keeps it from being read, there is none for us then
        return ""


def _ask_keyring(question: "Callable[[KeyringBackend], str | None]") -> str | None:
    """What the system's keyring answers; raises `ParleyError` where there is none."""
    import keyring
    from keyring.core import recommended

    try:
        backend = keyring.get_keyring()
        # What is not recommended keeps nothing, or keeps it in a file that anybody can read.
        if not recommended(backend):
            raise ParleyError(Problem("hub.no_keyring", details=type(backend).__name__))
        return question(backend)
    except ParleyError:
        raise
    except Exception as error:  # each system's keyring has errors of its own
        # Not the error's own words: nobody knows what is in them. Not its chain either.
        raise ParleyError(Problem("hub.no_keyring", details=type(error).__name__)) from None
