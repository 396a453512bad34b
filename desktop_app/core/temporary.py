"""Conversations that are never written to disk: how they begin, are kept after all, and end."""

from pathlib import Path

from desktop_app.core.attachment import documents_of, pictures_of
from desktop_app.core.conversation import Conversation
from desktop_app.core.database import problem_of
from desktop_app.core.errors import ParleyError
from desktop_app.core.export_job import Unkept
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.scribe import Scribe
from desktop_app.core.waiting import Queue
from desktop_app.core.window_store import WindowStore


class TemporaryConversations:
    """Knows where what is said in them lies meanwhile. Used through `Session`, on its thread."""

    def __init__(self, store: WindowStore, shelf: PictureShelf, scribe: Scribe) -> None:
        self._store = store
        self._shelf = shelf
        self._scribe = scribe

    def begin(self, conversation: Conversation) -> None:
        """Let a conversation that nothing is kept of be temporary."""
        conversation.temporary = True
        self._store.begin_temporary(conversation.id)

    def place(self, conversation: Conversation, otherwise: Path) -> Path:
        """The folder for files that belong to this conversation: `otherwise`, but for those of a
        temporary one."""
        return self._shelf.temporary.make() if conversation.temporary else otherwise

    def unkept(self, id: str) -> Unkept | None:
        """A temporary conversation as it is now, for who writes it into a file; None where no such
        one goes on."""
        database = self._store.image_of_temporary(id)
        if database is None:
            return None
        return Unkept(database, str(self._shelf.temporary.path or ""))

    def keep(self, conversation: Conversation) -> None:
        """Keep a temporary conversation from now on, with its branches, its draft, what waits in
        it and all that it shows. Raises `ParleyError`, and it is as temporary as before."""
        waiting = Queue(self._store).of(conversation.id)
        attachments = [
            *conversation.draft_attachments,
            *(each for said in conversation.messages.values() for each in said.attachments),
            *(each for message in waiting for each in message.attachments),
        ]
        try:
            for picture in pictures_of(attachments):
                self._shelf.keep_temporary(picture)
            for document in documents_of(attachments):
                self._shelf.keep_temporary(document)
        except OSError as error:
            raise ParleyError(problem_of(error, self._store.path)) from error
        conversation.temporary = False
        try:
            self._store.keep_temporary(conversation)
        except ParleyError:
            conversation.temporary = True
            raise

    def end(self, conversation: Conversation) -> None:
        """Forget it, with the reply that is perhaps written in it and all that it shows."""
        self._scribe.forget(conversation.id)
        self._store.end_temporary(conversation.id)
        if not self._store.has_temporary():
            self._shelf.temporary.clear()
