"""Messages that wait for the end of a reply: put in, sent by themselves, edited, withdrawn."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop_app.core.engine import ChatJob, ModelOptions
from desktop_app.core.session import Session
from desktop_app.core.waiting import WaitingMessage
from desktop_app.ui.conversation_controller import ConversationController
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.running_reply import RunningReplies, RunningReply
from desktop_app.ui.saving import Saving

Start = Callable[[Callable[[ModelOptions], ChatJob], str, bool], bool]
"""Begins a reply in the conversation with this id, by hand or not; False when it could not (which
was said)."""


class WaitingController(QObject):
    """Moves messages between composer, queue and conversations. Lives on the UI thread.

    What cannot be saved is told by `saving`, and then all is where it was.
    """

    undoable = Signal(str, object)
    """A message was withdrawn: a sentence and the function that brings it back."""

    def __init__(
        self,
        session: Session,
        window: MainWindow,
        conversations: ConversationController,
        replies: RunningReplies,
        saving: Saving,
        start: Start,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._composer = window.composer
        self._bar = window.waiting_bar
        self._conversations = conversations
        self._replies = replies
        self._saving = saving
        self._start = start
        conversations.busy_shown.connect(self.show)
        self._composer.waiting_requested.connect(self.edit_last)
        self._bar.edit_requested.connect(self.edit)
        self._bar.send_requested.connect(self.send)
        self._bar.withdraw_requested.connect(self.withdraw)

    def add(self, text: str) -> None:
        """Let `text` and what is attached wait behind all others; if that cannot be saved, it
        stays in the composer."""
        attachments = self._composer.attachments()
        if self._saving.done(lambda: self._session.wait(text, attachments)):
            self._composer.clear()
            self.show()
            self._composer.say(self.tr("It is sent when this answer is finished."))

    def follow(self, ended: RunningReply) -> None:
        """Send what waits next in the conversation of a reply that has ended, if it ended well.

        Whichever conversation is shown.
        """
        there = ended.conversation
        followed: list[bool] = []
        self._saving.done(lambda: followed.append(self._session.is_followed(there, ended.reply)))
        if any(followed):
            self._start(lambda model: self._session.send_waiting(there, 0, model), there, False)

    def send(self, place: int) -> None:
        """Send the message at this place now; those before it wait on."""
        there = self._session.conversation.id
        if self._start(lambda model: self._session.send_waiting(there, place, model), there, True):
            self._composer.focus()  # The button that had the keyboard went with its message.

    def edit(self, place: int) -> None:
        """Bring the message at this place into the composer; what stands there takes its place."""
        composer = self._composer
        if reason := composer.unready():
            composer.say(reason)
            return
        instead = WaitingMessage(composer.text(), composer.attachments())
        if self._saving.done(lambda: self._session.edit_waiting(place, instead)):
            conversation = self._session.conversation
            composer.set_text(conversation.draft)
            composer.set_attachments(conversation.draft_attachments)
            self.show()
            composer.focus()

    def edit_last(self) -> None:
        """Bring the message that came last into the composer."""
        self.edit(len(self._bar.chips()) - 1)

    def withdraw(self, place: int) -> None:
        """Let the message at this place not be sent, with an undo."""
        there = self._session.conversation.id
        taken: list[WaitingMessage] = []
        if not self._saving.done(lambda: taken.append(self._session.queue.take(there, place))):
            return
        self.show()
        if not self._bar.focus_chip(place):
            self._composer.focus()

        def undo() -> None:
            # Its conversation may have been deleted since.
            self._saving.done(lambda: self._session.restore(there))
            self._conversations.open(there)
            if self._session.conversation.id == there:
                self._saving.done(lambda: self._session.queue.put_back(there, place, taken[0]))
                self.show()
                self._conversations.show_list()

        self.undoable.emit(self.tr("The waiting message was withdrawn."), undo)

    def show(self) -> None:
        """Bring what is shown above the composer up to date."""
        waiting: list[WaitingMessage] = []
        there = self._session.conversation.id
        self._saving.done(lambda: waiting.extend(self._session.queue.of(there)))
        self._bar.show_messages(waiting, self._replies.here is not None)
        self._composer.set_waiting(bool(waiting))
