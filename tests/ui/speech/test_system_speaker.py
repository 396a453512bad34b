"""Which ways to a voice each system has, and what is said where none leads to one."""

import sys

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.ui.speech import system_speaker as module
from desktop_app.ui.speech.dispatcher import DispatcherSynthesizer
from desktop_app.ui.speech.program import ProgramSynthesizer
from desktop_app.ui.speech.system import SystemSynthesizer


@pytest.mark.parametrize(
    ("platform", "kinds"),
    [
        ("win32", [SystemSynthesizer]),
        ("darwin", [SystemSynthesizer]),
        ("linux", [DispatcherSynthesizer, ProgramSynthesizer, ProgramSynthesizer]),
    ],
)
def test_the_ways_of_each_system(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, platform: str, kinds: list[type]
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    made = [make() for make in module._makers()]
    assert [type(synthesizer) for synthesizer in made] == kinds
    for synthesizer in made:
        synthesizer.close()


@pytest.mark.parametrize(
    ("platform", "manager", "words"),
    [
        ("linux", "apt", "sudo apt install espeak-ng"),
        ("linux", "pacman", "sudo pacman -S espeak-ng"),
        ("linux", "none of them", "espeak-ng"),
        ("win32", "", "Time & language"),
        ("darwin", "", "Spoken Content"),
    ],
)
def test_the_remedy_is_the_systems(
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    manager: str,
    words: str,
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(module.shutil, "which", lambda name: name if name == manager else None)
    problem = module.no_voice()
    assert problem.code == "speech.no_voice"
    assert words in problem.remedy.english()


def test_making_a_speaker_starts_nothing(qapp: QApplication) -> None:
    speaker = module.system_speaker()
    assert speaker.voices == ()
    assert not speaker.active
    speaker.close()
