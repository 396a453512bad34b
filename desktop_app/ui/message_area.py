"""Where the messages of a conversation lie, and which of them are seen.

What the person looks at stays where it is while heights become known: the first visible message
is the anchor, unless the end of a reply is followed.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop_app.ui.blocks.text_view import line_height
from desktop_app.ui.message import MessageView
from desktop_app.ui.message_column import MessageColumn
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.transcript_model import TranscriptModel

_PASSES = 6
"""Heights that become known may bring further messages into view; this many times at most."""
_BESIDE = 1
"""Where one jumps, the message and so many rows before and behind it are shown at once: a screen
full of new widgets takes longer than one may wait for the next key."""


class MessageArea(QScrollArea):
    """A scroll area over a `MessageColumn`, which is given by `_lay`. UI thread.

    It follows the end while the reader is there, and lets go as soon as they scroll.
    """

    rearranged = Signal()
    """Messages got or lost their widgets, or these were laid out anew."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self._model = TranscriptModel(self)
        self._column: MessageColumn
        self._following = True
        self._moving = False
        self._value = 0
        """Where the scroll bar was put; another value is the person's."""
        self._awaited = ""
        self._held = False
        """Whether the place is held while another version of a message comes."""
        self._soon = QTimer(self)  # Rows that come together are laid out together.
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._arrange)
        self._ahead = QTimer(self)  # Between two events, one message at a time.
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(0)
        self._ahead.timeout.connect(self._make_ahead)

    def _lay(self, column: MessageColumn) -> None:
        """Show these messages, and heed what becomes of them."""
        self._column = column
        self.setWidget(column)
        self.viewport().setAutoFillBackground(False)
        column.setAutoFillBackground(False)
        model = self._model
        model.modelReset.connect(self._on_reset)
        model.rowsInserted.connect(self._on_inserted)
        model.rowsAboutToBeRemoved.connect(self._on_removing)
        model.rowsRemoved.connect(lambda: self._soon.start())
        model.dataChanged.connect(self._on_data)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._on_scrolled)
        bar.setSingleStep(line_height(self._theme.font()) * 2)

    def _place_above(self) -> None:
        """Place what lies over the messages; there is nothing here."""

    def model(self) -> TranscriptModel:
        """The messages on the current path."""
        return self._model

    @property
    def following(self) -> bool:
        """Whether the end is kept in view."""
        return self._following

    def view(self, id: str) -> MessageView | None:
        """The widget of a message; None while it is far from what is seen."""
        return self._column.views.get(id)

    @property
    def views(self) -> Mapping[str, MessageView]:
        """The widgets that there are, by the ids of their messages."""
        return self._column.views

    def first_visible(self) -> str:
        """The id of the first message that is seen, "" without messages."""
        row = self._column.row_at(self.verticalScrollBar().value())
        return "" if row < 0 else self._model.row(row).message.id

    def await_message(self, id: str) -> None:
        """A conversation is about to be shown for this message in it, and not for its end: no
        widgets are made there for nothing. "" ends that."""
        self._awaited = id

    def go_to_latest(self) -> None:
        """Show the end, and keep it in view; a message that is awaited, instead."""
        awaited, self._awaited = self._awaited, ""
        if self._model.number(awaited) >= 0:
            self.show_at(awaited)
            return
        self._following = True
        self._arrange(beside=_BESIDE)

    def go_to(self, row: int) -> None:
        """Show a row at the top."""
        if not 0 <= row < self._model.rowCount():
            return
        self._following = False
        self._arrange((row, SPACE[3]))
        self._value = self.verticalScrollBar().value()
        self._place_above()

    def show_at(self, id: str, below: int = 0) -> None:
        """Bring into view what stands so far (px) below the top of a message, and let go of the
        end; nothing for one that is not on the path. What else is seen follows after it."""
        number = self._model.number(id)
        if number >= 0:
            self._let_go()
            self._arrange((number, self.viewport().height() // 3 - below), _BESIDE)

    @contextmanager
    def unmoved(self) -> Iterator[None]:
        """What is added within leaves a reader where they are who does not follow the end."""
        held, self._held = self._held, self._held or not self._following
        try:
            yield
        finally:
            self._held = held

    def resizeEvent(self, event: QResizeEvent) -> None:
        # More room moves the scroll bar back: that is nobody's wish to let go.
        moving, self._moving = self._moving, True
        super().resizeEvent(event)
        self._moving = moving
        self._column.resize(self.width(), self._column.height())
        self._place_above()
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def _on_reset(self) -> None:
        with self._still():
            self._column.reset()
        self._following = not self._held
        self._soon.start()

    def _on_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        self._column.append(first, last)
        self._following = not self._held
        self._soon.start()

    def _on_removing(self, parent: QModelIndex, first: int, last: int) -> None:
        with self._still():
            self._column.truncate(first, last)

    def _on_data(self, start: QModelIndex, end: QModelIndex, roles: list[int]) -> None:
        for number in range(start.row(), end.row() + 1):
            self._column.change(number, pieces_only=bool(roles))
        self._arrange()

    def _on_height(self) -> None:
        self._arrange()

    def _on_scrolled(self, value: int) -> None:
        if self._moving:
            return
        back = value < self._value
        rest = self.verticalScrollBar().maximum() - value
        self._following = not back and rest <= line_height(self._theme.font())
        self._arrange()

    @contextmanager
    def _still(self) -> Iterator[None]:
        """Nothing is scrolled or laid out within. Where a message goes that has the keyboard, Qt
        scrolls to the next that takes it: that one may be about to go too."""
        moving, self._moving = self._moving, True
        bar = self.verticalScrollBar()
        value = bar.value()
        try:
            yield
        finally:
            bar.setValue(value)
            self._moving = moving

    def _let_go(self) -> None:
        self._following = False
        self._place_above()

    # Laying out

    def _anchor(self) -> tuple[int, int] | None:
        """The first visible row whose height is known, or else the first, and where its top is in
        the viewport; None while following."""
        value = self.verticalScrollBar().value()
        first = self._column.row_at(value)
        if self._following or first < 0:
            return None
        row = next((row for row in self._near(0) if self._has_view(row)), first)
        return row, self._column.top(row) - value

    def _arrange(self, anchor: tuple[int, int] | None = None, beside: int | None = None) -> None:
        """Give the messages in the viewport their widgets and everything its place; those near it
        get theirs afterwards, as do those that are not at most so many rows `beside` the anchor (or
        among as many at the end)."""
        if self._moving or not self.isVisible():
            return
        self._soon.stop()
        self._moving = True
        try:
            anchor = anchor or self._anchor()
            for _ in range(_PASSES):
                self._set_range(anchor)
                if not self._column.realise(_around(anchor, beside, self._near(0))):
                    break
            self._place(anchor)
        finally:
            self._moving = False

    def _make_ahead(self) -> None:
        """Make the widget of one message near the viewport: the next step of a wheel finds it."""
        missing = self._missing()
        if self._moving or not self.isVisible() or not missing:
            return
        self._moving = True
        try:
            anchor = self._anchor()
            self._column.realise(range(missing[0], missing[0] + 1))
            self._place(anchor)
        finally:
            self._moving = False

    def _missing(self) -> list[int]:
        """The rows near the viewport that have no widgets, those in it first."""
        near = self._near(self.viewport().height() // 2)
        seen = self._near(0)
        rows = [number for number in near if not self._has_view(number)]
        return sorted(rows, key=lambda number: max(seen.start - number, number - seen.stop, 0))

    def _has_view(self, number: int) -> bool:
        return self._model.row(number).message.id in self._column.views

    def _place(self, anchor: tuple[int, int] | None) -> None:
        """Put every widget where it belongs, and say so."""
        self._set_range(anchor)
        self._column.place_views(self._near(self.viewport().height() * 2))
        self._column.chain_focus(self)
        self._place_above()
        if self._missing():
            self._ahead.start()
        self.rearranged.emit()

    def _set_range(self, anchor: tuple[int, int] | None) -> None:
        """Let the scroll bar span the column, and hold on to the anchor or the end."""
        height = self._column.full_height()
        viewport = self.viewport()
        # As wide as the transcript, scroll bar or not: the words do not move when one appears.
        self._column.resize(self.width(), height)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, height - viewport.height()))
        bar.setPageStep(viewport.height())
        bar.setValue(bar.maximum() if anchor is None else self._column.top(anchor[0]) - anchor[1])
        self._value = bar.value()

    def _near(self, margin: int) -> range:
        """The rows within `margin` pixels of the viewport."""
        top = self.verticalScrollBar().value()
        return self._column.rows_between(top - margin, top + self.viewport().height() + margin)


def _around(anchor: tuple[int, int] | None, beside: int | None, rows: range) -> range:
    """Those of the `rows` that are so near the anchor's; without one, as many at the end."""
    if beside is None or not rows:
        return rows
    middle = rows[-1] - beside if anchor is None else anchor[0]
    return range(max(rows.start, middle - beside), min(rows.stop, middle + beside + 1))
