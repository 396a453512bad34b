"""The conversation on the screen: what is read, written and wished in its messages."""

import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QWidget

from desktop_app.core.conversation import Role
from desktop_app.ui.blocks.text_view import TextView, line_height
from desktop_app.ui.gallery import Gallery
from desktop_app.ui.latest_button import LatestButton
from desktop_app.ui.link import ask_to_open
from desktop_app.ui.message import MessageView
from desktop_app.ui.message_area import MessageArea
from desktop_app.ui.message_column import MessageColumn
from desktop_app.ui.picture_desk import PictureDesk, Shown, shown_in
from desktop_app.ui.question_jump import QuestionJump
from desktop_app.ui.reply import Reply
from desktop_app.ui.reply_announcer import ReplyAnnouncer
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.typesetter import Typesetter
from desktop_app.ui.user_message import UserMessage

PAINT_INTERVAL = 33
"""Milliseconds between two looks at what has arrived."""
PAINT_SHARE = 4
"""Painting takes at most one part in so many of the time: what is slow is done less often."""
_NOTCH = 120
"""What one notch of a wheel counts, in eighths of a degree."""


class Transcript(MessageArea):
    """Shows a TranscriptModel. UI thread.

    It follows the end while the reader is there, and lets go as soon as they scroll, press or
    select. What they wish for is a signal, with the id of the message.
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
        super().__init__(theme, parent)
        self.setObjectName("transcript")
        self.setAccessibleName(self.tr("Conversation"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setAccessibleName(self.tr("Scroll the conversation"))
        self.announcer = ReplyAnnouncer(self._model, self)
        desk = PictureDesk(theme, gallery, self)
        desk.set_sequence(self._pictures)
        desk.problem.connect(self.problem)
        self._lay(MessageColumn(theme, self._model, desk, self._listen_to, typesetter))
        self._latest = LatestButton(theme, self)
        self._latest.clicked.connect(self.go_to_latest)
        self._latest.hide()
        self._jump = QuestionJump(theme, self.questions, self)
        self._jump.step_requested.connect(self.step_question)
        self._jump.chosen.connect(self.go_to)
        self._wheel = 0
        self._paint_timer = QTimer(self)
        self._paint_timer.setSingleShot(True)
        self._paint_timer.timeout.connect(self._on_paint)
        self._connect()
        self._reserve_strip()

    def set_show_stats(self, shown: bool) -> None:
        """Show below every reply what it took."""
        self._column.set_show_stats(shown)

    def set_spoken(self, id: str) -> None:
        """Say which message is being read aloud, "" for none: its button stops that."""
        self.announcer.spoken = id
        if self._column.set_spoken(id):
            self._soon.start()

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

    def _pictures(self) -> list[Shown]:
        """Every picture of the conversation, in the order of reading."""
        messages = (self._model.row(number).message for number in range(self._model.rowCount()))
        return [one for message in messages for one in shown_in(message.attachments, message.id)]

    def _connect(self) -> None:
        model = self._model
        model.unheard.connect(self._wake)
        model.live_changed.connect(self._on_live)
        model.first_seen_changed.connect(self._on_first_seen)
        self._theme.changed.connect(self._on_theme)
        QGuiApplication.instance().focusObjectChanged.connect(self._on_focus)  # type: ignore[union-attr]

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

    # The person

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

    def _place_above(self) -> None:
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
