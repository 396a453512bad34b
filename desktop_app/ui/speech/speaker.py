"""Says a list of utterances, one after the other, by whatever voices the system has."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from desktop_app.core.errors import Problem
from desktop_app.core.speech import UNKNOWN, Utterance, Voice, primary, voice_for
from desktop_app.core.text import Sentence
from desktop_app.ui.speech.language import LanguageFinder
from desktop_app.ui.speech.synthesizer import Synthesizer
from desktop_app.ui.words import say

Maker = Callable[[], Synthesizer]

SEARCH_SECONDS = 5.0
"""A synthesizer that has not told its voices after this time is passed over."""
SLACK_SECONDS = 10.0
SECONDS_A_CHARACTER = 0.5
"""A sentence that takes longer than its slack and its characters is cut: no voice is so slow."""
_CONTEXT = 2000
"""Characters that are enough to tell the language of a message."""
MOST_CUTS = 2
"""So many sentences cut in a row mean that nothing is spoken at all."""


class Speaker(QObject):
    """One voice for the whole window: what is said next takes the place of what was said before.

    `makers` are the ways to speak, best first; none is made before something is to be said or
    voices are asked for. UI thread.
    """

    started = Signal(int)
    """The utterance with this number (from 0) is being said."""
    finished = Signal()
    """All was said."""
    failed = Signal(object)
    """It fell silent because of this `Problem`."""
    changed = Signal()
    """It began, fell silent, paused or went on."""
    voices_changed = Signal()

    def __init__(
        self,
        makers: Sequence[Maker],
        no_voice: Callable[[], Problem],
        finder: LanguageFinder | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._finder = finder or LanguageFinder()
        self._finder.setParent(self)
        self._context: tuple[int, str] = (0, UNKNOWN)
        """How many utterances there are, and the language of all of them together."""
        self.rate = 1.0
        """A factor of the voice's own speed; counts from the next sentence on."""
        self.chosen = ""
        """The id of the voice that the person chose, "" when they chose none."""
        self._home = _home()
        self._makers = list(makers)
        self._no_voice = no_voice
        self._left: list[Maker] = []
        self._synthesizer: Synthesizer | None = None
        self._ready = False
        self._queue: list[Utterance] = []
        self._number = 0
        self._open = False
        self._active = False
        self._paused = False
        self._saying = False
        self._cuts = 0
        self._gap = QTimer(self, singleShot=True)
        self._gap.timeout.connect(self._next)
        self._watch = QTimer(self, singleShot=True)
        self._watch.timeout.connect(self._cut)
        self._search = QTimer(self, singleShot=True)
        self._search.timeout.connect(self._pass_over)

    # What there is

    @property
    def active(self) -> bool:
        """Whether something is being said, or paused, or waited for."""
        return self._active

    @property
    def paused(self) -> bool:
        """Whether it was paused."""
        return self._paused

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The voices of the system; empty until they were found."""
        return self._synthesizer.voices if self._synthesizer is not None and self._ready else ()

    def find_voices(self) -> None:
        """Look for voices; `voices_changed` or `failed` tells."""
        if self._ready:
            self.voices_changed.emit()
        elif self._synthesizer is None:
            self._left = list(self._makers)
            self._try_next()

    # Saying

    def say(self, utterances: Sequence[Utterance], more: bool = False) -> None:
        """Say these from now on; with `more` others are going to be added."""
        self.stop()
        self._queue = list(utterances)
        self._open = more
        self._active = True
        self.changed.emit()
        if self._ready:
            self._next()
        else:
            self.find_voices()

    def add(self, utterances: Sequence[Utterance]) -> None:
        """Say these too, after the others."""
        self._queue += utterances
        self._go_on()

    def end(self) -> None:
        """Nothing more is going to be added."""
        self._open = False
        self._go_on()

    def pause(self) -> None:
        """Fall silent at once, to go on later."""
        if not self._active or self._paused:
            return
        self._paused = True
        self._gap.stop()
        if self._saying and self._synthesizer is not None:
            self._watch.setInterval(max(1, self._watch.remainingTime()))
            self._watch.stop()
            self._synthesizer.pause()
        self.changed.emit()

    def resume(self) -> None:
        """Go on."""
        if not self._paused:
            return
        self._paused = False
        if self._saying and self._synthesizer is not None:
            self._watch.start()
            self._synthesizer.resume()
        else:
            self._go_on()
        self.changed.emit()

    def stop(self) -> None:
        """Fall silent at once and forget the rest."""
        if self._active:
            self._fall_silent()
            self.changed.emit()

    def close(self) -> None:
        """End it, and whatever was started for it."""
        self._fall_silent()
        self._drop()

    # One after the other

    def _go_on(self) -> None:
        if self._active and self._ready and not self._saying and not self._gap.isActive():
            self._next()

    def _next(self) -> None:
        if self._paused or self._synthesizer is None:
            return
        if self._number == len(self._queue):
            if not self._open:
                self._fall_silent()
                self.changed.emit()
                self.finished.emit()
            return
        number = self._number
        text, voice = self._text_and_voice(self._queue[number])
        self._saying = True
        self._watch.start(round(1000 * (SLACK_SECONDS + SECONDS_A_CHARACTER * len(text))))
        self._synthesizer.say(text, voice, self.rate)
        if number + 1 < len(self._queue):
            self._synthesizer.prepare(*self._text_and_voice(self._queue[number + 1]), self.rate)
        self.started.emit(number)

    def _text_and_voice(self, utterance: Utterance) -> tuple[str, Voice]:
        words, language = utterance.words, utterance.language
        if isinstance(words, Sentence):
            english = words.english()
            words = say(words)
            language = "en" if words == english else QLocale().name()
        elif language == UNKNOWN:
            language = self._language_of(words)
        voice = voice_for(self.voices, language, self.chosen, self._home)
        assert voice is not None  # It is ready only when there are voices.
        return words, voice

    def _language_of(self, words: str) -> str:
        """The language of a sentence; of all together where it tells too little."""
        spoken = [voice.language for voice in self.voices]
        if self._context[0] != len(self._queue):
            every = " ".join(u.words for u in self._queue if isinstance(u.words, str))
            language = self._finder.language(every[:_CONTEXT], spoken, self._home)
            self._context = (len(self._queue), language)
        return self._finder.language(words, spoken, self._context[1])

    def _on_spoken(self) -> None:
        if self._saying:
            self._cuts = 0
            self._after(self._queue[self._number].pause)

    def _after(self, pause: float) -> None:
        self._watch.stop()
        self._saying = False
        self._number += 1
        self._gap.start(round(1000 * pause / self.rate))

    def _cut(self) -> None:
        """A sentence that never ends."""
        self._cuts += 1
        if self._cuts >= MOST_CUTS:
            self._on_failed(Problem("speech.failed", details="the voice does not answer"))
        elif self._synthesizer is not None:
            self._synthesizer.stop()
            self._after(0)

    def _on_failed(self, problem: Problem) -> None:
        was_active = self._active
        self._fall_silent()
        self._drop()  # It is looked for anew when something is to be said again.
        if was_active:
            self.changed.emit()
        self.failed.emit(problem)

    def _fall_silent(self) -> None:
        self._gap.stop()
        self._watch.stop()
        self._queue = []
        self._context = (0, UNKNOWN)
        self._number = self._cuts = 0
        self._active = self._paused = self._saying = self._open = False
        if self._synthesizer is not None and self._ready:
            self._synthesizer.stop()

    # Looking for voices

    def _try_next(self) -> None:
        if not self._left:
            self._on_failed(self._no_voice())
            return
        synthesizer = self._left.pop(0)()
        synthesizer.setParent(self)
        synthesizer.voices_found.connect(self._on_voices)
        synthesizer.spoken.connect(self._on_spoken)
        synthesizer.failed.connect(self._on_failed_one)
        self._synthesizer = synthesizer
        self._search.start(round(SEARCH_SECONDS * 1000))
        synthesizer.find_voices()

    def _on_voices(self) -> None:
        if self._synthesizer is None or not self._synthesizer.voices:
            self._pass_over()
            return
        self._search.stop()
        languages = {primary(voice.language) for voice in self._synthesizer.voices}
        if len(languages) < 2:
            self._on_ready()
        else:
            self._finder.when_ready(self._on_ready, languages)

    def _on_ready(self) -> None:
        self._ready = True
        self.voices_changed.emit()
        self._go_on()

    def _on_failed_one(self, problem: Problem) -> None:
        if self._ready:
            self._on_failed(problem)
        else:
            self._pass_over()

    def _pass_over(self) -> None:
        self._drop()
        self._try_next()

    def _drop(self) -> None:
        self._search.stop()
        self._finder.forget()
        self._ready = False
        synthesizer, self._synthesizer = self._synthesizer, None
        if synthesizer is not None:
            for signal in (synthesizer.voices_found, synthesizer.spoken, synthesizer.failed):
                signal.disconnect()
            synthesizer.close()
            synthesizer.deleteLater()


def _home() -> str:
    """The system's language; English where it has none."""
    locale = QLocale.system()
    if locale.language() is QLocale.Language.C:
        return "en-US"
    return locale.name().replace("_", "-")  # Not bcp47Name: it leaves out most countries.
