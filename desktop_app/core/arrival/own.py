"""Parley's own JSON (see `core.export`), versions 1 and 2."""

import math
import re
from dataclasses import fields, replace
from typing import Any

from desktop_app.core.arrival.arrival import Arrival, check_tree, content_print, is_id, stable_id
from desktop_app.core.arrival.value import MalformedError, Value
from desktop_app.core.attachment import Attachment, documents_of, of_values, pictures_of
from desktop_app.core.conversation import Conversation, Message, Role, State
from desktop_app.core.errors import KINDS, Problem
from desktop_app.core.events import Usage
from desktop_app.core.export import FORMAT, FORMAT_VERSION
from desktop_app.core.utf8 import well_formed

_HASH = re.compile(r"[0-9a-f]{64}")
_MOST_PIXELS = 100_000


class NewerError(Exception):
    """The file was written by a newer Parley."""


def is_own(value: Value) -> bool:
    """Whether it is a conversation of Parley's own."""
    return isinstance(value.raw, dict) and value.raw.get("format") == FORMAT


def arrival_of(value: Value) -> Arrival:
    """The conversation; raises `MalformedError`, and `NewerError` for a version to come."""
    version = value["version"].raw
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise value["version"].wrong("a number")
    if version > FORMAT_VERSION:
        raise NewerError
    created = value["created"].time(0.0)
    read = [_message(each, created) for each in value["messages"].items()]
    messages, ids = _in_order(read, value["id"].text())
    shown = [ids.get(each.text(), "") for each in value["shown"].items()]
    by_id = {message.id: message for message in messages}
    chosen = {by_id[id].parent: id for id in shown if id in by_id}
    own = value["id"].text()
    conversation = Conversation.restored(
        own if is_id(own) else stable_id("parley", own) if own else "",
        value["title"].text(),
        created,
        max(value["changed"].time(created), created),
        "",
        messages,
        chosen,
        preset=value["preset"].text(),
        system_prompt=value["system_prompt"].text(),
    )
    if not conversation.id:
        conversation.id = stable_id("parley", content_print(conversation))
    files = {name: each.text() for name, each in value["pictures"].members()}
    texts = {name: each.text() for name, each in value["texts"].members()}
    return Arrival(conversation, files=files, texts=texts)


def _in_order(messages: list[Message], source: str) -> tuple[list[Message], dict[str, str]]:
    """The messages with ids as Parley gives them, and these by the ones of the file.

    A parent stands before its children, and the order of the file is that of their making.
    """
    places = [f"messages[{number}]" for number in range(len(messages))]
    pairs = list(zip(messages, places, strict=True))
    check_tree((message.id, message.parent, place) for message, place in pairs)
    seen = {""}
    for message, place in pairs:
        if message.parent not in seen:
            raise MalformedError(place, "what it answers stands behind it")
        seen.add(message.id)
    if all(map(is_id, seen - {""})):
        return messages, {id: id for id in seen}
    ids = {id: stable_id("parley", source, id) if id else "" for id in seen}
    return [replace(m, id=ids[m.id], parent=ids[m.parent]) for m in messages], ids


def _message(value: Value, created: float) -> Message:
    role, state = value["role"], value["state"]
    try:
        said_by = Role(role.text())
    except ValueError as error:
        raise role.wrong("user, assistant or system") from error
    try:
        stands = State(state.text() or State.COMPLETE.value)
    except ValueError as error:
        raise state.wrong("how the message ended") from error
    seconds = value["thought_seconds"].raw or 0.0
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds < 1e9:
        raise value["thought_seconds"].wrong("seconds")
    return Message(
        value["id"].text(),
        value["parent"].text(),
        said_by,
        value["text"].text(),
        value["created"].time(created),
        # What was being written when it was exported nobody goes on writing.
        State.INTERRUPTED if stands is State.WRITING else stands,
        value["thought"].text(),
        float(seconds),
        value["model"].text(),
        _usage(value["usage"]),
        _problem(value["problem"]),
        attachments=tuple(_attachment(each) for each in value["attachments"].items()),
        edited=bool(value["edited"]),
    )


def _usage(value: Value) -> Usage | None:
    if value.raw is None:
        return None
    known = {field.name for field in fields(Usage)}
    kept: dict[str, Any] = {}
    for name, each in value.members():
        if name in known:
            number = each.raw
            plain = isinstance(number, int | float) and not isinstance(number, bool)
            if not plain or not -1e15 < number < 1e15:
                raise each.wrong("a number")
            kept[name] = number
    return Usage(**kept)


def _problem(value: Value) -> Problem | None:
    if value.raw is None:
        return None
    code = value["code"].text()
    values: dict[str, Any] = {}
    for name, each in value["values"].members():
        number = each.raw
        plain = isinstance(number, int | float) and not isinstance(number, bool)
        values[name] = number if plain and -1e15 < number < 1e15 else each.text()
    return Problem(code if code in KINDS else "internal", values, value["details"].text())


def _attachment(value: Value) -> Attachment:
    """What is shown, checked: a picture's hash becomes the name of a file."""
    _check_texts(value)
    try:
        attachment = of_values(value.mapping())
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        raise MalformedError(value.place, f"no attachment ({error!r})") from error
    for picture in pictures_of((attachment,)):
        if not _HASH.fullmatch(picture.hash) or picture.suffix not in (".png", ".jpg"):
            raise MalformedError(value.place, "no picture as Parley keeps it")
        if not (0 < picture.width < _MOST_PIXELS and 0 < picture.height < _MOST_PIXELS):
            raise MalformedError(value.place, "a picture of no size")
    for document in documents_of((attachment,)):
        if not _HASH.fullmatch(document.hash):
            raise MalformedError(value.place, "no text of a file as Parley keeps it")
    return attachment


def _check_texts(value: Value) -> None:
    """Raise `MalformedError` for a text that no file takes, and a number that is none."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each.raw, dict):
            waiting.extend(member for _, member in each.members())
        elif isinstance(each.raw, list):
            waiting.extend(each.items())
        elif isinstance(each.raw, str) and well_formed(each.raw) != each.raw:
            raise MalformedError(each.place, "a text with half a sign in it")
        elif isinstance(each.raw, float) and not math.isfinite(each.raw):
            raise each.wrong("a number")
