"""What the person is doing: the open conversation, the replies being written, what is saved when.

Pure and on the UI thread. A message is saved before a job for it exists; a reply is saved at
least once a second and at its end, also when another conversation is shown by then.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop_app.core.asking import Asking
from desktop_app.core.attachment import Attachment, with_seen
from desktop_app.core.chat_job import ChatJobs
from desktop_app.core.conversation import Conversation, Role
from desktop_app.core.draft import Drafts
from desktop_app.core.engine import ChatJob, ModelOptions
from desktop_app.core.errors import ParleyError
from desktop_app.core.events import Event
from desktop_app.core.fork import forked
from desktop_app.core.override import Overrides
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.scribe import Refused, Scribe
from desktop_app.core.settings import Settings
from desktop_app.core.summary import Summary
from desktop_app.core.temporary import TemporaryConversations
from desktop_app.core.trash import Deleted
from desktop_app.core.utf8 import well_formed
from desktop_app.core.waiting import Queue, WaitingMessage, may_follow
from desktop_app.core.window_store import WindowStore
from desktop_app.core.writing import Undo, unchanged_on_failure

_log = logging.getLogger(__name__)


class Session:
    """Owns the open conversation; moves its words into the store. UI thread only.

    What cannot be saved is raised as `ParleyError`, and the conversation is then as it was
    before the call.
    """

    def __init__(
        self,
        store: WindowStore,
        settings: Settings,
        shelf: PictureShelf,
        clock: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
        overrides: Overrides | None = None,
    ) -> None:
        """`shelf` has the pictures that messages show; `clock` gives seconds since the epoch,
        `ticks` seconds that never run backwards; `overrides` what counts over the settings."""
        self._store = store
        jobs = ChatJobs(settings, overrides or Overrides(), shelf)
        self._clock = clock
        self._scribe = Scribe(store, ticks)
        self._asking = Asking(store, jobs, self._scribe, clock, ticks)
        self.conversation = self._fresh()
        self.drafts = Drafts(store, lambda: self.conversation, self._scribe.conversation)
        """What stands unsent."""
        self.queue = Queue(store)
        """What is sent already, and waits for the end of a reply."""
        self.filing = store.filing
        """Pins and folders."""
        self.temporary = TemporaryConversations(store, shelf, self._scribe)
        """Those that are never written to disk."""
        self.folder = ""
        """The folder that the open conversation will be in when it is begun, "" for none."""

    # Conversations

    def summaries(self) -> list[Summary]:
        """The conversations that are not deleted, the last changed first."""
        return self._store.summaries()

    def new(self, folder: str = "") -> None:
        """Begin a conversation, in a folder or in none; it is kept from its first message on."""
        if self.conversation.messages or self.conversation.temporary:
            self.conversation = self._fresh()
        self.folder = folder

    def begin_temporary(self) -> None:
        """Begin a conversation that is never written to disk."""
        now = self._clock()
        self.conversation = Conversation(created=now, changed=now)
        self.temporary.begin(self.conversation)
        self.folder = ""

    def loaded(self, id: str) -> Conversation:
        """A conversation as it is now, open or not; `KeyError` when there is none."""
        return self._in_memory(id) or self._store.load(id)

    def place(self, otherwise: Path) -> Path:
        """The folder for files that belong to the open conversation: `otherwise`, but for those of
        a temporary one."""
        return self.temporary.place(self.conversation, otherwise)

    def return_to(self, conversation: Conversation) -> None:
        """Make a temporary conversation that was left, and has not ended, the open one again."""
        self.conversation = conversation
        self.folder = ""

    def open(self, id: str) -> None:
        """Make a kept conversation the open one; `KeyError` when there is none."""
        if id != self.conversation.id:
            self.conversation = self.loaded(id)
            self.folder = ""

    def rename(self, id: str, title: str) -> None:
        """Give a conversation another title; a blank one is ignored."""
        if title := title.strip():
            self._store.rename(id, title)
            if conversation := self._in_memory(id):
                conversation.title = title

    def delete(self, *ids: str) -> None:
        """Hide conversations; when the open one is among them, a new one is begun."""
        self._store.trash.put(ids)
        if self.conversation.id in ids:
            self.conversation = self._fresh()
            self.folder = ""

    def restore(self, *ids: str) -> None:
        """Bring deleted conversations back; those deleted for good stay away."""
        self._store.trash.restore(ids)

    def deleted(self) -> list[Deleted]:
        """The conversations that can be brought back, the last deleted first."""
        return self._store.trash.deleted()

    def overdue(self) -> list[str]:
        """The deleted conversations that were kept for long enough."""
        return self._store.trash.overdue()

    def purge(self, id: str) -> None:
        """Delete a deleted conversation for good, with the reply that is perhaps written in it."""
        if self._store.trash.purge([id]):
            self._scribe.forget(id)

    def begin_with(self, preset: str) -> None:
        """Let the open conversation, in which nothing was said yet, have this preset, "" none.

        Nobody has chosen it: it is kept from the first message or word of a draft on.
        """
        if not self.conversation.messages:
            self.conversation.preset = preset

    def set_preset(self, id: str) -> None:
        """Have the open conversation answered by this preset from now on, "" by none."""
        conversation, before = self.conversation, self.conversation.preset
        conversation.preset = id
        try:
            if conversation.draft_id:
                self._store.save_conversation(conversation)
            else:
                draft = conversation.draft, conversation.draft_attachments
                self._store.save_draft("", *draft, id)
        except ParleyError:
            conversation.preset = before
            raise

    # Messages of the open conversation

    def begin(
        self, text: str, model: ModelOptions, attachments: tuple[Attachment, ...] = ()
    ) -> ChatJob:
        """Append a message of the person and an empty reply, save both, ask for the reply.

        A message has words, or attachments, or both.
        """
        conversation = self.conversation
        first = not conversation.messages
        job = self._asking.ask(
            conversation, conversation.last_id(), text, attachments, model, spends_draft=True
        )
        if first and not conversation.temporary:
            try:
                self._store.save_draft("", "")
                if self.folder:
                    self._store.filing.move([conversation.id], self.folder)
            except ParleyError as error:
                # The message itself is safe; its words will merely be offered once more, and its
                # conversation stand outside its folder.
                _log.warning("the draft was not cleared: %s", error)
        return job

    def edit(
        self,
        id: str,
        text: str,
        model: ModelOptions,
        attachments: tuple[Attachment, ...] | None = None,
    ) -> ChatJob:
        """Ask anew with other words beside a message of the person.

        `attachments` `None` shows again what that message shows.
        """
        before = self.conversation.messages[id]
        if attachments is None:
            attachments = before.attachments
        return self._asking.ask(self.conversation, before.parent, text, attachments, model)

    def regenerate(self, id: str, model: ModelOptions) -> ChatJob:
        """Ask for another reply beside this one, or for one to this message of the person."""
        return self._asking.regenerate(self.conversation, id, model)

    def continue_reply(self, id: str, model: ModelOptions) -> ChatJob:
        """Let a reply that ended early go on right after its last word or thought.

        One that has neither yet is asked for anew, beside it.
        """
        return self._asking.continue_reply(self.conversation, id, model)

    def edit_reply(self, id: str, text: str) -> None:
        """Put other words beside a reply: the model takes them for its own from now on."""
        conversation = self._asking.free(self.conversation)
        before = conversation.messages[id]
        undo = Undo(conversation, before.parent)
        own = {"model": before.model, "edited": True}
        edited = conversation.add(
            Role.ASSISTANT, well_formed(text), before.parent, self._clock(), **own
        )
        try:
            self._store.save_message(conversation, edited, durable=True)
        except ParleyError:
            undo.apply(conversation, [edited.id])
            raise

    def fork(self, id: str) -> None:
        """Begin a conversation with what was said up to this message, and open it. It is in the
        folder of the old one, and not pinned."""
        made = forked(self.conversation, id, self._clock())
        if self.conversation.temporary:
            self.temporary.begin(made)
        filed = self._store.filing.filed([self.conversation.id])
        self._store.save_messages(made, made.messages.values(), durable=True)
        self.conversation = made
        self.folder = ""
        if filed and filed[0].folder:
            try:
                self._store.filing.move([made.id], filed[0].folder)
            except ParleyError as error:
                _log.warning("a fork stands outside its folder: %s", error)

    def set_system_prompt(self, text: str) -> None:
        """Have the model told this before the open conversation, in place of anything else; ""
        for what it would be told otherwise. It is kept from the first message on."""
        conversation, before = self.conversation, self.conversation.system_prompt
        conversation.system_prompt = well_formed(text).strip()
        try:
            if conversation.messages:
                self._store.save_conversation(conversation)
        except ParleyError:
            conversation.system_prompt = before
            raise

    def set_attachment_seen(self, id: str, index: int, seen: bool) -> None:
        """Take an attachment of a message out of the model's sight, or bring it back.

        `index` is its place among the message's attachments. It counts from the next reply on.
        """
        message = self.conversation.messages[id]
        attachments = list(message.attachments)
        attachments[index] = with_seen(attachments[index], seen)
        with unchanged_on_failure(self.conversation):
            self.conversation.put(replace(message, attachments=tuple(attachments)))
            self._store.save_message(
                self.conversation, self.conversation.messages[id], durable=True
            )

    def delete_message(self, id: str) -> None:
        """Hide a message with all that follows it."""
        self._set_message_deleted(id, True)

    def restore_message(self, id: str) -> None:
        """Bring a hidden message back, and show it."""
        self._set_message_deleted(id, False)

    def choose_sibling(self, id: str, step: int) -> None:
        """Show the version so many steps after this one (before it, when negative)."""
        siblings = self.conversation.siblings(id)
        place = min(max(siblings.index(id) + step, 0), len(siblings) - 1)
        with unchanged_on_failure(self.conversation):
            self.conversation.choose(siblings[place])
            self._store.save_conversation(self.conversation)

    def show_message(self, id: str) -> None:
        """Let the branch be shown on which this message stands; one that is not here, or is
        deleted, changes nothing."""
        message = self.conversation.messages.get(id)
        if message is None or message.deleted or message in self.conversation.path():
            return
        with unchanged_on_failure(self.conversation):
            self.conversation.choose(id)
            self._store.save_conversation(self.conversation)

    # Messages that wait, in any conversation

    def wait(self, text: str, attachments: tuple[Attachment, ...] = ()) -> None:
        """Let what stands in the open conversation's composer wait for the end of a reply."""
        self.queue.spend_draft(self.conversation, WaitingMessage(text, attachments))

    def edit_waiting(self, index: int, instead: WaitingMessage) -> None:
        """Make a message that waits in the open conversation its draft; `instead`, which stood in
        the composer, waits in its place, unless it is empty. `IndexError` when none waits there."""
        self.queue.make_draft(self.conversation, index, instead)

    def is_followed(self, conversation: str, reply: str) -> bool:
        """Whether a message waits there that is to be sent by itself after this reply.

        Not where another branch is shown by now: it would go where nobody meant it to.
        """
        if not self.queue.of(conversation):
            return False
        there = self.loaded(conversation)
        return reply == there.last_id() and may_follow(there.messages[reply])

    def send_waiting(self, conversation: str, index: int, model: ModelOptions) -> ChatJob:
        """Ask for a reply to a message that waits, whichever conversation is the open one.

        `IndexError` when none waits there, `KeyError` when there is no such conversation.
        """
        there = self.loaded(conversation)
        message, rest = self.queue.without(conversation, index)
        return self._asking.ask(
            there, there.last_id(), message.text, message.attachments, model, waiting=rest
        )

    # Replies, of any conversation

    @property
    def jobs_running(self) -> int:
        """How many replies are being written."""
        return self._scribe.running

    @property
    def unsaved(self) -> bool:
        """Whether words of a reply are in memory alone, because they are new or could not be
        saved."""
        return self._scribe.unsaved

    def is_writing(self, conversation: str) -> bool:
        """Whether a reply in this conversation is being written."""
        return self._scribe.is_writing(conversation)

    def words_of(self, id: str) -> tuple[str, str]:
        """Text and thought of a message, with what came since it was last saved."""
        if words := self._scribe.words_of(id):
            return words
        message = self.conversation.messages[id]
        return message.text, message.thought

    def first_seen(self, conversation: str) -> str:
        """The id of the first message that the model still saw there, "" when it saw all."""
        kept = self._in_memory(conversation)
        return kept.first_seen if kept else ""

    def apply(self, job: str, event: Event) -> Refused | None:
        """Take in an event of the job with this id; events of no running job are dropped.

        Raises `ParleyError` when the end of a reply could not be saved: its words stay in
        memory, and saving is tried again with every tick and before the next message.
        """
        return self._scribe.apply(job, event)

    def tick(self) -> None:
        """Save the words that are due. To be called a few times a second while replies run.

        Raises `ParleyError` when saving begins to fail, not again while it goes on failing.
        """
        self._scribe.tick()

    def interrupt(self) -> None:
        """The program ends: keep every reply as far as it came."""
        self._scribe.interrupt()

    # Below the surface

    def _set_message_deleted(self, id: str, deleted: bool) -> None:
        with unchanged_on_failure(self.conversation):
            self.conversation.set_deleted(id, deleted)
            self._store.save_message(
                self.conversation, self.conversation.messages[id], durable=True
            )

    def _fresh(self) -> Conversation:
        now = self._clock()
        return Conversation(
            created=now,
            changed=now,
            draft=self._store.draft(""),
            draft_attachments=self._store.draft_attachments(""),
            preset=self._store.draft_preset(),
        )

    def _in_memory(self, id: str) -> Conversation | None:
        return self.conversation if id == self.conversation.id else self._scribe.conversation(id)
