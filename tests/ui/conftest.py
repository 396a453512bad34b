"""What all tests of the window stand on."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop_app.core.paths import resources


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
