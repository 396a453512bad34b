"""Speech programs: their lists, their options, and what they do wrong."""

import io
import sys
import wave
from collections.abc import Iterator

import psutil
import pytest
import shiboken6
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Problem
from desktop_app.core.speech import Voice
from desktop_app.ui.speech.player import Player
from desktop_app.ui.speech.program import Espeak, Flite, ProgramSynthesizer
from desktop_app.ui.speech.sound import Sound, sound_of

VOICE = Voice("python/x", "x", "en")

LISTING = """Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  af              --/M      Afrikaans          gmw/af
 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
"""


def wav(samples: bytes, rate: int = 22050, width: int = 2) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(width)
        writer.setframerate(rate)
        writer.writeframes(samples)
    return file.getvalue()


class Script:
    """A program of the test's: Python code in place of a voice."""

    name = sys.executable

    def __init__(self, code: str) -> None:
        self.code = code

    def list_arguments(self) -> list[str]:
        return ["-c", "print('x')"]

    def voices(self, listing: str) -> tuple[Voice, ...]:
        return (VOICE,) if listing.strip() == "x" else ()

    def arguments(self, text: str, voice: Voice, rate: float) -> list[str]:
        return ["-S", "-c", self.code]

    def input(self, text: str) -> bytes:
        return text.encode()


class Told:
    """What a synthesizer tells."""

    def __init__(self, synthesizer: ProgramSynthesizer) -> None:
        self.found = self.spoken = 0
        self.problems: list[Problem] = []
        synthesizer.voices_found.connect(self._on_found)
        synthesizer.spoken.connect(self._on_spoken)
        synthesizer.failed.connect(self.problems.append)

    def _on_found(self) -> None:
        self.found += 1

    def _on_spoken(self) -> None:
        self.spoken += 1


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[Player]:
    """Who looked for an output; nobody finds one, where the tests run there may be none."""
    looked: list[Player] = []
    monkeypatch.setattr(Player, "find_output", lambda player: looked.append(player))
    return looked


@pytest.fixture
def made(qapp: QApplication, looked: list[Player]) -> Iterator[list[ProgramSynthesizer]]:
    made: list[ProgramSynthesizer] = []
    yield made
    for synthesizer in made:
        synthesizer.close()


def synthesizer(made: list[ProgramSynthesizer], code: str) -> tuple[ProgramSynthesizer, Told]:
    made.append(ProgramSynthesizer(Script(code)))
    return made[-1], Told(made[-1])


def test_espeak_tells_its_voices() -> None:
    assert Espeak().voices(LISTING) == (
        Voice("espeak-ng/af", "Afrikaans", "af"),
        Voice("espeak-ng/en-gb", "English (Great Britain)", "en-gb"),
    )
    assert Espeak().voices("") == ()


def test_flite_tells_its_voices_best_first() -> None:
    voices = Flite().voices("Voices available: kal awb_time kal16 awb rms slt \n")
    assert [voice.name for voice in voices] == ["slt", "rms", "awb", "kal16", "kal"]
    assert {voice.language for voice in voices} == {"en-US"}


def test_no_word_of_a_text_is_an_option() -> None:
    voice = Voice("espeak-ng/de", "German", "de")
    assert "--help" not in Espeak().arguments("--help", voice, 1.0)
    assert Espeak().input("--help") == b"--help"
    arguments = Flite().arguments("-o x", Voice("flite/slt", "slt", "en-US"), 1.0)
    assert arguments[arguments.index("-t") + 1] == "-o x"


def test_the_speed_is_the_programs_own_times_the_factor() -> None:
    voice = Voice("espeak-ng/de", "German", "de")
    arguments = Espeak().arguments("x", voice, 2.0)
    assert arguments[arguments.index("-s") + 1] == "350"
    assert "duration_stretch=0.50" in Flite().arguments("x", voice, 2.0)


def test_brackets_are_no_phonemes() -> None:
    assert Espeak().input("a[[b]]") == b"a[ [b]]"


def test_voices_are_listed(qtbot: QtBot, made: list[ProgramSynthesizer]) -> None:
    speech, told = synthesizer(made, "")
    speech.find_voices()
    qtbot.waitUntil(lambda: told.found == 1)
    assert speech.voices == (VOICE,)


def test_a_program_that_is_not_there_has_no_voices(
    qtbot: QtBot, made: list[ProgramSynthesizer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Script, "name", "no-such-program")
    speech, told = synthesizer(made, "")
    speech.find_voices()
    qtbot.waitUntil(lambda: told.found == 1)
    assert speech.voices == ()


@pytest.mark.parametrize(
    ("code", "details"),
    [
        ("import sys; sys.exit('no such voice')", "no such voice"),
        ("print('no sound at all')", "no WAV"),
        ("pass", "no WAV"),
        ("import os; os.abort()", "ended with"),
    ],
)
def test_what_goes_wrong_is_told(
    qtbot: QtBot, made: list[ProgramSynthesizer], code: str, details: str
) -> None:
    speech, told = synthesizer(made, code)
    speech.say("Hello.", VOICE, 1.0)
    qtbot.waitUntil(lambda: bool(told.problems))
    assert told.problems[0].code == "speech.failed"
    assert details in told.problems[0].details
    assert told.spoken == 0


def test_a_text_without_a_sound_is_over_at_once(
    qtbot: QtBot, made: list[ProgramSynthesizer]
) -> None:
    speech, told = synthesizer(made, f"import sys; sys.stdout.buffer.write({wav(b'')!r})")
    speech.prepare("Hello.", VOICE, 1.0)
    speech.say("Hello.", VOICE, 1.0)
    qtbot.waitUntil(lambda: told.spoken == 1)


def test_what_plays_is_made_ready_while_the_first_sound_is_made(
    qtbot: QtBot, made: list[ProgramSynthesizer], looked: list[Player]
) -> None:
    speech, told = synthesizer(made, "import time; time.sleep(600)")
    speech.find_voices()
    qtbot.waitUntil(lambda: told.found == 1)
    assert looked == [], "nothing is loaded for a list of voices"
    speech.say("Hello.", VOICE, 1.0)
    qtbot.waitUntil(lambda: len(looked) == 1)
    (run,) = speech._runs.values()
    with qtbot.waitSignal(run.destroyed):
        speech.stop()


def test_a_program_that_hangs_is_ended_by_stop(
    qtbot: QtBot, made: list[ProgramSynthesizer]
) -> None:
    speech, told = synthesizer(made, "import time; time.sleep(600)")
    speech.say("Hello.", VOICE, 1.0)
    (run,) = speech._runs.values()
    with qtbot.waitSignal(run.destroyed):
        speech.stop()
    assert (told.spoken, told.problems) == (0, [])


@pytest.mark.parametrize("close", [True, False])
@pytest.mark.parametrize("turns", [0, 1, 5])
def test_freed_while_its_programs_run(
    qtbot: QtBot, made: list[ProgramSynthesizer], close: bool, turns: int
) -> None:
    """Nothing is told to what is freed, nobody is waited for, and no process stays."""
    before = set(psutil.Process().children())
    for _ in range(10):
        speech, told = synthesizer(made, "import time; time.sleep(600)")
        made.clear()
        speech.find_voices()
        speech.say("One.", VOICE, 1.0)
        speech.prepare("Two.", VOICE, 1.0)
        for _ in range(turns):
            QApplication.processEvents()
        if close:
            speech.close()
        shiboken6.delete(speech)
        assert told.problems == []
    assert len(set(psutil.Process().children()) - before) > 0 or turns, "they did run"
    qtbot.waitUntil(lambda: set(psutil.Process().children()) <= before)


def test_freed_when_its_program_cannot_begin(
    qtbot: QtBot, made: list[ProgramSynthesizer], qapp: QApplication
) -> None:
    speech, told = synthesizer(made, "")
    speech._path = "/no/such/program"
    speech.say("One.", VOICE, 1.0)
    qtbot.waitUntil(lambda: bool(told.problems))
    qtbot.waitUntil(lambda: not qapp.findChildren(QProcess))


def test_a_sound_is_as_long_as_there_are_samples() -> None:
    whole = wav(b"\1\0" * 10)
    assert sound_of(whole) == Sound(b"\1\0" * 10, 22050, 1)
    endless = whole.replace((20).to_bytes(4, "little"), (0x7FFFF000).to_bytes(4, "little"))
    assert sound_of(endless) == sound_of(whole)
    assert sound_of(whole[:-1]).samples == b"\1\0" * 9


@pytest.mark.parametrize("data", [b"", b"RIFF", b"\0" * 100, wav(b"\1" * 10, width=1)])
def test_what_is_no_sound_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"WAV|16-bit"):
        sound_of(data)
