"""A table for a spreadsheet, for a letter and for a Markdown file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.markdown import Span, Table, parse
from desktop_app.core.table_form import as_html, as_markdown, tab_separated


def table(text: str) -> Table:
    (block,) = parse(text)
    assert isinstance(block, Table)
    return block


TEXT = "| Name | n |\n|:--|--:|\n| **a** \\| b | 1 |\n| `x` & <i> | [l](http://a.example) |"


def test_cells() -> None:
    assert tab_separated(table(TEXT)) == "Name\tn\na | b\t1\nx & <i>\tl"
    assert tab_separated(table(TEXT), 1, 2) == "a | b\t1"


def test_a_tab_within_a_cell_is_no_new_cell() -> None:
    assert tab_separated(Table((((Span("a\tb\nc"),), (Span("d"),)),))) == "a b c\td"


def test_a_piece_of_a_page() -> None:
    html = as_html(table(TEXT))
    assert html.startswith('<table><tr><th align="left">Name</th><th align="right">n</th></tr>')
    assert "<b>a</b> | b" in html
    assert "<code>x</code> &amp; &lt;i&gt;" in html
    assert '<a href="http://a.example">l</a>' in html


def test_no_script_comes_along() -> None:
    spans = (Span("x", href="javascript:alert(1)"),)
    assert as_html(Table(((spans,),))) == "<table><tr><th>x</th></tr></table>"


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "| a |\n|---|",
        "| $x_1$ | *b* |\n|---|:-:|\n| ~~c~~ | a_b_c |\n| 1 | \\$5 \\$6 |",
    ],
)
def test_markdown_reads_as_the_same_table(text: str) -> None:
    once = table(text)
    assert table(as_markdown(once)) == once


@given(st.text(alphabet="a1 *_`[]()|\\<>~$#&", min_size=1, max_size=12))
def test_any_words_in_a_cell_come_back(words: str) -> None:
    source = Table((((Span("h"),),), ((Span(words.strip() or "x"),),)), ("",))
    back = table(as_markdown(source))
    assert tab_separated(back) == tab_separated(source)


def test_an_empty_one() -> None:
    assert as_markdown(Table(())) == ""
    assert tab_separated(Table(())) == ""
