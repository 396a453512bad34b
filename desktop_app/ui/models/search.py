"""A search of the Hub: one at a time, its results as they come."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop_app.core.errors import Problem
from desktop_app.core.hub import HubEvent, Query, Searched, SearchJob
from desktop_app.core.hub_access import HubAccess
from desktop_app.ui.models.hub_client import HubClient

MOST = 10_000
"""Results of one search: whoever has seen so many needs other words."""


class Search(QObject):
    """Asks for what was wanted last. Lives on the UI thread."""

    began = Signal()
    """What was found before counts no more."""

    found = Signal(object)
    """More results: a tuple of `RepoSummary`."""

    changed = Signal()
    """`busy`, `problem`, `count` or `more` is another."""

    def __init__(
        self, hub: HubClient, access: Callable[[], HubAccess], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.query: Query | None = None
        """What was searched for last, None nothing."""
        self.problem: Problem | None = None
        """Why there are no results, or no more of them."""
        self.count = 0
        """How many were found."""
        self.more = ""
        """Where it goes on, "" nowhere."""
        self._hub = hub
        self._access = access
        self._ticket = 0
        self._next = ""
        hub.answered.connect(self._on_answer)
        hub.ended.connect(self._on_end)
        hub.failed.connect(self._on_failure)

    @property
    def busy(self) -> bool:
        """Whether more may come."""
        return self._ticket != 0

    @property
    def can_go_on(self) -> bool:
        """Whether there is more to be had, and nobody waits for it yet."""
        return bool(self.more) and not self.busy and self.count < MOST

    def go_on(self) -> None:
        """Bring the next ones, where there are any."""
        if self.can_go_on and self.query is not None:
            self.problem = None
            self._ticket = self._hub.ask(SearchJob("search", self._access(), self.query, self.more))
            self.changed.emit()

    def run(self, query: Query) -> None:
        """Search for this in place of what was searched for before."""
        self._hub.cancel(self._ticket)
        self.query, self.problem, self.count, self.more = query, None, 0, ""
        self._next = ""
        self._ticket = self._hub.ask(SearchJob("search", self._access(), query))
        self.began.emit()
        self.changed.emit()

    def cancel(self) -> None:
        """No more is wanted; what was found stays."""
        if self._ticket:
            self._hub.cancel(self._ticket)
            self._ticket = 0
            self.changed.emit()

    def _on_answer(self, ticket: int, event: HubEvent) -> None:
        if ticket == self._ticket and isinstance(event, Searched):
            self.count += len(event.repos)
            self._next = event.more
            self.found.emit(event.repos)
            self.changed.emit()

    def _on_end(self, ticket: int) -> None:
        if ticket == self._ticket:
            self._ticket, self.more = 0, self._next
            self.changed.emit()

    def _on_failure(self, ticket: int, problem: Problem) -> None:
        if ticket == self._ticket:
            self._ticket, self.problem = 0, problem
            self.changed.emit()
