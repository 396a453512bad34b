"""One selection that runs through the texts of a message."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from desktop_app.ui.blocks.text_view import TextView

_Place = tuple[TextView, int]
_MOVES = {
    Qt.Key.Key_Right: (QTextCursor.MoveOperation.Right, QTextCursor.MoveOperation.WordRight),
    Qt.Key.Key_Left: (QTextCursor.MoveOperation.Left, QTextCursor.MoveOperation.WordLeft),
    Qt.Key.Key_Down: (QTextCursor.MoveOperation.Down, QTextCursor.MoveOperation.NextBlock),
    Qt.Key.Key_Up: (QTextCursor.MoveOperation.Up, QTextCursor.MoveOperation.PreviousBlock),
    Qt.Key.Key_End: (QTextCursor.MoveOperation.EndOfLine, QTextCursor.MoveOperation.End),
    Qt.Key.Key_Home: (QTextCursor.MoveOperation.StartOfLine, QTextCursor.MoveOperation.Start),
}
"""Where a key leads, alone and with Ctrl."""
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Home)


class MessageSelection:
    """Extends what is selected in one text over those after and before it.

    `texts` gives the texts as they are now, in the order of reading. Each text that knows this as
    its `keeper` asks it first; where one text is enough Qt does what it always does.
    """

    def __init__(self, texts: Callable[[], Sequence[TextView]]) -> None:
        self._texts = texts
        self._anchor: _Place | None = None
        self._head: _Place | None = None

    def begin(self, view: TextView) -> None:
        """The person pressed into `view`: a selection begins there."""
        cursor = view.textCursor()
        self._anchor = (view, cursor.anchor())
        self._head = (view, cursor.position())
        for text in self._texts():
            if text is not view:
                text.unselect()

    def reach(self, view: TextView, place: QPoint) -> bool:
        """Drag, or press with Shift, from where it began to `place` (global); False where that is
        within `view`, which does it by itself."""
        texts = list(self._texts())
        if self._anchor is None or self._anchor[0] not in texts:
            return False
        target = _nearest(texts, place)
        if target is self._anchor[0]:
            for text in texts:
                if text is not target:
                    text.unselect()
            self._head = None
            return False
        within = target.viewport().mapFromGlobal(place)
        self._head = (target, target.cursorForPosition(within).position())
        self._apply(texts)
        return True

    def step(self, view: TextView, event: QKeyEvent) -> bool:
        """Shift and a key of the cursor: one step further; False for any other key."""
        moves = _MOVES.get(Qt.Key(event.key()))
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        others = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        shift = Qt.KeyboardModifier.ShiftModifier
        if moves is None or not modifiers & shift or modifiers & others:
            return False
        texts = list(self._texts())
        if view not in texts:
            return False
        if self._anchor is None or self._anchor[0] not in texts or not self._any(texts):
            self._anchor = (view, view.textCursor().position())
            self._head = self._anchor
        if self._head is None or self._head[0] not in texts:
            anchor = self._anchor[0]
            self._head = (anchor, anchor.textCursor().position())
        self._head = _moved(texts, self._head, moves[control], event.key() in _BACK)
        self._apply(texts)
        return True

    def select_all(self) -> None:
        """All texts, from the first to the last."""
        texts = list(self._texts())
        if texts:
            self._anchor = (texts[0], 0)
            self._head = (texts[-1], _end(texts[-1]))
            self._apply(texts)

    @property
    def runs_on(self) -> bool:
        """Whether more than one text has a part of it."""
        return sum(text.textCursor().hasSelection() for text in self._texts()) > 1

    def text(self) -> str:
        """What is selected, as it is read."""
        parts = (text for text in self._texts() if text.textCursor().hasSelection())
        return "\n\n".join(text.selected_text() for text in parts)

    def _any(self, texts: Sequence[TextView]) -> bool:
        return any(text.textCursor().hasSelection() for text in texts)

    def _apply(self, texts: Sequence[TextView]) -> None:
        assert self._anchor is not None
        assert self._head is not None
        first, last = texts.index(self._anchor[0]), texts.index(self._head[0])
        for number, text in enumerate(texts):
            if not min(first, last) <= number <= max(first, last):
                text.unselect()
                continue
            start, end = (0, _end(text)) if first <= last else (_end(text), 0)
            if number == first:
                start = self._anchor[1]
            if number == last:
                end = self._head[1]
            _select(text, start, end)


def _select(view: TextView, start: int, end: int) -> None:
    cursor = view.textCursor()
    cursor.setPosition(min(start, _end(view)))
    cursor.setPosition(min(end, _end(view)), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)


def _end(view: TextView) -> int:
    return view.document().characterCount() - 1


def _nearest(texts: Sequence[TextView], place: QPoint) -> TextView:
    """The text at the height of `place`, or the last one above it."""
    found = texts[0]
    for text in texts:
        if text.mapToGlobal(QPoint(0, 0)).y() <= place.y():
            found = text
    return found


def _moved(
    texts: Sequence[TextView], head: _Place, move: QTextCursor.MoveOperation, back: bool
) -> _Place:
    view, position = head
    cursor = QTextCursor(view.document())
    cursor.setPosition(min(position, _end(view)))
    if cursor.movePosition(move) and cursor.position() != position:
        return view, cursor.position()
    edge = 0 if back else _end(view)
    number = texts.index(view) + (-1 if back else 1)
    # A last line is selected to its end before the next text begins.
    if position != edge or not 0 <= number < len(texts):
        return view, edge
    return texts[number], _end(texts[number]) if back else 0
