"""How a reply begins, in the open conversation or in another: saved first, then asked for."""

from collections.abc import Callable
from dataclasses import replace

from desktop_app.core.attachment import Attachment
from desktop_app.core.chat_job import ChatJobs
from desktop_app.core.conversation import Conversation, Message, Role, State, title_of
from desktop_app.core.engine import ChatJob, ModelOptions
from desktop_app.core.errors import ParleyError
from desktop_app.core.models import model_name
from desktop_app.core.scribe import Scribe
from desktop_app.core.store import Store
from desktop_app.core.utf8 import well_formed
from desktop_app.core.writing import Undo, Writing


class Asking:
    """Adds questions and empty replies to conversations, and makes the jobs that fill them.

    Used through `Session`, on its thread. What cannot be saved is raised as `ParleyError`, and the
    conversation is then as it was before the call. A conversation in which a reply is being
    written is a ValueError.
    """

    def __init__(
        self,
        store: Store,
        jobs: ChatJobs,
        scribe: Scribe,
        clock: Callable[[], float],
        ticks: Callable[[], float],
    ) -> None:
        """`clock` gives seconds since the epoch, `ticks` seconds that never run backwards."""
        self._store = store
        self._jobs = jobs
        self._scribe = scribe
        self._clock = clock
        self._ticks = ticks

    def free(self, conversation: Conversation) -> Conversation:
        """The same one, in which no reply is being written."""
        if self._scribe.is_writing(conversation.id):
            raise ValueError("a reply is being written in this conversation")
        return conversation

    def ask(
        self,
        conversation: Conversation,
        parent: str,
        text: str,
        attachments: tuple[Attachment, ...],
        model: ModelOptions,
        *,
        spends_draft: bool = False,
        waiting: str | None = None,
    ) -> ChatJob:
        """Put a message of the person below `parent`, and an empty reply below that.

        `spends_draft`: it is what stood in the composer. `waiting` is what waits in the
        conversation from now on, as core/waiting.py writes it; `None` leaves that as it is.
        """
        undo = Undo(self.free(conversation), parent)
        text = well_formed(text)
        question = conversation.add(Role.USER, text, parent, self._clock(), attachments=attachments)
        conversation.title = conversation.title or title_of(text, attachments)
        if spends_draft:
            conversation.draft, conversation.draft_attachments = "", ()
        reply = self._add_reply(conversation, question.id, model)
        return self._begun(conversation, undo, [question, reply], model, waiting)

    def regenerate(self, conversation: Conversation, id: str, model: ModelOptions) -> ChatJob:
        """Put another reply beside this one, or one below this message of the person."""
        message = self.free(conversation).messages[id]
        question = id if message.role is Role.USER else message.parent
        undo = Undo(conversation, question)
        return self._begun(
            conversation, undo, [self._add_reply(conversation, question, model)], model
        )

    def continue_reply(self, conversation: Conversation, id: str, model: ModelOptions) -> ChatJob:
        """Let a reply go on after its last word or thought; one without any is asked for anew."""
        before = self.free(conversation).messages[id]
        if not (before.text or before.thought.strip()):
            return self.regenerate(conversation, id, model)
        reply = replace(before, state=State.WRITING, usage=None, problem=None)
        job = self._jobs.job(conversation, id, id, model)
        self._store.save_message(conversation, reply, durable=False)
        conversation.put(reply)
        undo = Undo(conversation, before.parent)
        self._scribe.begin(Writing(conversation, reply, before, [], undo, self._ticks()))
        return job

    def _add_reply(self, conversation: Conversation, question: str, model: ModelOptions) -> Message:
        return conversation.add(
            Role.ASSISTANT,
            "",
            question,
            self._clock(),
            state=State.WRITING,
            model=model_name(model.path),
        )

    def _begun(
        self,
        conversation: Conversation,
        undo: Undo,
        added: list[Message],
        model: ModelOptions,
        waiting: str | None = None,
    ) -> ChatJob:
        """Save the new messages, the last of which is the reply; without that nothing begins."""
        reply = added[-1]
        ids = [message.id for message in added]
        try:
            self._scribe.save_all()
            self._store.save_messages(conversation, added, durable=True, waiting=waiting)
        except ParleyError:
            undo.apply(conversation, ids)
            raise
        self._scribe.begin(Writing(conversation, reply, None, ids, undo, self._ticks()))
        return self._jobs.job(conversation, reply.id, reply.parent, model)
