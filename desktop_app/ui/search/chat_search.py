"""A search of the conversations: what was typed last is asked for, and nothing else is told."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.chat_query import ChatQuery
from desktop_app.core.chat_search import ChatSearchJob, Found, TakeInJob, TakenIn
from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Event, Failed
from desktop_app.ui.engine_thread import EngineThread

PAUSE = 25
"""Milliseconds after a key until the search begins: another one may follow at once."""
AGAIN = 1000
"""Milliseconds between two searches for the same while the index grows."""
FIRST_LOOK = 20_000
"""Milliseconds after the start until the index is brought up to date, unasked."""


class ChatSearch(QObject):
    """Puts questions to the engine. Lives on the UI thread.

    While nobody waits for an answer the index is brought up to date.
    """

    found = Signal(object, bool)
    """More hits, and whether they take the place of those before."""

    changed = Signal()
    """`busy`, `problem`, `index` or `models` is another."""

    def __init__(self, engine: EngineThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.query = ChatQuery()
        self.problem: Problem | None = None
        """Why there is no answer."""
        self.index = TakenIn(0, 0)
        """How much of the conversations the index has."""
        self.models: tuple[str, ...] = ()
        """Those that wrote in the conversations."""
        self._engine = engine
        self._ticket = 0
        self._taking_in = 0
        self._fresh = True
        """Whether the next hits take the place of those before."""
        self._over = False
        self._soon = self._timer(PAUSE, self._ask)
        self._later = self._timer(AGAIN, self._ask)
        self._idle = self._timer(FIRST_LOOK, self.take_in)
        engine.happened.connect(self._on_event)

    @property
    def busy(self) -> bool:
        """Whether an answer, or more of it, is still to come."""
        return self._ticket != 0 or self._soon.isActive()

    def start(self) -> None:
        """Bring the index up to date when the program has come to rest."""
        self._idle.start()

    def look_for(self, query: ChatQuery) -> None:
        """Look for this in place of what was looked for before; an empty one ends that."""
        if self._over or query == self.query:
            return
        self.query = query
        self._cancel()
        self._later.stop()
        self._soon.stop()
        if not query.is_empty:
            self._soon.start()
        self.changed.emit()

    def again(self) -> None:
        """Look for the same once more."""
        if not (self._over or self.query.is_empty):
            self._ask()

    def take_in(self) -> None:
        """Bring the index up to date, unless that is under way."""
        if not (self._over or self._taking_in or self._ticket):
            self._taking_in = self._engine.submit(TakeInJob("take in"))

    def shut_down(self) -> None:
        """Ask nothing any more."""
        self._over = True
        for timer in (self._soon, self._later, self._idle):
            timer.stop()
        self._cancel()
        self._engine.cancel(self._taking_in)

    def _ask(self) -> None:
        self._cancel()
        # It would have to wait for it; what is taken in by then is kept.
        self._engine.cancel(self._taking_in)
        self.problem, self._fresh = None, True
        self._ticket = self._engine.submit(ChatSearchJob("search", self.query))
        self.changed.emit()

    def _cancel(self) -> None:
        ticket, self._ticket = self._ticket, 0
        if ticket:
            self._engine.cancel(ticket)

    def _on_event(self, ticket: int, event: Event) -> None:
        if ticket == self._taking_in:
            self._on_taking_in(event)
        elif ticket == self._ticket and self._ticket:
            self._on_answer(event)

    def _on_taking_in(self, event: Event) -> None:
        if isinstance(event, TERMINAL):
            self._taking_in = 0
        if isinstance(event, TakenIn):
            grown = event.done != self.index.done
            self.index = event
            if grown and not (self.query.is_empty or self.busy or self._later.isActive()):
                self._later.start()
            self.changed.emit()

    def _on_answer(self, event: Event) -> None:
        if isinstance(event, Found):
            self.index = event.index or self.index
            self.models = event.models or self.models
            fresh, self._fresh = self._fresh, False
            self.found.emit(event.hits, fresh)
        elif isinstance(event, TERMINAL):
            self._ticket = 0
            if isinstance(event, Failed):
                self.problem = event.problem
            elif not self.index.is_complete:
                self.take_in()
        self.changed.emit()

    def _timer(self, milliseconds: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer
