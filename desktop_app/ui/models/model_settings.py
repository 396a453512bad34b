"""Opens the settings that a model has of its own."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from desktop_app.core.model_record import Records
from desktop_app.core.settings import Settings
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
        model: ModelController,
        window: MainWindow,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._records = records
        self._model = model
        self._window = window
        self._theme = theme
        window.model_menu.settings_requested.connect(lambda: self.open(self._model.path))

    def open(self, path: str) -> None:
        """Show the own settings of the model in this file, above the window that is in front."""
        from desktop_app.ui.device_field import DeviceField
        from desktop_app.ui.models.model_settings_dialog import ModelSettingsDialog

        if not path:
            return
        # Whoever asks may be in the window of models, which would cover it.
        parent = QApplication.activeWindow() or self._window
        dialog = ModelSettingsDialog(
            self._theme,
            self._settings,
            self._records,
            path,
            parent,
            {"model.device": partial(DeviceField, fit=self._model.fit)},
        )
        dialog.failed.connect(self.failed)
        dialog.open()
