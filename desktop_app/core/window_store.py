"""The kept conversations, and beside them those that are kept nowhere: temporary ones.

A temporary conversation is kept as any other, in a database that is in memory alone.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from desktop_app.core.attachment import Attachment
from desktop_app.core.conversation import Conversation, Message
from desktop_app.core.database import Opened, open_in_memory
from desktop_app.core.store import Store


class WindowStore(Store):
    """A store of which some conversations are in memory alone. On the UI thread, as `Store`.

    They are in no list, no trash and no search; whoever asks for one by its id gets it.
    """

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened)
        self._temporary: dict[str, Store] = {}
        self._going_on: set[str] = set()

    def begin_temporary(self, id: str) -> None:
        """From now on the conversation with this id is never written to disk."""
        self._temporary[id] = Store(Opened(open_in_memory(), Path()))
        self._going_on.add(id)

    def end_temporary(self, id: str) -> None:
        """Forget a temporary conversation; one that is none, or no more, is left alone."""
        if id in self._going_on:
            self._going_on.discard(id)
            self._temporary[id].close()
            # What comes late, such as the words of a film, is not kept in the file either.
            self._temporary[id] = Store(Opened(open_in_memory(), Path()))

    def has_temporary(self) -> bool:
        """Whether a temporary conversation goes on."""
        return bool(self._going_on)

    def image_of_temporary(self, id: str) -> bytes | None:
        """The database of a temporary conversation, as its file would have it; None where no such
        one goes on."""
        return self._temporary[id].image() if id in self._going_on else None

    def keep_temporary(self, conversation: Conversation) -> None:
        """Keep a temporary conversation like all others from now on. Raises `ParleyError`, and
        it is temporary as before."""
        beside = self._temporary[conversation.id]
        waiting = beside.waiting(conversation.id)
        messages = conversation.messages.values()
        Store.save_messages(self, conversation, messages, durable=True, waiting=waiting)
        self._going_on.discard(conversation.id)
        self._temporary.pop(conversation.id).close()

    def load(self, id: str) -> Conversation:
        """A conversation with all its branches; `KeyError` when there is none."""
        if beside := self._of(id):
            conversation = beside.load(id)
            conversation.temporary = True
            return conversation
        return super().load(id)

    def draft(self, id: str) -> str:
        """The unsent text of a conversation."""
        return beside.draft(id) if (beside := self._of(id)) else super().draft(id)

    def draft_attachments(self, id: str) -> tuple[Attachment, ...]:
        """What stands unsent beside that text."""
        beside = self._of(id)
        return beside.draft_attachments(id) if beside else super().draft_attachments(id)

    def waiting(self, id: str) -> str:
        """The messages that wait in a conversation."""
        return beside.waiting(id) if (beside := self._of(id)) else super().waiting(id)

    def save_messages(
        self,
        conversation: Conversation,
        messages: Iterable[Message],
        durable: bool,
        waiting: str | None = None,
    ) -> None:
        """Keep these messages and their conversation: all of it or nothing."""
        save = (
            beside.save_messages if (beside := self._of(conversation.id)) else super().save_messages
        )
        save(conversation, messages, durable, waiting)

    def save_conversation(self, conversation: Conversation) -> None:
        """Keep title, preset, draft and the branch that is shown."""
        if beside := self._of(conversation.id):
            beside.save_conversation(conversation)
        else:
            super().save_conversation(conversation)

    def save_draft(
        self, id: str, text: str, attachments: tuple[Attachment, ...] = (), preset: str = ""
    ) -> None:
        """Keep what is unsent in a conversation."""
        save = beside.save_draft if (beside := self._of(id)) else super().save_draft
        save(id, text, attachments, preset)

    def save_waiting(
        self, id: str, waiting: str, draft: tuple[str, tuple[Attachment, ...]] | None = None
    ) -> None:
        """Keep what waits in a conversation, and with it its draft."""
        save = beside.save_waiting if (beside := self._of(id)) else super().save_waiting
        save(id, waiting, draft)

    def rename(self, id: str, title: str) -> None:
        """Give a conversation another title."""
        if beside := self._of(id):
            beside.rename(id, title)
        else:
            super().rename(id, title)

    def remove_messages(self, conversation: Conversation, ids: Sequence[str]) -> None:
        """Take out messages that never counted."""
        if beside := self._of(conversation.id):
            beside.remove_messages(conversation, ids)
        else:
            super().remove_messages(conversation, ids)

    def close(self) -> None:
        """Forget what is temporary, and let go of the file. May be called twice."""
        for beside in self._temporary.values():
            beside.close()
        self._going_on.clear()
        super().close()

    def _of(self, id: str) -> Store | None:
        return self._temporary.get(id)
