"""Words in a text field that still change, while the person may write around them."""

import itertools
from typing import ClassVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from desktop_app.core.heard_text import fitted
from desktop_app.ui.theme import Theme

_OWNER = QTextFormat.Property.UserProperty
"""The property of a grey stretch's format that says whose it is."""

_numbers = itertools.count(1)


class DictatedText(QObject):
    """A stretch of a text field that belongs to a dictation.

    It begins where the cursor is, over the selection. What the person writes elsewhere moves it;
    what they change inside of it is theirs from then on (`taken`, `all_taken`), and the stretch
    goes on behind. All that the dictation writes without a key of theirs in between is one step
    of undo. Positions are Qt's: UTF-16 code units.
    """

    taken = Signal()
    """The person changed confirmed words: these are no longer part of the stretch."""

    all_taken = Signal()
    """The person changed words that were not confirmed: the stretch is empty now."""

    _writer: ClassVar["DictatedText | None"] = None
    """Which of them changes a text just now: what it writes is no key of the person's."""

    def __init__(self, edit: QPlainTextEdit, theme: Theme) -> None:
        super().__init__(edit)
        self._edit = edit
        self._theme = theme
        cursor = edit.textCursor()
        self._start, self._end = cursor.selectionStart(), cursor.selectionEnd()
        self._sure = self._start
        """Where the confirmed words end."""
        self._joins = False
        self._empty = True
        self._number = next(_numbers)
        edit.document().contentsChange.connect(self._on_change)
        theme.changed.connect(self._color)

    def before(self) -> str:
        """The text before the stretch."""
        return _part(self._edit, 0, self._start)

    def shown(self) -> str:
        """The words that stand there, as they stand; "" before the first ones."""
        return "" if self._empty else _part(self._edit, self._start, self._end)

    def show(self, confirmed: str, pending: str) -> None:
        """Put these words in place of those before, the pending ones in grey."""
        if self._empty and not (confirmed + pending).strip():
            return
        after = _part(self._edit, self._end, _units(self._edit.toPlainText()))
        words = fitted(confirmed + pending, self.before(), after)
        sure = len(words) if not pending.strip() else len(words.rstrip()) - len(pending.strip())
        self._write(words)
        self._sure = self._start + _units(words[: max(0, sure)])
        self._color()

    def move_to(self, start: int, length: int) -> None:
        """The stretch stands at other characters now (not code units), in a text put there anew."""
        text = self._edit.toPlainText()
        self._start = self._sure = _units(text[:start])
        self._end = self._start + _units(text[start : start + length])
        self._joins = self._empty = False

    def take_back(self) -> None:
        """Leave the text as if nothing had been dictated."""
        if self._empty:
            return
        if self._joins:
            DictatedText._writer = self
            self._edit.document().undo()
            DictatedText._writer = None
            self._end = self._sure = self._start
        else:
            self._write("")
        self._color()

    def close(self) -> None:
        """What stands there stays as it is; the stretch is no more."""
        self._edit.document().contentsChange.disconnect(self._on_change)
        self._theme.changed.disconnect(self._color)
        self._sure = self._end
        self._color()
        self.deleteLater()

    def _write(self, words: str) -> None:
        old = _part(self._edit, self._start, self._end)
        same = 0 if self._empty else _common(old, words)
        if not self._empty and old == words:
            return
        cursor = QTextCursor(self._edit.document())
        DictatedText._writer = self
        cursor.joinPreviousEditBlock() if self._joins else cursor.beginEditBlock()
        cursor.setPosition(self._start + _units(old[:same]))
        cursor.setPosition(self._end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words[same:])
        cursor.endEditBlock()
        DictatedText._writer = None
        self._joins, self._empty = True, False
        self._end = self._start + _units(words)
        if self._edit.textCursor().position() == self._end:
            self._edit.ensureCursorVisible()

    def _on_change(self, position: int, removed: int, added: int) -> None:
        """Somebody changed the text: follow, or give up what they touched."""
        if DictatedText._writer is self:
            return
        self._joins = False
        grown = added - removed
        end = position + removed
        at_end = position == self._end and self._end > self._start
        appended = at_end and not removed and DictatedText._writer is None
        if position > self._end or (at_end and not appended):
            return
        if end <= self._start and not appended:
            self._start, self._sure, self._end = (
                place + grown for place in (self._start, self._sure, self._end)
            )
        elif position < self._sure:
            self._sure = max(self._sure, end) + grown
            self._end = max(self._end, end) + grown
            self._start = self._sure
            self.taken.emit()
        else:
            self._end = max(self._end, end) + grown
            self._start = self._sure = self._end
            self.all_taken.emit()
        last = self._edit.document().characterCount() - 1
        self._start, self._sure, self._end = (
            min(place, last) for place in (self._start, self._sure, self._end)
        )
        self._color()

    def _color(self) -> None:
        """The words that may still change are grey; no format of the text itself, no undo."""
        kept = [s for s in self._edit.extraSelections() if _owner(s) != self._number]
        if self._sure < self._end:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self._edit.document())
            selection.cursor.setPosition(self._sure)
            selection.cursor.setPosition(self._end, QTextCursor.MoveMode.KeepAnchor)
            grey = QTextCharFormat()
            grey.setForeground(self._theme.color("text_second"))
            grey.setProperty(_OWNER, self._number)
            selection.format = grey
            kept.append(selection)
        self._edit.setExtraSelections(kept)


def _owner(selection: QTextEdit.ExtraSelection) -> object:
    return selection.format.property(_OWNER)


def _part(edit: QPlainTextEdit, start: int, end: int) -> str:
    """The text between two positions."""
    text = edit.toPlainText().encode("utf-16-le", "surrogatepass")
    return text[2 * start : 2 * end].decode("utf-16-le", "replace")


def _units(text: str) -> int:
    """How long a text is for Qt."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _common(one: str, other: str) -> int:
    """How many characters at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
