"""The list of conversations with a field above it: what was found takes the list's place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.core.chat_query import ChatQuery, read_query
from desktop_app.ui.conversation_list import ConversationList
from desktop_app.ui.search.search_field import SearchField
from desktop_app.ui.search.search_view import SearchView
from desktop_app.ui.theme import SPACE, Theme


class Finder(QWidget):
    """A field, and below it either the list or the results. It decides nothing."""

    wanted = Signal(object)
    """Another `ChatQuery` is looked for; an empty one: nothing any more."""
    opened = Signal(object)
    """This `Hit` is wanted."""
    asked_again = Signal()
    """Enter where nothing was found: perhaps there is something now."""
    left = Signal()
    """Esc: back to where the person writes."""

    def __init__(
        self, theme: Theme, conversations: ConversationList, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._list = conversations
        self.field = SearchField(self.tr("Search the conversations"), self.tr("Search"), self)
        self.field.setToolTip(
            self.tr(
                'Words, "a phrase", before:2025-03, after:2025, model:name, has:picture'
                " (Ctrl+Shift+F)"
            )
        )
        self.view = SearchView(theme, self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(conversations)
        self._pages.addWidget(self.view)
        line = QHBoxLayout()
        line.setContentsMargins(SPACE[0], 0, SPACE[0], 0)
        line.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        column.addLayout(line)
        column.addWidget(self._pages, 1)
        self._connect()

    @property
    def searching(self) -> bool:
        """Whether the results are shown, and not the list."""
        return self._pages.currentWidget() is self.view

    def begin(self) -> None:
        """Give the field the keyboard, what stands in it marked."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def end(self) -> None:
        """Show the list again."""
        self.field.clear()

    def query(self) -> ChatQuery:
        """What is looked for."""
        typed = read_query(self.field.text())
        return typed if typed.is_empty else self.view.narrow(typed)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_text)
        self.view.narrowed.connect(lambda: self.wanted.emit(self.query()))
        self.field.descended.connect(self._descend)
        self.field.confirmed.connect(self._confirm)
        hits = self.view.list
        hits.opened.connect(self.opened)
        hits.left.connect(self.field.setFocus)
        for cancelled in (self.field.cancelled, hits.cancelled):
            cancelled.connect(self._cancel)

    def _on_text(self) -> None:
        query = self.query()
        if query.is_empty:
            self.view.clear()
        self._pages.setCurrentWidget(self._list if query.is_empty else self.view)
        self.wanted.emit(query)

    def _descend(self) -> None:
        if not self.searching:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.view.list.hits.rowCount():
            self.view.list.enter()

    def _confirm(self) -> None:
        if self.view.list.hits.rowCount():
            self.view.list.open_first()
        elif self.searching:
            self.asked_again.emit()

    def _cancel(self) -> None:
        self.end()
        self.left.emit()
