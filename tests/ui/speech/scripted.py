"""A synthesizer that speaks when the test says so."""

from PySide6.QtCore import QObject

from desktop_app.core.errors import Problem
from desktop_app.core.speech import Voice
from desktop_app.ui.speech.synthesizer import Synthesizer

ENGLISH = Voice("scripted/anna", "Anna", "en-GB")
GERMAN = Voice("scripted/bernd", "Bernd", "de-DE")


class ScriptedSynthesizer(Synthesizer):
    """Keeps what it is asked for; `finish` ends the sentence that is being said.

    `silent` never tells its voices, as a daemon that is stuck.
    """

    def __init__(
        self,
        voices: tuple[Voice, ...] = (ENGLISH,),
        silent: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._found = voices
        self._silent = silent
        self.said: list[str] = []
        self.by: list[Voice] = []
        self.rates: list[float] = []
        self.prepared: list[str] = []
        self.saying = ""
        self.paused = False
        self.closed = False

    def find_voices(self) -> None:
        if not self._silent:
            self.voices = self._found
            self.voices_found.emit()

    def say(self, text: str, voice: Voice, rate: float) -> None:
        assert not self.saying, "one sentence at a time"
        self.saying = text
        self.said.append(text)
        self.by.append(voice)
        self.rates.append(rate)

    def prepare(self, text: str, voice: Voice, rate: float) -> None:
        self.prepared.append(text)

    def pause(self) -> None:
        self.paused = True

    def resume(self) -> None:
        self.paused = False

    def stop(self) -> None:
        self.saying = ""
        self.paused = False

    def close(self) -> None:
        super().close()
        self.closed = True

    def finish(self) -> None:
        """The sentence was said to its end."""
        assert self.saying
        assert not self.paused
        self.saying = ""
        self.spoken.emit()

    def fail(self) -> None:
        """The voice could not go on."""
        self.failed.emit(Problem("speech.failed", details="as the test wishes"))
