"""The settings on one page, made from the table in which they are declared."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.setting import CONTEXT, SETTINGS
from desktop_app.core.settings import Settings
from desktop_app.ui.first_size import open_at
from desktop_app.ui.row_dialog import RowDialog
from desktop_app.ui.setting_field import FieldMaker, field_for
from desktop_app.ui.setting_row import SettingRow
from desktop_app.ui.theme import SPACE, Theme

HeadMaker = Callable[[Theme], QWidget]
"""Makes what stands above the settings of one section."""


class SettingsDialog(RowDialog):
    """One row a setting: label, control, one sentence, a way back. Changes count at once."""

    failed = Signal(object)
    """The settings could not be saved; carries the `Problem`."""

    diagnostics_requested = Signal()
    """Somebody wants the text for a bug report."""

    data_requested = Signal()
    """Somebody wants to see where all of it is."""

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
        open_at(self, QSize(600, 640))
        self._theme = theme
        self._settings = settings
        self._fields = fields or {}
        self._heads = heads or {}
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
        data = buttons.addButton(self.tr("Your data…"), QDialogButtonBox.ButtonRole.ResetRole)
        data.setAccessibleName(data.text())
        data.clicked.connect(self.data_requested)
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
            if setting.here is not None and not setting.here():
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

    def _show_row(self, row: SettingRow) -> None:
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

    def _scroll_to(self, row: SettingRow) -> None:
        top = row.mapTo(self._page, QPoint(0, 0)).y()
        self._area.verticalScrollBar().setValue(top - SPACE[2])

    def _show_fold(self) -> None:
        shown = self.advanced_button.isChecked()
        self.advanced_button.setIcon(self._theme.icon("chevron-up" if shown else "chevron-down"))
