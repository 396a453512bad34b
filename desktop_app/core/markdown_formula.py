"""Formulas in Markdown: `$x$`, `$$x$$`, `\\(x\\)`, `\\[x\\]` and LaTeX's environments.

Money stays money: no space stands after the dollar that opens and before the one that closes, no
letter or digit before the one and after the other, and the first dollar that follows decides.
What holds a backtick is code or none of ours.

A formula on lines of its own begins at the beginning of a line and ends at the end of one, before
any empty line. Whether a line may begin one, and so end the paragraph above, is said by that line
alone: the blocks of a text that is still being written must not change with what comes later.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from desktop_app.core.formula import LONGEST

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

INLINE: Final = "formula"
"""The type of the token of a formula in a line of prose."""
BLOCK: Final = "formula_block"
"""That of a formula on lines of its own."""
OPEN: Final = "formula_open"
"""That of lines at the end of an unfinished text which may become one."""
WHOLE: Final = "whole"
"""In the environment of a parse: whether nothing follows the text."""
_ABSENT = "absent"
"""There: from where on the text has none of an end."""
_ENDS = "ends"
"""There: where paragraphs have the ends of formulas."""

_ENVIRONMENTS = (
    r"(?:align(?:ed|at|edat)?|equation|gather(?:ed)?|multline|split|eqnarray|flalign|cases|array"
    r"|[bBpvV]?matrix|smallmatrix|displaymath|math)\*?"
)
_BEGIN = re.compile(rf"\\begin\{{({_ENVIRONMENTS})\}}")
_DROPPED = frozenset({"displaymath", "math", "equation", "equation*"})
"""Environments that say no more than that there is a formula."""
_INTERRUPTS = ["paragraph", "reference", "blockquote", "list"]
_WORD = re.compile(r"[0-9A-Za-z]")
_DOLLAR = re.compile(r"\\.|\$", re.DOTALL)
"""A dollar, or what is escaped."""
_MANY_DOLLARS = re.compile(r"\${5,}")
"""More than end one formula and begin the next."""
_MOST_BEGINNINGS = 30
"""Environments in one formula: nobody writes as many, and each may begin a formula of its own."""
_BEGINNING = "\\begin{"


def install(parser: MarkdownIt) -> None:
    """Let `parser` find formulas."""
    parser.block.ruler.before("fence", BLOCK, _block, {"alt": _INTERRUPTS})
    parser.inline.ruler.before("escape", INLINE, _inline)


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule: a formula, or what may become one, from line `start` on."""
    if state.is_code_block(start):
        return False
    first = _line(state, start)
    closing = _opens(first)
    if closing is None:
        return False
    if silent:
        return True
    last = _last_line(state, start, end, closing)
    if last is None:
        return False
    text = "\n".join(_line(state, number) for number in range(start, min(last + 1, end)))
    if len(text) > LONGEST:
        return False
    closed = last < end
    content = text if not closed else _latex_of(text.rstrip(), closing)
    if closed and not content:
        return False
    token = state.push(BLOCK if closed else OPEN, "", 0)
    token.content = content
    token.meta = {"text": text.rstrip() if closed else text}
    token.map = [start, min(last + 1, end)]
    token.block = True
    state.line = min(last + 1, end)
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _opens(line: str) -> str | None:
    """What ends the formula that `line` begins; None when it begins none."""
    if line.startswith("$$"):
        closing = "$$"
        rest = line[2:]
    elif line.startswith("\\["):
        closing = "\\]"
        rest = line[2:]
    elif match := _BEGIN.match(line):
        closing = f"\\end{{{match[1]}}}"
        rest = line[match.end() :]
    else:
        return None
    if "`" in line:
        return None
    # What goes on after the end is a line of prose with a formula in it.
    return closing if _is_good(rest, closing, line) else None


def _is_good(rest: str, closing: str, line: str) -> bool:
    if closing.startswith("\\end"):
        return _depth(line, closing) > 0 or line.rstrip().endswith(closing)
    place = rest.find(closing)
    return place < 0 or (place > 0 and not rest[place + len(closing) :].strip())


def _last_line(state: StateBlock, start: int, end: int, closing: str) -> int | None:
    """The number of the line that ends a formula, `end` when it may still come, None for none."""
    whole = state.env.get(WHOLE, True)
    if whole and _is_absent(state, start, closing):
        return None
    named = closing.startswith("\\end")
    depth = 0
    size = 0
    beginnings = 0
    for number in range(start, end):
        line = _line(state, number)
        size += len(line)
        # What begins a formula again and again is looked through from each beginning: not far.
        beginnings += line.count(_BEGINNING)
        if number > start and (
            state.isEmpty(number)
            or state.sCount[number] < state.blkIndent
            or "`" in line
            or line.startswith("~~~")
            or (closing == "\\]" and line.startswith("\\["))
            or size > LONGEST
            or beginnings > _MOST_BEGINNINGS
        ):
            return None
        found = line if number > start or named else line[2:]
        if named:
            depth += _depth(line, closing)
            if depth <= 0:
                return number if line.rstrip().endswith(closing) else None
        elif closing in found:
            ends = found.rstrip().endswith(closing) and found.count(closing) == 1
            return number if ends else None
    return None if whole else end


def _is_absent(state: StateBlock, start: int, closing: str) -> bool:
    """Whether nothing after the beginning of line `start` could end it. A text of thousands of
    beginnings is searched once."""
    begin = state.bMarks[start] + state.tShift[start] + 2
    absent: dict[str, int] = state.env.setdefault(_ABSENT, {})
    if begin >= absent.get(closing, len(state.src) + 1):
        return True
    if state.src.find(closing, begin) >= 0:
        return False
    absent[closing] = begin
    return True


def _depth(line: str, closing: str) -> int:
    """How many environments of that name the line begins and does not end."""
    return line.count(closing.replace("\\end", "\\begin", 1)) - line.count(closing)


def _latex_of(text: str, closing: str) -> str:
    if not closing.startswith("\\end"):
        return text[2:-2].strip()
    name = closing[len("\\end{") : -1]
    if name not in _DROPPED:
        return text
    return text[len(f"\\begin{{{name}}}") : -len(closing)].strip()


def _inline(state: StateInline, silent: bool) -> bool:
    """The inline rule: a formula in a line of prose."""
    source, start = state.src, state.pos
    found: tuple[int, int] | None = None
    if many := _MANY_DOLLARS.match(source, start):
        # They are a line or a joke, and looked at once: not again from each of them on.
        if not silent:
            state.pending += many[0]
        state.pos = many.end()
        return True
    if source.startswith("$$", start):
        found = _between(state, start, "$$")
    elif source.startswith("$", start):
        found = _between_dollars(state, start)
    elif source.startswith("\\(", start):
        found = _between(state, start, "\\)")
    elif source.startswith("\\[", start):
        found = _between(state, start, "\\]")
    if found is None or found[1] > state.posMax:
        return False
    marks, stop = found
    latex = source[start + marks : stop - marks].strip()
    if not latex or "`" in latex:
        return False
    if not silent:
        token = state.push(INLINE, "", 0)
        token.content = latex
        display = marks == 2 and not source.startswith("\\(", start)
        token.meta = {"text": source[start:stop], "display": display}
    state.pos = stop
    return True


def _between(state: StateInline, start: int, closing: str) -> tuple[int, int] | None:
    """The size of the marks, and where a formula in marks of two characters stops."""
    end = _next(state, closing, start + 2)
    return None if end < 0 or end + 2 > start + LONGEST else (2, end + 2)


def _between_dollars(state: StateInline, start: int) -> tuple[int, int] | None:
    """The same for single dollars."""
    source = state.src
    if start and (_WORD.match(source, start - 1) or source[start - 1] == "$"):
        return None
    if source[start + 1 : start + 2].isspace():
        return None
    end = _next(state, "$", start + 1)
    if not start + 1 < end < start + LONGEST or source[end - 1].isspace():
        return None
    if _WORD.match(source, end + 1) or source.startswith("$", end + 1):
        return None
    return 1, end + 1


def _next(state: StateInline, closing: str, start: int) -> int:
    """Where `closing` stands next from `start` on, -1 for nowhere. A paragraph is searched once
    for each kind of end, however many beginnings are in it."""
    known: dict[tuple[str, str], list[int]] = state.env.setdefault(_ENDS, {})
    places = known.get((state.src, closing))
    if places is None:
        places = known[state.src, closing] = _places(state.src, closing)
    number = bisect_left(places, start)
    return places[number] if number < len(places) else -1


def _places(source: str, closing: str) -> list[int]:
    """Where a text has this end of a formula; a dollar after a backslash is none."""
    if closing == "$":
        return [match.start() for match in _DOLLAR.finditer(source) if match[0] == "$"]
    return [match.start() for match in re.finditer(f"(?={re.escape(closing)})", source)]
