"""Markdown as plain values: what a reply holds, block by block, without any widget.

A reply becomes a flat sequence of blocks. Lists and quotes are not containers here but the
`depth` and `quote` of the blocks inside them, so that code in a list item is a block like any
other. Raw HTML stays text and pictures stay words: nothing in a reply loads anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from desktop_app.core import markdown_formula
from desktop_app.core.formula import Formula

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

LINE_BREAK = "\u2028"
"""A line break inside a paragraph, as QTextDocument wants it."""

BULLET = "\u2022"

MOST_MARKS = 3000
"""Characters of one paragraph that may mean something, and ends of its lines. With more it is
shown as it was written: looking at each takes some ten microseconds, and the window waits."""
_MARK = re.compile(r"[$*_~`\\\[\]!<&\n]")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style; `href` is the address of a link.

    Where it is a formula, `text` is how that was written, marks and all.
    """

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    href: str = ""
    formula: Formula | None = None


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading (`level` 1 to 6) or list item.

    `depth` counts the lists it stands in, `quote` the quotes. `marker` is "•" or "3." on the
    first paragraph of a list item. `tight` asks for no space above.
    """

    spans: Spans
    level: int = 0
    depth: int = 0
    quote: int = 0
    marker: str = ""
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line."""

    depth: int = 0
    quote: int = 0


@dataclass(frozen=True, slots=True)
class Code:
    """A block of code without its last line end. `language` is the first word of its info."""

    text: str
    language: str = ""
    depth: int = 0
    quote: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the first row the header. `align` holds "", "left", "center" or "right"."""

    rows: tuple[tuple[Spans, ...], ...]
    align: tuple[str, ...] = ()
    depth: int = 0
    quote: int = 0


@dataclass(frozen=True, slots=True)
class Equation:
    """A formula on a line of its own. `text` is how it was written, marks and all."""

    text: str
    formula: Formula
    depth: int = 0
    quote: int = 0


Block = Paragraph | Rule | Code | Table | Equation

References = MutableMapping[str, Any]
"""Link definitions by label, as markdown-it keeps them."""


@cache
def _parser() -> MarkdownIt:
    """The parser, made for the first reply: the window is there before it is imported."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    markdown_formula.install(parser)
    parser.core.ruler.at("inline", _inline)
    return parser


def _inline(state: StateCore) -> None:
    """markdown-it's own rule for words, but for paragraphs that nobody can have meant."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if len(_MARK.findall(token.content)) > MOST_MARKS:
            _add_text(token)
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _add_text(token: Token) -> None:
    """Show the words of a paragraph as they were written."""
    from markdown_it.token import Token

    assert token.children is not None
    token.children.append(Token("text", "", 0, content=token.content.replace("\n", LINE_BREAK)))


def parse(text: str) -> list[Block]:
    """All blocks of a finished text."""
    return blocks_of(tokens_of(normalised(text), {}))


def normalised(text: str) -> str:
    """`text` with the line ends that CommonMark counts; what markdown-it does for itself."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def tokens_of(text: str, references: References, *, whole: bool = True) -> list[Token]:
    """markdown-it's tokens; definitions found are added to `references`, known ones are used.

    When `text` is not `whole`, a formula at its end that nothing has ended yet is a block of its
    own: what it is will be known when more has come.
    """
    env = {"references": references, markdown_formula.WHOLE: whole}
    return _parser().parse(text, env)


@dataclass(frozen=True, slots=True)
class Continued:
    """How a text goes on that begins in the middle of a list: `number` is that of its first item,
    None for a bullet; `tight` that no empty line stands between it and what was before."""

    number: int | None
    tight: bool


def blocks_of(tokens: Sequence[Token], continued: Continued | None = None) -> list[Block]:
    """Tokens made flat; `continued` when they begin with the rest of a list."""
    return _Flattener(continued).flatten(tokens)


def rest_of_list(tokens: Sequence[Token], lines: int, before: Continued | None) -> Continued:
    """How the list that `tokens`, of a text of so many lines, end with goes on after them."""
    flattener = _Flattener(before)
    flattener.flatten(tokens)
    return flattener.continued(lines)


class _Flattener:
    """Walks the tokens of a text once and remembers where it stands."""

    def __init__(self, continued: Continued | None = None) -> None:
        self._continued = continued
        self._last_number: int | None = None
        self._end = 0 if continued is not None and continued.tight else -1
        """The line after the last block."""
        self._block_end = 0
        self._item_line = 0
        self._blocks: list[Block] = []
        self._numbers: list[int | None] = []  # The next number of each open list, None: bullets.
        self._quote = 0
        self._marker = ""
        self._level = 0
        self._line = 0
        self._list_begins = False
        self._rows: list[tuple[Spans, ...]] = []
        self._cells: list[Spans] = []
        self._align: list[str] = []

    def flatten(self, tokens: Sequence[Token]) -> list[Block]:
        for token in tokens:
            if token.type == "inline":
                self._on_inline(token)
            elif handler := _HANDLERS.get(token.type):
                handler(self, token)
        return self._blocks

    def continued(self, lines: int) -> Continued:
        """How the list at the end goes on in line number `lines`."""
        return Continued(self._last_number, self._end == lines)

    def _on_inline(self, token: Token) -> None:
        spans = spans_of(token.children or ())
        if self._align:
            self._cells.append(spans)
            return
        self._add_paragraph(spans)

    def _add_paragraph(self, spans: Spans) -> None:
        depth = len(self._numbers)
        tight = bool(depth) and not self._list_begins and self._line == self._end
        paragraph = Paragraph(spans, self._level, depth, self._quote, self._marker, tight)
        self._blocks.append(paragraph)
        self._marker = ""
        self._list_begins = False

    def _flush_marker(self) -> None:
        """A list item that does not begin with words still shows its bullet."""
        if self._marker:
            self._line = self._item_line
            self._add_paragraph(())
            self._end = self._item_line + 1

    def _on_paragraph(self, token: Token) -> None:
        self._level = 0
        self._begin(token)

    def _on_heading(self, token: Token) -> None:
        self._level = int(token.tag[1:])
        self._begin(token)

    def _on_end(self, token: Token) -> None:
        """The block is over; what was said of its paragraph holds for no other."""
        self._level = 0
        self._end = self._block_end

    def _begin(self, token: Token) -> None:
        assert token.map is not None
        self._line, self._block_end = token.map

    def _on_list(self, token: Token) -> None:
        self._flush_marker()
        ordered = token.type == "ordered_list_open"
        number = int(token.attrs.get("start", 1)) if ordered else None
        if self._continued is not None:
            number, self._continued = self._continued.number, None
        elif not self._numbers:
            self._list_begins = True
        self._numbers.append(number)

    def _on_list_end(self, token: Token) -> None:
        self._last_number = self._numbers.pop()

    def _on_item(self, token: Token) -> None:
        assert token.map is not None
        self._item_line = token.map[0]
        number = self._numbers[-1]
        if number is None:
            self._marker = BULLET
            return
        self._marker = f"{number}{token.markup}"
        self._numbers[-1] = number + 1

    def _on_item_end(self, token: Token) -> None:
        self._flush_marker()

    def _on_quote(self, token: Token) -> None:
        self._flush_marker()
        self._quote += 1

    def _on_quote_end(self, token: Token) -> None:
        self._quote -= 1

    def _on_rule(self, token: Token) -> None:
        self._flush_marker()
        self._begin(token)
        self._blocks.append(Rule(len(self._numbers), self._quote))
        self._on_end(token)

    def _on_code(self, token: Token) -> None:
        self._flush_marker()
        words = token.info.split()
        text = token.content.removesuffix("\n")
        language = words[0] if words else ""
        self._begin(token)
        self._blocks.append(Code(text, language, len(self._numbers), self._quote))
        self._on_end(token)

    def _on_equation(self, token: Token) -> None:
        self._flush_marker()
        self._begin(token)
        formula = Formula(token.content, display=True)
        text = token.meta["text"]
        self._blocks.append(Equation(text, formula, len(self._numbers), self._quote))
        self._on_end(token)

    def _on_open_equation(self, token: Token) -> None:
        """Text, until it is more."""
        self._level = 0
        self._begin(token)
        self._add_paragraph((Span(token.content.replace("\n", LINE_BREAK)),))
        self._on_end(token)

    def _on_table(self, token: Token) -> None:
        self._flush_marker()
        self._begin(token)
        self._rows = []
        self._align = ["?"]  # Not empty: inline tokens are cells from here on.

    def _on_head(self, token: Token) -> None:
        self._align = []

    def _on_header_cell(self, token: Token) -> None:
        style = str(token.attrs.get("style", ""))
        self._align.append(style.removeprefix("text-align:") or "none")

    def _on_row(self, token: Token) -> None:
        self._cells = []

    def _on_row_end(self, token: Token) -> None:
        self._rows.append(tuple(self._cells))

    def _on_table_end(self, token: Token) -> None:
        align = tuple("" if side == "none" else side for side in self._align)
        self._align = []
        self._blocks.append(Table(tuple(self._rows), align, len(self._numbers), self._quote))
        self._on_end(token)


_HANDLERS: Mapping[str, Any] = {
    "paragraph_open": _Flattener._on_paragraph,
    "paragraph_close": _Flattener._on_end,
    "heading_open": _Flattener._on_heading,
    "heading_close": _Flattener._on_end,
    "bullet_list_open": _Flattener._on_list,
    "ordered_list_open": _Flattener._on_list,
    "bullet_list_close": _Flattener._on_list_end,
    "ordered_list_close": _Flattener._on_list_end,
    "list_item_open": _Flattener._on_item,
    "list_item_close": _Flattener._on_item_end,
    "blockquote_open": _Flattener._on_quote,
    "blockquote_close": _Flattener._on_quote_end,
    "hr": _Flattener._on_rule,
    "fence": _Flattener._on_code,
    "code_block": _Flattener._on_code,
    markdown_formula.BLOCK: _Flattener._on_equation,
    markdown_formula.OPEN: _Flattener._on_open_equation,
    "table_open": _Flattener._on_table,
    "thead_open": _Flattener._on_head,
    "th_open": _Flattener._on_header_cell,
    "tr_open": _Flattener._on_row,
    "tr_close": _Flattener._on_row_end,
    "table_close": _Flattener._on_table_end,
}


def spans_of(children: Sequence[Token]) -> Spans:
    """The styled runs of one paragraph, neighbours of the same style joined.

    A single line end breaks the line: models write poems and addresses without the two spaces
    that CommonMark asks for. A picture is shown as its words and its address.
    """
    spans: list[Span] = []
    style = Span("")
    hrefs: list[str] = []
    for token in children:
        match token.type:
            case "strong_open" | "strong_close":
                style = replace(style, bold=token.nesting > 0)
            case "em_open" | "em_close":
                style = replace(style, italic=token.nesting > 0)
            case "s_open" | "s_close":
                style = replace(style, strike=token.nesting > 0)
            case "link_open":
                hrefs.append(str(token.attrs.get("href", "")))
                style = replace(style, href=hrefs[-1])
            case "link_close":
                hrefs.pop()
                style = replace(style, href=hrefs[-1] if hrefs else "")
            case "code_inline":
                _add(spans, replace(style, text=token.content, code=True))
            case markdown_formula.INLINE:
                formula = Formula(token.content, bool(token.meta["display"]))
                spans.append(replace(style, text=token.meta["text"], formula=formula))
            case "softbreak" | "hardbreak":
                _add(spans, replace(style, text=LINE_BREAK))
            case "image":
                address = str(token.attrs.get("src", ""))
                words = f"{token.content} ({address})" if token.content else address
                _add(spans, replace(style, text=words, href=address))
            case _:
                _add(spans, replace(style, text=token.content))
    return tuple(spans)


def _add(spans: list[Span], span: Span) -> None:
    if not span.text:
        return
    before = spans[-1] if spans else None
    if before and not before.formula and replace(before, text="") == replace(span, text=""):
        spans[-1] = replace(span, text=before.text + span.text)
    else:
        spans.append(span)
