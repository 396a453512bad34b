"""The window of models: those on this computer, those on the Hub, and what is on its way."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import Problem
from desktop_app.ui.first_size import open_at
from desktop_app.ui.models.model_drop import ModelDrop
from desktop_app.ui.models.page import Keyed, Page, Searchable, Settling, Taking
from desktop_app.ui.notices import SHOWN, Notices
from desktop_app.ui.theme import SPACE, Theme

PageMaker = Callable[[], QWidget]

SMALLEST = QSize(640, 480)
FIRST = QSize(1000, 680)
LOW = 600
"""A window lower than this (px) has room for one notice at a time."""
_GEOMETRY = "models"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ModelsWindow(QWidget):
    """A window of its own beside the conversation, which goes on meanwhile.

    A page is made when it is first shown. What goes wrong in it is told here.
    """

    closed = Signal()

    action_requested = Signal(object, object)
    """The `Action` of a notice's button and its `Problem`."""

    diagnostics_requested = Signal()
    """Somebody reads the details of a problem and wants to report it."""

    def __init__(
        self,
        theme: Theme,
        pages: Mapping[Page, PageMaker],
        parent: QWidget | None = None,
        place: Path | None = None,
    ) -> None:
        """`place` is the file in which the window's place and size are remembered."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("modelsWindow")
        self.setWindowTitle(self.tr("Models — Parley"))
        self.setAccessibleName(self.tr("Models"))
        # Parley ends with the conversation's window, whatever else is open.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setMinimumSize(SMALLEST)
        open_at(self, FIRST)
        self._theme = theme
        self._pages = pages
        self._order = tuple(pages)
        self._made: dict[Page, QWidget] = {}
        self._geometry = QSettings(str(place), QSettings.Format.IniFormat) if place else None
        self.tabs = QTabBar()
        self.notices = Notices(theme)
        self.notices.action_requested.connect(self.action_requested)
        self.notices.diagnostics_requested.connect(self.diagnostics_requested)
        self._stack = QStackedWidget()
        self.drop = ModelDrop(theme, self)
        self.drop.dropped.connect(self._on_drop)
        self._build(theme)
        self._make_actions()
        self._restore()

    def show_page(self, page: Page) -> None:
        """Bring this page to the front, and the keyboard to what it gives that to."""
        self.tabs.setCurrentIndex(self._order.index(page))
        self._show(self.tabs.currentIndex())
        widget = self.page(page)
        if isinstance(widget, Keyed):
            widget.take_keyboard()
        elif isinstance(widget, Searchable):
            widget.focus_search()

    @property
    def shown(self) -> Page:
        """The page in front."""
        return self._order[self.tabs.currentIndex()]

    def page(self, page: Page) -> QWidget:
        """The widget of a page, made if need be."""
        if page not in self._made:
            self._made[page] = widget = self._pages[page]()
            self._stack.addWidget(widget)
        return self._made[page]

    def set_count(self, page: Page, number: int) -> None:
        """Say beside the name of a page that so many things happen there; 0 for nothing."""
        words = self._words(page)
        self.tabs.setTabText(self._order.index(page), f"{words} ({number})" if number else words)

    def tell(self, problem: Problem) -> None:
        """Show a problem with its remedy here, where it was caused."""
        self.notices.show_problem(problem)

    def shortcuts(self) -> list[tuple[str, str]]:
        """Every key of this window and what it does."""
        own = [(key.toString(), a.text()) for a in self.actions() for key in a.shortcuts()]
        return [
            *own,
            ("F5", self.tr("Look for models on this computer again")),
            ("Enter", self.tr("Use the model (in the list)")),
            ("F2", self.tr("Rename the model (in the list)")),
            ("Del", self.tr("Delete the model (in the list)")),
            ("Esc", self.tr("Close the window")),
        ]

    def showEvent(self, event: QShowEvent) -> None:
        """There is always a page in front."""
        self._show(self.tabs.currentIndex())
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, where nothing else has a use for it; Enter presses the button it is on."""
        focus = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in _ENTER and isinstance(focus, QAbstractButton):
            # Qt presses buttons by Enter in dialogs only, and those open from here all the time.
            if not event.isAutoRepeat():
                focus.animateClick()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep notices back where they would leave too little room."""
        super().resizeEvent(event)
        self.notices.set_most(SHOWN if event.size().height() >= LOW else 1)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place; nobody takes back any more what was done."""
        for page in self._made.values():
            if isinstance(page, Settling):
                page.settle()
        for banner in self.notices.banners():
            if banner.settle is not None:
                banner.closed.emit()
        if self._geometry is not None:
            self._geometry.setValue(_GEOMETRY, self.saveGeometry())
            self._geometry.sync()
        super().closeEvent(event)
        self.closed.emit()

    def _build(self, theme: Theme) -> None:
        self.tabs.setObjectName("modelsTabs")
        self.tabs.setAccessibleName(self.tr("Pages"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for page in self._order:
            self.tabs.addTab(self._words(page))
        self.tabs.currentChanged.connect(self._show)
        head = QFrame()
        head.setObjectName("modelsHead")
        row = QHBoxLayout(head)
        row.setContentsMargins(SPACE[1], SPACE[0], SPACE[1], 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        told = QHBoxLayout()
        told.setContentsMargins(SPACE[3], 0, SPACE[3], 0)
        told.addStretch(1)
        told.addWidget(self.notices, 1_000)
        told.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE[1])
        column.setSpacing(SPACE[1])
        column.addWidget(head)
        column.addWidget(self._stack, 1)
        column.addLayout(told)

    def _make_actions(self) -> None:
        for number, page in enumerate(self._order, 1):
            self._add_action(f"Ctrl+{number}", self._words(page), partial(self.show_page, page))
        self._add_action("Ctrl+F", self.tr("Search"), self._focus_search)
        self._add_action("Ctrl+W", self.tr("Close the window"), self.close)
        self._add_action("F1", self.tr("Keyboard shortcuts"), self._show_shortcuts)

    def _add_action(self, key: str, words: str, act: Callable[[], object]) -> None:
        action = QAction(words, self)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _=False: act())
        self.addAction(action)

    def _show(self, index: int) -> None:
        self._stack.setCurrentWidget(self.page(self._order[index]))

    def _on_drop(self) -> None:
        self.show_page(Page.LIBRARY)
        page = self.page(Page.LIBRARY)
        if isinstance(page, Taking):
            page.take_files(self.drop.files, self.drop.folders)
        if names := ", ".join(self.drop.others):
            self.notices.show_news(self.tr("Left out, as no model: {names}.").format(names=names))

    def _focus_search(self) -> None:
        page = self.page(self.shown)
        if isinstance(page, Searchable):
            page.focus_search()

    def _show_shortcuts(self) -> None:
        from desktop_app.ui.shortcut_dialog import ShortcutDialog

        ShortcutDialog(self._theme, self.shortcuts(), self).open()

    def _words(self, page: Page) -> str:
        match page:
            case Page.LIBRARY:
                return self.tr("On this computer")
            case Page.FIND:
                return self.tr("Find")
            case Page.DOWNLOADS:
                return self.tr("Downloads")

    def _restore(self) -> None:
        place = self._geometry.value(_GEOMETRY) if self._geometry is not None else None
        if isinstance(place, QByteArray):
            self.restoreGeometry(place)
