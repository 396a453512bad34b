"""What was deleted: a list from which conversations are brought back, or deleted for good."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.trash import KEPT_DAYS, Deleted
from desktop_app.ui.first_size import open_at
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.trash_list import TrashList
from desktop_app.ui.trash_model import TrashModel

_SIZE = QSize(560, 480)


class TrashDialog(QDialog):
    """Shows what it is told. It decides nothing: every wish is a signal.

    What cannot be taken back is asked about once.
    """

    restore_requested = Signal(list)
    """The ids of conversations."""
    purge_requested = Signal(list)
    """The ids of conversations; the person was asked, and wants it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("trashDialog")
        self.setWindowTitle(self.tr("Deleted conversations"))
        self.setAccessibleName(self.windowTitle())
        self._all: list[str] = []
        self._model = TrashModel(self)
        self.list = TrashList(theme, self._model)
        self.restore_button = self._button(self.tr("Restore"), self._restore)
        self.purge_button = self._button(self.tr("Delete for good…"), self._ask_to_purge)
        self.empty_button = self._button(self.tr("Empty…"), self._ask_to_empty)
        self.close_button = self._button(self.tr("Close"), self.reject)
        self.list.chosen.connect(self._show_buttons)
        self.list.restore_requested.connect(self._restore)
        self.list.purge_requested.connect(self._ask_to_purge)
        self.list.doubleClicked.connect(self._restore)
        self._build(theme)
        self._show_buttons()
        open_at(self, _SIZE)

    def set_deleted(self, deleted: Sequence[Deleted], now: float) -> None:
        """Show these, the last deleted first; `now` is in seconds since the epoch."""
        was_there = bool(self._all)
        self._all = [each.id for each in deleted]
        self._model.set_deleted(deleted, now)
        self._pages.setCurrentIndex(0 if deleted else 1)
        self.list.mark_first()
        self._show_buttons()
        if deleted and not was_there:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not deleted:
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, theme: Theme) -> None:
        about = QLabel(
            self.tr(
                "Conversations stay here for {days} days. Then they are deleted for good, with "
                "the pictures that no other one shows.",
                "",
                KEPT_DAYS,
            ).format(days=KEPT_DAYS)
        )
        about.setProperty("tone", "second")
        nothing = QLabel(self.tr("Nothing is deleted."))
        nothing.setFont(theme.font(1.12, bold=True))
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for label in (about, nothing):
            label.setWordWrap(True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(nothing)
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        for button in (self.restore_button, self.purge_button, self.empty_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[4])
        column.setSpacing(SPACE[2])
        column.addWidget(about)
        column.addWidget(self._pages, 1)
        column.addLayout(row)

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words)
        button.setAutoDefault(False)  # Enter in the list restores.
        button.clicked.connect(lambda: act())
        return button

    def _show_buttons(self) -> None:
        chosen = bool(self.list.selected_ids())
        self.restore_button.setEnabled(chosen)
        self.purge_button.setEnabled(chosen)
        self.empty_button.setEnabled(bool(self._all))

    def _restore(self) -> None:
        if ids := self.list.selected_ids():
            self.restore_requested.emit(ids)

    def _ask_to_purge(self) -> None:
        ids = self.list.selected_ids()
        if ids:
            words = self.tr("Delete these {count} conversations for good?", "", len(ids))
            self._ask(words.format(count=len(ids)), ids)

    def _ask_to_empty(self) -> None:
        if self._all:
            words = self.tr("Delete everything that is listed here for good ({count})?")
            self._ask(words.format(count=len(self._all)), list(self._all))

    def _ask(self, words: str, ids: list[str]) -> None:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.windowTitle())
        box.setAccessibleName(words)
        box.setText(words)
        box.setInformativeText(self.tr("This cannot be undone."))
        delete = box.addButton(self.tr("Delete for good"), QMessageBox.ButtonRole.DestructiveRole)
        delete.clicked.connect(lambda: self.purge_requested.emit(ids))
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        box.open()
