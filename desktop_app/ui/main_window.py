"""The window: side panel, header, conversation, notices and composer, put together.

It holds no state of the program. What the person wishes comes out of its parts as signals, what
is to be seen goes in by their methods.
"""

from functools import partial

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui.composer import Composer
from desktop_app.ui.conversation_menu import ConversationMenu
from desktop_app.ui.drop_target import DropTarget
from desktop_app.ui.empty_page import EmptyPage
from desktop_app.ui.first_size import open_at
from desktop_app.ui.header import Header
from desktop_app.ui.keys import Keys
from desktop_app.ui.model_picker import ModelMenu
from desktop_app.ui.notices import SHOWN, Notices
from desktop_app.ui.offer import Offer
from desktop_app.ui.search.find_bar import FindBar
from desktop_app.ui.side_panel import SidePanel
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.waiting_bar import WAITING_SHOWN, WaitingBar

SMALLEST = QSize(640, 480)
FIRST = QSize(1200, 800)
LOW = 600
"""A window lower than this (px) has room for one notice at a time."""
ROOM_FOR_WORDS = 652
"""Where the side panel would leave less than this (px), it is folded: below 900 px, usually."""


class MainWindow(QMainWindow):
    """Composes the parts; `transcript` is what stands in the middle."""

    model_dropped = Signal(str)
    """The path of a model file that was dropped on the window."""
    sounds_dropped = Signal(list)
    """The paths of the files with sound in them that were dropped on the window."""
    attached = Signal(object)
    """Pictures or films were brought, to be shown to the model: an `Offer`."""
    conversations_dropped = Signal(list)
    """The paths of the files with conversations in them that were dropped on the window."""
    approached = Signal()
    """Something is being dragged over the window, or chosen: it may be attached."""
    temporary_requested = Signal()
    """A conversation is wanted that is never written to disk."""
    export_requested = Signal()
    import_requested = Signal()
    transcribe_requested = Signal()
    presets_requested = Signal()
    trash_requested = Signal()
    data_requested = Signal()
    settings_requested = Signal()
    diagnostics_requested = Signal()
    about_requested = Signal()
    closing = Signal()
    """The person closes the window; it is still there to be asked for its geometry."""

    def __init__(self, theme: Theme, transcript: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Parley")
        self.setMinimumSize(SMALLEST)
        # On a small screen the system's own frame needs some room as well.
        open_at(self, FIRST)
        self._theme = theme
        self.keys = Keys(self)
        self._panel_wanted = True
        self.transcript = transcript
        self.side_panel = SidePanel(theme)
        self.conversations = self.side_panel.list
        self.header = Header(theme)
        self.find_bar = FindBar(theme)
        self.empty_page = EmptyPage(theme)
        self.notices = Notices(theme)
        self.waiting_bar = WaitingBar(theme)
        self.composer = Composer(theme)
        self.model_menu = ModelMenu(theme, self)
        self._build()
        self._connect()
        self._make_actions()
        self.header.set_model_menu(self.model_menu)
        self.menu = self._made_menu()
        self.header.set_menu(self.menu)
        self.composer.focus()

    def set_empty(self, empty: bool) -> None:
        """Show the starters in place of the transcript, or the transcript again."""
        self._pages.setCurrentWidget(self.empty_page if empty else self.transcript)

    def set_title(self, title: str) -> None:
        """Name the conversation that is shown in the window's title."""
        self.setWindowTitle(f"{title} — Parley" if title else "Parley")

    def show_above_composer(self, widget: QWidget) -> None:
        """Give `widget` the place below the notices, as wide as these."""
        self._below.insertLayout(self._below.count() - 2, _centred(widget))

    def show_below_header(self, widget: QWidget) -> None:
        """Give `widget` the place between the header and the conversation, in all its width."""
        self._column.insertWidget(self._column.indexOf(self.find_bar), widget)

    def panel_shown(self) -> bool:
        """Whether the side panel is unfolded."""
        return not self.side_panel.isHidden()

    def panel_wanted(self) -> bool:
        """Whether the person wants the side panel where there is room for it."""
        return self._panel_wanted

    def set_panel_shown(self, shown: bool) -> None:
        """Fold or unfold the side panel; a narrow window keeps it folded until it is wide."""
        self._panel_wanted = shown
        self._show_panel(shown and self.width() >= self.folds_below())

    def folds_below(self) -> int:
        """The width (px) below which the window has no room for the side panel."""
        return ROOM_FOR_WORDS + self.side_panel.width()

    def toggle_panel(self) -> None:
        """Fold the side panel if it is shown, unfold it if not."""
        shown = not self.panel_shown()
        if self.width() >= self.folds_below():
            self._panel_wanted = shown
        self._show_panel(shown)

    def shortcuts(self) -> list[tuple[str, str]]:
        """Every key of the window and what it does, for the list that F1 opens."""
        own = [(key.toString(), a.text()) for a in self.actions() for key in a.shortcuts()]
        return [*own, *self._fixed_keys()]

    def _fixed_keys(self) -> list[tuple[str, str]]:
        """The keys that nobody can change: they mean the same in other programs."""
        from desktop_app.ui.picture_viewer import viewer_keys

        return [
            ("Enter", self.tr("Send the message")),
            ("Shift+Enter", self.tr("New line in the message")),
            ("Ctrl+V", self.tr("Paste text, a picture or copied files into the message")),
            ("Del", self.tr("Remove the attachment that has the focus")),
            ("Enter", self.tr("Open the picture that has the focus large")),
            *viewer_keys(self.isRightToLeft()),
            ("Up", self.tr("Bring back the last message (in an empty composer)")),
            ("/", self.tr("Choose a preset (in an empty composer)")),
            ("Backspace", self.tr("Take the preset off (in an empty composer)")),
            ("Esc", self.tr("Stop the answer, the loading or the recording")),
            ("F2", self.tr("Rename the conversation or the folder (in the list)")),
            ("Del", self.tr("Delete what is selected (in the list)")),
            ("Shift+Down", self.tr("Select several conversations (in the list)")),
            ("Right", self.tr("Unfold the folder (in the list)")),
            ("Left", self.tr("Fold the folder (in the list)")),
            ("Alt+Up", self.tr("Move the folder up (in the list)")),
            ("Alt+Down", self.tr("Move the folder down (in the list)")),
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the side panel, and keep notices back, where they would leave too little room."""
        super().resizeEvent(event)
        roomy = event.size().height() >= LOW
        self.notices.set_most(SHOWN if roomy else 1)
        self.waiting_bar.set_most(WAITING_SHOWN if roomy else 1)
        was_wide = event.oldSize().width() >= self.folds_below()
        is_wide = event.size().width() >= self.folds_below()
        if event.oldSize().width() < 0 or was_wide != is_wide:
            self._show_panel(is_wide and self._panel_wanted)

    def changeEvent(self, event: QEvent) -> None:
        """Midnight may have passed while the window was behind others."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.conversations.conversations().refresh_days()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell those who keep things."""
        self.composer.flush_draft()
        self.closing.emit()
        super().closeEvent(event)

    def take(self, offer: Offer) -> None:
        """Hand on what was brought, each sort to who knows it."""
        if offer.model:
            self.model_dropped.emit(offer.model)
        if offer.sounds:
            self.sounds_dropped.emit(list(offer.sounds))
        if offer.conversations:
            self.conversations_dropped.emit(list(offer.conversations))
        if offer.attaches:
            self.attached.emit(offer)

    def _build(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self.transcript)
        self._pages.addWidget(self.empty_page)
        below = QWidget()
        self._below = stack = QVBoxLayout(below)
        stack.setContentsMargins(SPACE[3], 0, SPACE[3], SPACE[3])
        stack.setSpacing(SPACE[1])
        stack.addLayout(_centred(self.notices))
        stack.addLayout(_centred(self.waiting_bar))
        stack.addLayout(_centred(self.composer))
        middle = QWidget()
        middle.setObjectName("middle")
        self._column = column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.find_bar)
        column.addWidget(self._pages, 1)
        column.addWidget(below)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side_panel)
        row.addWidget(middle, 1)
        self.setCentralWidget(whole)
        self.drop_target = DropTarget(self._theme, self)
        self._show_panel(True)

    def _connect(self) -> None:
        self.side_panel.new_requested.connect(self.conversations.new_requested)
        self.side_panel.fold_requested.connect(self.toggle_panel)
        self.side_panel.settings_requested.connect(self.settings_requested)
        self.header.panel_requested.connect(self.toggle_panel)
        self.header.new_requested.connect(self.conversations.new_requested)
        self.conversations.picked.connect(self._fold_if_narrow)
        self.conversations.confirmed.connect(self._fold_if_narrow)
        self.conversations.confirmed.connect(self.composer.focus)
        self.conversations.new_requested.connect(self._fold_if_narrow)
        self.temporary_requested.connect(self._fold_if_narrow)
        self.side_panel.finder.opened.connect(self._fold_if_narrow)
        self.empty_page.starter_chosen.connect(self._take_starter)
        for way in (self.drop_target.dropped, self.composer.edit.offered):
            way.connect(self.take)
        self.drop_target.approached.connect(self.approached)
        self.composer.attach_button.approached.connect(self.approached)

    def _make_actions(self) -> None:
        """Every key of the window, as actions: they work wherever the focus is.

        What a key does is said, and which it is, by its line in `core/shortcut.py`.
        """
        attach = self.composer.attach_button
        for id, act in (
            ("new", self.conversations.new_requested.emit),
            ("temporary", self.temporary_requested.emit),
            ("open_model", self.model_menu.open_file),
            ("models", self.model_menu.models_requested.emit),
            ("attach", attach.files_requested.emit),
            ("screenshot", attach.screenshot_requested.emit),
            ("think", self.composer.think_button.toggle_thinking),
            ("transcribe", self.transcribe_requested.emit),
            ("find", self._find),
            ("find_next", lambda: self.find_bar.step(1)),
            ("find_previous", lambda: self.find_bar.step(-1)),
            ("search", self._search),
            ("panel", self.toggle_panel),
            ("composer", self.composer.focus),
            ("previous", lambda: self.conversations.step(-1)),
            ("next", lambda: self.conversations.step(1)),
            ("pin", self.conversations.toggle_pin),
            ("move", self._show_folders),
            ("settings", self.settings_requested.emit),
            ("shortcuts", self._show_shortcuts),
        ):
            self.keys.action(id, act, self)
        for id, button in (
            ("new", self.header.new_button),
            ("panel", self.header.panel_button),
            ("panel", self.side_panel.fold_button),
            ("think", self.composer.think_button),
            ("dictate", self.composer.voice_button),
        ):
            self.keys.hint(id, button.set_key)
        for id in ("new", "pin"):
            self.keys.hint(id, partial(self.conversations.key_hints.__setitem__, id))
        self.keys.hint("attach", attach.set_files_key)
        self.keys.hint("screenshot", attach.set_screenshot_key)

    def _made_menu(self) -> ConversationMenu:
        menu = ConversationMenu(self)
        menu.rename_requested.connect(self._rename)
        menu.delete_requested.connect(
            lambda: self.conversations.delete_requested.emit([self.conversations.current_id()])
        )
        menu.find_requested.connect(self._find)
        menu.temporary_requested.connect(self.temporary_requested)
        menu.trash_requested.connect(self.trash_requested)
        menu.data_requested.connect(self.data_requested)
        menu.export_requested.connect(self.export_requested)
        menu.import_requested.connect(self.import_requested)
        menu.transcribe_requested.connect(self.transcribe_requested)
        menu.presets_requested.connect(self.presets_requested)
        menu.shortcuts_requested.connect(self._show_shortcuts)
        menu.about_requested.connect(self.about_requested)
        for id in menu.shortcuts:
            self.keys.hint(id, partial(menu.set_key, id))
        menu.aboutToShow.connect(self._renew_menu)
        return menu

    def _renew_menu(self) -> None:
        begun = self._pages.currentWidget() is self.transcript
        self.menu.set_begun(begun, listed=bool(self.conversations.current_id()))

    def _rename(self) -> None:
        self._show_panel(True)  # The title is edited in its place.
        self.conversations.rename(self.conversations.current_id())

    def _show_folders(self) -> None:
        self._show_panel(True)  # The menu opens at the conversation.
        self.conversations.show_folders()

    def _take_starter(self, text: str) -> None:
        self.composer.edit.set_text(text)  # As if typed: it becomes the draft.
        self.composer.focus()

    def _find(self) -> None:
        if self._pages.currentWidget() is self.transcript:
            self.find_bar.open()

    def _search(self) -> None:
        self._show_panel(True)
        self.side_panel.finder.begin()

    def _show_panel(self, shown: bool) -> None:
        had_focus = self.side_panel.isAncestorOf(self.focusWidget() or self)
        self.side_panel.setVisible(shown)
        self.header.set_panel_shown(shown)
        if had_focus and not shown:
            self.composer.focus()

    def _fold_if_narrow(self) -> None:
        if self.width() < self.folds_below():
            self._show_panel(False)

    def _show_shortcuts(self) -> None:
        from desktop_app.ui.shortcut_dialog import ShortcutDialog

        ShortcutDialog(self._theme, self._fixed_keys(), self, self.keys).open()


def _centred(widget: QWidget) -> QHBoxLayout:
    """A row that gives `widget` all the width it can take, and centres it in more."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget, 1_000)
    row.addStretch(1)
    return row
