"""The system's voices through Qt, with the engine that Qt has for tests."""

from collections.abc import Iterator

import pytest
from PySide6.QtTextToSpeech import QTextToSpeech
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Problem
from desktop_app.core.speech import Utterance
from desktop_app.ui.speech.speaker import Speaker
from desktop_app.ui.speech.synthesizer import slider
from desktop_app.ui.speech.system import SystemSynthesizer
from tests.ui.settled import settle


@pytest.fixture
def speech(qtbot: QtBot, qapp: QApplication) -> Iterator[SystemSynthesizer]:
    speech = SystemSynthesizer("mock")
    with qtbot.waitSignal(speech.voices_found):
        speech.find_voices()
    yield speech
    speech.close()


def test_its_voices_are_found_with_their_languages(speech: SystemSynthesizer) -> None:
    found = {(voice.name, voice.language) for voice in speech.voices}
    assert {("Bob", "en-GB"), ("Mary", "en-US"), ("Kari", "fi-FI")} <= found
    assert len({voice.id for voice in speech.voices}) == len(speech.voices)


def test_a_sentence_is_said_by_its_voice_and_ends(qtbot: QtBot, speech: SystemSynthesizer) -> None:
    mary = next(voice for voice in speech.voices if voice.name == "Mary")
    with qtbot.waitSignal(speech.spoken):
        speech.say("Hello you.", mary, 2.0)
    assert speech._speech is not None
    assert speech._speech.voice().name() == "Mary"
    assert speech._speech.rate() == pytest.approx(slider(2.0))


@pytest.mark.parametrize("at_once", [True, False])
def test_a_paused_sentence_ends_after_it_went_on(
    qtbot: QtBot, speech: SystemSynthesizer, at_once: bool
) -> None:
    spoken: list[int] = []
    speech.spoken.connect(lambda: spoken.append(1))
    speech.say("One two.", speech.voices[0], 1.0)
    speech.pause()
    assert speech._speech is not None
    if not at_once:
        qtbot.waitUntil(lambda: speech._speech.state() is QTextToSpeech.State.Paused)
    assert spoken == []
    speech.resume()
    qtbot.waitUntil(lambda: spoken == [1])


def test_after_stop_nothing_is_told(qtbot: QtBot, speech: SystemSynthesizer) -> None:
    spoken: list[int] = []
    speech.spoken.connect(lambda: spoken.append(1))
    speech.say("One two three four.", speech.voices[0], 1.0)
    speech.stop()
    settle()
    assert spoken == []


def test_a_speaker_reads_a_text_with_it(qtbot: QtBot, qapp: QApplication) -> None:
    nothing = Problem("speech.no_voice", {"fix": ""})
    speaker = Speaker([lambda: SystemSynthesizer("mock")], lambda: nothing)
    started: list[int] = []
    speaker.started.connect(started.append)
    with qtbot.waitSignal(speaker.finished):
        speaker.say([Utterance("Hello you."), Utterance("And you.")])
    assert started == [0, 1]
    speaker.close()


@pytest.mark.parametrize(("rate", "expected"), [(1.0, 0.0), (3.0, 1.0), (9.0, 1.0), (1 / 3, -1.0)])
def test_the_speed_stands_on_the_systems_scale(rate: float, expected: float) -> None:
    assert slider(rate) == pytest.approx(expected)
