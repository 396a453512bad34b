"""What all tests of the window stand on."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.paths import resources
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcript import Transcript


@pytest.fixture(autouse=True, scope="session")
def _english(qapp: QApplication) -> Iterator[None]:
    """Words, dates and numbers as in English, whatever the system of who runs the tests has."""
    QLocale.setDefault(QLocale("en_US"))
    # Of nobody: a program that a test makes takes away what belongs to the application.
    translator = QTranslator()
    assert translator.load("parley_en", str(resources() / "translations"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The look of the window, in the light."""
    return Theme("light")


@pytest.fixture
def transcript(qtbot: QtBot, theme: Theme) -> Transcript:
    """A conversation on the screen, without a message."""
    transcript = Transcript(theme)
    transcript.resize(800, 500)
    qtbot.addWidget(transcript)
    with qtbot.waitExposed(transcript):
        transcript.show()
    return transcript
