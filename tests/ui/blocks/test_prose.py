"""Paragraphs on the screen."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from desktop_app.core.markdown import Paragraph, Rule, parse
from desktop_app.ui.blocks.prose import ProseBlock
from desktop_app.ui.blocks.prose_style import QUOTE_INDENT
from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.theme import Theme


@pytest.fixture
def block(qtbot: QtBot) -> ProseBlock:
    block = ProseBlock(Theme("light"))
    qtbot.addWidget(block)
    return block


def pieces(text: str) -> list[Paragraph | Rule]:
    return [piece for piece in parse(text) if isinstance(piece, Paragraph | Rule)]


def view_of(block: ProseBlock) -> TextView:
    view = block.findChild(TextView)
    assert isinstance(view, TextView)
    return view


def looks(block: ProseBlock) -> list[object]:
    """All that can be seen of the document, paragraph by paragraph."""
    found: list[object] = []
    text_block = view_of(block).document().begin()
    while text_block.isValid():
        formats = [
            (part.start, part.length, part.format.fontWeight(), part.format.anchorHref())
            for part in text_block.textFormats()
        ]
        block_format = text_block.blockFormat()
        sides = (block_format.leftMargin(), block_format.rightMargin())
        margins = (block_format.topMargin(), *sides, block_format.indent())
        found.append((text_block.text(), formats, margins, block_format.headingLevel()))
        text_block = text_block.next()
    return found


LINES = (
    "words", "**bold** end", "# head", "- item", "1. one", "> quote", "---", "",
    "[a](http://a.example)", "👩‍👩‍👧 wide", "more `code`", "> مرحبا", "> 1", "- שלום",
)  # fmt: skip


@given(
    before=st.lists(st.sampled_from(LINES), max_size=6),
    after=st.lists(st.sampled_from(LINES), max_size=6),
)
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_writing_over_gives_what_writing_anew_gives(
    qtbot: QtBot, before: list[str], after: list[str]
) -> None:
    theme = Theme("light")
    changed, fresh = ProseBlock(theme), ProseBlock(theme)
    qtbot.addWidget(changed)
    qtbot.addWidget(fresh)
    changed.set_pieces(pieces("\n".join(before)))
    changed.set_pieces(pieces("\n".join(before + after)))
    changed.set_pieces(pieces("\n".join(after)))
    fresh.set_pieces(pieces("\n".join(after)))
    assert looks(changed) == looks(fresh)
    assert changed.place(300) == fresh.place(300)


def test_a_selection_survives_what_comes_behind_it(block: ProseBlock) -> None:
    block.set_pieces(pieces("first words"))
    view = view_of(block)
    view.selectAll()
    block.set_pieces(pieces("first words and **more**\n\n- and more"))
    assert view.textCursor().selectedText() == "first words"


def test_writing_is_not_taken_for_the_persons_hand(qtbot: QtBot, block: ProseBlock) -> None:
    block.set_pieces(pieces("first"))
    view_of(block).selectAll()
    with qtbot.assertNotEmitted(block.touched):
        block.set_pieces(pieces("first, then second"))
        block.set_pieces(pieces("other"))
    assert view_of(block).toPlainText() == "other"


def test_selecting_is_told(qtbot: QtBot, block: ProseBlock) -> None:
    block.set_pieces(pieces("first"))
    with qtbot.waitSignal(block.touched):
        view_of(block).selectAll()


def test_the_height_fits_the_width(block: ProseBlock) -> None:
    block.set_pieces(pieces("many words " * 40))
    wide, narrow = block.place(700), block.place(200)
    assert wide < narrow
    assert block.place(700) == wide


def test_links_are_told_and_not_opened(qtbot: QtBot, block: ProseBlock) -> None:
    block.set_pieces(pieces("[a](https://a.example/b?c=d)"))
    view = view_of(block)
    assert not view.openLinks()
    with qtbot.waitSignal(block.link_activated) as told:
        view.anchorClicked.emit(QUrl("https://a.example/b?c=d"))
    assert told.args == ["https://a.example/b?c=d"]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://a.example/x.png", "x.png"])
def test_nothing_is_ever_loaded(block: ProseBlock, address: str) -> None:
    document = view_of(block).document()
    kind = QTextDocument.ResourceType.ImageResource.value
    assert not document.resource(kind, QUrl(address))
    block.set_pieces(pieces(f"![x]({address})"))
    assert "\ufffc" not in block.plain_text()


def test_a_copy_is_plain_and_keeps_the_numbers(block: ProseBlock) -> None:
    block.set_pieces(pieces("top\n\n1. one\n   - inner\n2. two 👩‍👩‍👧"))
    view = view_of(block)
    view.selectAll()
    data = view.createMimeDataFromSelection()
    assert isinstance(data, QMimeData)
    assert data.text() == "top\n1. one\n  • inner\n2. two 👩‍👩‍👧"
    assert data.formats() == ["text/plain"]


def test_part_of_an_item_is_copied_without_its_number(block: ProseBlock) -> None:
    block.set_pieces(pieces("1. one two"))
    view = view_of(block)
    cursor = view.textCursor()
    cursor.setPosition(4)
    cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.selected_text() == "two"


def test_each_paragraph_reads_in_its_own_direction(block: ProseBlock) -> None:
    block.set_pieces(pieces("latin\n\nمرحبا"))
    document = view_of(block).document()
    assert document.begin().textDirection() == Qt.LayoutDirection.LeftToRight
    assert document.begin().next().textDirection() == Qt.LayoutDirection.RightToLeft


def test_a_quote_leaves_room_for_its_line_where_it_is_read_from(block: ProseBlock) -> None:
    block.set_pieces(pieces("> “"))
    document = view_of(block).document()
    assert document.begin().blockFormat().rightMargin() == 0
    block.set_pieces(pieces("> “مرحبا"))  # Only now it can be told.
    right = document.begin().blockFormat()
    assert (right.leftMargin(), right.rightMargin()) == (0, QUOTE_INDENT)
    block.set_pieces(pieces("> “so"))
    left = document.begin().blockFormat()
    assert (left.leftMargin(), left.rightMargin()) == (QUOTE_INDENT, 0)


def test_colours_follow_the_theme(block: ProseBlock) -> None:
    block.set_pieces(pieces("words"))
    dark = Theme("dark")
    block.set_theme(dark)
    part = view_of(block).document().begin().textFormats()[0]
    assert part.format.foreground().color() == dark.color("text")
