"""Every window and dialog can be used by everyone: by ear, by keyboard, in large print."""

import gc
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from desktop_app.app import Makers, assemble
from desktop_app.core.events import Finished
from desktop_app.core.options import WindowOptions
from desktop_app.core.paths import Places
from desktop_app.ui import theme as theme_module
from tests import walk
from tests.ui.settled import settle
from tests.walk import ELSEWHERE, OPEN, STAGES, Program

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)

SMALL = QSize(900, 600)
"""A window of this size (px) must do, with a font twice as large too."""


class Still:
    """An engine that has nothing to say: what is looked at are the windows."""

    def run(self, job, cancel):
        yield Finished()

    def close(self) -> None:
        """Nothing to free."""


@pytest.fixture
def theme_choice() -> str:
    return "light"


@pytest.fixture
def program(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, theme_choice: str
) -> Iterator[Program]:
    places = Places(tmp_path / "home")
    places.create()
    make = Makers(**{field.name: Still for field in fields(Makers)})
    before = qapp.font(), qapp.palette()
    parley = assemble(qapp, places, WindowOptions(home=places.home, theme=theme_choice), make)
    parley.desk.show()
    yield Program(parley, tmp_path)
    for window in QApplication.topLevelWidgets():
        if window is not parley.window:
            window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
            window.close()
    parley.window.close()
    assert parley.shut_down()
    del parley
    gc.collect()
    # Qt's side of a connection holds what Python's collector cannot see: a window may outlive
    # this, and each style sheet of the application would be applied to all of them again.
    for window in QApplication.topLevelWidgets():
        if isValid(window) and window.parent() is None:
            delete(window)
    qapp.setStyleSheet("")
    qapp.setFont(before[0])
    qapp.setPalette(before[1])


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """The person's font is twice as large as usual."""
    base = theme_module._base_font

    def doubled() -> QFont:
        font = base()
        font.setPointSizeF(2 * font.pointSizeF())
        return font

    monkeypatch.setattr(theme_module, "_base_font", doubled)


def opened(qtbot: QtBot, program: Program, name: str, small: bool = False) -> QWidget:
    window = STAGES[name](program)
    window.show()
    if small:
        window.resize(window.size().boundedTo(SMALL))
    window.activateWindow()
    qtbot.waitUntil(window.isVisible)
    for _ in range(3):
        settle()
    return window


def test_the_walk_comes_by_every_window() -> None:
    walked = {name.partition(" ")[0] for name in STAGES}
    expected = (walked | ELSEWHERE.keys()) - {"QMessageBox"}
    missed, unknown = walk.windows() - expected, expected - walk.windows()
    assert not missed, f"neither walked nor named with a reason: {missed}"
    assert not unknown


@pytest.mark.parametrize("name", sorted(STAGES.keys() - OPEN["tab"].keys()))
def test_every_control_has_a_name_and_tab_comes_round(
    qtbot: QtBot, program: Program, name: str
) -> None:
    window = opened(qtbot, program, name)
    assert window.windowTitle()
    assert not (found := walk.nameless(window)), "\n".join(found)
    assert not (found := walk.traps(window)), "\n".join(found)


@pytest.mark.parametrize("name", sorted(STAGES.keys() - OPEN["large"].keys()))
@pytest.mark.usefixtures("large")
def test_nothing_is_cut_in_large_print(qtbot: QtBot, program: Program, name: str) -> None:
    window = opened(qtbot, program, name)
    assert not (found := walk.cut(window)), "\n".join(found)
    assert not (found := walk.outside(window)), "\n".join(found)


@pytest.mark.parametrize("name", sorted(STAGES.keys() - OPEN["small"].keys()))
def test_nothing_is_cut_in_a_small_window(qtbot: QtBot, program: Program, name: str) -> None:
    window = opened(qtbot, program, name, small=True)
    assert window.width() <= SMALL.width()
    assert window.height() <= SMALL.height()
    assert not (found := walk.cut(window)), "\n".join(found)
    assert not (found := walk.outside(window)), "\n".join(found)


@pytest.mark.parametrize("name", STAGES)
@pytest.mark.parametrize("theme_choice", ["light", "dark", "contrast"])
@pytest.mark.usefixtures("large")
def test_words_stand_out(qtbot: QtBot, program: Program, name: str, theme_choice: str) -> None:
    window = opened(qtbot, program, name)
    assert not (found := walk.pale(window, 7 if theme_choice == "contrast" else 4.5)), "\n".join(
        found
    )
