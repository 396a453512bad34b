"""How models that are not loaded would run here: what memory there is, and the judgement by it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop_app.core.gguf import Header
from desktop_app.core.judgement import Fits, Judgement
from desktop_app.core.machine import Machine
from desktop_app.core.settings import Settings
from desktop_app.ui.engine_thread import EngineThread


class Appraiser(QObject):
    """Asks the chat engine for the memory as it is, and plans by it. UI thread.

    While the engine has something else to do the last answer holds.
    """

    changed = Signal()
    """The memory is another, or known for the first time."""

    def __init__(
        self,
        engine: EngineThread,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._settings = settings

    @property
    def machine(self) -> Machine | None:
        """The memory as it was last seen, None before it is known."""
        raise NotImplementedError

    def ask(self) -> None:
        """Look at the memory (again)."""
        raise NotImplementedError

    def judge(self, headers: Sequence[Header], projector: int = 0) -> Judgement | None:
        """How well a model would run with the settings as they are; None before it is known."""
        raise NotImplementedError

    def judge_size(self, size: int) -> Fits | None:
        """The same of a model of which only the bytes of its files are known."""
        raise NotImplementedError
