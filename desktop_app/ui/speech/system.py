"""The voices of Windows and macOS, through Qt."""

from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtTextToSpeech import QTextToSpeech, QVoice

from desktop_app.core.errors import Problem
from desktop_app.core.speech import Voice
from desktop_app.ui.speech.synthesizer import Synthesizer, slider

_State = QTextToSpeech.State


class SystemSynthesizer(Synthesizer):
    """Speaks through QTextToSpeech; `engine` names one of its plugins, "" takes the system's.

    Not for Linux: Qt's plugin for Speech Dispatcher waits for the daemon on the thread that calls
    it, for ever when it is stuck. See `DispatcherSynthesizer`.
    """

    def __init__(self, engine: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._speech: QTextToSpeech | None = None
        self._own: dict[str, QVoice] = {}
        self._saying = False
        self._paused = False

    def find_voices(self) -> None:
        speech = QTextToSpeech(self._engine, self) if self._engine else QTextToSpeech(self)
        self._speech = speech
        speech.stateChanged.connect(self._on_state)
        speech.errorOccurred.connect(self._on_error)
        QTimer.singleShot(0, self, lambda: self._on_state(speech.state()))

    def say(self, text: str, voice: Voice, rate: float) -> None:
        speech = self._ready_speech()
        self._saying = True
        self._paused = False
        if speech.voice() != self._own[voice.id]:
            speech.setVoice(self._own[voice.id])
        speech.setRate(slider(rate))
        speech.say(text)

    def pause(self) -> None:
        self._paused = True
        self._ready_speech().pause(QTextToSpeech.BoundaryHint.Immediate)

    def resume(self) -> None:
        self._paused = False
        self._ready_speech().resume()

    def stop(self) -> None:
        self._saying = False
        if self._speech is not None:
            self._speech.stop(QTextToSpeech.BoundaryHint.Immediate)

    def _ready_speech(self) -> QTextToSpeech:
        assert self._speech is not None  # Nothing is said before there are voices.
        return self._speech

    def _on_state(self, state: QTextToSpeech.State) -> None:
        if not self.voices and state is _State.Ready:
            self._list()
        elif self._saying and not self._paused and state is _State.Ready:
            self._saying = False
            self.spoken.emit()
        elif self._saying and not self._paused and state is _State.Paused:
            # Some engines pause at the end of a word only, and the person has gone on since.
            QTimer.singleShot(0, self, self._go_on)
        elif state is _State.Error:
            self._on_error()

    def _go_on(self) -> None:
        if self._saying and not self._paused:
            self._ready_speech().resume()

    def _list(self) -> None:
        speech = self._ready_speech()
        for locale in speech.availableLocales():
            for voice in speech.allVoices(locale):
                self._own.setdefault(f"system/{_tag(voice.locale())}/{voice.name()}", voice)
        self.voices = tuple(
            Voice(id, voice.name(), _tag(voice.locale())) for id, voice in self._own.items()
        )
        self.voices_found.emit()

    def _on_error(self) -> None:
        words = self._ready_speech().errorString()
        self._saying = False
        self.failed.emit(Problem("speech.failed", details=words))


def _tag(locale: QLocale) -> str:
    return locale.name().replace("_", "-")
