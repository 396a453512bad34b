"""A text stands at the side from which it is read."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.ui.composer_edit import ComposerEdit
from desktop_app.ui.reading_direction import path_words, read_from

LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
TO_RIGHT, TO_LEFT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (["so"], TO_RIGHT),
        (["中文"], TO_RIGHT),
        (["שלום Parley"], TO_LEFT),
        (["Parley שלום"], TO_RIGHT),
        (["“(1) ", "مرحبا"], TO_LEFT),
        ([], None),
        (["1, 2: 3!"], None),
    ],
)
def test_the_first_letter_tells(texts: list[str], read: Qt.LayoutDirection | None) -> None:
    for otherwise in (TO_RIGHT, TO_LEFT):
        assert read_from(texts, otherwise) == (otherwise if read is None else read)


def test_a_text_of_signs_is_not_read_to_its_end() -> None:
    class Counted(str):
        __slots__ = ()

        def __getitem__(self, key):
            assert key.stop <= 1000
            return super().__getitem__(key)

    assert read_from([Counted("-" * 10**6 + "א")], TO_RIGHT) == TO_RIGHT


def side(edit: QPlainTextEdit) -> Qt.AlignmentFlag:
    return edit.document().defaultTextOption().alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask


def test_what_is_written_goes_to_its_side(qtbot: QtBot) -> None:
    edit = ComposerEdit()
    qtbot.addWidget(edit)
    edit.resize(400, 100)
    edit.show()
    assert side(edit) == LEFT
    edit.set_text("مرحبا Parley!")
    assert side(edit) == RIGHT
    assert edit.cursorRect().x() > 200
    edit.set_text("Parley, مرحبا")
    assert side(edit) == LEFT
    qtbot.keyClicks(edit, "a")
    assert edit.text() == "Parley, مرحباa"
    edit.undo()
    assert edit.text() == "Parley, مرحبا"


def test_in_a_mirrored_window_an_empty_text_begins_at_the_right(qtbot: QtBot) -> None:
    parent = QPlainTextEdit()
    qtbot.addWidget(parent)
    parent.setLayoutDirection(TO_LEFT)
    edit = ComposerEdit(parent)
    assert side(edit) == RIGHT
    edit.set_text("words")
    assert side(edit) == LEFT
    edit.set_text("")
    assert side(edit) == RIGHT


def test_a_path_keeps_its_slashes(qapp: QApplication) -> None:
    assert path_words("/home/a") == "/home/a"
    qapp.setLayoutDirection(TO_LEFT)
    try:
        assert path_words("/home/a") == "\u2066/home/a\u2069"
    finally:
        qapp.setLayoutDirection(TO_RIGHT)


SOURCES = sorted((Path(__file__).resolve().parents[2] / "desktop_app" / "ui").rglob("*.py"))


class Hands(ast.NodeVisitor):
    """The functions that write words with a painter, and whether each speaks of left and right."""

    def __init__(self) -> None:
        self.by_hand: dict[str, bool] = {}

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        source = ast.unparse(node)
        if ".drawText(" in source:
            placed = (n for n in ast.walk(node) if isinstance(n, ast.Call))
            for call in placed:  # A place is found for a direction that is given with it.
                if getattr(call.func, "attr", "") == "alignedRect":
                    source = source.replace(ast.unparse(call), "")
            sides = "AlignLeft" in source or "AlignRight" in source
            self.by_hand[node.name] = sides and "AlignAbsolute" not in source
        self.generic_visit(node)


def test_who_paints_words_leaves_the_mirroring_to_the_painter() -> None:
    """A painter in a mirrored widget takes left for right: turned by hand as well it is left."""
    found: dict[str, bool] = {}
    for path in SOURCES:
        hands = Hands()
        hands.visit(ast.parse(path.read_text(encoding="utf-8")))
        found |= {f"{path.name}: {name}": sides for name, sides in hands.by_hand.items()}
    assert len(found) > 10
    assert [name for name, sides in found.items() if sides] == []
