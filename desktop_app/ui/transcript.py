"""The conversation on the screen: a virtual column of messages in a scroll area.

Only messages near the viewport have widgets; the others have a height, remembered or estimated.
What the person looks at stays where it is while heights become known: the first visible message
is the anchor, unless the transcript follows the end of a reply.
"""

import time

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QFrame, QScrollArea, QWidget

from desktop_app.core.conversation import Role
from desktop_app.ui.blocks.text_view import TextView, line_height
from desktop_app.ui.bubble import beginning
from desktop_app.ui.extent import Extent
from desktop_app.ui.latest_button import LatestButton
from desktop_app.ui.link import ask_to_open
from desktop_app.ui.message import Looks, MessageView
from desktop_app.ui.reply import Reply
from desktop_app.ui.theme import PROSE_WIDTH, SPACE, Theme
from desktop_app.ui.transcript_model import Row, TranscriptModel
from desktop_app.ui.user_message import UserMessage

PAINT_INTERVAL = 33
"""Milliseconds between two looks at what has arrived."""
PAINT_SHARE = 4
"""Painting takes at most one part in so many of the time: what is slow is done less often."""
_TOP = SPACE[4]
"""Empty pixels above the first message."""
_PASSES = 6
"""Heights that become known may bring further messages into view; this many times at most."""


class Transcript(QScrollArea):
    """Shows a TranscriptModel. UI thread.

    It follows the end while the reader is there, and lets go as soon as they scroll, press or
    select.
    """

    edit_requested = Signal(str, str)
    regenerate_requested = Signal(str)
    continue_requested = Signal(str)
    delete_requested = Signal(str)
    sibling_requested = Signal(str, int)
    remedy_requested = Signal(str)
    speak_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("transcript")
        self.setAccessibleName(self.tr("Conversation"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setAccessibleName(self.tr("Scroll the conversation"))
        self._theme = theme
        self._model = TranscriptModel(self)
        self._extent = Extent()
        self._views: dict[str, MessageView] = {}
        self._looks: dict[str, Looks] = {}
        self._stats_shown = False
        self._spoken = ""
        self._following = True
        self._live = ""
        self._moving = False
        self._value = 0
        """Where the scroll bar was put; another value is the person's."""
        self._made = False
        """Whether widgets were made that Tab does not know the place of yet."""
        self._held = False
        """Whether the place is held while another version of a message comes."""
        self._column = QWidget()
        self._column.setAccessibleName(self.tr("Messages"))
        self.setWidget(self._column)
        self.viewport().setAutoFillBackground(False)
        self._column.setAutoFillBackground(False)
        self._latest = LatestButton(theme, self)
        self._latest.clicked.connect(self.go_to_latest)
        self._latest.hide()
        self._soon = QTimer(self)  # Rows that come together are laid out together.
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._arrange)
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
        self._stats_shown = shown
        for view in self._views.values():
            view.buttons.set_stats(shown)

    def set_spoken(self, id: str) -> None:
        """Say which message is being read aloud, "" for none: its button stops that."""
        if id == self._spoken:
            return
        before, self._spoken = self._spoken, id
        for message in (before, id):
            if (view := self._views.get(message)) is not None:
                view.set_spoken(message == id)
        self._soon.start()

    def go_to_latest(self) -> None:
        """Show the end, and keep it in view."""
        self._following = True
        self._arrange()

    def view(self, id: str) -> MessageView | None:
        """The widget of a message; None while it is far from what is seen."""
        return self._views.get(id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
        elif event.key() == Qt.Key.Key_End:
            self.go_to_latest()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # More room moves the scroll bar back: that is nobody's wish to let go.
        moving, self._moving = self._moving, True
        super().resizeEvent(event)
        self._moving = moving
        self._place_latest()
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

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
        old, self._views = self._views, {}
        for number, id in enumerate(self._model.ids()):
            view = old.get(id)
            if view is not None and view.row == self._model.row(number):
                self._views[id] = old.pop(id)
        for id, view in old.items():
            self._discard(id, view)
        rows = range(self._model.rowCount())
        self._extent = Extent(self._estimate(self._model.row(number)) for number in rows)
        self._following = not self._held
        self._soon.start()

    def _on_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        for number in range(first, last + 1):
            self._extent.append(self._estimate(self._model.row(number)))
        self._following = not self._held
        self._soon.start()

    def _on_removing(self, parent: QModelIndex, first: int, last: int) -> None:
        for number in range(first, last + 1):
            id = self._model.row(number).message.id
            if (view := self._views.pop(id, None)) is not None:
                self._discard(id, view)
        self._extent.truncate(first)

    def _on_data(self, start: QModelIndex, end: QModelIndex, roles: list[int]) -> None:
        for number in range(start.row(), end.row() + 1):
            row = self._model.row(number)
            view = self._views.get(row.message.id)
            if view is None:
                self._extent.set(number, self._estimate(row))
            elif roles and isinstance(view, Reply):
                id = row.message.id
                view.set_pieces(self._model.text(id), self._model.thought(id))
            else:
                view.set_row(row)
        self._arrange()

    def _on_first_seen(self) -> None:
        for id, view in self._views.items():
            view.set_divider(id == self._model.first_seen)
        self._arrange()

    # Painting what arrives

    def _wake(self) -> None:
        if not self._paint_timer.isActive():
            self._paint_timer.start(PAINT_INTERVAL)

    def _on_live(self) -> None:
        self._wake()
        ended, self._live = self._live, self._model.live
        text = self._model.text(ended)
        if text and not self._live and QAccessible.isActive():
            # Once, at the end: a reader that is told of every word reads none of them.
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _on_paint(self) -> None:
        start = time.perf_counter()
        self._model.flush()
        if self._model.live:
            view = self._views.get(self._model.live)
            if isinstance(view, Reply):
                view.tick()
            spent = (time.perf_counter() - start) * 1000
            self._paint_timer.start(max(PAINT_INTERVAL, int(spent * PAINT_SHARE)))

    # Laying out

    def _anchor(self) -> tuple[int, int] | None:
        """The first visible row and where its top is in the viewport; None while following."""
        if self._following or not len(self._extent):
            return None
        value = self.verticalScrollBar().value()
        row = self._extent.row_at(value - _TOP)
        return row, self._top(row) - value

    def _top(self, row: int) -> int:
        return _TOP + self._extent.top(row)

    def _arrange(self, anchor: tuple[int, int] | None = None) -> None:
        """Give the messages near the viewport their widgets and everything its place."""
        if self._moving or not self.isVisible():
            return
        self._soon.stop()
        self._moving = True
        try:
            anchor = anchor or self._anchor()
            for _ in range(_PASSES):
                self._set_range(anchor)
                if not self._realise():
                    break
            self._set_range(anchor)
            self._place_views()
        finally:
            self._moving = False
        self._place_latest()

    def _set_range(self, anchor: tuple[int, int] | None) -> None:
        """Let the scroll bar span the column, and hold on to the anchor or the end."""
        height = _TOP + self._extent.total
        viewport = self.viewport()
        # As wide as the transcript, scroll bar or not: the words do not move when one appears.
        self._column.resize(self.width(), height)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, height - viewport.height()))
        bar.setPageStep(viewport.height())
        bar.setValue(bar.maximum() if anchor is None else self._top(anchor[0]) - anchor[1])
        self._value = bar.value()

    def _near(self, margin: int) -> range:
        """The rows within `margin` pixels of the viewport."""
        if not len(self._extent):
            return range(0)
        top = self.verticalScrollBar().value() - _TOP
        first = self._extent.row_at(top - margin)
        last = self._extent.row_at(top + self.viewport().height() + margin)
        return range(first, last + 1)

    def _realise(self) -> bool:
        """Make and measure the widgets near the viewport; whether any height was another."""
        width = self.width()
        changed = False
        near = self._near(self.viewport().height() // 2)
        # Those that are kept from before too: one that is being edited may be far away.
        numbers = {self._model.number(id) for id in self._views}
        for number in sorted(numbers.union(near)):
            row = self._model.row(number)
            view = self._views.get(row.message.id) or self._make(row)
            height = view.place(width)
            if height != self._extent[number]:
                self._extent.set(number, height)
                changed = True
        return changed

    def _place_views(self) -> None:
        """Move the widgets to their places and drop those that are far away."""
        width = self.width()
        kept = self._near(self.viewport().height() * 2)
        for id, view in list(self._views.items()):
            number = self._model.number(id)
            if number in kept or id == self._model.live or view.is_busy():
                view.setGeometry(0, self._top(number), width, self._extent[number])
                # Not before it has its place: the pointer would enter it on the way there.
                view.show()
            else:
                self._discard(id, self._views.pop(id))
        if self._made:
            self._made = False
            self._chain_focus()

    def _make(self, row: Row) -> MessageView:
        message = row.message
        kind = Reply if message.role is Role.ASSISTANT else UserMessage
        view = kind(self._theme, row, self._column)
        if isinstance(view, Reply):
            view.set_pieces(self._model.text(message.id), self._model.thought(message.id))
        looks = self._looks.get(message.id, Looks(stats_shown=self._stats_shown))
        view.set_looks(looks)
        view.set_divider(message.id == self._model.first_seen)
        view.set_spoken(message.id == self._spoken)
        self._listen_to(view, message.id)
        self._views[message.id] = view
        self._made = True
        return view

    def _listen_to(self, view: MessageView, id: str) -> None:
        view.touched.connect(self._let_go)
        view.link_activated.connect(self._on_link)
        view.height_changed.connect(self._on_height)
        view.edited.connect(lambda text: self.edit_requested.emit(id, text))
        view.regenerate_requested.connect(lambda: self.regenerate_requested.emit(id))
        view.continue_requested.connect(lambda: self.continue_requested.emit(id))
        view.delete_requested.connect(lambda: self.delete_requested.emit(id))
        view.speak_requested.connect(lambda: self.speak_requested.emit(id))
        view.remedy_requested.connect(lambda: self.remedy_requested.emit(id))
        view.step_requested.connect(lambda step: self._on_step(id, step))

    def _discard(self, id: str, view: MessageView) -> None:
        looks = view.looks()
        if looks != Looks(stats_shown=self._stats_shown):
            self._looks[id] = looks
        view.hide()
        view.deleteLater()

    def _estimate(self, row: Row) -> int:
        """About how high a message is that has no widget yet."""
        text = row.message.text
        if row.message.role is Role.USER:
            text = beginning(text)
        line = line_height(self._theme.font())
        per_line = max(20, min(PROSE_WIDTH, self.viewport().width()) * 3 // line)
        lines = 1 + text.count("\n") + len(text) // per_line
        return lines * line + 4 * SPACE[3]

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
        place = self._top(number) - self.verticalScrollBar().value()
        self._held = True
        self.sibling_requested.emit(id, step)
        self._held = False
        if number < self._model.rowCount():
            self._arrange((number, place))
            self._focus_step(number, step)

    def _focus_step(self, number: int, step: int) -> None:
        """The button that was pressed went with its message: its successor takes the keyboard."""
        view = self._views.get(self._model.row(number).message.id)
        if view is None:
            return
        buttons = view.buttons
        wanted, other = buttons.next_button, buttons.previous_button
        if step < 0:
            wanted, other = other, wanted
        (wanted if wanted.isEnabled() else other).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focus(self, focus: object) -> None:
        widget = focus if isinstance(focus, QWidget) else None
        for view in self._views.values():
            view.set_focused(widget is not None and view.isAncestorOf(widget))
        if isinstance(widget, TextView) and self._column.isAncestorOf(widget):
            for text in self._column.findChildren(TextView):
                if text is not widget:
                    text.unselect()  # There is one selection at a time.

    def _chain_focus(self) -> None:
        """Tab goes through the messages from top to bottom, in whatever order they were made."""
        before: QWidget = self
        for view in sorted(self._views.values(), key=lambda view: view.y()):
            for part in view.focus_chain():
                QWidget.setTabOrder(before, part)
                before = part

    # Looks

    def _on_theme(self) -> None:
        self._latest.set_theme(self._theme)
        self.verticalScrollBar().setSingleStep(line_height(self._theme.font()) * 2)
        for view in self._views.values():
            view.set_theme(self._theme)
        self._reserve_strip()
        self._arrange()

    def _reserve_strip(self) -> None:
        """Room below the words for the way back, there or not, so that they never move for it."""
        self.setViewportMargins(0, 0, 0, self._latest.sizeHint().height() + SPACE[1])

    def _place_latest(self) -> None:
        bar = self.verticalScrollBar()
        away = bar.maximum() - bar.value() > line_height(self._theme.font())
        self._latest.setVisible(away and not self._following)
        hint = self._latest.sizeHint()
        self._latest.setGeometry(
            (self.width() - hint.width()) // 2,
            self.height() - hint.height() - SPACE[0],
            hint.width(),
            hint.height(),
        )
