"""Which conversation is open, and what a person does with those in the list."""

from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from desktop_app.core.conversation import Conversation
from desktop_app.core.session import Session
from desktop_app.ui.conversation_presenter import ConversationPresenter
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.running_reply import RunningReplies
from desktop_app.ui.saving import Saving


class ConversationController(QObject):
    """Opens, begins, names and deletes conversations. Lives on the UI thread.

    What cannot be saved is told by `saving`, and then nothing has changed.
    """

    undoable = Signal(str, object)
    """Something was deleted: a sentence and the function that brings it back."""

    left = Signal(str, object, object)
    """A temporary conversation was left: a sentence, the function that brings it back, and what is
    to be called when nobody can ask for that any more."""

    shown = Signal()
    """Another conversation is shown than before."""

    busy_shown = Signal()
    """The composer says now whether a reply is being written in the open conversation."""

    def __init__(
        self,
        session: Session,
        window: MainWindow,
        presenter: ConversationPresenter,
        replies: RunningReplies,
        saving: Saving,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._composer = window.composer
        self._list = window.conversations
        self._presenter = presenter
        self._replies = replies
        self._saving = saving
        window.composer.draft_changed.connect(self.save_draft)
        window.conversations.opened.connect(self.open)
        window.conversations.renamed.connect(self.rename)
        window.conversations.delete_requested.connect(lambda ids: self.delete(*ids))
        window.conversations.new_requested.connect(self.new)

    def start(self) -> None:
        """Show what there is, at the start of the program."""
        self._show()
        self.show_list()

    def new(self) -> None:
        """Begin a conversation, in the folder that is chosen in the list."""
        self.save_draft()
        before = self._session.conversation
        folder = self._list.chosen_folder()
        if self._saving.done(lambda: self._session.new(folder)):
            self._show()
            self.leave(before)

    def begin_temporary(self) -> None:
        """Begin a conversation that is never written to disk."""
        self.save_draft()
        before = self._session.conversation
        self._session.begin_temporary()
        self._show()
        self.leave(before)

    def open(self, conversation: str) -> None:
        """Show a conversation; replies elsewhere go on. One that was deleted for good meanwhile
        is not there to be shown."""
        if conversation == self._session.conversation.id:
            return
        self.save_draft()
        before = self._session.conversation
        with suppress(KeyError):
            if self._saving.done(lambda: self._session.open(conversation)):
                self._show()
                self.leave(before)

    def fork(self, message: str) -> None:
        """Go on from this message in a conversation of its own; a reply in the old one goes on."""
        self.save_draft()
        before = self._session.conversation
        if self._saving.done(lambda: self._session.fork(message)):
            self._show()
            self.leave(before)
            self.show_list()

    def leave(self, before: Conversation) -> None:
        """A temporary conversation ends when another one is shown; for a moment one can return.
        One that is being kept goes on."""
        if not before.temporary or before.id in self._session.temporary.keeping:
            return
        self._replies.cancel(before.id)
        if not before.messages and not before.draft and not before.draft_attachments:
            self._session.temporary.end(before)
            return

        def undo() -> None:
            self.save_draft()
            after = self._session.conversation
            self._session.return_to(before)
            self._show()
            self.leave(after)

        words = self.tr("The temporary conversation has ended, and nothing of it was kept.")
        self.left.emit(words, undo, lambda: self._session.temporary.end(before))

    def reopen(self, conversation: str) -> None:
        """Show what was shown before the window was made anew, if it is kept."""
        if any(summary.id == conversation for summary in self._session.summaries()):
            self.open(conversation)

    def show(self, conversation: str, message: str = "") -> bool:
        """Show a conversation, on the branch on which this message stands; whether it is there.

        While a reply is being written in it, its branch stays.
        """
        before = self._session.conversation
        other = conversation != before.id
        if other:
            self.save_draft()
            try:
                if not self._saving.done(lambda: self._session.open(conversation)):
                    return False
            except KeyError:  # It was deleted for good since somebody learned of it.
                return False
        if self._replies.here is None:
            self._saving.done(lambda: self._session.show_message(message))
        if other:
            self._show()
            self.leave(before)
        else:
            self.show_messages()
        return True

    def rename(self, conversation: str, title: str) -> None:
        """Give a conversation a title."""
        self._saving.done(lambda: self._session.rename(conversation, title))
        self.show_list()

    def delete(self, *conversations: str) -> None:
        """Delete conversations, with one undo. Replies in them are stopped first."""
        for conversation in conversations:
            self._replies.cancel(conversation)
        was_shown = self._session.conversation.id in conversations
        before = self._session.conversation.id
        if was_shown:
            self.save_draft()
        if not self._saving.done(lambda: self._session.delete(*conversations)):
            return
        if was_shown:
            self._show()
        self.show_list()

        def undo() -> None:
            if self._saving.done(lambda: self._session.restore(*conversations)):
                self.show_list()
                if was_shown or len(conversations) == 1:
                    self.open(before if was_shown else conversations[0])

        words = self.tr("{count} conversations were deleted.", "", len(conversations))
        self.undoable.emit(words.format(count=len(conversations)), undo)

    def save_draft(self) -> None:
        """Keep what stands unsent in the composer."""
        composer = self._composer
        self._saving.done(
            lambda: self._session.drafts.save(composer.text(), composer.attachments())
        )

    def show_list(self) -> None:
        """Bring the list up to date."""
        self._saving.done(lambda: self._presenter.show_list(self._replies.conversations()))

    def show_messages(self) -> None:
        """Bring what is shown of the open conversation up to date."""
        self._presenter.show_messages(self._replies.here)

    def show_busy(self) -> None:
        """Let the composer say whether a reply is being written in the open conversation."""
        self._composer.set_busy(self._replies.here is not None)
        self._replies.rest()
        self.busy_shown.emit()

    def _show(self) -> None:
        self._presenter.show_conversation(self._replies.here)
        self.show_busy()
        self.shown.emit()
