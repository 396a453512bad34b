"""The text of a document, read and searched in a window of its own."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.core.document import Document, Form
from desktop_app.core.errors import Problem
from desktop_app.ui import document_viewer
from desktop_app.ui.document_viewer import DocumentViewer
from desktop_app.ui.theme import Theme

Make = Callable[..., DocumentViewer]


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Make:
    def made(text: str, **about: object) -> DocumentViewer:
        path = tmp_path / "kept.txt"
        path.write_bytes(text.encode())
        document = Document("0" * 64, "notes.md", Form.TEXT, len(text), len(text))
        choosable = bool(about.pop("choosable", False))
        document = replace(document, **about)  # type: ignore[arg-type]
        viewer = DocumentViewer(Theme("light"), document, path, choosable=choosable)
        viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(viewer)
        viewer.show()
        return viewer

    return made


def test_a_long_text_comes_piece_by_piece_and_whole(make: Make, qtbot: QtBot) -> None:
    text = "".join(f"line {number} of a long text\n" for number in range(4000)) + "x" * 50_000
    viewer = make(text)
    qtbot.waitUntil(lambda: viewer.text.toPlainText() == text)
    assert viewer.text.isReadOnly()
    assert not viewer.note.isVisible()


def test_only_what_the_model_is_shown_is_there(make: Make, qtbot: QtBot) -> None:
    viewer = make("one\ftwo\fthree", form=Form.PDF, pages=3, first=2, last=2)
    qtbot.waitUntil(lambda: viewer.text.toPlainText() == "[Page 2]\ntwo")
    assert viewer.facts.text() == "page 2 of 3"


def test_of_a_huge_text_the_beginning_is_shown(
    make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_viewer, "_MOST", 10)
    viewer = make("0123456789 and more")
    qtbot.waitUntil(lambda: viewer.text.toPlainText() == "0123456789")
    assert viewer.note.isVisible()


def test_the_search_goes_round(make: Make, qtbot: QtBot) -> None:
    text = "Milk, bread\nand milk again"
    viewer = make(text)
    qtbot.waitUntil(lambda: viewer.text.toPlainText() == text)
    qtbot.keyClick(viewer.text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(viewer.search.hasFocus)
    qtbot.keyClicks(viewer.search, "milk")
    places = [viewer.text.textCursor().selectionStart()]
    for _ in range(2):
        qtbot.keyClick(viewer.search, Qt.Key.Key_Return)
        places.append(viewer.text.textCursor().selectionStart())
    assert places == [0, 16, 0]
    assert viewer.look_for(backwards=True)
    assert viewer.text.textCursor().selectionStart() == 16
    viewer.search.setText("butter")
    assert viewer.found.text() == "not found"
    viewer.search.clear()
    assert viewer.found.text() == ""


def test_a_text_that_is_gone_is_said_to_be(qtbot: QtBot, tmp_path: Path) -> None:
    document = Document("0" * 64, "notes.md", Form.TEXT, 1, 1)
    viewer = DocumentViewer(Theme("dark"), document, tmp_path / "gone.txt")
    viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(viewer)
    problems: list[Problem] = []
    viewer.problem.connect(problems.append)
    viewer.show()
    qtbot.waitUntil(lambda: bool(problems))
    assert problems[0].code == "document.gone"
    assert not viewer.isVisible()


def test_another_part_can_be_asked_for(make: Make, qtbot: QtBot) -> None:
    viewer = make("words", choosable=True)
    with qtbot.waitSignal(viewer.part_requested):
        viewer.part_button.click()
    assert not viewer.isVisible()
