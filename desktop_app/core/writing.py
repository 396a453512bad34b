"""A reply while it is being written, and how what could not be saved is undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from desktop_app.core.conversation import Conversation, Message, State
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished, Reason, TextDelta, ThoughtDelta

_STATES = {
    Reason.STOP: State.COMPLETE,
    Reason.LENGTH: State.LENGTH,
    Reason.CONTEXT: State.CONTEXT,
    Reason.CANCELLED: State.STOPPED,
}


@contextmanager
def unchanged_on_failure(conversation: Conversation) -> Iterator[None]:
    """What is changed within and cannot be saved (`ParleyError`) was not changed."""
    messages, chosen = dict(conversation.messages), dict(conversation.chosen)
    try:
        yield
    except ParleyError:
        conversation.messages, conversation.chosen = messages, chosen
        raise


class Undo:
    """What a conversation was before messages were added below `parent`."""

    def __init__(self, conversation: Conversation, parent: str) -> None:
        self._parent = parent
        self._chosen = conversation.chosen.get(parent)
        self._title = conversation.title
        self._changed = conversation.changed
        self._draft = conversation.draft, conversation.draft_attachments
        self._first_seen = conversation.first_seen

    def apply(self, conversation: Conversation, added: list[str]) -> None:
        """Take the `added` messages (oldest first) out, and show what was shown."""
        for id in reversed(added):
            conversation.remove(id)
        if self._chosen is not None:
            conversation.chosen[self._parent] = self._chosen
        conversation.title = self._title
        conversation.changed = self._changed
        conversation.draft, conversation.draft_attachments = self._draft
        conversation.first_seen = self._first_seen


class Writing:
    """Gathers the deltas of one reply. Times are of one clock, in seconds.

    Deltas are only collected; the whole text is put together when someone asks for it.
    """

    def __init__(
        self,
        conversation: Conversation,
        reply: Message,
        before: Message | None,
        added: list[str],
        undo: Undo,
        now: float,
    ) -> None:
        """`before` is the reply as it stood when it is continued; `added` are the messages that
        were made for it."""
        self.conversation = conversation
        self.before = before
        self.added = added
        self.undo = undo
        self.saved_at = self._began = now
        self.unsaved = False
        self._reply = reply
        self._text: list[str] = []
        self._thought: list[str] = []
        self._thinking_since: float | None = None

    @property
    def id(self) -> str:
        """The id of the reply."""
        return self._reply.id

    @property
    def ended(self) -> bool:
        """Whether the reply is no longer written (and perhaps only waits to be saved)."""
        return self._reply.state is not State.WRITING

    @property
    def empty(self) -> bool:
        """Whether not a word has come yet."""
        return not any(self._text) and not any(self._thought)

    def take(self, event: Event, now: float) -> None:
        """Take in what the engine said."""
        match event:
            case TextDelta(text):
                self._end_thought(now)
                self._text.append(text)
            case ThoughtDelta(text, so_far=so_far):
                if so_far:
                    self._text_was_thought(now)
                elif self._thinking_since is None:
                    self._thinking_since = now
                self._thought.append(text)
            case Finished(reason, usage):
                self._end_thought(now)
                self._reply = replace(self._reply, state=_STATES[reason], usage=usage)
            case Failed(problem):
                self.end(State.FAILED, now, problem)
            case _:
                return
        self.unsaved = True

    def end(self, state: State, now: float, problem: Problem | None = None) -> None:
        """The reply ends here, with what it has."""
        self._end_thought(now)
        self._reply = replace(self._reply, state=state, problem=problem)
        self.unsaved = True

    def message(self, now: float) -> Message:
        """The reply as it stands."""
        reply = self._reply
        text = reply.text + "".join(self._text)
        thought = reply.thought + "".join(self._thought)
        # One long piece is joined faster the next time than a thousand short ones.
        self._text, self._thought = [text[len(reply.text) :]], [thought[len(reply.thought) :]]
        return replace(
            reply, text=text, thought=thought, thought_seconds=self._thought_seconds(now)
        )

    def _text_was_thought(self, now: float) -> None:
        """Only the end of the thoughts was marked: all words of this reply until now are some."""
        self._thought += [self._reply.text, *self._text]
        self._text.clear()
        self._reply = replace(
            self._reply, text="", thought_seconds=self._thought_seconds(now) + now - self._began
        )

    def _end_thought(self, now: float) -> None:
        if self._thinking_since is not None:
            self._reply = replace(self._reply, thought_seconds=self._thought_seconds(now))
            self._thinking_since = None

    def _thought_seconds(self, now: float) -> float:
        since = self._thinking_since
        return self._reply.thought_seconds + (0.0 if since is None else now - since)
