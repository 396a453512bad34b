"""A conversation as a text to keep or to share: Markdown as it is read, JSON with all of it.

The JSON ("parley-conversation", version 2) is one object: `id`, `title`, `created`, `changed`
(ISO 8601, UTC), `preset`, `system_prompt`, `shown` (the ids of the branch that is shown) and
`messages`, a parent always before its children. A message has `id`, `parent` (null for the first
ones), `role`, `text`, `created`, `state`, and where there is any `model`, `thought`,
`thought_seconds`, `usage`, `problem` and `attachments`. `pictures` maps the file name of each
picture that an attachment names by its hash ("<sha256>.png") to its bytes in base64, and `texts`
the name of each file's text ("<sha256>.txt") to that text; what is gone is missing there. Several
conversations are a list of such objects, in one file.
Version 1 is the same without `pictures`, `texts` and `system_prompt`.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from desktop_app.core.attachment import Attachment, Film, as_values, documents_of, pictures_of
from desktop_app.core.conversation import Conversation, Message, Role, State
from desktop_app.core.document import Document
from desktop_app.core.picture import Picture
from desktop_app.core.record import problem_values
from desktop_app.core.subtitles import clock

FORMAT = "parley-conversation"
FORMAT_VERSION = 2

FileBytes = Callable[[Picture | Document], bytes | None]
"""Gives the file of a kept picture or text, None when it is gone."""

_SPEAKERS = {Role.SYSTEM: "System", Role.USER: "You", Role.ASSISTANT: "Assistant"}

_ENDINGS = {
    State.WRITING: "not finished yet",
    State.STOPPED: "stopped",
    State.LENGTH: "cut off at the longest reply",
    State.CONTEXT: "cut off: the context was full",
    State.INTERRUPTED: "interrupted",
    State.FAILED: "failed",
}


def as_markdown(
    conversation: Conversation,
    messages: Iterable[Message] | None = None,
    thoughts: bool = False,
) -> str:
    """The branch that is shown (or these `messages`), as Markdown; `thoughts` as quotes.

    The texts are put in as they are: what the model wrote is Markdown already.
    """
    parts = [f"# {_one_line(conversation.title) or 'Conversation'}"]
    if conversation.preset:
        parts.append(f"Preset: {_one_line(conversation.preset)}")
    for message in conversation.path() if messages is None else messages:
        parts.append(f"## {heading(message)}")
        if message.attachments:
            parts.append(names_of(message.attachments))
        if thoughts and message.thought.strip():
            lines = message.thought.strip().splitlines()
            parts.append("\n".join(f"> {line}".rstrip() for line in lines))
        if message.text:
            parts.append(message.text.strip("\n"))
        if message.problem:
            parts.append(f"> {message.problem.sentence.english()}")
    return "\n\n".join(parts) + "\n"


def names_of(attachments: Iterable[Attachment]) -> str:
    """One line of Markdown for each attachment: what it is called, and how large it is."""
    return "\n".join(f"- {name_of(attachment)}" for attachment in attachments)


def as_json(
    conversation: Conversation, file: FileBytes | None = None, thoughts: bool = True
) -> str:
    """Everything but what was deleted: all branches, figures; times in UTC.

    Pictures and the texts of files are in it where `file` gives their bytes, thoughts unless they
    are not wanted.
    """
    kept = _kept(conversation)
    value = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "id": conversation.id,
        "title": conversation.title,
        "created": _time(conversation.created),
        "changed": _time(conversation.changed),
        **({"preset": conversation.preset} if conversation.preset else {}),
        **({"system_prompt": conversation.system_prompt} if conversation.system_prompt else {}),
        "shown": [message.id for message in conversation.path()],
        "messages": [_message_value(message, thoughts) for message in kept],
        **({"pictures": _pictures(kept, file), "texts": _texts(kept, file)} if file else {}),
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


def _pictures(messages: Iterable[Message], file: FileBytes) -> dict[str, str]:
    """The pictures of these messages in base64, each once."""
    files: dict[str, str] = {}
    for message in messages:
        for each in pictures_of(message.attachments):
            if each.file_name not in files and (data := file(each)) is not None:
                files[each.file_name] = b64encode(data).decode("ascii")
    return files


def _texts(messages: Iterable[Message], file: FileBytes) -> dict[str, str]:
    """The texts of these messages' files, each once."""
    texts: dict[str, str] = {}
    for message in messages:
        for each in documents_of(message.attachments):
            if each.file_name not in texts and (data := file(each)) is not None:
                texts[each.file_name] = data.decode("utf-8", "replace")
    return texts


def _message_value(message: Message, thoughts: bool) -> dict[str, Any]:
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
    if thoughts and message.thought:
        value["thought"] = message.thought
        value["thought_seconds"] = round(message.thought_seconds, 3)
    if message.usage:
        value["usage"] = asdict(message.usage)
    if message.problem:
        value["problem"] = problem_values(message.problem)
    return value


def name_of(attachment: Attachment) -> str:
    """What a picture or film is called, and how large it is."""
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


def heading(message: Message) -> str:
    """Who speaks, by which model, and how it ended where that is worth a word."""
    speaker = _SPEAKERS[message.role]
    edited = "edited" if message.edited else ""
    notes = [note for note in (message.model, _ENDINGS.get(message.state, ""), edited) if note]
    return speaker + (f" ({', '.join(notes)})" if notes else "")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
