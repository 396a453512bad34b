"""What comes out of the loudspeaker, with the real programs and a sound server of our own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from desktop_app.ui.speech.sound import sound_of
from tests.sound import Samples
from tests.sound_server import RATE, SoundServer

ROOT = Path(__file__).resolve().parents[3]
TEXT = "Somebody reads a sentence. And another one."
WINDOW = RATE // 20
LOUD = 0.003


@pytest.fixture(scope="module")
def server() -> Iterator[SoundServer]:
    with SoundServer() as server:
        yield server


def read_aloud(server: SoundServer, *arguments: str) -> tuple[list[str], Samples]:
    """What a reading process told, and what was heard of it."""
    with server.recorded() as record:
        done = subprocess.run(
            [sys.executable, "-m", "tests.ui.speech.reading", *arguments],
            cwd=ROOT,
            env={**os.environ, **server.environment},
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )
        samples = record.samples
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines(), samples


def loud(samples: Samples) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Of each twentieth of a second, whether there was sound in it."""
    whole = samples[: len(samples) // WINDOW * WINDOW].reshape(-1, WINDOW)
    return np.sqrt(np.mean(whole**2, axis=1)) > LOUD


def sounding(samples: Samples) -> float:
    """How many seconds there was sound, without the silence of a machine that was busy."""
    return float(np.count_nonzero(loud(samples))) * WINDOW / RATE


def seconds(samples: Samples) -> float:
    """How long there was sound, from the first to the last."""
    (at,) = np.nonzero(loud(samples))
    return float(at[-1] - at[0] + 1) * WINDOW / RATE if len(at) else 0.0


def bare(program: str, text: str) -> float:
    """How long the program's own sound of the text is."""
    arguments = {
        "espeak-ng": ["-b", "1", "--stdout", text],
        "flite": ["-voice", "slt", "-t", text, "-o", "/dev/stdout"],
    }[program]
    output = subprocess.run([program, *arguments], capture_output=True, check=True, timeout=200)
    sound = sound_of(output.stdout)
    return len(sound.samples) / 2 / sound.rate


@pytest.mark.parametrize("program", ["espeak-ng", "flite"])
def test_a_text_is_heard_whole(server: SoundServer, program: str) -> None:
    told, samples = read_aloud(server, program, TEXT)
    assert told == ["started 0", "started 1", "finished"]
    assert sounding(samples) == pytest.approx(bare(program, TEXT), rel=0.3)


def test_stop_is_silence(server: SoundServer) -> None:
    told, samples = read_aloud(server, "espeak-ng", "And so it goes on " * 10, "stop")
    assert told == ["started 0", "stopped"]
    assert seconds(samples) < bare("espeak-ng", "And so it goes on " * 10) / 3


def test_a_pause_is_silence_and_no_word_is_lost(server: SoundServer) -> None:
    told, samples = read_aloud(server, "espeak-ng", TEXT, "pause")
    assert told == ["started 0", "started 1", "finished"]
    assert sounding(samples) == pytest.approx(bare("espeak-ng", TEXT), rel=0.3)
    assert seconds(samples) > bare("espeak-ng", TEXT) + 0.7


def test_without_a_loudspeaker_it_says_so() -> None:
    nowhere = {"PULSE_SERVER": "unix:/nonexistent", "ALSA_CONFIG_PATH": "/nonexistent"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.speech.reading", "espeak-ng", TEXT],
        cwd=ROOT,
        env={**os.environ, **nowhere},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert "speech.failed there is no audio output device" in done.stdout, done.stderr
