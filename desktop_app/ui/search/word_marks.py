"""Words marked where they stand in the messages that have widgets."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop_app.core.fold import fold
from desktop_app.core.occurrence import Range, hits, joined, occurrences
from desktop_app.core.plain_text import BREAK
from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.message import MessageView
from desktop_app.ui.search.text_place import utf16
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcript import Transcript

_BREAKS = str.maketrans(dict.fromkeys("\u2029\ufdd0\ufdd1", BREAK))
"""What QTextDocument has between blocks and around tables."""


class WordMarks:
    """Keeps the words marked while widgets come and go. UI thread.

    With one word (`set_word`) each is marked, and one of them more strongly: the `number`th of the
    message `current`. With several (`set_words`) those of one message are.
    """

    def __init__(self, theme: Theme, transcript: Transcript) -> None:
        self._theme = theme
        self._transcript = transcript
        self._words: tuple[str, ...] = ()
        self._phrase = ""
        self._only = ""
        self._current = ("", 0)
        self._marked: dict[TextView, object] = {}
        """What each view was marked for, so that nothing is done twice."""
        self._ranges_of: dict[TextView, tuple[object, list[Range]]] = {}
        """Where the words stand in each view, as long as its text stays."""
        transcript.rearranged.connect(self.refresh)
        theme.changed.connect(self._on_theme)

    def set_word(self, word: str, message: str = "", number: int = 0) -> None:
        """Mark this everywhere, the `number`th (from 0) of `message` more strongly."""
        self._phrase, self._words, self._only = fold(word), (), ""
        self._current = (message, number)
        self.refresh()

    def set_words(self, words: Sequence[str], message: str) -> None:
        """Mark these folded words in one message."""
        self._phrase, self._words, self._only = "", tuple(words), message
        self._current = (message, 0)
        self.refresh()

    def clear(self) -> None:
        """Mark nothing."""
        self.set_word("")

    def number_in(self, view: MessageView) -> int:
        """How many are marked in a message."""
        return sum(len(self._ranges(text)) for text in texts_of(view))

    def place_in(self, view: MessageView) -> int | None:
        """How far below the top of the message (px) the strong one stands; None: there is none."""
        message, number = self._current
        if self._transcript.view(message) is not view:
            return None
        for text in texts_of(view):
            ranges = self._ranges(text)
            if number < len(ranges):
                cursor = _cursor(text, ranges[number])
                rect = text.cursorRect(cursor)
                bar = text.horizontalScrollBar()
                if rect.right() > text.viewport().width() or rect.left() < 0:
                    bar.setValue(bar.value() + rect.left() - text.viewport().width() // 2)
                return text.viewport().mapTo(view, QPoint(0, rect.top())).y()
            number -= len(ranges)
        return None

    def refresh(self) -> None:
        """Mark what has widgets now."""
        seen: dict[TextView, object] = {}
        for id, view in self._transcript.views.items():
            before = 0
            for text in texts_of(view):
                current = self._current[1] - before if self._current[0] == id else -1
                wanted = self._only in ("", id) and bool(self._phrase or self._words)
                state = (self._phrase, self._words, wanted, current, text.document().revision())
                marked = self._marked.get(text)
                if wanted or marked is not None:
                    ranges = self._ranges(text) if wanted else []
                    before += len(ranges)
                    if marked != state:
                        self._mark(text, ranges, current)
                if wanted:
                    seen[text] = state
        self._marked = seen
        self._ranges_of = {text: self._ranges_of[text] for text in seen if text in self._ranges_of}

    def _mark(self, text: TextView, ranges: Sequence[Range], current: int) -> None:
        selections = []
        for number, place in enumerate(ranges):
            strong = bool(self._phrase) and number == current
            look = QTextCharFormat()
            look.setBackground(self._theme.color("accent" if strong else "selection"))
            if strong:
                look.setForeground(self._theme.color("accent_on"))
            selection = QTextEdit.ExtraSelection()
            selection.cursor = _cursor(text, place)
            selection.format = look
            selections.append(selection)
        text.setExtraSelections(selections)

    def _ranges(self, text: TextView) -> list[Range]:
        asked = (self._phrase, self._words, text.document().revision())
        known = self._ranges_of.get(text)
        if known is None or known[0] != asked:
            known = self._ranges_of[text] = (asked, self._found_in(text))
        return known[1]

    def _found_in(self, text: TextView) -> list[Range]:
        words = text.document().toRawText().translate(_BREAKS)
        found = (
            occurrences(words, self._phrase) if self._phrase else joined(hits(words, self._words))
        )
        return [(utf16(words, start), utf16(words, end)) for start, end in found]

    def _on_theme(self) -> None:
        self._marked = dict.fromkeys(self._marked, object())
        self.refresh()


def texts_of(view: MessageView) -> Iterator[TextView]:
    """The texts of a message that are shown, in the order of reading."""
    texts = [text for text in view.findChildren(TextView) if text.isVisibleTo(view)]
    return iter(sorted(texts, key=lambda text: text.mapTo(view, QPoint()).y()))


def _cursor(text: TextView, place: Range) -> QTextCursor:
    cursor = QTextCursor(text.document())
    cursor.setPosition(place[0])
    cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
    return cursor
