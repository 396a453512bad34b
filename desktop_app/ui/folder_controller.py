"""What a person does with pins and folders, kept and, where that is worth it, undone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from desktop_app.core.filing import Filed, Filing, Folder, Removed
from desktop_app.core.session import Session
from desktop_app.ui.conversation_list import ConversationList
from desktop_app.ui.saving import Saving


class FolderController(QObject):
    """Hears the list's wishes about pins and folders. Lives on the UI thread.

    What cannot be saved is told by `failed`, and then nothing has changed.
    """

    undoable = Signal(str, object)
    """Something was moved or deleted: a sentence and the function that takes it back."""

    failed = Signal(object)
    """It was not saved; carries the `Problem`."""

    def __init__(
        self,
        session: Session,
        conversations: ConversationList,
        show_list: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        """`show_list` brings the list up to date."""
        super().__init__(parent)
        self._filing: Filing = session.filing
        self._session = session
        self._list = conversations
        self._show_list = show_list
        self._saving = Saving(self)
        self._saving.failed.connect(self.failed)
        conversations.pin_requested.connect(self.pin)
        conversations.move_requested.connect(self.move)
        conversations.new_folder_requested.connect(self.create)
        conversations.folder_renamed.connect(self.rename)
        conversations.folder_delete_requested.connect(self.delete)
        conversations.folders_arranged.connect(self.arrange)

    def pin(self, conversations: Sequence[str], pinned: bool) -> None:
        """Pin conversations, or take their pins off; of several, with an undo."""
        before = self._filed(conversations)
        if not before or not self._done(lambda: self._filing.pin(conversations, pinned)):
            return
        if len(before) > 1:
            if pinned:
                words = self.tr("{count} conversations were pinned.", "", len(before))
            else:
                words = self.tr(
                    "The pins of {count} conversations were taken off.", "", len(before)
                )
            self._offer(words.format(count=len(before)), before)

    def move(self, conversations: Sequence[str], folder: str) -> None:
        """Put conversations into a folder, "" out of theirs, with an undo."""
        before = self._filed(conversations)
        if not before or not self._done(lambda: self._filing.move(conversations, folder)):
            return
        self._offer(self._moved_words(len(before), self._name_of(folder)), before)

    def create(self, conversations: Sequence[str]) -> None:
        """A new folder with these conversations in it; its name is typed in its place."""
        made: list[Folder] = []
        if not self._saving.done(lambda: made.append(self._filing.create(self.tr("New folder")))):
            return
        if conversations:
            self._saving.done(lambda: self._filing.move(conversations, made[0].id))
        self._show_list()
        self._list.rename(made[0].id)

    def rename(self, folder: str, name: str) -> None:
        """Give a folder another name."""
        self._done(lambda: self._filing.rename(folder, name))

    def arrange(self, folders: Sequence[str]) -> None:
        """Have the folders in another order."""
        self._done(lambda: self._filing.arrange(folders))

    def delete(self, folder: str) -> None:
        """Delete a folder, with an undo. What is in it stands among the days then."""
        name, was_folded = self._name_of(folder), folder in self._list.conversations().folded()
        removed: list[Removed] = []
        self._done(lambda: removed.extend(filter(None, [self._filing.remove(folder)])))
        if not removed:
            return
        if self._session.folder == folder:
            self._session.folder = ""

        def undo() -> None:
            if was_folded:
                self._list.set_folded(self._list.conversations().folded() | {folder})
            self._done(lambda: self._filing.restore(removed[0]))

        words = self.tr("The folder {name} was deleted; its conversations stay.")
        self.undoable.emit(words.format(name=name), undo)

    def _filed(self, conversations: Sequence[str]) -> tuple[Filed, ...]:
        """Where they stand, none when that cannot be read (which has been told)."""
        found: list[Filed] = []
        self._saving.done(lambda: found.extend(self._filing.filed(conversations)))
        return tuple(found)

    def _done(self, change: Callable[[], object]) -> bool:
        """Do it and show the list as it is then; False when it failed, which has been told."""
        done = self._saving.done(change)
        self._show_list()
        return done

    def _offer(self, words: str, before: tuple[Filed, ...]) -> None:
        self.undoable.emit(words, lambda: self._done(lambda: self._filing.put(before)))

    def _name_of(self, folder: str) -> str:
        folders = self._list.conversations().folders()
        return next((each.name for each in folders if each.id == folder), "")

    def _moved_words(self, count: int, name: str) -> str:
        if name:
            words = self.tr("{count} conversations were moved to {name}.", "", count)
            return words.format(count=count, name=name)
        words = self.tr("{count} conversations were taken out of their folders.", "", count)
        return words.format(count=count)
