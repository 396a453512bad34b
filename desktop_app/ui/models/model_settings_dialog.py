"""The settings that one model has of its own, above those of all."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.model_record import OWN_SETTINGS, Records
from desktop_app.core.models import model_name
from desktop_app.core.own_settings import OwnSettings
from desktop_app.core.setting import SETTINGS, SettingValue
from desktop_app.core.settings import Settings
from desktop_app.ui.disk import Disk
from desktop_app.ui.first_size import open_at
from desktop_app.ui.models.template_field import TemplateField
from desktop_app.ui.own_row import OwnRow
from desktop_app.ui.row_dialog import RowDialog
from desktop_app.ui.setting_field import FieldMaker, field_for
from desktop_app.ui.theme import CAPTION, SPACE, Theme

TEMPLATE = "model.template"


class ModelSettingsDialog(RowDialog):
    """One row a setting: as in the settings until it is changed here. Changes count at once,
    from the next answer on."""

    failed = Signal(object)
    """The record could not be saved; carries the `Problem`."""

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        records: Records,
        disk: Disk,
        path: str,
        key: str,
        parent: QWidget | None = None,
        fields: Mapping[str, FieldMaker] | None = None,
    ) -> None:
        """`path` is the model's file, `key` that of its record; `fields` are the controls of
        settings that no plain control can show, by their keys."""
        super().__init__(parent)
        self._records = records
        self._key = key
        name = records.of(self._key).name or model_name(path)
        self.setWindowTitle(self.tr("Settings of {name}").format(name=name))
        self.setAccessibleName(self.windowTitle())
        open_at(self, QSize(600, 640))
        own = OwnSettings(settings, self._values, self._keep)
        makers: dict[str, FieldMaker] = {
            **(fields or {}),
            TEMPLATE: partial(TemplateField, disk=disk, path=path),
        }
        self._page = QWidget()
        self._page.setObjectName("settingsPage")
        column = QVBoxLayout(self._page)
        column.setContentsMargins(SPACE[4], SPACE[2], SPACE[4], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addWidget(self._headline(theme))
        for key in OWN_SETTINGS:
            row = OwnRow(SETTINGS[key], own, theme, makers.get(key, field_for))
            row.failed.connect(self.failed)
            self.rows[key] = row
            column.addWidget(row)
        column.addStretch(1)
        self._lay_out()

    def add(self, row: QWidget) -> None:
        """Show one more row, above the settings."""
        column = self._page.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, row)

    def showEvent(self, event: QShowEvent) -> None:
        """Never be so narrow that something is cut off; known once the fonts are."""
        super().showEvent(event)
        bar = self._area.verticalScrollBar().sizeHint().width()
        self._area.setMinimumWidth(self._page.minimumSizeHint().width() + bar)

    def _values(self) -> Mapping[str, SettingValue]:
        return self._records.of(self._key).settings

    def _keep(self, values: Mapping[str, SettingValue]) -> None:
        record = self._records.of(self._key)
        self._records.put(self._key, replace(record, settings=dict(values)))

    def _headline(self, theme: Theme) -> QLabel:
        words = self.tr(
            "What is changed here counts for this model alone, and before the settings."
        )
        label = QLabel(words)
        label.setWordWrap(True)
        label.setFont(theme.font(CAPTION))
        label.setProperty("tone", "second")
        return label

    def _lay_out(self) -> None:
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        buttons.setContentsMargins(SPACE[4], SPACE[1], SPACE[4], SPACE[3])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area, 1)
        outer.addWidget(buttons)
