"""Pygments' colours for a QTextDocument, in slices so short that nobody waits for them."""

import time
from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from pygments.token import Token, _TokenType
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument, QTextLayout

from desktop_app.ui.theme import Theme

if TYPE_CHECKING:  # Pygments' lexers are looked for when there is code: no start waits for them.
    from pygments.lexer import Lexer

SLICE_SECONDS = 0.004
"""Longest time spent on colours at once."""
PAUSE = 12
"""Milliseconds between slices, for everything else."""
REST_FACTOR = 10
"""Code that still grows is coloured again after this many times what it took the last time."""
SHORTEST_REST = 250
"""Milliseconds."""
LONGEST_TEXT = 200_000
"""Characters; longer code stays plain."""

_TOKENS = (
    (Token.Comment, "code_comment"),
    (Token.Keyword.Constant, "code_number"),
    (Token.Keyword, "code_keyword"),
    (Token.Operator.Word, "code_keyword"),
    (Token.Name.Tag, "code_keyword"),
    (Token.Literal.String, "code_string"),
    (Token.Literal.Number, "code_number"),
    (Token.Literal, "code_string"),
    (Token.Name.Constant, "code_number"),
    (Token.Name.Function, "code_function"),
    (Token.Name.Class, "code_function"),
    (Token.Name.Builtin, "code_function"),
    (Token.Name.Decorator, "code_function"),
    (Token.Name.Attribute, "code_function"),
    (Token.Name.Exception, "code_function"),
    (Token.Generic.Inserted, "code_string"),
    (Token.Generic.Deleted, "code_number"),
    (Token.Generic.Heading, "code_keyword"),
    (Token.Generic.Subheading, "code_function"),
)

Run = tuple[int, int, str]
"""Start, length (UTF-16 units in the line) and colour token of a coloured run."""


class Highlighter(QObject):
    """Colours one document. Lives on the UI thread.

    `rehighlight` may be called as often as the text changes. A run goes over the text in slices
    and touches only the lines whose colours differ from those they have.
    """

    finished = Signal()
    """A run has reached the end of the text as it was at its start."""

    def __init__(self, document: QTextDocument, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._language = ""
        self._lexer: Lexer | None = None
        self._lines: Iterator[list[Run] | None] | None = None
        self._number = 0
        self._done: list[list[Run]] = []
        self._again = False
        self._cost = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer)
        self._formats: dict[str, QTextCharFormat] = {}
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours; lines coloured before are painted again."""
        for _, token in _TOKENS:
            self._formats[token] = QTextCharFormat()
            self._formats[token].setForeground(theme.color(theme.code_token(token)))
            self._formats[token].setFontWeight(theme.code_weight(token))
        for number, runs in enumerate(self._done):
            self._apply(number, runs)

    def set_language(self, language: str) -> None:
        """Choose the colours' language; an unknown one leaves the text plain."""
        self._language = language
        self._lexer = None
        self._forget()

    def rehighlight(self) -> None:
        """The text has changed: colour it, soon if a run is under way or just was."""
        if not self._language:
            self.finished.emit()
        elif self._lines is not None or self._timer.isActive():
            self._again = True
        else:
            self._begin()

    def _forget(self) -> None:
        self._timer.stop()
        self._lines = None
        self._again = False
        for number, runs in enumerate(self._done):
            if runs:
                self._apply(number, [])
        self._done = []

    def _begin(self) -> None:
        text = self._document.toPlainText()
        self._again = False
        if len(text) > LONGEST_TEXT:
            self.finished.emit()
            return
        self._lines = self._coloured_lines(text)
        self._number = 0
        self._cost = 0.0
        self._work()

    def _on_timer(self) -> None:
        if self._lines is not None:
            self._work()
        elif self._again:
            self._begin()

    def _work(self) -> None:
        """One slice."""
        assert self._lines is not None
        start = time.perf_counter()
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        for runs in self._lines:
            if runs is not None:
                self._show(self._number, runs)
                self._number += 1
            if time.perf_counter() - start > SLICE_SECONDS:
                break
        else:
            self._lines = None
        cursor.endEditBlock()
        self._cost += time.perf_counter() - start
        if self._lines is not None:
            self._timer.start(PAUSE)
            return
        rest = max(SHORTEST_REST, int(self._cost * 1000 * REST_FACTOR))
        self._timer.start(rest)
        self.finished.emit()

    def _show(self, number: int, runs: list[Run]) -> None:
        if number < len(self._done):
            if self._done[number] == runs:
                return
            self._done[number] = runs
        else:
            self._done.append(runs)
            if not runs:
                return
        self._apply(number, runs)

    def _apply(self, number: int, runs: list[Run]) -> None:
        block = self._document.findBlockByNumber(number)
        if not block.isValid():
            return
        formats = []
        for start, length, token in runs:
            part = QTextLayout.FormatRange()
            part.start, part.length = start, length
            part.format = self._formats[token]
            formats.append(part)
        block.layout().setFormats(formats)
        self._document.markContentsDirty(block.position(), block.length())

    def _coloured_lines(self, text: str) -> Iterator[list[Run] | None]:
        """The runs of one line after the other. None lets a slice end: finding a lexer and making
        it, the first of its kind, takes as long as a page of code."""
        if self._lexer is None:
            import pygments.lexers  # noqa: F401 - a slice for itself

            yield None
            found = _lexer_class(self._language)
            yield None
            if found is None:
                return
            self._lexer = found(stripnl=False)
            yield None
        yield from _coloured_lines(self._lexer, text)


def _lexer_class(language: str) -> "type[Lexer] | None":
    from pygments.lexers import find_lexer_class_by_name
    from pygments.util import ClassNotFound

    try:
        return find_lexer_class_by_name(language)
    except ClassNotFound:
        return None


def _coloured_lines(lexer: "Lexer", text: str) -> Iterator[list[Run]]:
    """The coloured runs of one line after the other, as the lexer comes to them."""
    runs: list[Run] = []
    column = 0
    for _, kind, value in lexer.get_tokens_unprocessed(text + "\n"):
        token = _token_for(kind)
        for part, more in zip_longest(pieces := value.split("\n"), pieces[1:]):
            length = len(part) if part.isascii() else len(part.encode("utf-16-le", "replace")) // 2
            if token and length:
                runs.append((column, length, token))
            column += length
            if more is not None:
                yield runs
                runs, column = [], 0


_KNOWN: dict[_TokenType, str] = {}


def _token_for(kind: _TokenType) -> str:
    """The theme's token for a lexer's, "" for plain text."""
    if kind not in _KNOWN:
        known = (token for parent, token in _TOKENS if parent == kind or parent in kind.split())
        _KNOWN[kind] = next(known, "")
    return _KNOWN[kind]
