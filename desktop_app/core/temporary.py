"""Conversations that are never written to disk: how they begin, are kept after all, and end."""

from collections.abc import Collection
from pathlib import Path

from desktop_app.core.attachment import documents_of, pictures_of
from desktop_app.core.conversation import Conversation
from desktop_app.core.database import problem_of
from desktop_app.core.document import Document
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.export_job import Unkept
from desktop_app.core.picture import Picture
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.scribe import Scribe
from desktop_app.core.shelving import ShelveJob
from desktop_app.core.waiting import Queue
from desktop_app.core.window_store import WindowStore


class TemporaryConversations:
    """Knows where what is said in them lies meanwhile. Used through `Session`, on its thread."""

    def __init__(self, store: WindowStore, shelf: PictureShelf, scribe: Scribe) -> None:
        self._store = store
        self._shelf = shelf
        self._scribe = scribe
        self._keeping: set[str] = set()
        self._held = 0
        self._cleared = False
        """What they show is to be deleted when nobody reads it any more."""

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

    @property
    def kept_folder(self) -> Path:
        """Where the files of kept conversations are."""
        return self._shelf.folder.absolute()

    def shelving(
        self, job: str, conversation: Conversation, done: Collection[str] = ()
    ) -> ShelveJob | None:
        """The job with this id that keeps the files of what a conversation shows, but for those
        that are `done`; None where there is nothing to do."""
        folder = self._shelf.temporary.path
        names = {file.file_name for file in self._files(conversation)} - set(done)
        if folder is None or not names:
            return None
        return ShelveJob(job, str(folder), str(self.kept_folder), tuple(sorted(names)))

    def begin_keeping(self, id: str) -> None:
        """Its files are being kept: it goes on until `keep` or `give_up`, shown or not."""
        self._keeping.add(id)

    @property
    def keeping(self) -> frozenset[str]:
        """The ids of the conversations that are being kept."""
        return frozenset(self._keeping)

    def give_up(self, id: str) -> None:
        """It could not be kept: it is as temporary as before."""
        self._keeping.discard(id)

    def keep(self, conversation: Conversation) -> None:
        """Keep a temporary conversation from now on, with its branches, its draft and what waits
        in it; the files of what it shows are kept already. Raises `ParleyError`, and it is as
        temporary as before."""
        conversation.temporary = False
        try:
            self._store.keep_temporary(conversation)
        except ParleyError as error:
            conversation.temporary = True
            raise ParleyError(_not_kept(error.problem)) from error
        finally:
            self._keeping.discard(conversation.id)

    def keep_files(self, conversation: Conversation) -> None:
        """Keep the files of what it shows here and now: this may take long, and is for the end of
        the program. Raises `ParleyError`."""
        try:
            for file in self._files(conversation):
                self._shelf.keep_temporary(file)
        except OSError as error:
            raise ParleyError(_not_kept(problem_of(error, self._store.path))) from error

    def hold(self) -> None:
        """Somebody reads what temporary conversations show: it stays until `release`."""
        self._held += 1

    def release(self) -> None:
        """Nobody reads it any more; to be called once for each `hold`."""
        self._held -= 1
        if self._cleared:
            self._clear()

    def end(self, conversation: Conversation) -> None:
        """Forget it, with the reply that is perhaps written in it and all that it shows."""
        self._scribe.forget(conversation.id)
        self._store.end_temporary(conversation.id)
        self._clear()

    def _clear(self) -> None:
        """Delete what they show, when none goes on; later, while somebody reads it."""
        if not self._store.has_temporary():
            self._cleared = self._held > 0
            if not self._cleared:
                self._shelf.temporary.clear()

    def _files(self, conversation: Conversation) -> list[Picture | Document]:
        waiting = Queue(self._store).of(conversation.id)
        attachments = [
            *conversation.draft_attachments,
            *(each for said in conversation.messages.values() for each in said.attachments),
            *(each for message in waiting for each in message.attachments),
        ]
        return [*pictures_of(attachments), *documents_of(attachments)]


def _not_kept(problem: Problem) -> Problem:
    code = "full" if problem.code == "store.full" else "failed"
    return Problem(f"temporary.{code}", details=problem.details)
