"""Dictating in the window: how soon words are there, and whether it stands still meanwhile."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tests import sound
from tests.bench.display import XCB, need_display
from tests.bench.figure import Better, Figure, spread
from tests.bench.run import ROOT, Run
from tests.bench.side import Side, SideError
from tests.sound_server import SoundServer, SoundServerError

SENTENCES = (sound.SPEECH, ROOT / "tests" / "data" / "voice" / "weather.wav")
DECODERS = ("openai-whisper", "whisper.cpp")
WINDOWS = 3
TAKES = 3
"""Warm ones in each window."""
LONG_SECONDS = 30
_PAUSE_SECONDS = 0.4
_LOUD = 0.02
"""The first sample over this is where speech begins."""
_PATIENCE = 90.0


@dataclass(slots=True)
class _Seen:
    """What was measured with one decoder: seconds, and milliseconds for the timers."""

    first: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    """Of the first seconds, those before the first sound had come from the microphone."""
    final: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    need_display()
    with tempfile.TemporaryDirectory() as folder, _sound_server() as server:
        speech = _speech(Path(folder), 5 if run.quick else LONG_SECONDS)
        for decoder in DECODERS:
            seen = _Seen()
            for number in range(1 if run.quick else WINDOWS):
                run.say(f"dictating with {decoder}, window {number + 1}")
                home = Path(folder) / f"{decoder} {number}"
                _dictate(server, decoder, home, speech, seen)
            yield from _figures(decoder, seen)


def _figures(decoder: str, seen: _Seen) -> Iterator[Figure]:
    yield Figure(
        f"Beginning of speech to the first words in the composer, {decoder}, warm",
        1.5,
        tuple(seen.first),
        Better.LOWER,
        "s",
        note=f"{spread(seen.waited).median:.2f} s of it before the first sound has come; from the"
        f" end of the recording to the final text {spread(seen.final).median:.2f} s",
    )
    yield Figure(
        f"Lateness of a 5 ms timer in the UI thread while {LONG_SECONDS} s of speech are recorded"
        f" and written down, {decoder}: longest",
        50,
        tuple(seen.late),
        Better.LOWER,
        "ms",
        note=f"at most {max(seen.busy):.0f} ms of the thread's own CPU time at once",
    )


def _dictate(server: SoundServer, decoder: str, home: Path, speech: Path, seen: _Seen) -> None:
    """A window's first dictation, which is long, and warm ones after it."""
    settings = {"voice.engine": decoder, "voice.language": "en", "voice.silence_seconds": 0}
    with Side("window", {**XCB, **server.environment}) as window:
        window.ask("dictate", home=str(home), script={}, settings=settings)
        answer = _take(window, server, speech)
        seen.late.append(answer["late"])
        seen.busy.append(answer["busy"])
        for _ in range(TAKES):
            answer = _take(window, server, sound.SPEECH)
            seen.first.append(answer["first_words"] - answer["began"])
            seen.waited.append(answer["first_sound"] - answer["began"])
            seen.final.append(answer["final"])
        window.ask("close")
        if window.exit_status(20) != 0:
            raise SideError("the window did not end well")


def _take(window: Side, server: SoundServer, path: Path) -> dict[str, Any]:
    """Press, speak to the end, press; `began` is when the speech began."""
    with server.spoken_when_asked(path) as speak:
        window.ask("press", _PATIENCE)
        # The player's own start is counted in: nobody can tell it from the microphone's way.
        began = time.monotonic() + _lead(path)
        player = speak()
        if player.wait(_PATIENCE) != 0:
            raise SideError("the speech could not be played")
    answer: dict[str, Any] = window.ask("release", _PATIENCE)
    if not answer["text"] or not answer["first_words"]:
        raise SideError(f"no word of the speech was written down: {answer}")
    return {**answer, "began": began}


def _speech(folder: Path, seconds: int) -> Path:
    """The sentences again and again, with pauses between them."""
    pause = sound.silence(_PAUSE_SECONDS)
    pieces = [part for path in SENTENCES for part in (sound.read_wav(path)[0], pause)]
    samples = np.concatenate(pieces * (1 + seconds * sound.RATE // sum(map(len, pieces))))
    return sound.write_wav(folder / "speech.wav", samples[: seconds * sound.RATE])


def _lead(path: Path) -> float:
    """Seconds before the speech in a file begins."""
    samples, rate = sound.read_wav(path)
    return int(np.argmax(np.abs(samples) > _LOUD)) / rate


@contextmanager
def _sound_server() -> Iterator[SoundServer]:
    try:
        with SoundServer() as server:
            yield server
    except SoundServerError as error:
        raise SideError(str(error)) from error
