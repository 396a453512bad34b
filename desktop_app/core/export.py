"""A conversation as a text to keep or to share: Markdown as it is read, JSON with all of it."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from desktop_app.core.attachment import Attachment, Film, as_values
from desktop_app.core.conversation import Conversation, Message, Role, State
from desktop_app.core.document import Document
from desktop_app.core.record import problem_values
from desktop_app.core.subtitles import clock

FORMAT = "parley-conversation"
FORMAT_VERSION = 1

_SPEAKERS = {Role.SYSTEM: "System", Role.USER: "You", Role.ASSISTANT: "Assistant"}

_ENDINGS = {
    State.WRITING: "not finished yet",
    State.STOPPED: "stopped",
    State.LENGTH: "cut off at the longest reply",
    State.CONTEXT: "cut off: the context was full",
    State.INTERRUPTED: "interrupted",
    State.FAILED: "failed",
}


def as_markdown(conversation: Conversation, messages: Iterable[Message] | None = None) -> str:
    """The branch that is shown (or these `messages`), as Markdown.

    The texts are put in as they are: what the model wrote is Markdown already.
    """
    parts = [f"# {_one_line(conversation.title) or 'Conversation'}"]
    if conversation.preset:
        parts.append(f"Preset: {_one_line(conversation.preset)}")
    for message in conversation.path() if messages is None else messages:
        parts.append(_heading(message))
        if message.attachments:
            parts.append(names_of(message.attachments))
        if message.text:
            parts.append(message.text.strip("\n"))
        if message.problem:
            parts.append(f"> {message.problem.sentence.english()}")
    return "\n\n".join(parts) + "\n"


def names_of(attachments: Iterable[Attachment]) -> str:
    """One line of Markdown for each attachment: what it is called, and how large it is."""
    return "\n".join(f"- {_name_of(attachment)}" for attachment in attachments)


def as_json(conversation: Conversation) -> str:
    """Everything but what was deleted: all branches, thoughts, figures; times in UTC."""
    value = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "id": conversation.id,
        "title": conversation.title,
        "created": _time(conversation.created),
        "changed": _time(conversation.changed),
        **({"preset": conversation.preset} if conversation.preset else {}),
        "shown": [message.id for message in conversation.path()],
        "messages": [_message_value(message) for message in _kept(conversation)],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _kept(conversation: Conversation) -> list[Message]:
    """The messages that are not deleted, nor below one that is."""
    hidden: set[str] = set()
    kept = []
    # A parent stands before its children: messages are in the order in which they were made.
    for message in conversation.messages.values():
        if message.deleted or message.parent in hidden:
            hidden.add(message.id)
        else:
            kept.append(message)
    return kept


def _message_value(message: Message) -> dict[str, Any]:
    value: dict[str, Any] = {
        "id": message.id,
        "parent": message.parent or None,
        "role": message.role.value,
        "text": message.text,
        "created": _time(message.created),
        "state": message.state.value,
    }
    if message.role is Role.ASSISTANT:
        value["model"] = message.model
    if message.edited:
        value["edited"] = True
    if message.attachments:
        value["attachments"] = [as_values(attachment) for attachment in message.attachments]
    if message.thought:
        value["thought"] = message.thought
        value["thought_seconds"] = round(message.thought_seconds, 3)
    if message.usage:
        value["usage"] = asdict(message.usage)
    if message.problem:
        value["problem"] = problem_values(message.problem)
    return value


def _name_of(attachment: Attachment) -> str:
    if isinstance(attachment, Film):
        kind, size = "Film", clock(attachment.seconds)
    elif isinstance(attachment, Document):
        kind, size = "File", _part_of(attachment)
    else:
        kind, size = "Picture", f"{attachment.width} \u00d7 {attachment.height}"
    name = _one_line(attachment.name)
    return f"{kind}: {name} ({size})" if name else f"{kind} ({size})"


def _part_of(document: Document) -> str:
    """How long it is, and how much of it was shown."""
    if document.by_pages:
        pages = f"pages {document.first} to {document.last} of {document.pages}"
    else:
        pages = f"{document.pages} pages" if document.pages else f"{document.size:,} bytes"
    return f"{pages}, the beginning" if 0 < document.most < document.length else pages


def _heading(message: Message) -> str:
    speaker = _SPEAKERS[message.role]
    edited = "edited" if message.edited else ""
    notes = [note for note in (message.model, _ENDINGS.get(message.state, ""), edited) if note]
    return f"## {speaker}" + (f" ({', '.join(notes)})" if notes else "")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
