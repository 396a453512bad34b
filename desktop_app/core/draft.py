"""What stands unsent, in every conversation and in the one that is not begun yet."""

from collections.abc import Callable

from desktop_app.core.attachment import Attachment
from desktop_app.core.conversation import Conversation
from desktop_app.core.store import Store


class Drafts:
    """Keeps the words and attachments that a person has not sent, so that none are lost.

    UI thread only. What cannot be saved is raised as `ParleyError`, and the draft is then as it
    was before the call.
    """

    def __init__(
        self,
        store: Store,
        opened: Callable[[], Conversation],
        written: Callable[[str], Conversation | None],
    ) -> None:
        """`opened` gives the open conversation, `written` the one with this id while a reply in
        it is being written: both are in memory, and have to say what the store says."""
        self._store = store
        self._opened = opened
        self._written = written

    @property
    def id(self) -> str:
        """The name under which the open conversation's draft is kept."""
        return self._opened().draft_id

    def save(self, text: str, attachments: tuple[Attachment, ...] | None = None) -> None:
        """Keep what stands unsent in the open conversation; `None` leaves the attachments."""
        conversation = self._opened()
        if attachments is None:
            attachments = conversation.draft_attachments
        if (text, attachments) != (conversation.draft, conversation.draft_attachments):
            self._store.save_draft(conversation.draft_id, text, attachments, conversation.preset)
            conversation.draft, conversation.draft_attachments = text, attachments

    def change(self, id: str, change: Callable[[str], str]) -> None:
        """Write on in the words of this draft, whichever conversation is the open one."""
        self._keep(id, change(self._store.draft(id)), self._store.draft_attachments(id))

    def attach(self, id: str, attachment: Attachment) -> None:
        """Add to what is attached to this draft, whichever conversation is the open one."""
        attachments = (*self._store.draft_attachments(id), attachment)
        self._keep(id, self._store.draft(id), attachments)

    def _keep(self, id: str, text: str, attachments: tuple[Attachment, ...]) -> None:
        self._store.save_draft(id, text, attachments, self._store.draft_preset())
        for conversation in (self._opened(), self._written(id)):
            if conversation is not None and conversation.draft_id == id:
                conversation.draft, conversation.draft_attachments = text, attachments
