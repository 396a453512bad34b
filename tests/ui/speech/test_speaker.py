"""One sentence after the other, whatever the voice does."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Problem
from desktop_app.core.speech import Utterance, Voice
from desktop_app.core.text import Sentence
from desktop_app.ui.speech import speaker as module
from desktop_app.ui.speech.speaker import Speaker
from tests.ui.settled import settle
from tests.ui.speech.scripted import ENGLISH, GERMAN, ScriptedSynthesizer

NOTHING = Problem("speech.no_voice", {"fix": "Enter this."})


def utterances(*words: str, pause: float = 0.0) -> list[Utterance]:
    return [Utterance(text, pause=pause) for text in words]


class Heard:
    """What a speaker tells."""

    def __init__(self, speaker: Speaker) -> None:
        self.started: list[int] = []
        self.finished = 0
        self.problems: list[Problem] = []
        speaker.started.connect(self.started.append)
        speaker.finished.connect(self._on_finished)
        speaker.failed.connect(self.problems.append)

    def _on_finished(self) -> None:
        self.finished += 1


@pytest.fixture
def voice(qapp: QApplication) -> ScriptedSynthesizer:
    return ScriptedSynthesizer()


@pytest.fixture
def speaker(voice: ScriptedSynthesizer) -> Iterator[Speaker]:
    speaker = Speaker([lambda: voice], lambda: NOTHING)
    yield speaker
    speaker.close()


@pytest.fixture
def heard(speaker: Speaker) -> Heard:
    return Heard(speaker)


def finish(qtbot: QtBot, voice: ScriptedSynthesizer, text: str) -> None:
    """Let the voice end the sentence `text` as soon as it says it."""
    qtbot.waitUntil(lambda: voice.saying == text)
    voice.finish()


def test_says_each_sentence_once_and_in_order(
    qtbot: QtBot, speaker: Speaker, voice: ScriptedSynthesizer, heard: Heard
) -> None:
    speaker.say(utterances("One.", "Two.", "Three."))
    for text in ("One.", "Two.", "Three."):
        assert speaker.active
        finish(qtbot, voice, text)
    qtbot.waitUntil(lambda: heard.finished == 1)
    assert voice.said == ["One.", "Two.", "Three."]
    assert voice.prepared == ["Two.", "Three."]
    assert heard.started == [0, 1, 2]
    assert not speaker.active


def test_sentences_that_come_later_are_said_too(
    qtbot: QtBot, speaker: Speaker, voice: ScriptedSynthesizer, heard: Heard
) -> None:
    speaker.say([], more=True)
    assert speaker.active
    speaker.add(utterances("One."))
    finish(qtbot, voice, "One.")
    speaker.add(utterances("Two."))
    finish(qtbot, voice, "Two.")
    assert heard.finished == 0
    speaker.end()
    qtbot.waitUntil(lambda: heard.finished == 1)


def test_a_pause_is_at_once_and_goes_on(
    qtbot: QtBot, speaker: Speaker, voice: ScriptedSynthesizer
) -> None:
    speaker.say(utterances("One.", "Two."))
    speaker.pause()
    assert (speaker.paused, voice.paused) == (True, True)
    speaker.resume()
    assert (speaker.paused, voice.paused) == (False, False)
    finish(qtbot, voice, "One.")
    speaker.pause()  # Between two sentences.
    settle()
    assert voice.saying == ""
    speaker.resume()
    finish(qtbot, voice, "Two.")


def test_stop_is_at_once_and_nothing_follows(
    speaker: Speaker, voice: ScriptedSynthesizer, heard: Heard
) -> None:
    speaker.say(utterances("One.", "Two."))
    speaker.stop()
    settle()
    assert (voice.saying, voice.said) == ("", ["One."])
    assert not speaker.active
    assert heard.finished == 0


def test_what_is_said_next_takes_the_place(
    qtbot: QtBot, speaker: Speaker, voice: ScriptedSynthesizer
) -> None:
    speaker.say(utterances("One.", "Two."))
    speaker.say(utterances("Three."))
    finish(qtbot, voice, "Three.")
    assert voice.said == ["One.", "Three."]


def test_another_speed_counts_from_the_next_sentence_on(
    qtbot: QtBot, speaker: Speaker, voice: ScriptedSynthesizer
) -> None:
    speaker.say(utterances("One.", "Two."))
    speaker.rate = 2.0
    finish(qtbot, voice, "One.")
    finish(qtbot, voice, "Two.")
    assert voice.rates == [1.0, 2.0]


def test_a_sentence_that_never_ends_is_cut(
    qtbot: QtBot,
    speaker: Speaker,
    voice: ScriptedSynthesizer,
    heard: Heard,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "SLACK_SECONDS", 0.02)
    monkeypatch.setattr(module, "SECONDS_A_CHARACTER", 0.0)
    speaker.say(utterances("One.", "Two.", "Three."))
    qtbot.waitUntil(lambda: bool(heard.problems))
    assert voice.said == ["One.", "Two."]  # A voice that is cut twice says nothing at all.
    assert heard.problems[0].code == "speech.failed"
    assert voice.closed
    assert not speaker.active


def test_a_voice_that_fails_is_told_of_and_looked_for_anew(qtbot: QtBot) -> None:
    made: list[ScriptedSynthesizer] = []

    def make() -> ScriptedSynthesizer:
        made.append(ScriptedSynthesizer())
        return made[-1]

    speaker = Speaker([make], lambda: NOTHING)
    heard = Heard(speaker)
    speaker.say(utterances("One."))
    made[0].fail()
    assert [problem.code for problem in heard.problems] == ["speech.failed"]
    speaker.say(utterances("Two."))
    finish(qtbot, made[1], "Two.")
    speaker.close()


def test_the_first_way_that_has_voices_is_taken(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SEARCH_SECONDS", 0.02)
    stuck, mute, able = (
        ScriptedSynthesizer(silent=True),
        ScriptedSynthesizer(()),
        ScriptedSynthesizer(),
    )
    speaker = Speaker([lambda: stuck, lambda: mute, lambda: able], lambda: NOTHING)
    speaker.say(utterances("One."))
    finish(qtbot, able, "One.")
    assert stuck.said == mute.said == []
    speaker.close()


def test_where_nothing_can_speak_there_is_a_remedy(qapp: QApplication) -> None:
    speaker = Speaker([lambda: ScriptedSynthesizer(())], lambda: NOTHING)
    heard = Heard(speaker)
    speaker.say(utterances("One."))
    assert heard.problems == [NOTHING]
    assert not speaker.active
    speaker.close()


def test_nothing_is_made_before_it_is_needed(qapp: QApplication) -> None:
    def never() -> ScriptedSynthesizer:
        pytest.fail("nobody wanted to hear anything")

    speaker = Speaker([never], lambda: NOTHING)
    assert speaker.voices == ()
    speaker.stop()
    speaker.close()


@pytest.mark.parametrize(
    ("chosen", "words", "expected"),
    [
        ("", "Der schnelle braune Fuchs springt über den faulen Hund.", GERMAN),
        ("", "The quick brown fox jumps over the lazy dog.", ENGLISH),
        (GERMAN.id, "The quick brown fox jumps over the lazy dog.", ENGLISH),
        (GERMAN.id, "Der schnelle braune Fuchs springt über den faulen Hund.", GERMAN),
    ],
)
def test_the_voice_follows_the_language(
    qtbot: QtBot, chosen: str, words: str, expected: Voice
) -> None:
    voice = ScriptedSynthesizer((ENGLISH, GERMAN))
    speaker = Speaker([lambda: voice], lambda: NOTHING)
    speaker.chosen = chosen
    speaker.say(utterances(words))
    finish(qtbot, voice, words)
    assert voice.by == [expected]
    speaker.close()


def test_parleys_own_words_are_in_the_windows_language(
    qtbot: QtBot, speaker: Speaker, voice: ScriptedSynthesizer
) -> None:
    speaker.say([Utterance(Sentence("Spoken", "Code, {lines} lines.", {"lines": 3}, 3))])
    finish(qtbot, voice, "Code, 3 lines.")
