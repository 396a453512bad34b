"""Which ways to speak this system has, and what to do where it has none."""

import shutil
import sys

from PySide6.QtCore import QCoreApplication

from desktop_app.core.errors import Problem
from desktop_app.ui.speech.language import LanguageFinder
from desktop_app.ui.speech.speaker import Maker, Speaker
from desktop_app.ui.speech.synthesizer import Synthesizer

_INSTALL = (
    ("apt", "sudo apt install espeak-ng"),
    ("dnf", "sudo dnf install espeak-ng"),
    ("zypper", "sudo zypper install espeak-ng"),
    ("pacman", "sudo pacman -S espeak-ng"),
    ("apk", "sudo apk add espeak-ng"),
)
"""How a voice is installed, by the package manager that is there."""


def system_speaker() -> Speaker:
    """A speaker that looks for the system's voices when it first has something to say."""
    return Speaker(_makers(), no_voice, LanguageFinder())


def no_voice() -> Problem:
    """That nothing can speak, and the line that changes it."""
    return Problem("speech.no_voice", {"fix": _fix()})


def _makers() -> list[Maker]:
    if sys.platform in ("win32", "darwin"):
        return [_system]
    return [_dispatcher, _espeak, _flite]


def _system() -> Synthesizer:
    from desktop_app.ui.speech.system import SystemSynthesizer

    return SystemSynthesizer()


def _dispatcher() -> Synthesizer:
    from desktop_app.ui.speech.dispatcher import DispatcherSynthesizer

    return DispatcherSynthesizer()


def _espeak() -> Synthesizer:
    from desktop_app.ui.speech.program import Espeak, ProgramSynthesizer

    return ProgramSynthesizer(Espeak())


def _flite() -> Synthesizer:
    from desktop_app.ui.speech.program import Flite, ProgramSynthesizer

    return ProgramSynthesizer(Flite())


def _fix() -> str:
    if sys.platform == "win32":
        return QCoreApplication.translate(
            "SystemSpeaker", "Add a voice in the system's settings: Time & language, Speech."
        )
    if sys.platform == "darwin":
        return QCoreApplication.translate(
            "SystemSpeaker", "Add a voice in the System Settings: Accessibility, Spoken Content."
        )
    command = next((line for name, line in _INSTALL if shutil.which(name)), "")
    if not command:
        return QCoreApplication.translate(
            "SystemSpeaker", "Install the program espeak-ng, then try again."
        )
    return QCoreApplication.translate(
        "SystemSpeaker", "Enter {command} in a terminal, then try again."
    ).format(command=command)
