"""Letting go of a model file that is about to be deleted, while it may be in memory."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop_app.core.events import TERMINAL, Event
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.model_controller import ModelController


class ModelRelease(QObject):
    """Has the chat engine close a file. Lives on the UI thread, as long as the window."""

    def __init__(
        self, engine: EngineThread, model: ModelController, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._waiting: dict[int, Callable[[], None]] = {}
        engine.happened.connect(self._on_event)

    def release(self, path: str, then: Callable[[], None]) -> None:
        """Do `then` as soon as nobody has the file at `path` open, and nobody will open it again.

        A reply that it is writing comes to its end first.
        """
        in_memory = path in (self._model.path, self._model.loaded_path)
        self._model.leave(path)
        if not in_memory:
            then()
            return
        self._waiting[self._model.free()] = then

    def _on_event(self, ticket: int, event: Event) -> None:
        if isinstance(event, TERMINAL) and (then := self._waiting.pop(ticket, None)):
            then()
