"""How a person reads: the size of the words, the width of their column, the way to a question."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.errors import ParleyError
from desktop_app.core.reading_setting import WIDTH, ZOOM, next_zoom
from desktop_app.core.settings import Settings
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.reading_theme import ReadingTheme
from desktop_app.ui.transcript import Transcript

SAVE_AFTER = 600
"""Milliseconds after the last step of a zoom until it is saved: a wheel takes many."""


class Reading(QObject):
    """Connects keys, wheel and settings with the transcript. Lives on the UI thread."""

    failed = Signal(object)
    """The settings could not be saved; carries the `Problem`."""

    def __init__(
        self,
        settings: Settings,
        theme: ReadingTheme,
        transcript: Transcript,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._settings = settings
        self._theme = theme
        self._transcript = transcript
        self._window = window
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(SAVE_AFTER)
        self._save.timeout.connect(self.flush)
        settings.changed.append(self._on_setting)
        for key in (ZOOM, WIDTH):
            self._on_setting(key)
        transcript.zoom_requested.connect(self.step)
        window.closing.connect(self.flush)
        for id, act in (
            ("larger", lambda: self.step(1)),
            ("smaller", lambda: self.step(-1)),
            ("usual_size", lambda: self._zoom(100)),
            ("previous_question", lambda: self._go(-1)),
            ("next_question", lambda: self._go(1)),
        ):
            window.keys.action(id, act, window)

    def step(self, steps: int) -> None:
        """Show the words so many steps larger, or smaller."""
        self._zoom(next_zoom(self._theme.zoom, steps))

    def flush(self) -> None:
        """Save the size now, if it is another one than before."""
        self._save.stop()
        if self._settings.get(ZOOM) == self._theme.zoom:
            return
        try:
            self._settings.set(ZOOM, self._theme.zoom)
        except ParleyError as error:
            self.failed.emit(error.problem)

    def _zoom(self, percent: int) -> None:
        self._theme.set_zoom(percent)
        self._save.start()

    def _go(self, direction: int) -> None:
        edit = self._window.composer.edit
        if edit.hasFocus() and edit.text():
            return  # There the keys are for what is being written.
        self._transcript.step_question(direction)

    def _on_setting(self, key: str) -> None:
        if key == ZOOM:
            self._theme.set_zoom(self._settings.get(ZOOM))
        elif key == WIDTH:
            self._theme.set_width(self._settings.get(WIDTH))
