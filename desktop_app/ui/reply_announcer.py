"""Tells a screen reader what the model writes: each sentence once, when it is finished."""

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from desktop_app.core.conversation import Message, State
from desktop_app.core.speech import Utterance
from desktop_app.core.spoken import SpokenStream
from desktop_app.core.text import QT_TRANSLATE_NOOP, Sentence
from desktop_app.ui.transcript_model import TranscriptModel
from desktop_app.ui.words import say

PIECE = 4000
"""Characters that are taken in at once, so that nobody waits."""
FEED_MILLISECONDS = 250
"""Sentences that end within this time are told in one go: some readers drop what comes sooner."""

_ENDS = {
    State.COMPLETE: QT_TRANSLATE_NOOP("ReplyAnnouncer", "End of the reply."),
    State.STOPPED: QT_TRANSLATE_NOOP("ReplyAnnouncer", "The reply was stopped."),
    State.LENGTH: QT_TRANSLATE_NOOP("ReplyAnnouncer", "The reply reached its longest length."),
    State.CONTEXT: QT_TRANSLATE_NOOP("ReplyAnnouncer", "The context is full."),
    State.INTERRUPTED: QT_TRANSLATE_NOOP("ReplyAnnouncer", "The reply was interrupted."),
}


class ReplyAnnouncer(QObject):
    """Follows the reply that is being written. Lives on the UI thread.

    What was there when it began to follow is not told: a reply that goes on, a conversation that
    is opened again. Announcements are polite, so that they wait for what the reader says.
    """

    def __init__(self, model: TranscriptModel, place: QObject) -> None:
        """`place` is the widget in whose name it is told."""
        super().__init__(place)
        self.sentences = True
        """Whether each sentence is told; how the reply ended is told in any case."""
        self.spoken = ""
        """The message that Parley reads aloud itself: two voices at once would be none."""
        self._model = model
        self._place = place
        self._message = ""
        self._stream = SpokenStream()
        self._fed = 0
        """How many characters of the message the stream has."""
        self._known = 0
        """How many of them were there before."""
        self._feed = QTimer(self, singleShot=True, interval=FEED_MILLISECONDS)
        self._feed.timeout.connect(self._take_piece)
        model.live_changed.connect(self._on_live)
        model.dataChanged.connect(self._on_data)
        model.modelReset.connect(self._on_rows)
        model.rowsRemoved.connect(self._on_rows)

    def _on_live(self) -> None:
        live = self._model.live
        if live and live != self._message:
            self._message = live
            self._stream = SpokenStream()
            self._fed = 0
            self._known = len(self._model.text(live))

    def _on_data(self, first: QModelIndex, last: QModelIndex) -> None:
        here = first.row() <= self._model.number(self._message) <= last.row()
        if self._message and here and not self._feed.isActive():
            if self._ended() is not None:
                self._take_piece()
            else:
                self._feed.start()

    def _on_rows(self) -> None:
        """Messages went: perhaps the one that is followed."""
        if self._message and self._model.number(self._message) < 0:
            self._forget()

    def _forget(self) -> None:
        self._message = ""
        self._feed.stop()

    def _ended(self) -> Message | None:
        """The message, once it is known how it ended."""
        if self._model.live == self._message:
            return None
        message = self._model.row(self._model.number(self._message)).message
        return None if message.state is State.WRITING else message

    def _take_piece(self) -> None:
        """Take in what is new, or the next part of it, and tell what is closed by now."""
        if not self._message:
            return
        text = self._model.text(self._message)
        until = min(len(text), self._fed + PIECE)
        if self._fed < self._known:
            until = min(until, self._known)
        said = self._stream.feed(text[self._fed : until])
        told = [] if until <= self._known else said
        self._fed = max(self._fed, until)
        ended = self._ended()
        if self._fed < len(text):
            self._feed.start(0 if self._fed <= self._known else FEED_MILLISECONDS)
        elif ended is not None:
            # What stands at the end of a reply that goes nowhere was told when it came.
            rest = self._stream.finish()
            told = told + rest if self._fed > self._known else []
            self._forget()
            self._tell(told, _end_of(ended))
            return
        self._tell(told)

    def _tell(self, said: list[Utterance], end: str = "") -> None:
        words = []
        if self.sentences and not self.spoken:
            words = [say(s.words) if isinstance(s.words, Sentence) else s.words for s in said]
        if end:
            words.append(end)
        if words and QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self._place, " ".join(words))
            QAccessible.updateAccessibility(event)


def _end_of(message: Message) -> str:
    if message.problem is not None and message.state is State.FAILED:
        return f"{say(message.problem.sentence)} {say(message.problem.remedy)}".strip()
    words = _ENDS.get(message.state, _ENDS[State.COMPLETE])
    return QCoreApplication.translate("ReplyAnnouncer", words)
