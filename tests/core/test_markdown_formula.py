"""What is a formula in a reply, and what is money, code or a word."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.core.formula import LONGEST, Formula
from desktop_app.core.markdown import Block, Code, Equation, Paragraph, Span, Table, parse
from desktop_app.core.markdown_stream import MarkdownStream


def formulas(text: str) -> list[Formula]:
    """All formulas of a text, in prose, cells and on lines of their own."""
    found: list[Formula] = []
    for block in parse(text):
        if isinstance(block, Equation):
            found.append(block.formula)
        for spans in spans_in(block):
            found += [span.formula for span in spans if span.formula is not None]
    return found


def spans_in(block: Block) -> list[tuple[Span, ...]]:
    if isinstance(block, Paragraph):
        return [block.spans]
    return [cell for row in block.rows for cell in row] if isinstance(block, Table) else []


def words(text: str) -> str:
    """The text as shown, sources of formulas and all."""
    return "".join(
        span.text for block in parse(text) for spans in spans_in(block) for span in spans
    )


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("so $x^2$ is", "x^2"),
        ("so $x$, and", "x"),
        ("($x$)", "x"),
        ("因此$x$是", "x"),
        ("so \\(a+b\\) is", "a+b"),
        ("so \\( a+b \\) is", "a+b"),
        ("$a_1 b_2 c_3$", "a_1 b_2 c_3"),
        ("$a * b * c$", "a * b * c"),
        (r"$\$5$", r"\$5"),
        ("two\n$a\n= b$ lines", "a\n= b"),
        ("**$x$**", "x"),
        ("# $x$", "x"),
        ("- $x$", "x"),
        ("| a |\n|---|\n| $x$ |", "x"),
    ],
)
def test_a_formula_in_prose(text: str, latex: str) -> None:
    assert formulas(text) == [Formula(latex)]


@pytest.mark.parametrize("text", ["so $$x$$ is", "so \\[x\\] is", "one\n$$x$$ more"])
def test_a_large_one_within_a_line(text: str) -> None:
    assert formulas(text) == [Formula("x", display=True)]
    assert isinstance(parse(text)[0], Paragraph)


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $10",
        "between $5-$10",
        "US$5 and US$6.",
        "$ x$ and $x $",
        "$HOME/$PATH",
        "$5",
        "$$$$",
        "$",
        "`$x$`",
        "`\\(x\\)`",
        "$x `y$`",
        "```\n$x$\n```",
        "```\n$$\nx\n$$\n```",
        "    $$\n    x\n    $$",
        "$a\n\nb$",
        "$$\na\n\nb\n$$",
        "\\$x$",
        "f\\(x",
        "$$\n```\n$$\n```",
        "\\begin{verbatim}\nx\n\\end{verbatim}",
    ],
)
def test_what_is_none(text: str) -> None:
    assert formulas(text) == []


def test_money_is_shown_as_it_was_written() -> None:
    assert words("It costs $5 and $10.") == "It costs $5 and $10."


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("$$x$$", "x"),
        ("$$\nx\n$$", "x"),
        ("$$ x\n+ y $$", "x\n+ y"),
        ("\\[\nx\n\\]", "x"),
        ("\\[ x \\]  ", "x"),
        ("\\begin{equation}\nx\n\\end{equation}", "x"),
        ("\\begin{align}\na\n\\end{align}", "\\begin{align}\na\n\\end{align}"),
        ("\\begin{cases} a \\end{cases}", "\\begin{cases} a \\end{cases}"),
        ("$$\n- x\n# y\n$$", "- x\n# y"),
    ],
)
def test_on_lines_of_its_own(text: str, latex: str) -> None:
    assert parse(text) == [Equation(text.rstrip(), Formula(latex, display=True))]
    before, block, after = parse(f"above\n{text}\nbelow")
    assert isinstance(before, Paragraph)
    assert isinstance(block, Equation)
    assert isinstance(after, Paragraph)


def test_in_a_list_and_in_a_quote() -> None:
    assert parse("- item\n  $$\n  x\n  $$")[1] == Equation(
        "$$\nx\n$$", Formula("x", display=True), depth=1
    )
    assert parse("> $$\n> x\n> $$") == [Equation("$$\nx\n$$", Formula("x", display=True), quote=1)]


def test_environments_within_each_other() -> None:
    text = "\\begin{matrix}\n\\begin{matrix}\na\n\\end{matrix}\n\\end{matrix}"
    assert formulas(text) == [Formula(text, display=True)]


def test_a_formula_of_a_megabyte_is_text() -> None:
    assert formulas("$" + "x" * 1_000_000 + "$") == []
    assert formulas("$$\n" + "x" * (LONGEST + 1) + "\n$$") == []


def test_many_marks_that_nothing_ends() -> None:
    text = "$a " * 20_000 + "\\(" * 20_000 + "\\[" * 20_000
    assert formulas(text) == []


def test_an_unfinished_one_stays_text_until_its_end_is_there() -> None:
    stream = MarkdownStream()
    for piece in ("above\n\n$$\n", "a = b\n", "- c\n"):
        stream.feed(piece)
        assert all(isinstance(block, Paragraph) for block in stream.blocks)
        assert len(stream.blocks) == 2
    stream.feed("$$\n")
    assert stream.blocks[1] == Equation("$$\na = b\n- c\n$$", Formula("a = b\n- c", display=True))


def test_one_that_never_ends_is_read_as_what_it_else_is() -> None:
    stream = MarkdownStream()
    for letter in "$$\n- item\n\n**b**":
        stream.feed(letter)
    stream.finish()
    assert stream.blocks == parse("$$\n- item\n\n**b**")
    assert not any(isinstance(block, Equation) for block in stream.blocks)


PARTS = st.sampled_from(
    (
        *("$", "$$", "\\(", "\\)", "\\[", "\\]", "x", "5", " ", "\n", "\n\n", "`", "```\n", "\\"),
        *("\\begin{align}", "\\end{align}", "> ", "- ", "| a |\n|---|\n", "**", "中", "\r"),
        "\n$$\n",
    )
)


@settings(max_examples=300, deadline=None)
@example(["x\n$$\ny\n- z\n", "$$"])
@example(["$$\n", "```\n", "$$\n"])
@example(["> $$\n> x\n", "y\n", "> $$"])
@example(["- $$\n  x\n", "y\n", "  $$"])
@given(st.lists(PARTS, max_size=24))
def test_pieces_give_what_the_whole_gives(pieces: list[str]) -> None:
    stream = MarkdownStream()
    for piece in pieces:
        stream.feed(piece)
        assert stream.blocks is not None
    stream.finish()
    assert stream.blocks == parse("".join(pieces))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="$x5 \\()[]`\n", max_size=40))
def test_code_holds_no_formula_and_no_word_is_lost(text: str) -> None:
    quoted = f"~~~~~~\n{text}\n~~~~~~"
    assert all(isinstance(block, Code) for block in parse(quoted))
    for formula in formulas(text):
        assert formula.latex
        assert "`" not in formula.latex
