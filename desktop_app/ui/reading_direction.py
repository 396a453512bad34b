"""From which side a text is read: as its first word is, whichever way the window reads."""

import unicodedata
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit

_ENOUGH = 1000
"""Letters of a line, and lines of a text, that are looked at."""

_FROM_LEFT, _AS_BEFORE = "\u2066", "\u2069"
"""What is between these is read from left to right, whatever stands around it."""

_SIDES = {
    "L": Qt.LayoutDirection.LeftToRight,
    "R": Qt.LayoutDirection.RightToLeft,
    "AL": Qt.LayoutDirection.RightToLeft,
}


def read_from(texts: Iterable[str], otherwise: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """How the first letter in `texts` is read; `otherwise` where there are only signs."""
    for text in texts:
        for letter in text[:_ENOUGH]:
            side = _SIDES.get(unicodedata.bidirectional(letter))
            if side is not None:
                return side
    return otherwise


def path_words(path: str) -> str:
    """A path as it stands in a window that is read from right to left: there its slashes would go
    to the wrong ends. For showing alone; elsewhere it is the same."""
    if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return f"{_FROM_LEFT}{path}{_AS_BEFORE}"
    return path


class WordSide(QObject):
    """Has what is written in a field stand at the side from which it is read. Qt turns the letters
    of each line by itself, and leaves all lines at the left."""

    def __init__(self, edit: QPlainTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        edit.textChanged.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        document = self._edit.document()
        side = read_from(_lines(document), self._edit.layoutDirection())
        right = side == Qt.LayoutDirection.RightToLeft
        wanted = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        option = document.defaultTextOption()
        if option.alignment() != wanted:
            option.setAlignment(wanted)
            document.setDefaultTextOption(option)


def _lines(document: QTextDocument) -> Iterator[str]:
    block = document.firstBlock()
    while block.isValid() and block.blockNumber() < _ENOUGH:
        yield block.text()
        block = block.next()
