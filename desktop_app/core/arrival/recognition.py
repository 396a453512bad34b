"""Which program a conversation comes from: found out from what it is, not from names."""

from collections.abc import Callable, Sequence
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

_SIGNS = (b'"parley-conversation"', b'"mapping"', b'"chat_messages"', b'"history"')
"""What stands near the beginning of each of these files."""


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


def may_be_conversations(head: bytes) -> bool:
    """Whether a file that begins so may hold conversations: a quick look, for what is dropped."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{") and any(
        sign in head for sign in _SIGNS
    )
