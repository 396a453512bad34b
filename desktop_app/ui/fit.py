"""What a model will take of the memory: asks the engine, and keeps the answer to the last question.

Nothing is loaded for it. One question is under way at a time: what changes meanwhile is asked when
its answer is there, and that answer is dropped.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop_app.core.engine import FitJob, ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Event, Failed, Fitted, Loaded
from desktop_app.core.setting import SettingValue
from desktop_app.ui.engine_thread import EngineThread

_FAMILY = "model."
"""How the keys of the model's settings begin; what follows is the name of an option."""
_OPTIONS = frozenset(ModelOptions.__dataclass_fields__)


class Fit(QObject):
    """Asks as long as somebody looks. Lives on the UI thread, as long as the window."""

    changed = Signal()
    """`answer`, `problem`, `waits` or `held_up` is another."""

    def __init__(
        self,
        engine: EngineThread,
        options: Callable[[], ModelOptions | None],
        parent: QObject | None = None,
    ) -> None:
        """`options` are those of the model in use, None without one."""
        super().__init__(parent)
        self.answer: Fitted | None = None
        self.asked: ModelOptions | None = None
        """What the last question was about."""
        self.problem: Problem | None = None
        """Why there is no answer."""
        self.held_up = False
        """Whether the engine has something else to do before it can answer."""
        self._engine = engine
        self._options = options
        self._watchers = 0
        self._ticket = 0
        self._outdated = False
        self._path = ""
        self._tried: dict[str, SettingValue] = {}
        engine.happened.connect(self._on_event)

    @property
    def waits(self) -> bool:
        """Whether a question is under way."""
        return self._ticket != 0

    @property
    def about_a_model(self) -> bool:
        """Whether there is a model to ask about."""
        return bool(self._path)

    def watch(self) -> None:
        """Somebody looks from now on: ask."""
        self._watchers += 1
        self._tried.clear()
        self.ask()

    def leave(self) -> None:
        """They look no more."""
        self._watchers = max(0, self._watchers - 1)

    def try_value(self, key: str, value: SettingValue) -> None:
        """Ask as if the setting with this key had this value: it is being typed."""
        name = key.removeprefix(_FAMILY)
        if key.startswith(_FAMILY) and name in _OPTIONS and self._tried.get(name) != value:
            self._tried[name] = value
            self.ask()

    def settings_changed(self) -> None:
        """A setting of the model has another value: what was tried before counts no more."""
        self._tried.clear()
        self.ask()

    def ask(self) -> None:
        """Ask anew, if somebody looks: memory may be free, or another model in use."""
        if not self._watchers:
            return
        if self._ticket:
            self._outdated = True
            return
        model = self._wanted()
        path = model.path if model else ""
        if path != self._path:
            self._path, self.answer, self.problem = path, None, None
        self._outdated = False
        self.asked = model
        self._ticket = self._engine.submit(FitJob("fit", model))
        self.held_up = self._engine.is_behind_others(self._ticket)
        self.changed.emit()

    def _wanted(self) -> ModelOptions | None:
        options = self._options()
        return replace(options, **self._tried) if options else None  # type: ignore[arg-type]

    def _on_event(self, ticket: int, event: Event) -> None:
        if ticket != self._ticket:
            if isinstance(event, Loaded):
                self.ask()  # What is free is another amount now.
            return
        if not isinstance(event, TERMINAL):
            return
        self._ticket, self.held_up = 0, False
        if self._outdated and self._watchers:
            self.ask()
            return
        self.answer = event if isinstance(event, Fitted) else None
        self.problem = event.problem if isinstance(event, Failed) else None
        self.changed.emit()
