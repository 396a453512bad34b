"""A message as it is read aloud: its Markdown as a list of utterances.

Prose is said sentence by sentence, a link by its text, an emoji not at all. Code is told of and
not read; a table is read row by row with its headings, or told of when it is large. The pauses
are those that the eye makes: after a heading, between the items of a list.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from desktop_app.core.markdown import (
    BULLET,
    LINE_BREAK,
    Block,
    Code,
    Equation,
    Paragraph,
    Span,
    Spans,
    Table,
    parse,
)
from desktop_app.core.markdown_stream import MarkdownStream
from desktop_app.core.sentence_split import split
from desktop_app.core.speakable import has_words, named, speakable
from desktop_app.core.speech import Part, Utterance
from desktop_app.core.text import QT_TRANSLATE_NOOP, Sentence, Value

CONTEXT = "Spoken"

_CODE = QT_TRANSLATE_NOOP("Spoken", "Code, {lines} lines.", "", 1)
_CODE_IN = QT_TRANSLATE_NOOP("Spoken", "Code, {lines} lines of {language}.", "", 1)
_TABLE = QT_TRANSLATE_NOOP("Spoken", "Table with {columns} and {rows}.")
_COLUMNS = QT_TRANSLATE_NOOP("Spoken", "{columns} columns", "", 1)
_ROWS = QT_TRANSLATE_NOOP("Spoken", "{rows} rows", "", 1)

ONE = {
    _CODE: "Code, one line.",
    _CODE_IN: "Code, one line of {language}.",
    _COLUMNS: "one column",
    _ROWS: "one row",
}
"""The English form for one; the translation file has the same."""

MOST_ROWS = 8
MOST_COLUMNS = 5
"""A table with more rows or columns than these is told of and not read."""

BETWEEN_SENTENCES = 0.1
BETWEEN_ITEMS = 0.25
BETWEEN_PARAGRAPHS = 0.4
AFTER_HEADING = 0.6
"""Seconds of silence."""

_LANGUAGES = {
    "bash": "Bash", "c": "C", "c++": "C++", "cpp": "C++", "cs": "C#", "csharp": "C#",
    "css": "CSS", "go": "Go", "html": "HTML", "java": "Java", "javascript": "JavaScript",
    "js": "JavaScript", "json": "JSON", "jsx": "JavaScript", "kotlin": "Kotlin", "lua": "Lua",
    "md": "Markdown", "markdown": "Markdown", "perl": "Perl", "php": "PHP",
    "powershell": "PowerShell", "ps1": "PowerShell", "py": "Python", "python": "Python",
    "python3": "Python", "r": "R", "rb": "Ruby", "rs": "Rust", "ruby": "Ruby", "rust": "Rust",
    "sh": "Shell", "shell": "Shell", "sql": "SQL", "swift": "Swift", "tex": "TeX",
    "toml": "TOML", "ts": "TypeScript", "tsx": "TypeScript", "typescript": "TypeScript",
    "xml": "XML", "yaml": "YAML", "yml": "YAML",
}  # fmt: skip
"""How the languages are called that fences name."""

_PLAIN = ("", "text", "txt", "plain", "plaintext", "console", "output")
"""What fences name that is no language."""

_UNSETTLED = frozenset("*_`[]<|~\\$&")
"""Characters that what follows may still make a mark of, and so unsaid."""


def utterances(markdown: str) -> Iterator[Utterance]:
    """All that is said of a finished text, in its order."""
    blocks = parse(markdown)
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        yield from _of_block(block, following)


class SpokenStream:
    """The same for a text that is still being written: a sentence is handed out once it is
    closed, each once and in order. What a definition of a link far below changes in a sentence is
    not said again."""

    def __init__(self) -> None:
        self._stream = MarkdownStream()
        self._blocks = 0
        """How many blocks are said whole."""
        self._sentences = 0
        """How many sentences of the block behind them are said."""

    def feed(self, text: str) -> list[Utterance]:
        """Take the next piece; what can be said since the last one."""
        self._stream.feed(text)
        blocks = self._stream.blocks
        said = self._closed(blocks[: self._stream.closed_count])
        if len(blocks) > self._blocks:
            said += self._open(blocks[self._blocks])
        return said

    def finish(self) -> list[Utterance]:
        """Nothing more comes: the rest."""
        self._stream.finish()
        return self._closed(self._stream.blocks)

    def _closed(self, blocks: list[Block]) -> list[Utterance]:
        said: list[Utterance] = []
        while self._blocks < len(blocks):
            block = blocks[self._blocks]
            # What follows is not known of the last one; it only makes the pause.
            following = blocks[self._blocks + 1] if self._blocks + 1 < len(blocks) else None
            said += _of_block(block, following)[self._sentences :]
            self._blocks += 1
            self._sentences = 0
        return said

    def _open(self, block: Block) -> list[Utterance]:
        """The sentences of the block being written that nothing can change any more."""
        if not isinstance(block, Paragraph) or block.level:
            return []
        if any(_UNSETTLED.intersection(span.text) for span in block.spans if not span.code):
            return []
        closed = _of_block(block, None)[self._sentences : -1]
        self._sentences += len(closed)
        return closed


def _of_block(block: Block, following: Block | None) -> list[Utterance]:
    if isinstance(block, Paragraph):
        return _of_paragraph(block, following)
    if isinstance(block, Code):
        return [Utterance(_about_code(block), Part.CODE, pause=BETWEEN_PARAGRAPHS)]
    if isinstance(block, Table):
        return _of_table(block)
    if isinstance(block, Equation):
        return _of_paragraph(Paragraph((Span(block.text),), depth=block.depth), following)
    return []


def _of_paragraph(block: Paragraph, following: Block | None) -> list[Utterance]:
    text = _said(block.spans)
    if not text:
        return []
    part, pause = Part.PROSE, BETWEEN_PARAGRAPHS
    if block.level:
        part, pause = Part.HEADING, AFTER_HEADING
    elif block.depth:
        part = Part.ITEM
        if isinstance(following, Paragraph) and following.depth:
            pause = BETWEEN_ITEMS
    sentences = [words for words in split(text) if has_words(words)]
    said = [Utterance(words, part, pause=BETWEEN_SENTENCES) for words in sentences]
    if block.marker and block.marker != BULLET:
        said[0] = replace(said[0], words=f"{block.marker} {said[0].words}")
    said[-1] = replace(said[-1], pause=pause)
    return said


def _said(spans: Spans) -> str:
    """The words of a paragraph or cell; the names of its emoji when it has no others."""
    text = speakable(spans)
    if not has_words(text):
        return named("".join(span.text for span in spans))
    return text


def _about_code(block: Code) -> Sentence:
    lines = max(1, len(block.text.split("\n")))
    name = block.language.lower()
    if name in _PLAIN:
        return _counted(_CODE, lines, {"lines": lines})
    values: dict[str, Value] = {"lines": lines, "language": _LANGUAGES.get(name, block.language)}
    return _counted(_CODE_IN, lines, values)


def _counted(words: str, number: int, values: Mapping[str, Value]) -> Sentence:
    return Sentence(CONTEXT, words, values, number, ONE[words])


def _of_table(block: Table) -> list[Utterance]:
    head, *rows = block.rows
    if not rows or len(rows) > MOST_ROWS or len(head) > MOST_COLUMNS:
        values: dict[str, Value] = {
            "columns": _counted(_COLUMNS, len(head), {"columns": len(head)}),
            "rows": _counted(_ROWS, len(rows), {"rows": len(rows)}),
        }
        sentence = Sentence(CONTEXT, _TABLE, values)
        return [Utterance(sentence, Part.TABLE, pause=BETWEEN_PARAGRAPHS)]
    headings = [_said(cell) for cell in head]
    said = []
    for row in rows:
        cells = zip(headings, (_said(cell) for cell in row), strict=False)
        words = "; ".join(_cell(heading, text) for heading, text in cells if text)
        if words:
            words = words.replace(LINE_BREAK, " ")
            said.append(Utterance(_ended(words), Part.TABLE, pause=BETWEEN_ITEMS))
    return said


def _cell(heading: str, text: str) -> str:
    return f"{heading}: {text}" if heading else text


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?", "\u3002")) else words + "."
