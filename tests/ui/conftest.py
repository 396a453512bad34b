"""What all tests of the window stand on."""

import pytest
from PySide6.QtCore import QLocale


@pytest.fixture(autouse=True, scope="session")
def _english() -> None:
    """Dates and numbers as in English, whatever the system of those who run the tests has."""
    QLocale.setDefault(QLocale("en_US"))
