"""Code on the screen."""

import pytest
from PySide6.QtGui import QGuiApplication, QTextBlock
from pytestqt.qtbot import QtBot

from desktop_app.core.markdown import Code
from desktop_app.ui.blocks.code import CodeBlock
from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import Theme

PYTHON = "def f(x):\n    # why\n    return 'é👩‍👩‍👧' + 1"


@pytest.fixture
def block(qtbot: QtBot) -> CodeBlock:
    block = CodeBlock(Theme("light"))
    qtbot.addWidget(block)
    return block


def view_of(block: CodeBlock) -> TextView:
    view = block.findChild(TextView)
    assert isinstance(view, TextView)
    return view


def colours(block: CodeBlock) -> list[list[tuple[str, str]]]:
    """The coloured words of every line with the names of their colours."""
    found = []
    line: QTextBlock = view_of(block).document().begin()
    while line.isValid():
        coded = line.text().encode("utf-16-le")
        found.append(
            [
                (
                    coded[2 * part.start : 2 * (part.start + part.length)].decode("utf-16-le"),  # type: ignore[attr-defined]
                    part.format.foreground().color().name(),  # type: ignore[attr-defined]
                )
                for part in line.layout().formats()
            ]
        )
        line = line.next()
    return found


def test_code_is_coloured(qtbot: QtBot, block: CodeBlock) -> None:
    theme = Theme("light")
    with qtbot.waitSignal(block.highlighter.finished):
        block.set_code(Code(PYTHON, "python"))
    first, second, third = colours(block)
    assert ("def", theme.color("code_keyword").name()) in first
    assert ("f", theme.color("code_function").name()) in first
    assert ("# why", theme.color("code_comment").name()) in second
    assert ("1", theme.color("code_number").name()) in third
    string = [word for word, colour in third if colour == theme.color("code_string").name()]
    assert "".join(string) == "'é👩‍👩‍👧'"


def test_code_that_grows_is_coloured_like_the_whole(qtbot: QtBot, block: CodeBlock) -> None:
    text = "x = '''a\nb'''\n" + "\n".join(f"def f{n}(): return {n}" for n in range(80))
    whole = CodeBlock(Theme("light"))
    qtbot.addWidget(whole)
    with qtbot.waitSignal(whole.highlighter.finished):
        whole.set_code(Code(text, "python"))
    for end in range(0, len(text), 97):
        block.set_code(Code(text[:end], "python"))
    block.set_code(Code(text, "python"))
    qtbot.waitUntil(lambda: colours(block) == colours(whole))


def test_other_colours_come_with_another_theme(qtbot: QtBot, block: CodeBlock) -> None:
    with qtbot.waitSignal(block.highlighter.finished):
        block.set_code(Code("def f(): pass", "python"))
    dark = Theme("dark")
    block.set_theme(dark)
    assert ("def", dark.color("code_keyword").name()) in colours(block)[0]


@pytest.mark.parametrize("language", ["", "no such language", "\u0000"])
def test_unknown_languages_stay_plain(qtbot: QtBot, block: CodeBlock, language: str) -> None:
    with qtbot.waitSignal(block.highlighter.finished):
        block.set_code(Code("def f(): pass", language))
    assert colours(block) == [[]]


def test_growing_code_is_appended(block: CodeBlock) -> None:
    block.set_code(Code("one", "text"))
    first_line = view_of(block).document().begin()
    changes: list[tuple[int, int, int]] = []
    view_of(block).document().contentsChange.connect(lambda *change: changes.append(change))
    block.set_code(Code("one\ntwo", "text"))
    assert changes[0] == (3, 0, 4)
    assert first_line.isValid()
    assert view_of(block).toPlainText() == block.plain_text() == "one\ntwo"


def test_a_long_line_scrolls_from_its_beginning(qtbot: QtBot, block: CodeBlock) -> None:
    block.set_code(Code("short", "text"))
    low = block.place(300)
    block.set_code(Code("word " * 200, "text"))
    assert block.place(300) > low
    block.resize(300, block.place(300))
    with qtbot.waitExposed(block):
        block.show()
    bar = view_of(block).horizontalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == 0
    assert bar.accessibleName()


def test_copy_takes_the_code(qtbot: QtBot, block: CodeBlock) -> None:
    block.set_code(Code("a\n\tb", "text"))
    button = next(b for b in block.findChildren(TextButton) if b.accessibleName() == "Copy code")
    button.click()
    assert QGuiApplication.clipboard().text() == "a\n\tb"
    assert button.text() == "copied"
