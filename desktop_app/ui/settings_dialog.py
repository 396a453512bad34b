"""The settings on one page, made from the table in which they are declared."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import ParleyError
from desktop_app.core.setting import CONTEXT, SETTINGS, Setting, SettingValue
from desktop_app.core.settings import Settings
from desktop_app.ui.button import IconButton
from desktop_app.ui.first_size import open_at
from desktop_app.ui.setting_field import FieldMaker, field_for
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import say


class ValueStore(Protocol):
    """Where the values of settings are: the settings, or what stands above them."""

    def is_changed(self, key: str) -> bool:
        """Whether there is a way back."""
        ...

    def get(self, key: str) -> Any:
        """The value that counts."""
        ...

    def set(self, key: str, value: SettingValue) -> None:
        """Keep another value; raises ParleyError."""
        ...

    def reset(self, key: str) -> None:
        """Go back; raises ParleyError."""
        ...


HeadMaker = Callable[[Theme], QWidget]
"""Makes what stands above the settings of one section."""


class SettingsDialog(QDialog):
    """One row a setting: label, control, one sentence, a way back. Changes count at once."""

    failed = Signal(object)
    """The settings could not be saved; carries the `Problem`."""

    diagnostics_requested = Signal()
    """Somebody wants the text for a bug report."""

    tried = Signal(str, object)
    """A value is being typed: the setting's key, and the value, which does not count yet."""

    activated = Signal()
    """The person comes back from another program."""

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        parent: QWidget | None = None,
        fields: Mapping[str, FieldMaker] | None = None,
        heads: Mapping[str, HeadMaker] | None = None,
    ) -> None:
        """`fields` are the controls of settings that no plain control can show, by their keys;
        `heads` is what stands above the settings of a section, by the section's name."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, QSize(600, 640))
        self._theme = theme
        self._settings = settings
        self._fields = fields or {}
        self._heads = heads or {}
        self.rows: dict[str, SettingRow] = {}
        self._revealed: SettingRow | None = None
        """The row to keep in view while the page above it still grows."""

        self.advanced_button = QPushButton(self.tr("Advanced"))
        self.advanced_button.setCheckable(True)
        self.advanced_button.setProperty("kind", "quiet")
        self.advanced_button.setAccessibleName(self.tr("Show the advanced settings"))
        self.advanced_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.advanced_button.toggled.connect(self._unfold)
        self._advanced = self._sections(advanced=True)
        self._advanced.hide()
        self._page = self._make_page()
        self._area = self._make_area()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area, 1)
        outer.addWidget(self._buttons())
        theme.changed.connect(self._show_fold)
        self._show_fold()

    def _make_page(self) -> QWidget:
        """All settings, those that few people need folded away."""
        page = QWidget()
        page.setObjectName("settingsPage")
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE[4], SPACE[1], SPACE[4], SPACE[3])
        column.setSpacing(SPACE[1])
        column.addWidget(self._sections(advanced=False))
        column.addSpacing(SPACE[1])
        column.addWidget(self.advanced_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._advanced)
        column.addStretch(1)
        return page

    def _make_area(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._page)
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(self._keep_in_view)
        bar.actionTriggered.connect(self._leave_view)
        return area

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        # The role whose buttons stand apart from Close on every system.
        report = buttons.addButton(self.tr("Diagnostics…"), QDialogButtonBox.ButtonRole.ResetRole)
        report.setAccessibleName(self.tr("Diagnostics for a bug report"))
        report.clicked.connect(self.diagnostics_requested)
        buttons.setContentsMargins(SPACE[4], SPACE[1], SPACE[4], SPACE[3])
        return buttons

    def reveal(self, key: str) -> None:
        """Bring the setting with this key into view, and the keyboard to it."""
        if SETTINGS[key].advanced:
            self.advanced_button.setChecked(True)
        # Once the page has its heights.
        QTimer.singleShot(0, self, lambda: self._show_row(self.rows[key]))

    def showEvent(self, event: QShowEvent) -> None:
        """Never be so narrow that something is cut off; known once the fonts are."""
        super().showEvent(event)
        bar = self._area.verticalScrollBar().sizeHint().width()
        folded = self._advanced.minimumSizeHint().width() + 2 * SPACE[4]
        self._area.setMinimumWidth(max(self._page.minimumSizeHint().width(), folded) + bar)

    def changeEvent(self, event: QEvent) -> None:
        """What other programs leave free may be another amount by now."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends the typing of a value. A dialog would press one of its buttons for it."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Escape keeps what was typed, as closing does."""
        self._finish()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed last."""
        self._finish()
        super().closeEvent(event)

    def _finish(self) -> None:
        for row in self.rows.values():
            row.field.finish()

    def _sections(self, advanced: bool) -> QWidget:
        """The settings of one fold under the captions of their sections."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[2])
        section = ""
        for setting in SETTINGS.values():
            if not setting.section or setting.advanced is not advanced:
                continue
            if setting.section != section:
                section = setting.section
                column.addSpacing(SPACE[1])
                column.addWidget(self._caption(section))
                if section in self._heads and not advanced:
                    column.addWidget(self._heads[section](self._theme))
            make = self._fields.get(setting.key, field_for)
            row = SettingRow(setting, self._settings, self._theme, make)
            row.failed.connect(self.failed)
            row.field.tried.connect(partial(self.tried.emit, setting.key))
            self.rows[setting.key] = row
            column.addWidget(row)
        return box

    def _caption(self, section: str) -> QLabel:
        label = QLabel(QCoreApplication.translate(CONTEXT, section))
        label.setFont(self._theme.font(1.12, bold=True))
        return label

    def _unfold(self, shown: bool) -> None:
        self._advanced.setVisible(shown)
        self.advanced_button.setAccessibleName(
            self.tr("Hide the advanced settings")
            if shown
            else self.tr("Show the advanced settings")
        )
        self._show_fold()
        if shown:
            # Once the unfolded page has its height: bring the first of it into view.
            QTimer.singleShot(0, self, self._show_advanced)

    def _show_advanced(self) -> None:
        top = self.advanced_button.mapTo(self._page, QPoint(0, 0)).y()
        self._area.verticalScrollBar().setValue(top)

    def _show_row(self, row: "SettingRow") -> None:
        self._revealed = row
        row.field.setFocus()
        self._scroll_to(row)

    def _keep_in_view(self) -> None:
        """What stands above is higher by now: it was asked for, and has come."""
        row = self._revealed
        if row is not None and row.isAncestorOf(self.focusWidget() or self):
            self._scroll_to(row)

    def _leave_view(self) -> None:
        """The person scrolls."""
        self._revealed = None

    def _scroll_to(self, row: "SettingRow") -> None:
        top = row.mapTo(self._page, QPoint(0, 0)).y()
        self._area.verticalScrollBar().setValue(top - SPACE[2])

    def _show_fold(self) -> None:
        shown = self.advanced_button.isChecked()
        self.advanced_button.setIcon(self._theme.icon("chevron-up" if shown else "chevron-down"))


class SettingRow(QFrame):
    """The words of a setting at the left, its control and the way back at the right."""

    failed = Signal(object)

    def __init__(
        self, setting: Setting, settings: ValueStore, theme: Theme, make: FieldMaker = field_for
    ) -> None:
        super().__init__()
        self._setting = setting
        self._settings = settings
        label = QLabel(QCoreApplication.translate(CONTEXT, setting.label))
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setFont(theme.font(CAPTION))
        self.field = make(setting, theme)
        label.setBuddy(self.field.control)
        self.reset_button = IconButton(theme, "reset", self.tr("Back to the default"))
        self.reset_button.setAccessibleDescription(label.text())
        policy = QSizePolicy(self.reset_button.sizePolicy())
        policy.setRetainSizeWhenHidden(True)
        self.reset_button.setSizePolicy(policy)

        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE[1])
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self._sentence, 1, 0)
        grid.addWidget(self.reset_button, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        if self.field.wide:
            grid.setRowMinimumHeight(2, SPACE[0])
            grid.addWidget(self.field, 3, 0, 1, 3)
        else:
            grid.addWidget(self.field, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        self.field.edited.connect(self._set)
        self.field.refused.connect(self._tell_range)
        self.field.noted.connect(self._on_note)
        self.reset_button.clicked.connect(self._reset)
        self.refresh()

    def refresh(self) -> None:
        """Show the value as the settings have it."""
        value = self._settings.get(self._setting.key)
        self.field.show_value(value)
        self._show_rest()

    def sentence(self) -> str:
        """The sentence under the label: what the setting does, what is to be known of its value,
        or why one was refused."""
        return self._sentence.text()

    def _show_rest(self) -> None:
        note = self.field.note
        self._say(note or self._words(), "warning" if note else "second")
        had_focus = self.reset_button.hasFocus()
        self.reset_button.setVisible(self._settings.is_changed(self._setting.key))
        if had_focus and self.reset_button.isHidden():
            self.field.setFocus()

    def _words(self) -> str:
        """What the setting does."""
        return say(self._setting.sentence)

    def _set(self, value: SettingValue) -> None:
        try:
            self._settings.set(self._setting.key, value)
        except ParleyError as error:
            self.failed.emit(error.problem)
        self._show_rest()

    def _reset(self) -> None:
        try:
            self._settings.reset(self._setting.key)
        except ParleyError as error:
            self.failed.emit(error.problem)
        self.refresh()

    def _on_note(self) -> None:
        self._show_rest()

    def _tell_range(self) -> None:
        setting = self._setting
        words = self.tr("Please give a number from {low} to {high}.").format(
            low=f"{setting.minimum:,}", high=f"{setting.maximum:,}"
        )
        self._say(words, "error")

    def _say(self, words: str, tone: str) -> None:
        self._sentence.setText(words)
        self._sentence.setProperty("tone", tone)
        # A style sheet looks at a property only when the widget is polished.
        self._sentence.style().unpolish(self._sentence)
        self._sentence.style().polish(self._sentence)
