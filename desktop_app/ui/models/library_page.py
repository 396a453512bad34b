"""The models on this computer: a list to sort and filter, and what is known of the chosen one."""

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.core.local_model import Verified
from desktop_app.ui.models.appraiser import Appraiser
from desktop_app.ui.models.folder_menu import FolderMenu
from desktop_app.ui.models.library import Library
from desktop_app.ui.models.local_fits import LocalFits
from desktop_app.ui.models.missing_note import MissingNote
from desktop_app.ui.models.model_acts import ModelActs
from desktop_app.ui.models.model_detail import ModelDetail
from desktop_app.ui.models.model_words import proof_words
from desktop_app.ui.models.shelf_bar import ShelfBar
from desktop_app.ui.models.shelf_blank import ShelfBlank
from desktop_app.ui.models.shelf_entry import Entries, Entry
from desktop_app.ui.models.shelf_foot import ShelfFoot
from desktop_app.ui.models.shelf_judge import ShelfJudge
from desktop_app.ui.models.shelf_model import Filter, ShelfModel
from desktop_app.ui.models.shelf_view import ShelfView
from desktop_app.ui.models.task_strip import TaskStrip
from desktop_app.ui.opener import show_folder
from desktop_app.ui.theme import SPACE, Theme

_DETAIL_WIDTH = 340
_WIDE = 820
"""Where the page is narrower than this (px), the chosen model stands below the list."""
_NO_LIMIT = (1 << 24) - 1
"""Qt's own for a widget that may be as wide as it likes."""
_REFRESH_AFTER = 100
"""Milliseconds between two looks at the library: it tells of every piece of what it finds."""


class LibraryPage(QWidget):
    """Lists the models on this computer, and what is known of each."""

    chosen = Signal(str)
    """This model file is to be used from now on; carries its path."""

    failed = Signal(object)
    """Something to tell; carries a `Problem`."""

    settings_requested = Signal(object)
    """The settings of a model are to be opened; carries its `LocalModel`."""

    find_requested = Signal()
    """The person wants another model than those that are here."""

    undoable = Signal(str, object, object)
    """Something was done that can be taken back: words, how, and what to do when nobody can."""

    news = Signal(str)
    """Something ended of which nothing is to be seen at the moment, in a sentence."""

    def __init__(
        self,
        theme: Theme,
        library: Library,
        appraiser: Appraiser,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._library = library
        self._appraiser = appraiser
        self._in_use = self._awaited = ""
        self._entries = Entries(library.record)
        self._fits = LocalFits(appraiser, self)
        self.shelf = ShelfModel(self._fits.of, self)
        self.bar = ShelfBar(theme)
        self.view = ShelfView(theme, self.shelf)
        self.blank = ShelfBlank(theme)
        self.detail = ModelDetail(theme)
        self._judge = ShelfJudge(self._fits, self.shelf, self.view, self.detail)
        self.missing = MissingNote(theme)
        self.strip = TaskStrip(theme, self._name_of)
        self.folder_menu = FolderMenu(theme, library.folders, self)
        self.foot = ShelfFoot(theme, self.folder_menu)
        self.acts = ModelActs(theme, library, self.view.current, self)
        self._refreshing = QTimer(self, singleShot=True)
        self._refreshed = QElapsedTimer()
        self._build(theme)
        self._connect()
        self._connect_acts()
        self._make_actions()
        self.refresh()

    def set_in_use(self, path: str) -> None:
        """The model with this path is used from now on."""
        if not self._in_use:
            self.show_model(path)  # It is what one looks for first.
        self._in_use = path
        self.shelf.set_in_use(path)
        self._show_marked()

    def show_model(self, path: str) -> None:
        """Mark the model with this path, as soon as it is listed."""
        self._awaited = path
        self._refresh_soon()

    @property
    def refreshing(self) -> bool:
        """Whether the library knows more than is shown, for some 0.1 s."""
        return self._refreshing.isActive()

    def focus_search(self) -> None:
        """Give the search field the keyboard."""
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()

    def take_keyboard(self) -> None:
        """The list is used first; before there is one the search field, from where it is near."""
        first = self.view if self.shelf.rowCount() else self.bar.search
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Save what was typed."""
        self.detail.save_note()

    def take_files(self, files: Sequence[str], folders: Sequence[str]) -> None:
        """These were dropped: ask how the files are to be brought, and look into the folders."""
        self.acts.take_files(files, folders)

    def refresh(self) -> None:
        """Show what the library knows."""
        self._refreshed.start()
        self.shelf.set_entries(self._entries.of(self._library.models()))
        if self.shelf.row_of(self._awaited) >= 0:
            self.view.mark(self._awaited)
            self._awaited = ""
        self._show_rows()
        self.missing.show_folders(self._library.missing)
        self._sum_up()
        if self.isVisible():
            self._library.folders.look()

    def _sum_up(self) -> None:
        library = self._library
        self.foot.sum_up(library.models(), library.folders.space(), library.scanning)

    def _show_rows(self) -> None:
        """Show the list, or why there is none, and what is marked in it."""
        library = self._library
        filtered = self.bar.filter() != Filter() and self.shelf.total > 0
        self._list.setCurrentWidget(self.view if self.shelf.rowCount() else self.blank)
        self.blank.explain(library.scanning or not library.looked, filtered)
        self.detail.setVisible(self.shelf.total > 0)
        self._show_marked()
        self._judge.look()

    def showEvent(self, event: QShowEvent) -> None:
        """Look what there is, and what memory there is."""
        super().showEvent(event)
        if not self._library.looked:
            self._library.scan()
        self._library.folders.look()
        self._appraiser.ask()
        self._judge.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chosen model stands beside the list, or below it."""
        super().resizeEvent(event)
        self._place_detail()

    def _place_detail(self) -> None:
        wide = self.width() >= self._theme.scaled(_WIDE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._middle.setDirection(way)
        most = self._theme.scaled(_DETAIL_WIDTH)
        self.detail.setMinimumWidth(most if wide else 0)
        self.detail.setMaximumWidth(most if wide else _NO_LIMIT)
        self._middle.setStretch(1, 0 if wide else 1)
        self._judge.look()

    def _build(self, theme: Theme) -> None:
        self._list = QStackedWidget()
        self._list.addWidget(self.view)
        self._list.addWidget(self.blank)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(SPACE[2])
        self._middle.addWidget(self._list, 1)
        self._middle.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], 0, SPACE[3], 0)
        column.setSpacing(SPACE[1])
        column.addWidget(self.bar)
        column.addLayout(self._middle, 1)
        column.addWidget(self.missing)
        column.addWidget(self.strip)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        library, view = self._library, self.view
        library.changed.connect(self._refresh_soon)
        library.recorded.connect(self._on_record)
        library.folders.looked.connect(self._sum_up)
        self._refreshing.timeout.connect(self.refresh)
        for told in (library.progressed, library.tasks_changed):
            told.connect(self._show_tasks)
        library.verified.connect(self._on_verified)
        library.brought.connect(lambda model: self.show_model(model.path))
        view.marked.connect(self._on_mark)
        self.bar.filter_changed.connect(self._filter)
        self.bar.order_changed.connect(self.shelf.set_order)
        self.bar.search.left.connect(view.setFocus)
        self.blank.clear_requested.connect(self.bar.clear)
        self.blank.find_requested.connect(self.find_requested)
        self.blank.add_requested.connect(self.folder_menu.add_folder)
        self.missing.again_requested.connect(library.scan)
        self.folder_menu.refresh_requested.connect(library.scan)
        self.folder_menu.open_requested.connect(lambda folder: show_folder(folder, self))
        self.folder_menu.taken_out.connect(self.acts.tell_of_folder)
        self.strip.stop_requested.connect(library.stop_task)

    def _connect_acts(self) -> None:
        acts, detail, view = self.acts, self.detail, self.view
        for wish, act in (
            (view.use_requested, acts.use),
            (detail.use_requested, acts.use),
            (view.delete_requested, acts.delete),
            (detail.delete_requested, acts.delete),
            (view.rename_requested, detail.rename),
            (view.menu_requested, self._open_menu),
            (detail.settings_requested, acts.open_settings),
            (detail.verify_requested, acts.verify),
            (detail.folder_requested, acts.open_folder),
            (detail.renamed, acts.rename),
            (detail.noted, acts.note),
            (detail.name_field.left, view.setFocus),
            (acts.chosen, self.chosen),
            (acts.settings_requested, self.settings_requested),
            (acts.undoable, self.undoable),
        ):
            wish.connect(act)

    def _make_actions(self) -> None:
        again = QAction(self.tr("Look for models again"), self)
        again.setShortcut(QKeySequence("F5"))
        again.triggered.connect(self._library.scan)
        self.addAction(again)

    def _refresh_soon(self) -> None:
        """At once, and then not again for a while."""
        if not self._refreshing.isActive():
            self._refreshing.start(max(0, _REFRESH_AFTER - self._refreshed.elapsed()))

    def _on_record(self, key: str) -> None:
        self._entries.forget(key)
        self._refresh_soon()

    def _filter(self, wanted: Filter) -> None:
        self.shelf.set_filter(wanted)
        self._show_rows()

    def _on_mark(self, entry: Entry | None) -> None:
        del entry
        self._show_marked()
        self._judge.look()

    def _show_marked(self) -> None:
        """Show all that is known of the model that is marked."""
        if (entry := self.view.current()) is not None:
            # The list may be behind what is kept, for some 0.1 s.
            entry = Entry(entry.model, self._library.record(entry.model))
        self.detail.show_entry(entry, entry is not None and entry.model.path == self._in_use)
        if entry is not None:
            self._judge.show_marked()
            self._show_proof(entry)

    def _show_proof(self, entry: Entry) -> None:
        path = entry.model.path
        proving = any(task.path == path and task.how is None for task in self._library.tasks)
        self.detail.show_proof(self._library.proof(entry.model), proving)

    def _show_tasks(self) -> None:
        self.strip.show_tasks(self._library.tasks)
        if (entry := self.view.current()) is not None:
            self._show_proof(entry)

    def _on_verified(self, path: str, verified: Verified) -> None:
        words = f"{self._name_of(path)}: {proof_words(verified.proof)}"
        entry = self.view.current()
        if entry is not None and entry.model.path == path and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        else:
            self.news.emit(words)

    def _open_menu(self, place: QPoint) -> None:
        menu = self.acts.menu(self.detail.rename)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _name_of(self, path: str) -> str:
        model = self._library.model(path)
        return (self._library.record(model).name or model.title) if model else ""
