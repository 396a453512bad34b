"""Which program a conversation comes from: found out from what it is, not from names."""

from collections.abc import Callable, Sequence
from os import SEEK_END
from pathlib import Path
from typing import Any

from desktop_app.core.arrival import chatgpt, claude, open_webui, own
from desktop_app.core.arrival.arrival import Arrival
from desktop_app.core.arrival.value import Value

_FORMATS: Sequence[tuple[Callable[[Value], bool], Callable[[Value], Arrival]]] = (
    (own.is_own, own.arrival_of),
    (chatgpt.is_chatgpt, chatgpt.arrival_of),
    (claude.is_claude, claude.arrival_of),
    (open_webui.is_open_webui, open_webui.arrival_of),
)

_SIGNS = (
    (b'"parley-conversation"',),
    (b'"mapping"', b'"create_time"'),
    (b'"chat_messages"',),
    (b'"history"', b'"messages"'),
)
"""What stands near the beginning of each of these files."""

_HEAD_BYTES = 65_536
_MAIN_NAMES = (b"conversations.json", b"conversations-", b"conversations_")


class UnknownError(Exception):
    """It is a conversation of no program that Parley knows."""


def arrival_of(raw: Any) -> Arrival:
    """The conversation that an item of a file is. Raises `UnknownError`, `MalformedError` and
    `own.NewerError`."""
    value = Value(raw)
    for knows, read in _FORMATS:
        if knows(value):
            return read(value)
    raise UnknownError


def is_conversation_file(path: str) -> bool:
    """Whether a file holds conversations, as far as a quick look tells: for what is dropped.

    Of a .zip only the list of names is read, of others the beginning.
    """
    if not path.lower().endswith((".json", ".zip")):
        return False
    try:
        with Path(path).open("rb") as file:
            head = file.read(_HEAD_BYTES)
            if head[:2] == b"PK":
                file.seek(max(0, file.seek(0, SEEK_END) - 16 * _HEAD_BYTES))
                head = file.read()
                return any(name in head for name in _MAIN_NAMES)
    except OSError:
        return False
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{")
    return begins and any(all(sign in head for sign in signs) for signs in _SIGNS)
