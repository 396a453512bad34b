"""Choosing a voice, and hearing it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Problem
from desktop_app.core.setting import SETTINGS
from desktop_app.ui.speech.speaker import Speaker
from desktop_app.ui.speech.voice_choice import VoiceChoice
from desktop_app.ui.theme import Theme
from tests.ui.speech.scripted import ENGLISH, GERMAN, ScriptedSynthesizer


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def voice(qapp: QApplication) -> ScriptedSynthesizer:
    return ScriptedSynthesizer((GERMAN, ENGLISH))


@pytest.fixture
def speaker(voice: ScriptedSynthesizer) -> Iterator[Speaker]:
    speaker = Speaker([lambda: voice], lambda: Problem("speech.no_voice", {"fix": "Enter this."}))
    yield speaker
    speaker.close()


@pytest.fixture
def choice(qtbot: QtBot, speaker: Speaker) -> VoiceChoice:
    choice = VoiceChoice(SETTINGS["speech.voice"], Theme("light"), speaker)
    qtbot.addWidget(choice)
    return choice


def words(choice: VoiceChoice) -> list[str]:
    (box,) = choice.findChildren(QComboBox)
    return [box.itemText(number) for number in range(box.count())]


def show(qtbot: QtBot, choice: VoiceChoice, speaker: Speaker) -> None:
    with qtbot.waitSignal(speaker.voices_changed):
        choice.show()


def test_voices_are_looked_for_when_the_list_is_seen(
    qtbot: QtBot, choice: VoiceChoice, speaker: Speaker
) -> None:
    assert words(choice) == ["By the language"]
    show(qtbot, choice, speaker)
    # The system's language first.
    assert words(choice) == ["By the language", "English, Anna", "German, Bernd"]


def test_a_choice_is_handed_on(qtbot: QtBot, choice: VoiceChoice, speaker: Speaker) -> None:
    show(qtbot, choice, speaker)
    edited: list[object] = []
    choice.edited.connect(edited.append)
    (box,) = choice.findChildren(QComboBox)
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert edited == [GERMAN.id]


def test_a_voice_that_is_not_there_stays_chosen(
    qtbot: QtBot, choice: VoiceChoice, speaker: Speaker
) -> None:
    choice.show_value("scripted/clara")
    show(qtbot, choice, speaker)
    (box,) = choice.findChildren(QComboBox)
    assert (box.currentText(), box.currentData()) == ("clara", "scripted/clara")
    choice.show_value("")
    assert "clara" not in words(choice)


def test_the_chosen_voice_is_heard(
    qtbot: QtBot, choice: VoiceChoice, speaker: Speaker, voice: ScriptedSynthesizer
) -> None:
    show(qtbot, choice, speaker)
    speaker.chosen = GERMAN.id
    choice.show_value(GERMAN.id)
    choice.try_button.click()
    assert voice.by == [GERMAN]
    assert "Montag, Dienstag" in voice.said[0]
    choice.try_button.click()
    assert len(voice.said) == 2


def test_where_there_is_no_voice_the_remedy_is_said(qtbot: QtBot) -> None:
    problem = Problem("speech.no_voice", {"fix": "Enter this."})
    speaker = Speaker([lambda: ScriptedSynthesizer(())], lambda: problem)
    choice = VoiceChoice(SETTINGS["speech.voice"], Theme("light"), speaker)
    qtbot.addWidget(choice)
    with qtbot.waitSignal(speaker.failed):
        choice.show()
    assert choice.note.endswith("Enter this.")
    speaker.close()
