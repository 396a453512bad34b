"""Messages as rows of the database, and back."""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, fields
from functools import lru_cache
from typing import Any

from desktop_app.core.attachment import Attachment, as_values, of_values
from desktop_app.core.conversation import Message, Role, State
from desktop_app.core.errors import KINDS, Problem
from desktop_app.core.events import Usage
from desktop_app.core.text import Sentence
from desktop_app.core.utf8 import well_formed

COLUMNS = (
    "id",
    "conversation",
    "parent",
    "role",
    "text",
    "thought",
    "thought_seconds",
    "created",
    "state",
    "model",
    "usage",
    "problem",
    "deleted",
    "attachments",
    "edited",
)

_log = logging.getLogger(__name__)

_USAGE_FIELDS = frozenset(field.name for field in fields(Usage))


def row_of(conversation: str, message: Message) -> tuple[Any, ...]:
    """The values of `COLUMNS` for a message of the conversation with this id."""
    return (
        message.id,
        conversation,
        message.parent,
        message.role.value,
        well_formed(message.text),
        well_formed(message.thought),
        message.thought_seconds,
        message.created,
        message.state.value,
        message.model,
        json.dumps(asdict(message.usage)) if message.usage else None,
        json.dumps(problem_values(message.problem)) if message.problem else None,
        int(message.deleted),
        attachments_text(message.attachments),
        int(message.edited),
    )


def message_of(row: Mapping[str, Any]) -> Message:
    """The message that a row keeps."""
    return Message(
        id=row["id"],
        parent=row["parent"],
        role=Role(row["role"]),
        text=row["text"],
        created=row["created"],
        state=State(row["state"]),
        thought=row["thought"],
        thought_seconds=row["thought_seconds"],
        model=row["model"],
        usage=_usage_of(row["usage"]),
        problem=_problem_of(row["problem"]),
        deleted=bool(row["deleted"]),
        attachments=attachments_of(row["attachments"]),
        edited=bool(row["edited"]),
    )


@lru_cache(maxsize=8)
def attachments_text(attachments: tuple[Attachment, ...]) -> str:
    """Attachments as their column keeps them.

    Remembered, because a draft is saved with every key, and its film may hold an hour of speech.
    """
    return well_formed(json.dumps([as_values(item) for item in attachments], ensure_ascii=False))


def attachments_of(text: str) -> tuple[Attachment, ...]:
    """The attachments that a column keeps.

    One that is damaged, or of a kind that only a newer Parley knows, is left out: it is no
    reason to lose the words beside it.
    """
    try:
        kept = json.loads(text)
    except (ValueError, RecursionError) as error:
        _log.warning("the attachments of a message cannot be read: %s", error)
        return ()
    attachments = []
    for values in kept if isinstance(kept, list) else [kept]:
        try:
            attachments.append(of_values(values))
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            _log.warning("an attachment cannot be read: %r", error)
    return tuple(attachments)


def problem_values(problem: Problem) -> dict[str, Any]:
    """A problem as JSON keeps it; sentences among its values stay as they are in English."""
    values = {
        name: value.english() if isinstance(value, Sentence) else value
        for name, value in problem.values.items()
    }
    return {"code": problem.code, "values": values, "details": problem.details}


def _usage_of(text: str | None) -> Usage | None:
    if text is None:
        return None
    # A field that an older or newer Parley knew is no reason to lose the message.
    kept = {key: value for key, value in json.loads(text).items() if key in _USAGE_FIELDS}
    return Usage(**kept)


def _problem_of(text: str | None) -> Problem | None:
    if text is None:
        return None
    values = json.loads(text)
    code = values["code"]
    return Problem(code if code in KINDS else "internal", values["values"], values["details"])
