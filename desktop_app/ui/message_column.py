"""The messages of the transcript, one below the other, of which only those looked at are there.

Only messages near the viewport have widgets; the others have a height, remembered or estimated.
"""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from desktop_app.core.conversation import Role
from desktop_app.ui.blocks.text_view import TextView, line_height
from desktop_app.ui.bubble import beginning
from desktop_app.ui.extent import Extent
from desktop_app.ui.message import Looks, MessageView
from desktop_app.ui.picture_desk import PictureDesk
from desktop_app.ui.reply import Reply
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.transcript_model import Row, TranscriptModel
from desktop_app.ui.typesetter import Typesetter
from desktop_app.ui.user_message import UserMessage, shown_height

_TOP = SPACE[4]
"""Empty pixels above the first message."""


class MessageColumn(QWidget):
    """Makes, measures, places and drops the widgets of a TranscriptModel. UI thread.

    Whoever scrolls it says which part is looked at. `listen` is called with each new view and the
    id of its message.
    """

    def __init__(
        self,
        theme: Theme,
        model: TranscriptModel,
        desk: PictureDesk,
        listen: Callable[[MessageView, str], None],
        typesetter: Typesetter | None = None,
    ) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Messages"))
        self._theme = theme
        self._model = model
        self._desk = desk
        self._listen = listen
        self._typesetter = typesetter
        self._extent = Extent()
        self._views: dict[str, MessageView] = {}
        self._looks: dict[str, Looks] = {}
        self._stats_shown = False
        self._spoken = ""
        self._made = False
        """Whether widgets were made that Tab does not know the place of yet."""

    @property
    def views(self) -> Mapping[str, MessageView]:
        """The widgets that there are, by the ids of their messages."""
        return self._views

    # Places

    def full_height(self) -> int:
        """The height of all messages, measured or not."""
        return _TOP + self._extent.total

    def top(self, row: int) -> int:
        """Where a row begins."""
        return _TOP + self._extent.top(row)

    def row_at(self, y: int) -> int:
        """The row at `y`, the first or last one outside; -1 when there is none."""
        return self._extent.row_at(y - _TOP)

    def rows_between(self, top: int, bottom: int) -> range:
        """The rows that have a part between these two heights."""
        if not len(self._extent):
            return range(0)
        return range(self.row_at(top), self.row_at(bottom) + 1)

    # The model

    def reset(self) -> None:
        """Begin anew with all rows; widgets of messages that stayed as they were are kept."""
        old, self._views = self._views, {}
        for number, id in enumerate(self._model.ids()):
            view = old.get(id)
            if view is not None and view.row == self._model.row(number):
                self._views[id] = old.pop(id)
        self._extent = Extent()
        self.append(0, self._model.rowCount() - 1)
        for id, view in old.items():
            self._discard(id, view)

    def append(self, first: int, last: int) -> None:
        """These rows are new, at the end."""
        width = self.width()
        for number in range(first, last + 1):
            self._extent.append(self._estimate(self._model.row(number), width))

    def truncate(self, first: int, last: int) -> None:
        """These rows, the last ones, are about to go."""
        self._extent.truncate(first)
        for number in range(first, last + 1):
            id = self._model.row(number).message.id
            if (view := self._views.pop(id, None)) is not None:
                self._discard(id, view)

    def change(self, number: int, pieces_only: bool) -> None:
        """A row has become another one, or has only got new pieces."""
        row = self._model.row(number)
        id = row.message.id
        view = self._views.get(id)
        if view is None:
            self._extent.set(number, self._estimate(row, self.width()))
        elif pieces_only and isinstance(view, Reply):
            view.set_pieces(self._model.text(id), self._model.thought(id))
        else:
            view.set_row(row)

    # Widgets

    def realise(self, near: range) -> bool:
        """Make and measure the widgets of the rows `near`; whether any height was another."""
        width = self.width()
        changed = False
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

    def place_views(self, kept: range) -> None:
        """Move the widgets to their places and drop those outside of the rows `kept`."""
        width = self.width()
        for id, view in list(self._views.items()):
            number = self._model.number(id)
            if number in kept or id == self._model.live or view.is_busy():
                view.setGeometry(0, self.top(number), width, self._extent[number])
                # Not before it has its place: the pointer would enter it on the way there.
                view.show()
            else:
                self._discard(id, self._views.pop(id))

    def chain_focus(self, before: QWidget) -> None:
        """Let Tab go through the messages from top to bottom, in whatever order they were made;
        the first follows `before`."""
        if not self._made:
            return
        self._made = False
        for view in sorted(self._views.values(), key=lambda view: view.y()):
            for part in view.focus_chain():
                QWidget.setTabOrder(before, part)
                before = part

    def unselect_others(self, selected: TextView) -> None:
        """There is one selection at a time, which may run through the texts of a message."""
        keeper = selected.keeper if selected.keeper and selected.keeper.runs_on else None
        for text in self.findChildren(TextView):
            if text is not selected and (keeper is None or text.keeper is not keeper):
                text.unselect()

    # Looks

    def set_show_stats(self, shown: bool) -> None:
        """Show below every reply what it took."""
        self._stats_shown = shown
        for view in self._views.values():
            view.buttons.set_stats(shown)

    def set_spoken(self, id: str) -> bool:
        """Say which message is being read aloud, "" for none; whether it is another one."""
        if id == self._spoken:
            return False
        before, self._spoken = self._spoken, id
        for message in (before, id):
            if (view := self._views.get(message)) is not None:
                view.set_spoken(message == id)
        return True

    def show_first_seen(self) -> None:
        """Draw the line above the first message that the model still sees."""
        for id, view in self._views.items():
            view.set_divider(id == self._model.first_seen)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours and fonts of `theme`."""
        self._theme = theme
        for view in self._views.values():
            view.set_theme(theme)
        width = self.width()
        for number in range(len(self._extent)):  # What is remembered was measured in other letters.
            self._extent.set(number, self._estimate(self._model.row(number), width))

    def measure(self, number: int) -> int:
        """The height of a row as it is now, from its widget."""
        row = self._model.row(number)
        height = (self._views.get(row.message.id) or self._make(row)).place(self.width())
        self._extent.set(number, height)
        return height

    def height_of(self, number: int) -> int:
        """The height of a row as far as it is known."""
        return self._extent[number]

    def _make(self, row: Row) -> MessageView:
        message = row.message
        view: MessageView
        if message.role is Role.ASSISTANT:
            view = reply = Reply(self._theme, row, self, self._desk, self._typesetter)
            reply.set_pieces(self._model.text(message.id), self._model.thought(message.id))
        else:
            view = UserMessage(self._theme, row, self, self._desk)
        looks = self._looks.get(message.id, Looks(stats_shown=self._stats_shown))
        view.set_looks(looks)
        view.set_divider(message.id == self._model.first_seen)
        view.set_spoken(message.id == self._spoken)
        self._listen(view, message.id)
        self._views[message.id] = view
        self._made = True
        return view

    def _discard(self, id: str, view: MessageView) -> None:
        looks = view.looks()
        if looks != Looks(stats_shown=self._stats_shown):
            self._looks[id] = looks
        view.hide()
        view.deleteLater()

    def _estimate(self, row: Row, width: int) -> int:
        """About how high a message is that has no widget yet."""
        text = row.message.text
        if row.message.role is Role.USER:
            text = beginning(text)
        line = line_height(self._theme.font())
        per_line = max(20, min(self._theme.prose_width, width) * 3 // line)
        lines = 1 + text.count("\n") + len(text) // per_line
        column = max(1, min(self._theme.prose_width, width - 2 * SPACE[4]))
        shown = shown_height(row.message.attachments, column, self._theme)
        return lines * line + shown + 4 * SPACE[3]
