"""The conversation on the screen: a column of messages in a scroll area.

What the person looks at stays where it is while heights become known: the first visible message
is the anchor, unless the transcript follows the end of a reply.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QFrame, QScrollArea, QWidget

from desktop_app.core.conversation import Role
from desktop_app.ui.blocks.text_view import TextView, line_height
from desktop_app.ui.gallery import Gallery
from desktop_app.ui.latest_button import LatestButton
from desktop_app.ui.link import ask_to_open
from desktop_app.ui.message import MessageView
from desktop_app.ui.message_column import MessageColumn
from desktop_app.ui.picture_desk import PictureDesk, Shown, shown_in
from desktop_app.ui.question_jump import QuestionJump
from desktop_app.ui.reply import Reply
from desktop_app.ui.reply_announcer import ReplyAnnouncer
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.transcript_model import TranscriptModel
from desktop_app.ui.typesetter import Typesetter
from desktop_app.ui.user_message import UserMessage

PAINT_INTERVAL = 33
"""Milliseconds between two looks at what has arrived."""
PAINT_SHARE = 4
"""Painting takes at most one part in so many of the time: what is slow is done less often."""
_NOTCH = 120
"""What one notch of a wheel counts, in eighths of a degree."""
_PASSES = 6
"""Heights that become known may bring further messages into view; this many times at most."""
_BESIDE = 1
"""Where one jumps, the message and so many rows before and behind it are shown at once: a screen
full of new widgets takes longer than one may wait for the next key."""


class Transcript(QScrollArea):
    """Shows a TranscriptModel. UI thread.

    It follows the end while the reader is there, and lets go as soon as they scroll, press or
    select.
    """

    edit_requested = Signal(str, str, tuple)
    """A message is asked anew with these words and these attachments."""
    seen_requested = Signal(str, int, bool)
    """An attachment of a message is to be shown to the model again, or no longer."""
    problem = Signal(object)
    """Something that has to do with a picture went wrong; carries a `Problem`."""
    regenerate_requested = Signal(str)
    continue_requested = Signal(str)
    fork_requested = Signal(str)
    reply_edited = Signal(str, str)
    """A reply is to have these words beside its own."""
    delete_requested = Signal(str)
    sibling_requested = Signal(str, int)
    remedy_requested = Signal(str, object)
    speak_requested = Signal(str)
    rearranged = Signal()
    """Messages got or lost their widgets, or these were laid out anew."""
    zoom_requested = Signal(int)
    """The words are to be so many steps larger (or smaller)."""

    def __init__(
        self,
        theme: Theme,
        gallery: Gallery | None = None,
        parent: QWidget | None = None,
        typesetter: Typesetter | None = None,
    ) -> None:
        """`gallery` has the pictures that the messages show, `typesetter` sets their formulas."""
        super().__init__(parent)
        self.setObjectName("transcript")
        self.setAccessibleName(self.tr("Conversation"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setAccessibleName(self.tr("Scroll the conversation"))
        self._theme = theme
        self._model = TranscriptModel(self)
        self._following = True
        self.announcer = ReplyAnnouncer(self._model, self)
        self._moving = False
        self._value = 0
        """Where the scroll bar was put; another value is the person's."""
        self._awaited = ""
        self._held = False
        """Whether the place is held while another version of a message comes."""
        desk = PictureDesk(theme, gallery, self)
        desk.set_sequence(self._pictures)
        desk.problem.connect(self.problem)
        self._column = MessageColumn(theme, self._model, desk, self._listen_to, typesetter)
        self.setWidget(self._column)
        self.viewport().setAutoFillBackground(False)
        self._column.setAutoFillBackground(False)
        self._latest = LatestButton(theme, self)
        self._latest.clicked.connect(self.go_to_latest)
        self._latest.hide()
        self._jump = QuestionJump(theme, self.questions, self)
        self._jump.step_requested.connect(self.step_question)
        self._jump.chosen.connect(self.go_to)
        self._wheel = 0
        self._soon = QTimer(self)  # Rows that come together are laid out together.
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._arrange)
        self._ahead = QTimer(self)  # Between two events, one message at a time.
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(0)
        self._ahead.timeout.connect(self._make_ahead)
        self._paint_timer = QTimer(self)
        self._paint_timer.setSingleShot(True)
        self._paint_timer.timeout.connect(self._on_paint)
        self._connect()
        self._reserve_strip()

    def model(self) -> TranscriptModel:
        """The messages on the current path."""
        return self._model

    @property
    def following(self) -> bool:
        """Whether the end is kept in view."""
        return self._following

    def set_show_stats(self, shown: bool) -> None:
        """Show below every reply what it took."""
        self._column.set_show_stats(shown)

    def set_spoken(self, id: str) -> None:
        """Say which message is being read aloud, "" for none: its button stops that."""
        self.announcer.spoken = id
        if self._column.set_spoken(id):
            self._soon.start()

    def go_to_latest(self) -> None:
        """Show the end, and keep it in view; a message that is awaited, instead."""
        awaited, self._awaited = self._awaited, ""
        if self._model.number(awaited) >= 0:
            self.show_at(awaited)
            return
        self._following = True
        self._arrange(beside=_BESIDE)

    @contextmanager
    def unmoved(self) -> Iterator[None]:
        """What is added within leaves a reader where they are who does not follow the end."""
        held, self._held = self._held, self._held or not self._following
        try:
            yield
        finally:
            self._held = held

    def await_message(self, id: str) -> None:
        """A conversation is about to be shown for this message in it, and not for its end: no
        widgets are made there for nothing. "" ends that."""
        self._awaited = id

    def go_to(self, row: int) -> None:
        """Show a row at the top."""
        if not 0 <= row < self._model.rowCount():
            return
        self._following = False
        self._arrange((row, SPACE[3]))
        self._value = self.verticalScrollBar().value()
        self._place_latest()

    def questions(self) -> list[tuple[int, str]]:
        """The rows of what the person asked, and the words."""
        model = self._model
        messages = ((row, model.row(row).message) for row in range(model.rowCount()))
        return [(row, message.text) for row, message in messages if message.role is Role.USER]

    def step_question(self, direction: int) -> None:
        """Go to the question before (-1) or after (1) what is at the top; after the last one to
        the end."""
        bar = self.verticalScrollBar()
        line = bar.value() + SPACE[3]
        rows = [row for row, _ in self.questions()]
        if direction < 0:
            before = [row for row in rows if self._column.top(row) < line - 1]
            self.go_to(before[-1] if before else 0)
            return
        after = [row for row in rows if self._column.top(row) > line + 1]
        if after and bar.value() < bar.maximum():
            self.go_to(after[0])
        else:
            self.go_to_latest()

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

    def show_at(self, id: str, below: int = 0) -> None:
        """Bring into view what stands so far (px) below the top of a message, and let go of the
        end; nothing for one that is not on the path. What else is seen follows after it."""
        number = self._model.number(id)
        if number >= 0:
            self._let_go()
            self._arrange((number, self.viewport().height() // 3 - below), _BESIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
        elif event.key() == Qt.Key.Key_End:
            self.go_to_latest()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel / _NOTCH)
        self._wheel -= steps * _NOTCH
        if steps:
            self.zoom_requested.emit(steps)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # More room moves the scroll bar back: that is nobody's wish to let go.
        moving, self._moving = self._moving, True
        super().resizeEvent(event)
        self._moving = moving
        self._column.resize(self.width(), self._column.height())
        self._place_latest()
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def _pictures(self) -> list[Shown]:
        """Every picture of the conversation, in the order of reading."""
        messages = (self._model.row(number).message for number in range(self._model.rowCount()))
        return [one for message in messages for one in shown_in(message.attachments, message.id)]

    def _connect(self) -> None:
        model = self._model
        model.modelReset.connect(self._on_reset)
        model.rowsInserted.connect(self._on_inserted)
        model.rowsAboutToBeRemoved.connect(self._on_removing)
        model.rowsRemoved.connect(lambda: self._soon.start())
        model.dataChanged.connect(self._on_data)
        model.unheard.connect(self._wake)
        model.live_changed.connect(self._on_live)
        model.first_seen_changed.connect(self._on_first_seen)
        self._theme.changed.connect(self._on_theme)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._on_scrolled)
        bar.setSingleStep(line_height(self._theme.font()) * 2)
        QGuiApplication.instance().focusObjectChanged.connect(self._on_focus)  # type: ignore[union-attr]

    # The model

    def _on_reset(self) -> None:
        self._column.reset()
        self._following = not self._held
        self._soon.start()

    def _on_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        self._column.append(first, last)
        self._following = not self._held
        self._soon.start()

    def _on_removing(self, parent: QModelIndex, first: int, last: int) -> None:
        self._column.truncate(first, last)

    def _on_data(self, start: QModelIndex, end: QModelIndex, roles: list[int]) -> None:
        for number in range(start.row(), end.row() + 1):
            self._column.change(number, pieces_only=bool(roles))
        self._arrange()

    def _on_first_seen(self) -> None:
        self._column.show_first_seen()
        self._arrange()

    # Painting what arrives

    def _wake(self) -> None:
        if not self._paint_timer.isActive():
            self._paint_timer.start(PAINT_INTERVAL)

    def _on_live(self) -> None:
        self._wake()
        for view in list(self._column.views.values()):
            view.set_held(bool(self._model.live))

    def _on_paint(self) -> None:
        start = time.perf_counter()
        self._model.flush()
        if self._model.live:
            view = self.view(self._model.live)
            if isinstance(view, Reply):
                view.tick()
            spent = (time.perf_counter() - start) * 1000
            self._paint_timer.start(max(PAINT_INTERVAL, int(spent * PAINT_SHARE)))

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
        self._place_latest()
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

    def _listen_to(self, view: MessageView, id: str) -> None:
        view.set_held(bool(self._model.live))
        view.touched.connect(self._let_go)
        view.link_activated.connect(self._on_link)
        view.height_changed.connect(self._on_height)
        if isinstance(view, UserMessage):
            view.edited.connect(lambda text, shown: self.edit_requested.emit(id, text, shown))
            view.seen_requested.connect(
                lambda number, seen: self.seen_requested.emit(id, number, seen)
            )
        if isinstance(view, Reply):
            view.edited.connect(lambda text: self.reply_edited.emit(id, text))
        view.fork_requested.connect(lambda: self.fork_requested.emit(id))
        view.regenerate_requested.connect(lambda: self.regenerate_requested.emit(id))
        view.continue_requested.connect(lambda: self.continue_requested.emit(id))
        view.delete_requested.connect(lambda: self.delete_requested.emit(id))
        view.speak_requested.connect(lambda: self.speak_requested.emit(id))
        view.remedy_requested.connect(lambda action: self.remedy_requested.emit(id, action))
        view.step_requested.connect(lambda step: self._on_step(id, step))

    # The person

    def _on_scrolled(self, value: int) -> None:
        if self._moving:
            return
        back = value < self._value
        rest = self.verticalScrollBar().maximum() - value
        self._following = not back and rest <= line_height(self._theme.font())
        self._arrange()

    def _let_go(self) -> None:
        self._following = False
        self._place_latest()

    def _on_height(self) -> None:
        self._arrange()

    def _on_link(self, address: str) -> None:
        ask_to_open(address, self.window())

    def _on_step(self, id: str, step: int) -> None:
        """Another version is wanted: hold the place, so that only the words change."""
        number = self._model.number(id)
        self._following = False
        place = self._column.top(number) - self.verticalScrollBar().value()
        self._held = True
        self.sibling_requested.emit(id, step)
        self._held = False
        if number < self._model.rowCount():
            self._arrange((number, place))
            self._focus_step(number, step)

    def _focus_step(self, number: int, step: int) -> None:
        """The button that was pressed went with its message: its successor takes the keyboard."""
        view = self.view(self._model.row(number).message.id)
        if view is None:
            return
        buttons = view.buttons
        wanted, other = buttons.next_button, buttons.previous_button
        if step < 0:
            wanted, other = other, wanted
        (wanted if wanted.isEnabled() else other).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focus(self, focus: object) -> None:
        widget = focus if isinstance(focus, QWidget) else None
        for view in self._column.views.values():
            view.set_focused(widget is not None and view.isAncestorOf(widget))
        if isinstance(widget, TextView) and self._column.isAncestorOf(widget):
            self._column.unselect_others(widget)

    # Looks

    def _on_theme(self) -> None:
        place = self._anchor()
        share = 0.0
        if place is not None:
            share = -place[1] / max(1, self._column.height_of(place[0]))
        self._latest.set_theme(self._theme)
        self._jump.set_theme(self._theme)
        self.verticalScrollBar().setSingleStep(line_height(self._theme.font()) * 2)
        self._column.set_theme(self._theme)
        self._reserve_strip()
        if place is None or not self.isVisible():
            self._arrange()
            return
        # The same words stay at the top, however high they have become.
        height = self._column.measure(place[0])
        self._arrange((place[0], -round(share * height)))

    def _reserve_strip(self) -> None:
        """Room below the words for the way back, there or not, so that they never move for it."""
        self.setViewportMargins(0, 0, 0, self._latest.sizeHint().height() + SPACE[1])

    def _place_latest(self) -> None:
        bar = self.verticalScrollBar()
        away = bar.maximum() - bar.value() > line_height(self._theme.font())
        jump = self._jump.sizeHint()
        self._jump.setVisible(bar.maximum() > 0 and self._model.rowCount() > 2)
        x = SPACE[3] if self.isRightToLeft() else self.width() - jump.width() - SPACE[3]
        self._jump.setGeometry(x, self.height() - jump.height() - SPACE[0], *jump.toTuple())
        self._latest.setVisible(away and not self._following)
        hint = self._latest.sizeHint()
        self._latest.setGeometry(
            (self.width() - hint.width()) // 2,
            self.height() - hint.height() - SPACE[0],
            hint.width(),
            hint.height(),
        )


def _around(anchor: tuple[int, int] | None, beside: int | None, rows: range) -> range:
    """Those of the `rows` that are so near the anchor's; without one, as many at the end."""
    if beside is None or not rows:
        return rows
    middle = rows[-1] - beside if anchor is None else anchor[0]
    return range(max(rows.start, middle - beside), min(rows.stop, middle + beside + 1))
