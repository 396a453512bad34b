"""Messages that wait while a reply is being written, in every conversation its own."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.attachment import Attachment, as_values
from desktop_app.core.conversation import Conversation, Message, Role, State
from desktop_app.core.record import attachments_of
from desktop_app.core.store import Store
from desktop_app.core.utf8 import well_formed

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WaitingMessage:
    """What a person has sent already, and nobody has answered. It has words, or attachments, or
    both."""

    text: str
    attachments: tuple[Attachment, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to send: blanks are no words."""
        return not self.text.strip() and not self.attachments


class Queue:
    """Keeps the waiting messages, the one that is next first, so that a crash loses none.

    UI thread only. It remembers nothing itself: what it gives is what is kept. What cannot be
    saved is raised as `ParleyError`, and all waits then as it did before the call.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, conversation: str) -> tuple[WaitingMessage, ...]:
        """What waits in the conversation with this id."""
        return _messages_of(self._store.waiting(conversation))

    def add(self, conversation: str, message: WaitingMessage) -> None:
        """Let a message wait behind all others; an empty one is ignored."""
        if not message.empty:
            self._keep(conversation, (*self.of(conversation), message))

    def take(self, conversation: str, index: int) -> WaitingMessage:
        """Withdraw the message at this place; `IndexError` when there is none."""
        messages = list(self.of(conversation))
        taken = messages.pop(index)
        self._keep(conversation, messages)
        return taken

    def put_back(self, conversation: str, index: int, message: WaitingMessage) -> None:
        """Let a message that was taken and could not be sent wait where it did."""
        messages = list(self.of(conversation))
        messages.insert(index, message)
        self._keep(conversation, messages)

    def without(self, conversation: str, index: int) -> tuple[WaitingMessage, str]:
        """The message at this place, and what waits when it is sent, as `Store` keeps it: both are
        saved together. `IndexError` when there is none."""
        messages = list(self.of(conversation))
        return messages.pop(index), _text_of(messages)

    def spend_draft(self, conversation: Conversation, message: WaitingMessage) -> None:
        """Let what stands in the composer wait behind all others: it is no draft any more."""
        if not message.empty:
            waiting = (*self.of(conversation.id), message)
            self._keep_with_draft(conversation, waiting, WaitingMessage(""))

    def make_draft(self, conversation: Conversation, index: int, instead: WaitingMessage) -> None:
        """Let the message at this place be the draft; `instead`, which was, waits in its place,
        unless it is empty. `IndexError` when there is none."""
        waiting = list(self.of(conversation.id))
        draft = waiting[index]
        waiting[index : index + 1] = [] if instead.empty else [instead]
        self._keep_with_draft(conversation, waiting, draft)

    def _keep_with_draft(
        self,
        conversation: Conversation,
        waiting: Sequence[WaitingMessage],
        draft: WaitingMessage,
    ) -> None:
        """Both or neither: a crash neither loses words nor offers them twice."""
        unsent = draft.text, draft.attachments
        self._store.save_waiting(conversation.id, _text_of(waiting), unsent)
        conversation.draft, conversation.draft_attachments = unsent

    def _keep(self, conversation: str, messages: Sequence[WaitingMessage]) -> None:
        self._store.save_waiting(conversation, _text_of(messages))


def may_follow(reply: Message) -> bool:
    """Whether a waiting message is sent by itself after this reply.

    Only one that has ended well: after Stop, a limit or a failure the person decides.
    """
    return reply.role is Role.ASSISTANT and reply.state is State.COMPLETE


def _text_of(messages: Sequence[WaitingMessage]) -> str:
    values = [
        {"text": message.text, "attachments": [as_values(item) for item in message.attachments]}
        for message in messages
    ]
    return well_formed(json.dumps(values, ensure_ascii=False))


def _messages_of(text: str) -> tuple[WaitingMessage, ...]:
    """What a column keeps. A damaged entry is left out: it is no reason to lose those beside it."""
    try:
        kept = json.loads(text)
    except (ValueError, RecursionError) as error:
        _log.warning("the waiting messages cannot be read: %s", type(error).__name__)
        return ()
    messages = []
    for values in kept if isinstance(kept, list) else []:
        words = values.get("text", "") if isinstance(values, dict) else None
        if not isinstance(words, str):
            _log.warning("a waiting message cannot be read")
            continue
        messages.append(
            WaitingMessage(words, attachments_of(json.dumps(values.get("attachments", []))))
        )
    return tuple(messages)
