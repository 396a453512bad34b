"""From a problem to the text that tells of it, in the whole window."""

import logging

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Problem
from desktop_app.core.log_format import LOG_FORMAT
from desktop_app.ui.diagnostics_dialog import DiagnosticsDialog
from tests.end_to_end.conftest import Start

NAME = "Diagnostics for a bug report"


def shown(qtbot: QtBot) -> DiagnosticsDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DiagnosticsDialog)
    qtbot.waitUntil(lambda: not dialog.state.text())
    return dialog


def press(name: str) -> None:
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    (button,) = [b for b in dialog.findChildren(QPushButton) if b.accessibleName() == name]
    button.click()


def test_from_the_details_of_a_problem(
    qtbot: QtBot, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    parley = start()
    with caplog.at_level(logging.WARNING, "desktop_app.ui.diagnostics"):
        parley.desk.tell(Problem("store.failed", details="/home/zoe/diary.db"))
    log = parley.settings.path.parent / "logs" / "parley.log"
    log.write_text("\n".join(map(logging.Formatter(LOG_FORMAT).format, caplog.records)))
    banner = parley.window.notices.banners()[0]
    banner.details_button.click()
    banner.diagnostics_button.click()
    text = shown(qtbot).text.toPlainText()
    assert " store.failed\n" in text
    assert "zoe" not in text
    assert "- engine: a script" in text
    shown(qtbot).close()


def test_from_the_settings_and_back(qtbot: QtBot, start: Start) -> None:
    parley = start()
    parley.window.settings_requested.emit()
    settings = QApplication.activeModalWidget()
    press(NAME)
    dialog = shown(qtbot)
    assert dialog.parent() is settings
    dialog.close()
    assert QApplication.activeModalWidget() is settings
    assert settings is not None
    settings.close()
