"""Fetching as the window sees it: what is under way, how far it has come, what went wrong."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Event, Failed, Fetching, Finished, Reason
from desktop_app.core.fetch import FetchJob, RemoteFile, bytes_here, discard, take_back
from desktop_app.core.hub_access import HubAccess
from desktop_app.ui.engine_thread import EngineThread


@dataclass(slots=True)
class _Order:
    file: RemoteFile
    access: HubAccess
    more: int
    began: bool = False
    stopping: bool = False
    """The engine was asked to stop, and has not answered yet."""
    unwanted: bool = False
    """What has come is thrown away as soon as nobody writes to it."""
    unplaced: bool = False
    """So is the file in its place, should it be there by then."""
    again: bool = False
    """It is wanted after all, once it has stopped."""


class FetchController(QObject):
    """Fetches files, one after the other. Lives on the UI thread."""

    changed = Signal(str)
    """Another state, or more bytes, of the file with this path."""

    arrived = Signal(str)
    """The file is in this place."""

    missed = Signal(str, object)
    """The file with this path could not be fetched; carries the `Problem`. Followed by `failed`."""

    failed = Signal(object)
    """A file could not be fetched, or not be thrown away; carries the `Problem`. What has come
    stays."""

    def __init__(self, engine: EngineThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._orders: dict[int, _Order] = {}
        self._progress: dict[str, Fetching] = {}
        self._failed: dict[str, tuple[Problem, RemoteFile]] = {}
        engine.happened.connect(self._on_event)

    @property
    def under_way(self) -> Mapping[str, Fetching]:
        """How much is here of what is being fetched, or waits for that, by path."""
        return self._progress

    def fetch(self, file: RemoteFile, access: HubAccess | None = None, more: int = 0) -> None:
        """Fetch a file, or go on with it. One that is under way is left as it is.

        One that is about to stop is fetched again as soon as it has. `more` is as in `FetchJob`.
        """
        access = access or HubAccess()
        ticket = self._ticket(file)
        if ticket is not None:
            order = self._orders[ticket]
            order.access, order.more, order.again = access, more, order.stopping
            return
        self._progress[file.path] = Fetching(bytes_here(file), file.size)
        ticket = self._engine.submit(FetchJob(uuid.uuid4().hex, file, access, more))
        self._orders[ticket] = _Order(file, access, more)
        self.changed.emit(file.path)

    def pause(self, file: RemoteFile) -> None:
        """Stop fetching a file; what has come stays, also for the next start of Parley."""
        ticket = self._ticket(file)
        if ticket is None:
            return
        self._engine.cancel(ticket)
        order = self._orders[ticket]
        order.stopping, order.again = True, False
        if not order.began:
            # It stands in line behind another one, and would be seen there until its turn came.
            self._forget(ticket)

    def discard(self, file: RemoteFile, whole: bool = False) -> None:
        """Stop fetching a file, and throw away what has come; if `whole`, also from its place."""
        self.pause(file)
        ticket = self._ticket(file)
        if ticket is not None:
            # The engine still writes to it.
            self._orders[ticket].unwanted, self._orders[ticket].unplaced = True, whole
        else:
            self._throw_away(file, whole)

    def try_again(self, problem: Problem) -> None:
        """Go on with the file that failed with `problem`."""
        for told, file in tuple(self._failed.values()):
            if told == problem:
                self.fetch(file)

    def tidy(self) -> None:
        """The engine has ended: throw away what it was still writing though nobody wanted it."""
        for order in self._orders.values():
            if order.unwanted and not order.again:
                self._throw_away(order.file, order.unplaced)
        self._orders.clear()

    def _ticket(self, file: RemoteFile) -> int | None:
        orders = self._orders.items()
        return next((ticket for ticket, order in orders if order.file.path == file.path), None)

    def _on_event(self, ticket: int, event: Event) -> None:
        order = self._orders.get(ticket)
        if order is None:
            return
        order.began = True
        if isinstance(event, Fetching):
            self._progress[order.file.path] = event
            self.changed.emit(order.file.path)
        elif isinstance(event, TERMINAL):
            self._end(ticket, order, event)

    def _end(self, ticket: int, order: _Order, event: Event) -> None:
        self._forget(ticket)
        whole = isinstance(event, Finished) and event.reason is not Reason.CANCELLED
        if order.unwanted:
            self._throw_away(order.file, order.unplaced and not order.again)
        if order.again and not whole:
            self.fetch(order.file, order.access, order.more)
        elif order.unwanted and not order.again:
            return
        elif isinstance(event, Failed):
            self._tell(event.problem, order.file)
        elif whole:
            self.arrived.emit(order.file.path)

    def _forget(self, ticket: int) -> None:
        path = self._orders.pop(ticket).file.path
        del self._progress[path]
        self.changed.emit(path)

    def _throw_away(self, file: RemoteFile, whole: bool) -> None:
        try:
            discard(file)
            if whole:
                take_back(file)
        except OSError as error:
            self.failed.emit(Problem("fetch.not_deleted", {"name": file.name}, str(error)))
        self.changed.emit(file.path)

    def _tell(self, problem: Problem, file: RemoteFile) -> None:
        self._failed[file.path] = (problem, file)
        self.missed.emit(file.path, problem)
        self.failed.emit(problem)
