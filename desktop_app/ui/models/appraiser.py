"""How models that are not loaded would run here: what memory there is, and the judgement by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.core.engine import FitJob, ModelOptions
from desktop_app.core.events import TERMINAL, Event, Fitted, Loaded
from desktop_app.core.machine import Machine
from desktop_app.core.settings import Settings
from desktop_app.ui.engine_thread import EngineThread

if TYPE_CHECKING:
    from desktop_app.core.gguf import Header
    from desktop_app.core.judgement import Fits, Judgement

_KEPT = 1024
"""Judgements that are remembered. A list that is scrolled asks for the same ones again."""
_FAMILY = "model."


class Appraiser(QObject):
    """Asks the chat engine for the memory as it is, and plans by it. UI thread.

    While the engine has something else to do the last answer holds: no reply waits behind a
    question of this one's, which is asked when the engine is free again.
    """

    changed = Signal()
    """The memory is another, or known for the first time; or the settings are others."""

    def __init__(
        self,
        engine: EngineThread,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._settings = settings
        self._machine: Machine | None = None
        self._ticket = 0
        self._wanted = False
        """Whether to ask as soon as the engine is free."""
        self._kept: dict[tuple[object, ...], tuple[tuple[Header, ...], Judgement]] = {}
        """Judgements by the identity of their headers, which are held so that it stays theirs."""
        engine.happened.connect(self._on_event)
        settings.changed.append(self._on_setting)

    @property
    def machine(self) -> Machine | None:
        """The memory as it was last seen, None before it is known."""
        return self._machine

    @property
    def asking(self) -> bool:
        """Whether an answer is waited for."""
        return self._wanted or self._ticket != 0

    def ask(self) -> None:
        """Look at the memory (again), as soon as the engine has nothing else to do."""
        if self._ticket:
            return
        self._wanted = self._engine.busy
        if not self._wanted:
            self._ticket = self._engine.submit(FitJob("appraise"))

    def judge(self, headers: Sequence[Header], projector: int = 0) -> Judgement | None:
        """How well a model would run with the settings as they are; None before it is known."""
        if self._machine is None or not headers:
            return None
        from desktop_app.core.judgement import judge  # not needed to open the window

        key = (*map(id, headers), projector)
        if key not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            judgement = judge(headers, self._options(), self._machine, projector)
            self._kept[key] = (tuple(headers), judgement)
        return self._kept[key][1]

    def judge_size(self, size: int) -> Fits | None:
        """The same of a model of which only the bytes of its files are known."""
        if self._machine is None:
            return None
        from desktop_app.core.judgement import judge_by_size

        return judge_by_size(size, self._options(), self._machine)

    def _options(self) -> ModelOptions:
        return self._settings.model_options("", "")

    def _on_event(self, ticket: int, event: Event) -> None:
        if ticket == self._ticket:
            if isinstance(event, TERMINAL):
                self._ticket = 0
                self._take(event)
        elif isinstance(event, Loaded) and self._machine is not None:
            self._wanted = True  # What is free is another amount now.
        if self._wanted and not self._engine.busy:
            self.ask()

    def _take(self, event: Event) -> None:
        # What went wrong is told to whoever wants to load a model; the last answer holds.
        machine = event.machine if isinstance(event, Fitted) else None
        if machine is not None and machine != self._machine:
            self._machine = machine
            self._kept.clear()
            self.changed.emit()

    def _on_setting(self, key: str) -> None:
        if key.startswith(_FAMILY):
            self._kept.clear()
            if self._machine is not None:
                self.changed.emit()
