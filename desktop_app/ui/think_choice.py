"""Whose word counts on whether the model thinks: the preset's, the model's own, that of all."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop_app.core.errors import ParleyError
from desktop_app.core.model_record import Records, key_of
from desktop_app.core.override import Overrides, of_preset
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.thinking import Mode
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.model_controller import ModelController

KEY = "thinking.mode"


class ThinkChoice(QObject):
    """Has the light bulb show what counts, and a press on it change just that.

    A model that has a mode of its own gets another one; a preset that has one is not asked.
    Lives on the UI thread, as long as the window.
    """

    failed = Signal(object)
    """The choice could not be saved; carries the `Problem`."""

    def __init__(
        self,
        settings: Settings,
        records: Records,
        overrides: Overrides,
        session: Session,
        model: ModelController,
        window: MainWindow,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._records = records
        self._overrides = overrides
        self._session = session
        self._model = model
        self._button = window.composer.think_button
        self._button.chosen.connect(self._choose)
        model.chosen.connect(self.refresh)
        settings.changed.append(self._on_setting)
        records.changed.append(lambda _: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Show what counts now."""
        preset = self._session.conversation.preset
        over = self._overrides.of(self._model.path, preset)
        self._button.set_mode(Mode(self._settings.under(over, KEY)))
        self._button.setEnabled(KEY not in of_preset(self._overrides.preset(preset)))

    def _choose(self, mode: str) -> None:
        path = self._model.path
        try:
            if KEY in self._overrides.of_model(path):
                record = self._records.of(key_of(path))
                own = {**record.settings, KEY: mode}
                self._records.put(key_of(path), replace(record, settings=own))
            else:
                self._settings.set(KEY, mode)
        except ParleyError as error:
            self.failed.emit(error.problem)
        self.refresh()

    def _on_setting(self, key: str) -> None:
        if key == KEY:
            self.refresh()
