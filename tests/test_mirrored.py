"""Every window from right to left, in a language whose words are longer: nothing is cut, nothing
is left untranslated, and what stood at one side stands at the other."""

import gc
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from desktop_app import app
from desktop_app.app import Makers, assemble
from desktop_app.core.options import WindowOptions
from desktop_app.core.paths import Places
from desktop_app.ui.blocks.code import CodeBlock
from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.bubble import Bubble
from desktop_app.ui.failure_card import FailureCard
from tests import walk
from tests.pseudo import CLOSING, OPENING, pseudo, speak_pseudo, unmarked
from tests.test_everyone import Still, opened
from tests.walk import STAGES, Program

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)

_WORD = re.compile(r"[^\W\d_]{3,}")

_PLACE = re.compile(r"\S*[/\\]\S*|\S+\.\w+|<[^>]*>")
"""Paths, addresses, names of files and tags."""

DATA = {
    *("Parley", "Markdown", "HTML", "JSON", "PDF", "ChatGPT", "Claude", "Open", "WebUI", "GGUF"),
    *("Hugging", "Face", "Hub", "LaTeX", "English", "Python", "PySide", "SmolLM", "Instruct"),
    *("llama", "cpp", "openai", "whisper", "pywhispercpp", "torch", "numpy", "pillow"),
    *("sounddevice", "python", "cpu"),
    *("Ctrl", "Shift", "Alt", "Del", "Esc", "Enter", "PgUp", "PgDown", "Space"),
}
"""Names, and keys as they stand on a keyboard: the same in every language."""

WRITTEN = (
    "And what about the moon?",
    "Thank you",
    "Why is that so?",
)
"""What somebody wrote in these windows."""


@pytest.fixture
def program(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setattr(app, "apply_language", lambda *_: "pseudo")
    translator = speak_pseudo(qapp)
    places = Places(tmp_path / "home")
    places.create()
    make = Makers(**{field.name: Still for field in fields(Makers)})
    before = qapp.font(), qapp.palette()
    parley = assemble(qapp, places, WindowOptions(home=places.home, theme="light"), make)
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
    for window in QApplication.topLevelWidgets():
        if isValid(window) and window.parent() is None:
            delete(window)
    qapp.removeTranslator(translator)
    delete(translator)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    qapp.setStyleSheet("")
    qapp.setFont(before[0])
    qapp.setPalette(before[1])


def said(window: QWidget) -> Iterator[tuple[QWidget, str]]:
    """What a window says, to the eye and to the ear."""
    yield window, window.windowTitle()
    for widget in walk.shown_in(window):
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget, widget.text()
        if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            yield widget, widget.placeholderText()
        yield widget, widget.toolTip()
        face = QAccessible.queryAccessibleInterface(widget)
        if face is not None and isinstance(widget, walk.CONTROLS):
            yield widget, face.text(QAccessible.Text.Name)


def untranslated(window: QWidget) -> list[str]:
    """Words of ours that stand in no marks; names, numbers and what somebody wrote are data."""
    guilty = []
    for widget, text in said(window):
        left = _PLACE.sub(" ", unmarked(text))
        for words in WRITTEN:
            left = left.replace(words, " ")
        if set(_WORD.findall(left)) - DATA:
            guilty.append(f"{walk.called(widget)}: {text[:80]!r}")
    return guilty


def test_the_language_keeps_what_means_something() -> None:
    said = pseudo("{count} of <b>all</b>").replace("\u200f", "")
    assert said == f"{OPENING}{{count}} öf <b>àll</b>~~{CLOSING}"
    assert unmarked(f"a {pseudo('b {x} c').format(x=pseudo('inner'))} d") == "a  d"


@pytest.mark.parametrize("name", sorted(STAGES))
def test_everything_that_is_said_is_translated(qtbot: QtBot, program: Program, name: str) -> None:
    window = opened(qtbot, program, name)
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert not (found := untranslated(window)), "\n".join(found)


@pytest.mark.parametrize("name", sorted(STAGES.keys() - walk.OPEN["small"].keys()))
def test_nothing_is_cut_where_words_are_longer(qtbot: QtBot, program: Program, name: str) -> None:
    window = opened(qtbot, program, name)
    assert not (found := walk.cut(window)), "\n".join(found)
    assert not (found := walk.outside(window)), "\n".join(found)


def middle(widget: QWidget, window: QWidget) -> int:
    return widget.mapTo(window, QPoint(widget.width() // 2, 0)).x()


def test_the_window_is_mirrored(qtbot: QtBot, program: Program) -> None:
    window = opened(qtbot, program, "MainWindow full")
    window.resize(1200, 752)
    centre = window.width() // 2
    main = program.parley.window
    assert middle(main.side_panel, window) > centre
    assert middle(main.header.model_button, window) > middle(main.header.more_button, window)
    assert middle(main.composer.attach_button, window) > middle(main.composer.send_button, window)


def test_messages_are_mirrored_and_code_is_not(qtbot: QtBot, program: Program) -> None:
    window = opened(qtbot, program, "MainWindow full")
    window.resize(1200, 752)
    QApplication.processEvents()
    bubble, code = window.findChild(Bubble), window.findChild(CodeBlock)
    column = code.mapTo(window, code.rect().center()).x()
    assert middle(bubble, window) < column
    document = code.findChild(TextView).document()
    assert document.begin().layout().lineAt(0).x() == 0
    assert document.begin().textDirection() == Qt.LayoutDirection.LeftToRight
    card = window.findChild(FailureCard)
    icon, sentence, remedy = sorted(card.findChildren(QLabel), key=lambda one: one.text() != "")
    for words in (sentence, remedy):
        assert icon.x() > words.geometry().right()
        assert words.alignment() & Qt.AlignmentFlag.AlignLeft  # In Qt: where one begins to read.
    (button,) = card.findChildren(QAbstractButton)
    assert button.geometry().right() == sentence.geometry().right()
