"""From the messages of the transcript to the voice, and back to what is seen of it."""

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal

from desktop_app.core.conversation import Role
from desktop_app.core.errors import ParleyError
from desktop_app.core.settings import Settings
from desktop_app.core.speech import Utterance
from desktop_app.core.spoken import SpokenStream, utterances
from desktop_app.core.text import Sentence
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.speech.bar import SpeechBar
from desktop_app.ui.speech.sentence_mark import SentenceMark
from desktop_app.ui.speech.speaker import Speaker
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcript import Transcript
from desktop_app.ui.words import say

FEED_MILLISECONDS = 250
"""How often an answer that is being written is looked at for closed sentences."""
PIECE = 4000
"""Characters that are taken in at once: more would hold up the window."""


class ReadAloud(QObject):
    """Reads one message at a time: one that the person asks for, or each answer as it is written.

    It falls silent when its message is gone (deleted, another version, another conversation) and
    when something new is asked. UI thread.
    """

    problem = Signal(object)
    """Something to tell through the notices; carries a `Problem`."""

    def __init__(
        self,
        window: MainWindow,
        transcript: Transcript,
        theme: Theme,
        settings: Settings,
        speaker: Speaker,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.speaker = speaker
        self.bar = SpeechBar(theme)
        window.show_above_composer(self.bar)
        self._transcript = transcript
        self._model = transcript.model()
        self._settings = settings
        self._mark = SentenceMark(theme)
        self._message = ""
        """The id of the message that is read, "" when none is."""
        self._said: list[Utterance] = []
        self._quiet = False
        """The microphone listens."""
        self._hushed = False
        """Paused for the microphone, and not by the person."""
        self._stream: SpokenStream | None = None
        """Of a message that is not taken in whole yet."""
        self._fed = 0
        """How many characters of it the stream has."""
        self._feed = QTimer(self, singleShot=True, interval=FEED_MILLISECONDS)
        self._feed.timeout.connect(self._take_piece)
        self._add_action(window)
        self._connect()
        for key in ("speech.rate", "speech.voice"):
            self._on_setting(key)

    @property
    def message(self) -> str:
        """The id of the message that is being read, "" when none is."""
        return self._message

    def toggle(self, message: str) -> None:
        """Read a message, or fall silent when it is the one being read."""
        if message == self._message:
            self.stop()
        else:
            self.read(message)

    def toggle_last(self) -> None:
        """Fall silent, or read the last answer."""
        if self._message:
            self.stop()
            return
        rows = (self._model.row(number) for number in reversed(range(self._model.rowCount())))
        last = next((row.message for row in rows if row.message.role is Role.ASSISTANT), None)
        if last is not None:
            self.read(last.id)

    def read(self, message: str) -> None:
        """Read a message from its beginning; one that is being written as it comes."""
        text = self._model.text(message)
        if message == self._model.live or len(text) > PIECE:
            self._read_by_pieces(message, from_now=False)
        elif said := list(utterances(text)):
            self._begin(message, said)

    def stop(self) -> None:
        """Fall silent."""
        self._forget()
        self.speaker.stop()

    def hush(self) -> None:
        """The microphone listens: pause until `go_on`, so that it does not hear the voice."""
        self._quiet = True
        self._pause_for_microphone()

    def go_on(self) -> None:
        """The microphone is closed: read on what `hush` paused, if it is still wanted."""
        self._quiet = False
        if self._hushed:
            self._hushed = False
            self.speaker.resume()

    def shut_down(self) -> None:
        """End what speaks."""
        self._forget()
        self.speaker.close()

    # Messages

    def _begin(self, message: str, said: list[Utterance], more: bool = False) -> None:
        self.speaker.stop()  # What it still says of another message ends before this begins.
        self._message = message
        self._said = said
        self._transcript.set_spoken(message)
        self.bar.set_words("")
        self.speaker.say(said, more)
        self._pause_for_microphone()

    def _pause_for_microphone(self) -> None:
        if self._quiet and self.speaker.active and not self.speaker.paused:
            self._hushed = True
            self.speaker.pause()

    def _read_by_pieces(self, message: str, from_now: bool) -> None:
        """Read an answer that is being written, or a long one; `from_now` leaves out what is
        there already."""
        stream, fed = SpokenStream(), 0
        if from_now:
            fed = len(self._model.text(message))
            stream.feed(self._model.text(message))
        self._begin(message, [], more=True)
        if self._message == message:  # Where nothing can speak that is known by now.
            self._stream, self._fed = stream, fed
            self._take_piece()

    def _take_piece(self) -> None:
        """Take in what is new, or the next part of it, and say what is closed by now."""
        stream, message = self._stream, self._message
        if stream is None:
            return
        text = self._model.text(message)
        said = stream.feed(text[self._fed : self._fed + PIECE])
        self._fed = min(len(text), self._fed + PIECE)
        self._say(said)
        if self._stream is not stream:
            return  # The voice failed over it.
        if self._fed < len(text):
            self._feed.start()
        elif message != self._model.live:
            self._stream = None
            self._feed.stop()
            self._say(stream.finish())
            self.speaker.end()

    def _say(self, said: list[Utterance]) -> None:
        if said:
            self._said += said
            self.speaker.add(said)

    def _forget(self) -> None:
        self._message = ""
        self._said = []
        self._stream = None
        self._feed.stop()
        self._mark.clear()
        self._transcript.set_spoken("")

    def _on_live(self) -> None:
        live = self._model.live
        if not live:
            self._take_piece()
        elif live != self._message:
            self.stop()  # Something new was asked, or another conversation is shown.
            if self._settings.get("speech.every_answer"):
                self._read_by_pieces(live, from_now=True)

    def _on_data(self, first: QModelIndex, last: QModelIndex) -> None:
        if self._stream is None or self._feed.isActive():
            return
        if first.row() <= self._model.number(self._message) <= last.row():
            self._feed.start()

    def _on_rows(self) -> None:
        """Messages went: perhaps the one that is read."""
        if self._message and self._model.number(self._message) < 0:
            self.stop()

    # The voice

    def _on_started(self, number: int) -> None:
        if number >= len(self._said):
            return
        words = self._said[number].words
        view = self._transcript.view(self._message)
        if isinstance(words, Sentence):
            self.bar.set_words(say(words))
            self._mark.fade()
            return
        self.bar.set_words(words)
        if view is not None:
            self._mark.show(view, words)

    def _on_changed(self) -> None:
        self._hushed = self._hushed and self.speaker.paused
        self.bar.set_paused(self.speaker.paused)
        self.bar.setVisible(self.speaker.active and bool(self._message))
        if not self.speaker.active:
            self._forget()

    def _on_setting(self, key: str) -> None:
        if key == "speech.rate":
            self.speaker.rate = self._settings.get(key)
            self.bar.set_rate(self.speaker.rate)
        elif key == "speech.voice":
            self.speaker.chosen = self._settings.get(key)

    def _set_rate(self, rate: float) -> None:
        try:
            self._settings.set("speech.rate", rate)
        except ParleyError as error:
            self.problem.emit(error.problem)

    def _add_action(self, window: MainWindow) -> None:
        window.keys.action("read", self.toggle_last, window)

    def _connect(self) -> None:
        self._settings.changed.append(self._on_setting)
        self._transcript.speak_requested.connect(self.toggle)
        self._model.live_changed.connect(self._on_live)
        self._model.dataChanged.connect(self._on_data)
        self._model.modelReset.connect(self._on_rows)
        self._model.rowsRemoved.connect(self._on_rows)
        self.speaker.started.connect(self._on_started)
        self.speaker.changed.connect(self._on_changed)
        self.speaker.failed.connect(self.problem)
        self.bar.pause_requested.connect(self.speaker.pause)
        self.bar.resume_requested.connect(self.speaker.resume)
        self.bar.stop_requested.connect(self.stop)
        self.bar.rate_chosen.connect(self._set_rate)
