"""How much is done for a text that was made to be slow: counted in calls, not in seconds."""

import sys
from collections.abc import Callable

import pytest

from desktop_app.core import markdown_formula, markdown_stream
from desktop_app.core.markdown import (
    LINE_BREAK,
    MOST_MARKS,
    Code,
    Equation,
    Paragraph,
    Span,
    parse,
    tokens_of,
)
from desktop_app.core.markdown_stream import MarkdownStream

HOSTILE = {
    "dollars": "$",
    "dollars and letters": "$a ",
    "dollars beside letters": "$a",
    "escaped dollars": "$\\$a ",
    "parentheses": "\\(",
    "brackets": "\\[",
    "formulas": "$x_1$ ",
    "formulas on lines": "$$x$$\n\n",
    "formulas that never end": "\\[a\n",
    "environments": "\\begin{matrix}",
    "environments on lines": "\\begin{matrix}\n",
    "two environments on lines": "\\begin{matrix}\n\\begin{align}\n",
    "links": "[",
    "pictures": "![",
    "emphasis": "**a*",
}


def calls(act: Callable[[], object]) -> int:
    """How many functions were called, those written in C among them."""
    number = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(before)
    return number


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("end", ["", "\n\\]", "$"])
def test_twice_the_text_is_at_most_twice_the_work(piece: str, end: str) -> None:
    parse("x $a$")  # The parser is made with the first text.
    once, twice = piece * 600 + end, piece * 1200 + end
    work = calls(lambda: parse(once))
    assert calls(lambda: parse(twice)) <= 2.3 * work + 1000


def test_a_paragraph_is_searched_once_for_each_end(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []
    places = markdown_formula._places

    def search(source: str, closing: str) -> list[int]:
        searched.append(closing)
        return places(source, closing)

    monkeypatch.setattr(markdown_formula, "_places", search)
    parse("$a " * 400 + "\\(" * 400 + "\\[" * 400 + "$$b" * 400)
    assert sorted(searched) == ["$", "$$", "\\)", "\\]"]


def test_a_paragraph_of_nothing_but_marks_is_shown_as_it_was_written() -> None:
    most = "*a* " * (MOST_MARKS // 2)
    assert Span("a", italic=True) in first(most).spans
    assert first(f"{most}\n$b$").spans == (Span(f"{most.strip()} {LINE_BREAK}$b$"),)
    plain, styled, code = parse(f"{most}$$$\n\n*b*\n\n```\n{most}\n```")
    assert plain == Paragraph((Span(f"{most}$$$"),))
    assert styled == Paragraph((Span("b", italic=True),))
    assert code == Code(most)


def test_many_dollars_are_text_and_two_formulas_may_touch() -> None:
    assert first("$$$$$x$$$$$").spans == (Span("$$$$$x$$$$$"),)
    assert [span.text for span in first("a $$x$$$$y$$").spans] == ["a ", "$$x$$", "$$y$$"]
    assert [span.text for span in first("a *$$$$$$* b").spans] == ["a ", "$$$$$$", " b"]


def test_a_formula_begun_twice_is_the_second_one() -> None:
    above, formula = parse("\\[ a\n\\[ b\n\\]")
    assert isinstance(above, Paragraph)
    assert isinstance(formula, Equation)
    assert formula.formula.latex == "b"


def test_a_text_that_is_there_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[int] = []

    def count(text: str, *more: object, **named: object) -> object:
        parsed.append(len(text))
        return tokens_of(text, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(markdown_stream, "tokens_of", count)
    text = "- one\n- two\n\nWords.\n\n```\ncode\n```\n\n$$\nx\n$$\n\nThe end"
    stream = MarkdownStream()
    stream.feed(text)
    stream.finish()
    assert parsed == [len(text)]
    assert stream.blocks == parse(text)


def first(text: str) -> Paragraph:
    paragraph = parse(text)[0]
    assert isinstance(paragraph, Paragraph)
    return paragraph
