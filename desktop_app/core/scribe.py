"""Keeps the replies that are being written, whichever conversation is shown."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop_app.core.attachment import Attachment
from desktop_app.core.conversation import Conversation, Message, Role, State
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import TERMINAL, Event, Failed, Planned
from desktop_app.core.store import Store
from desktop_app.core.writing import Writing

SAVE_SECONDS = 0.7
"""How old unsaved words may get before a tick saves them. With a tick every quarter of a second
they are saved at least once a second."""

_REFUSALS = ("message.too_long", "model.reply_full", "model.thinks_not")
"""Problems that are known before anything is read."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Refused:
    """The engine refused a message before it was spent: it is in no tree and no store any more.

    `text` and `attachments` return to the composer; they are empty when a regeneration or a
    continuation of what stands in the conversation was refused.
    """

    text: str
    problem: Problem
    attachments: tuple[Attachment, ...] = ()


class Scribe:
    """Takes in the events of running jobs and brings their words into the tree and the store.

    A reply that has ended stays here until it is saved. Used through `Session`, on its thread.
    """

    def __init__(self, store: Store, ticks: Callable[[], float]) -> None:
        self._store = store
        self._ticks = ticks
        self._writing: dict[str, Writing] = {}
        self._failing = False

    @property
    def running(self) -> int:
        """How many replies are being written."""
        return sum(not writing.ended for writing in self._writing.values())

    @property
    def unsaved(self) -> bool:
        """Whether words wait to be saved."""
        return any(writing.unsaved for writing in self._writing.values())

    def is_writing(self, conversation: str) -> bool:
        """Whether a reply in this conversation is being written."""
        return any(
            writing.conversation.id == conversation and not writing.ended
            for writing in self._writing.values()
        )

    def conversation(self, id: str) -> Conversation | None:
        """The conversation with this id, if a reply in it is written or waits to be saved."""
        found = (writing.conversation for writing in self._writing.values())
        return next((conversation for conversation in found if conversation.id == id), None)

    def words_of(self, reply: str) -> tuple[str, str] | None:
        """Text and thought as far as they came, `None` for a reply that is not here."""
        writing = self._writing.get(reply)
        if writing is None:
            return None
        message = writing.message(self._ticks())
        return message.text, message.thought

    def begin(self, writing: Writing) -> None:
        """From now on events for this reply are expected."""
        self._writing[writing.id] = writing

    def apply(self, reply: str, event: Event) -> Refused | None:
        """Take in an event; see `Session.apply`."""
        writing = self._writing.get(reply)
        if writing is None or writing.ended:
            return None
        if isinstance(event, Failed) and self._is_refusal(writing, event.problem):
            return self._refuse(writing, event.problem)
        if isinstance(event, Planned):
            writing.conversation.first_seen = event.first_seen_message
            writing.unsaved = True
        writing.take(event, self._ticks())
        if isinstance(event, TERMINAL):
            self._save(writing)
        return None

    def tick(self) -> None:
        """Save the words that are due; see `Session.tick`."""
        now = self._ticks()
        failed_before = self._failing
        for writing in list(self._writing.values()):
            if writing.unsaved and now - writing.saved_at >= SAVE_SECONDS:
                try:
                    self._save(writing)
                except ParleyError:
                    writing.saved_at = now
                    if not failed_before:
                        raise

    def interrupt(self) -> None:
        """The program ends: keep every reply as far as it came."""
        for writing in self._writing.values():
            if not writing.ended:
                writing.end(State.INTERRUPTED, self._ticks())
        self.save_all()

    def forget(self, conversation: str) -> None:
        """Drop the replies in this conversation, which is kept nowhere any more: what was saved
        of them now would bring a part of it back."""
        for id in [
            id for id, each in self._writing.items() if each.conversation.id == conversation
        ]:
            del self._writing[id]

    def save_all(self) -> None:
        """Save what is unsaved; raises the last failure after all were tried."""
        failure: ParleyError | None = None
        for writing in list(self._writing.values()):
            if writing.unsaved:
                try:
                    self._save(writing)
                except ParleyError as error:
                    failure = error
        if failure:
            raise failure

    def _save(self, writing: Writing) -> None:
        """Bring the reply as it stands into the tree and into the store."""
        conversation = writing.conversation
        hidden = conversation.messages[writing.id].deleted
        message = replace(writing.message(self._ticks()), deleted=hidden)
        conversation.put(message)
        try:
            self._store.save_message(conversation, message, durable=writing.ended)
        except ParleyError:
            self._failing = True
            raise
        self._failing = False
        writing.saved_at = self._ticks()
        writing.unsaved = False
        if writing.ended:
            del self._writing[writing.id]

    def _is_refusal(self, writing: Writing, problem: Problem) -> bool:
        """Whether the message was not spent, and has a draft to return to.

        Where other words were begun in its place meanwhile, it stays where it is, with a reply
        that failed: nothing that a person wrote is given up.
        """
        if problem.code not in _REFUSALS or not writing.empty:
            return False
        question, conversation = _question_of(writing), writing.conversation
        if question is None:
            return True
        unsent = conversation.draft, conversation.draft_attachments
        if not any(unsent) and len(conversation.messages) == len(writing.added):
            # The conversation goes with it, and its draft is the one of the next conversation.
            try:
                if self._store.waiting(conversation.id) != "[]":
                    return False
                id = conversation.id if conversation.temporary else ""
                unsent = self._store.draft(id), self._store.draft_attachments(id)
            except ParleyError:
                return False
        return not any(unsent) or unsent == (question.text, question.attachments)

    def _refuse(self, writing: Writing, problem: Problem) -> Refused:
        """Undo the beginning of a reply, in the tree and in the store."""
        del self._writing[writing.id]
        question = _question_of(writing)
        try:
            if writing.before is not None:
                writing.conversation.put(writing.before)
                self._store.save_message(writing.conversation, writing.before, durable=True)
            else:
                self._take_out(writing, question)
        except ParleyError as error:
            # It will be there again after a restart: too much is kept, not too little.
            _log.warning("a refused message stays in the store: %s", error)
        if question is None:
            return Refused("", problem)
        return Refused(question.text, problem, question.attachments)

    def _take_out(self, writing: Writing, question: Message | None) -> None:
        conversation = writing.conversation
        draft, attachments = conversation.draft, conversation.draft_attachments
        if question is not None:
            draft, attachments = question.text, question.attachments
        writing.undo.apply(conversation, writing.added)
        conversation.draft, conversation.draft_attachments = draft, attachments
        self._store.remove_messages(conversation, writing.added)
        if not conversation.messages:
            id = conversation.draft_id
            self._store.save_draft(id, draft, attachments, conversation.preset)


def _question_of(writing: Writing) -> Message | None:
    """What the person sent for this reply, `None` when it stood there before."""
    if not writing.added:
        return None
    first = writing.conversation.messages[writing.added[0]]
    return first if first.role is Role.USER else None
