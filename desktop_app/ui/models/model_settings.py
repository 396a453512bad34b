"""Opens the settings that a model has of its own."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from desktop_app.core.model_record import Records, key_of
from desktop_app.core.preset import Presets
from desktop_app.core.settings import Settings
from desktop_app.ui.disk import Disk
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.model_controller import ModelController
from desktop_app.ui.theme import Theme


class ModelSettings(QObject):
    """Lives on the UI thread, as long as the window; the dialog is made when it is wanted."""

    failed = Signal(object)
    """What was changed could not be saved; carries the `Problem`."""

    def __init__(
        self,
        settings: Settings,
        records: Records,
        disk: Callable[[], Disk],
        model: ModelController,
        window: MainWindow,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._records = records
        self._disk = disk
        self._model = model
        self._window = window
        self._theme = theme
        self.presets: Presets | None = None
        """Those that new conversations with a model can begin with."""
        window.model_menu.settings_requested.connect(lambda: self.open(self._model.path))

    def open(self, path: str, key: str = "") -> None:
        """Show the own settings of the model in this file, above the window that is in front.

        `key` is that of its record; without it the file is asked, as for the one that is in use.
        """
        from desktop_app.ui.device_field import DeviceField
        from desktop_app.ui.models.first_preset_row import FirstPresetRow
        from desktop_app.ui.models.model_settings_dialog import ModelSettingsDialog

        if not path:
            return
        # Whoever asks may be in the window of models, which would cover it.
        parent = QApplication.activeWindow() or self._window
        dialog = ModelSettingsDialog(
            self._theme,
            self._settings,
            self._records,
            self._disk(),
            path,
            key or key_of(path),
            parent,
            {"model.device": partial(DeviceField, fit=self._model.fit)},
        )
        dialog.failed.connect(self.failed)
        if self.presets is not None:
            first = FirstPresetRow(self._theme, self._records, key or key_of(path), self.presets)
            first.failed.connect(self.failed)
            dialog.add(first)
        dialog.open()
