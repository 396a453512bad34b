"""What Parley keeps, where and how much; backups of it; and how all of it goes."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.housekeeping import Part, Weight
from desktop_app.core.trash import KEPT_DAYS
from desktop_app.ui.data_row import DataRow
from desktop_app.ui.first_size import open_at
from desktop_app.ui.scroll_page import ScrollPage
from desktop_app.ui.style_property import set_style_property
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.words import count, size_words


class DataDialog(QDialog):
    """Shows what it is told. It decides nothing: every wish is a signal."""

    folder_requested = Signal(str)
    trash_requested = Signal()
    backup_requested = Signal()
    restore_requested = Signal()
    undo_requested = Signal()
    forget_requested = Signal()
    erase_requested = Signal()
    stop_requested = Signal()

    def __init__(
        self, theme: Theme, folders: Mapping[Part, Path], parent: QWidget | None = None
    ) -> None:
        """`folders` is where each part lies; what is a share of another one lies there."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Your data"))
        self.setAccessibleName(self.windowTitle())
        self._theme = theme
        self._wishes: list[QPushButton] = []
        self.rows: dict[Part, DataRow] = {}
        page = QWidget()
        page.setObjectName("dataPage")
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[3])
        column.setSpacing(SPACE[2])
        self._add_rows(column, folders)
        self._add_backup(column)
        self._add_erase(column)
        column.addStretch(1)
        area = ScrollPage()
        area.set_page(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area, 1)
        outer.addLayout(self._made_foot())
        self.set_busy(False)
        open_at(self, QSize(theme.scaled(600), theme.scaled(680)))

    def show_weight(self, weight: Weight) -> None:
        """Say how big a part is."""
        words = size_words(weight.size)
        if weight.part in (Part.CONVERSATIONS, Part.DELETED):
            words = self._number(weight.count).format(count=count(weight.count), size=words)
        if weight.part is Part.DELETED:
            self.trash_button.setEnabled(weight.count > 0)
        elif weight.part is Part.ASIDE:
            for widget in (self.rows[Part.ASIDE], self._aside):
                widget.setVisible(weight.count > 0)
        self.rows[weight.part].set_size(words)

    def set_busy(self, busy: bool) -> None:
        """Whether something is under way, which can be stopped."""
        for button in self._wishes:
            button.setEnabled(not busy)
        self.bar.setVisible(busy)
        self.bar.setRange(0, 0)
        had_focus = self.stop_button.hasFocus()
        self.stop_button.setVisible(busy)
        if had_focus and not busy:
            self.backup_button.setFocus()

    def set_share(self, done: int, total: int) -> None:
        """How far it is, in bytes."""
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * done / total) if total else 0)

    def say(self, words: str, tone: str = "second") -> None:
        """What is under way, or what came of it; `tone` may be "error"."""
        self.state.setText(words)
        self.state.setVisible(bool(words))
        set_style_property(self.state, "tone", tone)

    def _number(self, number: int) -> str:
        return self.tr("{count} conversations, {size}", "", number)

    def _add_rows(self, column: QVBoxLayout, folders: Mapping[Part, Path]) -> None:
        names = {
            Part.CONVERSATIONS: self.tr("Conversations and drafts"),
            Part.DELETED: self.tr("Deleted conversations, for {days} days", "", KEPT_DAYS).format(
                days=KEPT_DAYS
            ),
            Part.PICTURES: self.tr("Pictures and attached files"),
            Part.SETTINGS: self.tr("Settings and presets"),
            Part.MODELS: self.tr("Models"),
            Part.VOICE_MODELS: self.tr("Voice models"),
            Part.LOGS: self.tr("Logs"),
            Part.CACHE: self.tr("Cache and the index of the search"),
            Part.ASIDE: self.tr("Set aside when a backup was restored"),
        }
        column.addWidget(self._caption(self.tr("Where it is")))
        column.addWidget(self._prose(self.tr("All of it is on this computer, in these folders.")))
        for part, name in names.items():
            row = self.rows[part] = DataRow(self._theme, name, folders.get(part))
            row.folder_requested.connect(self.folder_requested)
            column.addWidget(row)
            if part is Part.DELETED:
                self.trash_button = self._button(self.tr("Show the trash…"), self.trash_requested)
                column.addWidget(self.trash_button, 0, Qt.AlignmentFlag.AlignLeading)
        self._aside = QWidget()
        pair = QHBoxLayout(self._aside)
        pair.setContentsMargins(0, 0, 0, 0)
        self.undo_button = self._button(self.tr("Bring it back…"), self.undo_requested)
        self.forget_button = self._button(self.tr("Delete it…"), self.forget_requested)
        pair.addWidget(self.undo_button)
        pair.addWidget(self.forget_button)
        pair.addStretch(1)
        self.rows[Part.ASIDE].hide()
        self._aside.hide()
        column.addWidget(self._aside)

    def _add_backup(self, column: QVBoxLayout) -> None:
        column.addSpacing(SPACE[1])
        column.addWidget(self._caption(self.tr("Backup")))
        column.addWidget(
            self._prose(
                self.tr(
                    "One file with all conversations and their branches, pictures, settings and "
                    "presets. Models and the token for the Hub are not in it. Whoever has the file "
                    "can read it."
                )
            )
        )
        self.backup_button = self._button(self.tr("Back up…"), self.backup_requested)
        self.restore_button = self._button(self.tr("Restore…"), self.restore_requested)
        row = QHBoxLayout()
        row.addWidget(self.backup_button)
        row.addWidget(self.restore_button)
        row.addStretch(1)
        column.addLayout(row)

    def _add_erase(self, column: QVBoxLayout) -> None:
        column.addSpacing(SPACE[1])
        column.addWidget(self._caption(self.tr("Delete")))
        self.erase_button = self._button(self.tr("Delete everything…"), self.erase_requested)
        column.addWidget(self.erase_button, 0, Qt.AlignmentFlag.AlignLeading)

    def _made_foot(self) -> QVBoxLayout:
        self.state = self._prose("")
        self.state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.state.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far it is"))
        self.stop_button = QPushButton(self.tr("Stop"))
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(self.stop_requested)
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        foot = QVBoxLayout()
        foot.setContentsMargins(SPACE[4], SPACE[1], SPACE[4], SPACE[3])
        foot.addWidget(self.state)
        foot.addLayout(row)
        foot.addWidget(buttons)
        return foot

    def _button(self, words: str, wish: SignalInstance) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: wish.emit())
        self._wishes.append(button)
        return button

    def _caption(self, words: str) -> QLabel:
        label = QLabel(words)
        label.setFont(self._theme.font(1.12, bold=True))
        return label

    def _prose(self, words: str) -> QLabel:
        label = QLabel(words)
        label.setWordWrap(True)
        label.setProperty("tone", "second")
        return label
