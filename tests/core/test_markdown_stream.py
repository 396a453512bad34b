"""However a text is cut into pieces, the blocks at its end are those of the whole text."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.core.markdown import Block, Code, Paragraph, Span, parse
from desktop_app.core.markdown_stream import MarkdownStream

LINES = (
    "words and **bold** ones",
    "see [x] and [y][x]",
    "[x]: http://a.example",
    '"title"',
    '"ti',
    'tle"',
    "",
    "",
    "   ",
    "```python",
    "```",
    "````",
    "~~~",
    "   ```",
    "    ```",
    "    indented",
    "\tindented",
    "- item",
    "  - inner",
    "  more of the item",
    "-",
    "1. one",
    "2) two",
    "   ```js",
    "> quote",
    ">",
    "> - item in quote",
    "| a | b |",
    "|---|:-:|",
    "| 1 | 2 |",
    "===",
    "---",
    "***",
    "# heading",
    "#",
    "<b>html</b>",
    "<div>",
    "![alt](http://p.example/p.png)",
    "last \\",
    "\x0cform feed \u2028 separator",
    "$$",
    "$$",
    "$$ x = 1 $$",
    "$$ x",
    "y $$",
    "$x$ and $5 and \\(y\\)",
    "\\[",
    "\\]",
    "\\begin{align}",
    "\\end{align}",
    "  $$",
    "> $$",
    "- $$",
    "  $$ z $$",
    "日本語の文 emoji 👩‍👩‍👧",
)


def fed(pieces: list[str]) -> list[Block]:
    stream = MarkdownStream()
    for piece in pieces:
        stream.feed(piece)
        _ = stream.blocks
    stream.finish()
    return stream.blocks


def cut(text: str, places: list[int]) -> list[str]:
    ends = sorted({place % (len(text) + 1) for place in places} | {0, len(text)})
    return [text[start:end] for start, end in pairwise(ends)]


texts = st.builds(
    lambda lines, ends: "".join(line + end for line, end in zip(lines, ends, strict=False)),
    st.lists(st.sampled_from(LINES), max_size=14),
    st.lists(st.sampled_from(("\n", "\n", "\n", "\n\n", "\r\n", "\r")), min_size=14, max_size=14),
)


LIST_LINES = (
    "- item",
    "- another",
    "* other marker",
    " - set in",
    "  - inner",
    "    - innermost",
    "-",
    "- ",
    "- - two at once",
    "- > quote",
    "- ```",
    "  ```",
    "- # heading",
    "  # heading",
    "- [x]: http://a.example",
    "  [x]: http://b.example",
    "- [x]",
    "1. one",
    "1. one again",
    "7) seven",
    "10. ten",
    "   - under a number",
    "lazy words",
    "  words of the item",
    "      code of the item",
    "| a | b |",
    "|---|---|",
    "",
    "",
    "---",
    "===",
)
lists = st.builds("\n".join, st.lists(st.sampled_from(LIST_LINES), min_size=2, max_size=16))


@given(text=lists, places=st.lists(st.integers(0, 200), max_size=30))
@settings(max_examples=250, deadline=None)
@example(text="- a\n\n- b\n- c\n\n\n- d", places=list(range(30)))
@example(text="3. a\n\n   b\n1. c\n   - d\n2. e\n\ntext\n\n4. f", places=list(range(60)))
def test_any_cut_of_a_list_gives_the_blocks_of_the_whole(text: str, places: list[int]) -> None:
    assert fed(cut(text, places)) == parse(text)


@given(text=texts, places=st.lists(st.integers(0, 400), max_size=40))
@settings(max_examples=250, deadline=None)
@example(text='[x]: y\n"ti\ntle"\n', places=list(range(20)))
@example(text="foo\n| a | b |\n|---|---|\n| 1 | 2 |", places=list(range(40)))
@example(text="- a\n\n- b\n\ntext\n---\n", places=list(range(40)))
def test_any_cut_gives_the_blocks_of_the_whole(text: str, places: list[int]) -> None:
    assert fed(cut(text, places)) == parse(text)


@given(text=texts)
@settings(max_examples=150, deadline=None)
def test_character_by_character_gives_the_blocks_of_the_whole(text: str) -> None:
    assert fed(list(text)) == parse(text)


@given(text=texts)
@settings(max_examples=150, deadline=None)
def test_closed_blocks_never_change_within_a_generation(text: str) -> None:
    stream = MarkdownStream()
    before: list[Block] = []
    generation = 0
    for character in text:
        stream.feed(character)
        blocks = stream.blocks
        if stream.generation == generation:
            assert blocks[: len(before)] == before
        generation = stream.generation
        before = blocks[: stream.closed_count]


@given(text=st.text(max_size=200), places=st.lists(st.integers(0, 200), max_size=20))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_it(text: str, places: list[int]) -> None:
    assert fed(cut(text, places)) == parse(text)


def test_code_is_followed_without_its_closing_fence_showing() -> None:
    stream = MarkdownStream()
    stream.feed("text\n\n```py\nx = 1\n``")
    assert stream.blocks == [Paragraph((Span("text"),)), Code("x = 1", "py")]
    stream.feed("`\nafter")
    assert stream.blocks[1:] == [Code("x = 1", "py"), Paragraph((Span("after"),))]


def test_backticks_that_end_nothing_are_code() -> None:
    stream = MarkdownStream()
    stream.feed("````\n```\n")
    stream.feed("``")
    stream.finish()
    assert stream.blocks == [Code("```\n``")]


def test_an_open_fence_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = MarkdownStream()
    stream.feed("```py\n")
    assert stream.blocks == [Code("", "py")]

    def refuse(*_: object) -> None:
        raise AssertionError("parsed")

    monkeypatch.setattr("desktop_app.core.markdown_stream.tokens_of", refuse)
    for number in range(500):
        stream.feed(f"line {number}\n")
        assert stream.blocks[0] == Code("\n".join(f"line {n}" for n in range(number + 1)), "py")


def test_a_late_link_definition_reaches_the_words_before_it() -> None:
    stream = MarkdownStream()
    stream.feed("see [x]\n\nmore\n\n[x]: http://a.example\n\nend\n\nof it\n")
    assert stream.blocks[0] == Paragraph((Span("see "), Span("x", href="http://a.example")))
    assert stream.generation == 1


def test_a_long_list_is_closed_item_by_item() -> None:
    stream = MarkdownStream()
    for number in range(1, 200):
        stream.feed(f"{number}. item\n")
        assert len(stream.blocks) == number
        assert stream.closed_count >= number - 1
    stream.finish()
    assert [block.marker for block in stream.blocks] == [f"{n}." for n in range(1, 200)]  # type: ignore[union-attr]
