"""What of the model's text is let through: nothing that nobody said."""

import re
from unicodedata import east_asian_width

from desktop_app.core.phantom import is_phantom, plain
from desktop_app.engines.whisper.decoder import NO_SPEECH, UNSURE, Piece
from desktop_app.engines.whisper.repetition import repeats, without_loops

NEARLY_NOTHING = 0.25
"""Seconds of speech in which nobody says a phrase; a short "yes" takes longer."""

SHORT = 1.0
"""Seconds of speech up to which the model's own doubt is enough to drop a piece."""

FASTEST = 28.0
"""Letters a second. The fastest speakers reach some 25; a phantom is often far above."""

LOOPING = 20.0
"""Letters a second above which what is repeated was not said so often: people speak with some 15,
and a loop goes on until Whisper has no more room, whatever the time."""

_WIDE_LETTER = 3
"""Letters that an ideograph stands for: it is a syllable."""

_ASIDE = re.compile(
    r"\[[^\]]*\]|[♪♫♩♬]+|<\|[^|]*\|>|"
    r"[(（][^)）]{0,40}"
    r"(?:music|applause|laugh|sigh|cough|breath|silence|inaudible|noise|click|typing|keyboard|"
    r"beep|buzz|static|wind|speaking|foreign|blank|gasp|snor|clap|cheer|whir|hum|"
    r"musik|applaus|gelächter|lachen|rauschen|musique|rires|soupir|música|risas|aplausos|"
    r"音楽|拍手|笑|音乐|掌声|음악|박수)"
    r"[^)）]{0,40}[)）]|"
    r"\*[^*]{1,40}\*",
    re.IGNORECASE,
)
"""Descriptions of sounds, as subtitles for the deaf have them."""

_LETTER = re.compile(r"\w")


class Gate:
    """Looks at one piece after another of one sound. `prompt` is what the model was told before.

    Pure: what the voice detection says comes with each piece.
    """

    def __init__(self, prompt: str = "") -> None:
        self.prompt = prompt
        self._passed: list[str] = []

    def passed(self, piece: Piece, speech: float) -> str:
        """What of `piece` is to be shown, "" for none of it. `speech`: seconds of it in there."""
        text = _ASIDE.sub(" ", piece.text)
        looping = _letters(text) > LOOPING * speech
        if looping:
            text = without_loops(text)
        text = re.sub(r"\s{2,}", " ", text).strip()
        if not _LETTER.search(text) or self._is_made_up(text, piece, speech):
            return ""
        if looping and repeats(text, self._passed):
            return ""
        self._passed.append(text)
        return text

    def _is_made_up(self, text: str, piece: Piece, speech: float) -> bool:
        if speech <= 0.0:
            return True
        doubts = piece.no_speech is not None and piece.no_speech > NO_SPEECH
        if doubts and (speech < SHORT or piece.confidence < UNSURE):
            return True
        hurried = speech < NEARLY_NOTHING or len(plain(text)) / speech > FASTEST
        return hurried and (is_phantom(text) or self._is_echo(text))

    def _is_echo(self, text: str) -> bool:
        """Whether the model only reads out what it was told."""
        return bool(self.prompt) and f" {plain(text)} " in f" {plain(self.prompt)} "


def _letters(text: str) -> int:
    """How long it takes to say it, in letters of an alphabet."""
    return sum(_WIDE_LETTER if east_asian_width(one) == "W" else 1 for one in plain(text))
