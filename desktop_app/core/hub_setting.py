"""The settings of finding and fetching models."""

from urllib.parse import SplitResult, urlsplit

from desktop_app.core.errors import Problem
from desktop_app.core.setting_kind import Setting
from desktop_app.core.text import QT_TRANSLATE_NOOP

MODELS = QT_TRANSLATE_NOOP("Settings", "Finding models")

HUB_SETTINGS = (
    Setting(
        "models.folder",
        str,
        "",
        QT_TRANSLATE_NOOP("Settings", "Folder for models"),
        QT_TRANSLATE_NOOP(
            "Settings", "Where fetched models are kept; other programs find them in the usual one."
        ),
        MODELS,
    ),
    Setting("models.folders", tuple, ()),
    Setting("models.welcomed", bool, False),
    Setting(
        "hub.offline",
        bool,
        False,
        QT_TRANSLATE_NOOP("Settings", "Stay offline"),
        QT_TRANSLATE_NOOP("Settings", "Nothing is searched for and nothing is fetched."),
        MODELS,
    ),
    Setting(
        "hub.address",
        str,
        "",
        QT_TRANSLATE_NOOP("Settings", "Address of the Hub"),
        QT_TRANSLATE_NOOP("Settings", "A mirror of huggingface.co to ask in its place."),
        MODELS,
        advanced=True,
    ),
    Setting(
        "hub.proxy",
        str,
        "",
        QT_TRANSLATE_NOOP("Settings", "Proxy"),
        QT_TRANSLATE_NOOP(
            "Settings", "The way to the Hub, as in http://proxy:8080; empty is the system's own."
        ),
        MODELS,
        advanced=True,
    ),
)

_HERE = ("localhost", "127.0.0.1", "::1")
"""This very computer, where nobody listens on the way."""


def address_problem(address: str) -> Problem | None:
    """Why nothing can be asked safely of this address of a Hub; None when it can, or is ""."""
    parts = _parts(address)
    safe = parts is not None and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)
    )
    return None if safe or not address else Problem("hub.address", {"address": address})


def proxy_problem(proxy: str) -> Problem | None:
    """Why this is no address of a proxy; None when it is one, or ""."""
    parts = _parts(proxy)
    usable = parts is not None and parts.scheme in ("http", "https")
    if usable or not proxy:
        return None
    # What stands before the server's name is for its eyes alone.
    return Problem("hub.proxy", {"address": proxy.rpartition("@")[2]})


def _parts(address: str) -> SplitResult | None:
    """What an address is made of; None for one that names no server, or more than one."""
    try:
        parts = urlsplit(address)
        whole = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    bare = not (parts.query or parts.fragment or any(letter.isspace() for letter in address))
    return parts if whole and bare else None
