"""A conversation is a tree of messages: nothing is overwritten, edits and retries are siblings."""

import secrets
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from desktop_app.core.attachment import Attachment
from desktop_app.core.errors import Problem
from desktop_app.core.events import Usage

TITLE_LENGTH = 60
"""Characters of the first message that make a title."""


class Role(Enum):
    """Who speaks, in the words of chat templates."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


class State(Enum):
    """How a message stands."""

    COMPLETE = "complete"
    WRITING = "writing"
    """A reply in progress; found in the store at start it means: interrupted."""
    STOPPED = "stopped"
    """The person pressed Stop."""
    LENGTH = "length"
    """The longest reply was reached."""
    CONTEXT = "context"
    """The context window was full."""
    INTERRUPTED = "interrupted"
    """The program or the computer went away while it was written."""
    FAILED = "failed"
    """The engine could not go on; `problem` says why."""


def new_id() -> str:
    """A fresh id for a conversation or a message."""
    return secrets.token_hex(8)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the tree. Changes make a new value; the id stays.

    `created` is in seconds since the epoch (UTC). `thought_seconds` is how long the model
    thought. `deleted` messages are hidden, with everything below them, until restored.
    `attachments` are the pictures and films shown with a message of the person. A reply that is
    `edited` has words of the person in it: `model` is who wrote what they were made of.
    """

    id: str
    parent: str
    role: Role
    text: str
    created: float
    state: State = State.COMPLETE
    thought: str = ""
    thought_seconds: float = 0.0
    model: str = ""
    usage: Usage | None = None
    problem: Problem | None = None
    deleted: bool = False
    attachments: tuple[Attachment, ...] = ()
    edited: bool = False


@dataclass(slots=True)
class Conversation:
    """The messages of one conversation and which branch is shown.

    `chosen` maps a parent id ("" is the root) to the child that the path goes through; a parent
    without an entry shows its newest child. `first_seen` is the first message that the model saw
    when it last answered, "" when it saw all. `draft` and `draft_attachments` are what is unsent.
    `preset` is the id of the preset that it has, "" for none. `system_prompt` is its own, which
    counts over all others, "" for none. A `temporary` one is never written to disk.
    """

    id: str = field(default_factory=new_id)
    title: str = ""
    created: float = field(default_factory=time.time)
    changed: float = field(default_factory=time.time)
    draft: str = ""
    messages: dict[str, Message] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    first_seen: str = ""
    draft_attachments: tuple[Attachment, ...] = ()
    preset: str = ""
    system_prompt: str = ""
    temporary: bool = False
    _children: dict[str, list[str]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def draft_id(self) -> str:
        """The name under which its draft is kept: all that are not begun share one, and a new one
        is offered what the last one had."""
        return self.id if self.messages or self.temporary else ""

    @classmethod
    def restored(
        cls,
        id: str,
        title: str,
        created: float,
        changed: float,
        draft: str,
        messages: Iterable[Message],
        chosen: Mapping[str, str],
        first_seen: str = "",
        draft_attachments: tuple[Attachment, ...] = (),
        preset: str = "",
        system_prompt: str = "",
    ) -> "Conversation":
        """A conversation as it was kept; `messages` in the order in which they were made."""
        conversation = cls(
            id,
            title,
            created,
            changed,
            draft,
            chosen=dict(chosen),
            first_seen=first_seen,
            draft_attachments=draft_attachments,
            preset=preset,
            system_prompt=system_prompt,
        )
        for message in messages:
            conversation._insert(message)
        return conversation

    def add(
        self, role: Role, text: str, parent: str, created: float | None = None, **more: object
    ) -> Message:
        """Append a message below `parent` ("" for the root) and let the path go through it.

        `created` is now unless given; `more` are further fields of `Message`.
        """
        when = time.time() if created is None else created
        message = Message(new_id(), parent, role, text, when, **more)  # type: ignore[arg-type]
        self._insert(message)
        self.chosen[parent] = message.id
        self.changed = message.created
        return message

    def put(self, message: Message) -> None:
        """Replace the message with the same id."""
        old = self.messages[message.id]
        if old.parent != message.parent:
            raise ValueError("a message never moves")
        self.messages[message.id] = message

    def remove(self, id: str) -> None:
        """Take out a message that never counted (refused before it was sent). It has no child."""
        if self._children.get(id):
            raise ValueError("a message with an answer is deleted, not removed")
        message = self.messages.pop(id)
        self._children[message.parent].remove(id)
        if self.chosen.get(message.parent) == id:
            del self.chosen[message.parent]

    def set_deleted(self, id: str, deleted: bool) -> None:
        """Hide a message with all below it, or bring it back."""
        message = replace(self.messages[id], deleted=deleted)
        self.messages[id] = message
        if not deleted:
            self.chosen[message.parent] = id

    def path(self) -> list[Message]:
        """The messages that are shown, from the first to the last."""
        return list(self._walk(""))

    def path_to(self, id: str) -> list[Message]:
        """The messages from the first one to `id`, whatever branch is shown."""
        upwards = []
        while id:
            message = self.messages[id]
            upwards.append(message)
            id = message.parent
        return upwards[::-1]

    def siblings(self, id: str) -> list[str]:
        """The ids of the versions of a message that are not deleted, oldest first."""
        return self._visible(self.messages[id].parent)

    def choose(self, id: str) -> None:
        """Let the path go through this message, also where its ancestors lie on other branches."""
        for message in self.path_to(id):
            self.chosen[message.parent] = message.id

    def last_id(self) -> str:
        """The id of the last message shown, "" when there is none."""
        path = self.path()
        return path[-1].id if path else ""

    def _insert(self, message: Message) -> None:
        self.messages[message.id] = message
        self._children.setdefault(message.parent, []).append(message.id)

    def _visible(self, parent: str) -> list[str]:
        return [id for id in self._children.get(parent, []) if not self.messages[id].deleted]

    def _walk(self, parent: str) -> Iterator[Message]:
        while children := self._visible(parent):
            chosen = self.chosen.get(parent, "")
            parent = chosen if chosen in children else children[-1]
            yield self.messages[parent]


def title_of(text: str, attachments: Sequence[Attachment] = ()) -> str:
    """A title made from a first message: its first line, cut at a word.

    Where there are no words, the name of what is shown; "" when that has none either.
    """
    text = text if text.strip() else next((item.name for item in attachments if item.name), "")
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if len(line) <= TITLE_LENGTH:
        return line
    head = line[:TITLE_LENGTH]
    cut = head.rfind(" ")
    return (head[:cut] if cut > TITLE_LENGTH // 2 else head).rstrip() + "\u2026"
