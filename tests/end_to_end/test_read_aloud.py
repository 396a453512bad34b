"""Answers read aloud in the whole window, by a voice of the test's."""

import pytest

from desktop_app.core.errors import Problem
from desktop_app.engines.scripted import Reply, ScriptedOptions
from desktop_app.ui.speech.speaker import Speaker
from tests.end_to_end.test_chat import ask, say, texts
from tests.ui.speech.scripted import ScriptedSynthesizer

TWO = ScriptedOptions(replies=(Reply("One sentence. And *another* one."), Reply("A new answer.")))


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch, qapp) -> ScriptedSynthesizer:
    voice = ScriptedSynthesizer()
    nothing = Problem("speech.no_voice", {"fix": ""})
    speaker = Speaker([lambda: voice], lambda: nothing)
    monkeypatch.setattr("desktop_app.ui.voicing.system_speaker", lambda: speaker)
    return voice


def test_every_answer_is_read_and_the_next_question_ends_it(qtbot, start, voice):
    parley = start(TWO)
    parley.settings.set("speech.every_answer", True)
    ask(qtbot, parley, "Well?")
    qtbot.waitUntil(lambda: voice.saying == "One sentence.")
    voice.finish()
    qtbot.waitUntil(lambda: voice.saying == "And another one.")
    say(qtbot, parley, "And now?")
    qtbot.waitUntil(lambda: voice.saying == "A new answer.")
    voice.finish()
    qtbot.waitUntil(lambda: not parley.read_aloud.speaker.active)
    assert texts(parley)[-1] == "A new answer."
    assert voice.said == ["One sentence.", "And another one.", "A new answer."]


def test_the_voice_falls_silent_for_the_microphone_and_at_the_end(qtbot, start, voice):
    parley = start(TWO)
    ask(qtbot, parley, "Well?")
    parley.read_aloud.toggle_last()
    parley.dictation.began.emit()
    assert voice.paused
    parley.dictation.ended.emit()
    assert not voice.paused
    parley.window.close()
    assert parley.shut_down()
    assert voice.closed


def test_a_system_without_a_voice_says_what_to_do(qtbot, start, monkeypatch):
    problem = Problem("speech.no_voice", {"fix": "Enter this."})
    monkeypatch.setattr(
        "desktop_app.ui.voicing.system_speaker", lambda: Speaker([], lambda: problem)
    )
    parley = start(TWO)
    ask(qtbot, parley, "Well?")
    parley.read_aloud.toggle_last()
    (banner,) = parley.window.notices.banners()
    assert banner.text().endswith("Enter this.")
