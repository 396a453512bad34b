"""From Markdown to flat blocks."""

import pytest

from desktop_app.core.markdown import LINE_BREAK, Block, Code, Paragraph, Rule, Span, Table, parse


def words(text: str) -> tuple[Span, ...]:
    return (Span(text),)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("plain", [Paragraph(words("plain"))]),
        ("# One\n\n### Three", [Paragraph(words("One"), 1), Paragraph(words("Three"), 3)]),
        ("under\n=====", [Paragraph(words("under"), 1)]),
        ("---", [Rule()]),
        ("```py\nx\n\n```", [Code("x\n", "py")]),
        ("```C++ title=x\ny", [Code("y", "C++")]),
        ("    indented", [Code("indented")]),
        ("> a\n> > b", [Paragraph(words("a"), quote=1), Paragraph(words("b"), quote=2)]),
        ("<b>x</b> <!-- y -->", [Paragraph(words("<b>x</b> <!-- y -->"))]),
        ("<script>alert(1)</script>", [Paragraph(words("<script>alert(1)</script>"))]),
        ("one\ntwo\\\nthree", [Paragraph(words(f"one{LINE_BREAK}two{LINE_BREAK}three"))]),
        ("5 &lt; 6 &copy;", [Paragraph(words("5 < 6 ©"))]),
    ],
)
def test_blocks(text: str, blocks: list[Block]) -> None:
    assert parse(text) == blocks


def test_styles_of_words() -> None:
    (paragraph,) = parse("a **b *c*** ~~d~~ `e` [f **g**](http://h.example)")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.spans == (
        Span("a "),
        Span("b ", bold=True),
        Span("c", bold=True, italic=True),
        Span(" "),
        Span("d", strike=True),
        Span(" "),
        Span("e", code=True),
        Span(" "),
        Span("f ", href="http://h.example"),
        Span("g", bold=True, href="http://h.example"),
    )


def test_a_picture_is_its_words_and_its_address() -> None:
    (paragraph,) = parse("![a cat](http://p.example/c.png)")
    assert paragraph == Paragraph(
        (Span("a cat (http://p.example/c.png)", href="http://p.example/c.png"),)
    )


def test_lists_are_flat_and_know_their_markers() -> None:
    assert parse("3. a\n   - b\n\n     c\n4. d") == [
        Paragraph(words("a"), depth=1, marker="3."),
        Paragraph(words("b"), depth=2, marker="•", tight=True),
        Paragraph(words("c"), depth=2),
        Paragraph(words("d"), depth=1, marker="4.", tight=True),
    ]


def test_code_in_a_list_is_a_block_of_its_own() -> None:
    assert parse("1. do\n   ```sh\n   ls\n   ```\n2. done") == [
        Paragraph(words("do"), depth=1, marker="1."),
        Code("ls", "sh", depth=1),
        Paragraph(words("done"), depth=1, marker="2.", tight=True),
    ]


def test_an_item_without_words_shows_its_marker() -> None:
    assert parse("- a\n-\n- ```\n  x\n  ```") == [
        Paragraph(words("a"), depth=1, marker="•"),
        Paragraph((), depth=1, marker="•", tight=True),
        Paragraph((), depth=1, marker="•", tight=True),
        Code("x", depth=1),
    ]


def test_a_table() -> None:
    (table,) = parse("| a | **b** |\n|---|--:|\n| 1 |  |")
    assert table == Table(
        rows=((words("a"), (Span("b", bold=True),)), (words("1"), ())),
        align=("", "right"),
    )
