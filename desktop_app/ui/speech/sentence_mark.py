"""Shows which sentence of a message is being read."""

import re

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop_app.ui.theme import Theme

_MARKER = re.compile(r"^\d+[.)] ")
"""The number of a list item, which is said and stands beside the text."""


class SentenceMark:
    """A shade behind the words, where they stand in the message as they are said.

    Where they do not (an address, a formula, a line break), nothing is shaded.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._edit: QTextEdit | None = None
        self._after: tuple[QTextEdit, int] | None = None
        """Where the last sentence ended: the next one stands behind it."""

    def show(self, message: QWidget, words: str) -> None:
        """Shade `words` in the texts of `message`, the next time that they occur."""
        self.fade()
        words = _MARKER.sub("", words)
        for edit in _from(message.findChildren(QTextEdit), self._after):
            place = self._after[1] if self._after and self._after[0] is edit else 0
            found = edit.document().find(words, place)
            if not found.isNull():
                self._shade(edit, found)
                return

    def clear(self) -> None:
        """Shade nothing, and begin at the front next time."""
        self.fade()
        self._after = None

    def fade(self) -> None:
        """Shade nothing; the next sentence still stands behind the last one."""
        edit, self._edit = self._edit, None
        if edit is not None:
            edit.destroyed.disconnect(self._forget)
            edit.setExtraSelections([])

    def _shade(self, edit: QTextEdit, words: QTextCursor) -> None:
        shade = QTextCharFormat()
        shade.setBackground(self._theme.color("said"))
        selection = QTextEdit.ExtraSelection()
        selection.cursor = words
        selection.format = shade
        edit.setExtraSelections([selection])
        edit.destroyed.connect(self._forget)
        self._edit, self._after = edit, (edit, words.selectionEnd())

    def _forget(self) -> None:
        """The message was scrolled out of sight, and its widgets went."""
        self._edit = self._after = None


def _from(edits: list[QTextEdit], after: tuple[QTextEdit, int] | None) -> list[QTextEdit]:
    """The texts from the one on in which the last sentence stood."""
    if after is None or after[0] not in edits:
        return edits
    return edits[edits.index(after[0]) :]
