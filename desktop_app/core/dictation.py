"""What is known of a dictation while it goes on: its sound, the words that are sure, what is next.

Whisper hears a window of sound as a whole and may understand its end differently once more has
been said. So the sound that is not decided is transcribed again and again as it grows (a draft),
and a word counts as confirmed when two drafts in a row agree on it and on all before it: local
agreement (Liu et al., "Low-Latency Sequence-to-Sequence Speech Recognition and Translation by
Partial Hypothesis Selection", Interspeech 2020; for Whisper: Macháček et al., 2023). A window that
grows long is cut at a pause: its beginning is transcribed once more, with care, and is decided.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from desktop_app.core.audio import SAMPLE_BYTES, SAMPLE_RATE, Audio, offset
from desktop_app.core.heard_text import agreement, needs_space, pieces_of, place_after

NEW_SECONDS = 0.5
"""So much new sound, with speech in it, is worth another draft."""

FIRST_SECONDS = 0.6
"""So much speech is worth the first draft: of less, Whisper understands no word."""

CUT_SECONDS = 12.0
"""From this length on a window is cut at the next pause."""

LONGEST_SECONDS = 20.0
"""At this length a window is cut where it is quietest: Whisper sees 30 seconds at once, and a draft
of more comes late."""

SHORTEST_SECONDS = 5.0
"""No window is cut to less: Whisper understands more where it hears more."""

_PAUSE_SECONDS = 0.2
_CONTEXT_CHARACTERS = 200


class Purpose(Enum):
    """Why a piece of sound is transcribed."""

    DRAFT = "draft"
    """To show words early; it is made again."""
    SETTLE = "settle"
    """To decide the beginning of a long dictation."""
    FINAL = "final"
    """To decide all that is left, at the end."""


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of the sound to transcribe now. `before` is the text that comes before it.

    Seconds count from the beginning of the dictation.
    """

    purpose: Purpose
    start: float
    end: float
    audio: Audio
    before: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One captured piece, without its samples. Seconds from the beginning."""

    start: float
    end: float
    level: float
    speech: bool


class Dictation:
    """One dictation, from its first sample to its final words.

    Whoever runs it asks `next_window` (or, when the microphone is closed, `last_window`), has
    that transcribed and gives the words to `hear`.
    """

    def __init__(self, context: str = "") -> None:
        """`context` is the text before the place where the words will stand."""
        self._context = context
        self._sound = bytearray()
        self._stretches: list[_Stretch] = []
        self._decided_until = 0.0
        self._drafted_until = 0.0
        self._settled: list[str] = []
        self._draft: list[str] = []
        self._confirmed = 0
        self._taken: list[str] = []

    @property
    def seconds(self) -> float:
        """How long the sound is."""
        return len(self._sound) / (SAMPLE_BYTES * SAMPLE_RATE)

    @property
    def audio(self) -> Audio:
        """All of the sound."""
        return Audio(bytes(self._sound))

    @property
    def confirmed(self) -> str:
        """The words that are sure and not taken yet."""
        return "".join(self._open()[: self._sure()])

    @property
    def pending(self) -> str:
        """The words after those, which another draft may change."""
        return "".join(self._open()[self._sure() :])

    @property
    def words(self) -> int:
        """How many words were understood so far, those that the person took among them."""
        return len(self._settled) + len(self._draft)

    def add(self, audio: Audio, level: float, speech: bool) -> None:
        """Append a captured piece; `level` in dBFS."""
        start = self.seconds
        self._sound += audio.samples
        self._stretches.append(_Stretch(start, self.seconds, level, speech))

    def take(self) -> None:
        """The person changed confirmed words: these are theirs now, only what follows is ours."""
        self._taken += self._open()[: self._sure()]

    def take_all(self) -> None:
        """The person changed words that were not sure yet: all that is shown is theirs."""
        self._taken += self._open()

    def next_window(self) -> Window | None:
        """What is worth transcribing while the microphone is open; `None`: nothing yet."""
        if (cut := self._cut()) is not None:
            return self._window(Purpose.SETTLE, cut)
        heard = max(self._drafted_until, self._decided_until)
        new = [stretch for stretch in self._stretches if stretch.start >= heard]
        if not new or new[-1].end - heard < NEW_SECONDS or not any(s.speech for s in new):
            return None
        if not self.words and sum(s.end - s.start for s in new if s.speech) < FIRST_SECONDS:
            return None
        self._drafted_until = self.seconds
        return self._window(Purpose.DRAFT, self.seconds)

    def last_window(self) -> Window:
        """All that is not decided, when no more sound comes."""
        return self._window(Purpose.FINAL, self.seconds)

    def hear(self, window: Window, text: str) -> None:
        """Take in what was understood of a window; one that was overtaken is ignored."""
        if window.start != self._decided_until:
            return
        pieces = pieces_of(_spaced(self._settled, text))
        if window.purpose is Purpose.DRAFT:
            self._confirm(pieces)
        elif window.purpose is Purpose.SETTLE:
            self._settle(window.end, pieces)
        else:
            self._settle(window.end, pieces)
            self._draft, self._confirmed = [], 0

    def _confirm(self, pieces: list[str]) -> None:
        agreed = agreement(self._draft, pieces)
        if agreed >= self._confirmed:
            self._confirmed = agreed
            self._draft = pieces
        else:
            # A slip of one draft does not take back what two had agreed on.
            kept = self._draft[: self._confirmed]
            self._draft = kept + pieces[place_after(kept, pieces) :]

    def _settle(self, until: float, pieces: list[str]) -> None:
        """Decide the window up to `until`; what was drafted after that is shown on."""
        following = place_after(pieces, self._draft)
        self._draft = self._draft[following:]
        self._confirmed = max(0, self._confirmed - following) if pieces else 0
        self._settled += pieces
        self._decided_until = until
        self._stretches = [stretch for stretch in self._stretches if stretch.end > until]

    def _open(self) -> list[str]:
        """The words that are shown: all but those that the person has taken."""
        heard = self._settled + self._draft
        return heard[place_after(self._taken, heard) :]

    def _sure(self) -> int:
        """How many of the open words are confirmed."""
        return max(0, len(self._open()) - (len(self._draft) - self._confirmed))

    def _cut(self) -> float | None:
        """Where the window ends that is to be decided now, `None` while it is short."""
        if self.seconds - self._decided_until < CUT_SECONDS:
            return None
        earliest = self._decided_until + SHORTEST_SECONDS
        latest = self._decided_until + LONGEST_SECONDS
        inside = [s for s in self._stretches if s.start >= earliest and s.end <= latest]
        if pause := _last_pause(inside):
            return pause
        if self.seconds < latest:
            return None
        if not inside:
            return latest
        quietest = min(inside, key=lambda stretch: stretch.level)
        return (quietest.start + quietest.end) / 2

    def _window(self, purpose: Purpose, end: float) -> Window:
        start = self._decided_until
        before = (self._context + "".join(self._settled))[-_CONTEXT_CHARACTERS:]
        audio = Audio(bytes(memoryview(self._sound)[offset(start) : offset(end)]))
        return Window(purpose, start, end, audio, before)


def _last_pause(stretches: Sequence[_Stretch]) -> float | None:
    """The middle of the last silence that is long enough to be between two words."""
    end: float | None = None
    start = 0.0
    for stretch in reversed(stretches):
        if stretch.speech:
            if end is not None and end - start >= _PAUSE_SECONDS:
                break
            end = None
        else:
            end = stretch.end if end is None else end
            start = stretch.start
    if end is None or end - start < _PAUSE_SECONDS:
        return None
    return (start + end) / 2


def _spaced(settled: Sequence[str], text: str) -> str:
    """`text` with the space that sets it apart from what is decided before it."""
    text = text.strip()
    before = settled[-1] if settled else ""
    return (" " if needs_space(before[-1:], text[:1]) else "") + text
