"""Fetching as the window sees it: what is under way, how far it has come, what went wrong."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Event, Failed, Fetching, Finished, Reason
from desktop_app.core.fetch import DiscardJob, FetchJob, RemoteFile
from desktop_app.core.hub_access import HubAccess
from desktop_app.ui.engine_thread import EngineThread


@dataclass(slots=True)
class _Order:
    file: RemoteFile
    access: HubAccess
    more: int
    stopping: bool = False
    """The engine was asked to stop, and has not answered yet."""
    unwanted: bool = False
    """What has come is thrown away as soon as nobody writes to it."""
    unplaced: bool = False
    """So is the file in its place, should it be there by then."""
    again: bool = False
    """It is wanted after all, once it has stopped."""


@dataclass(slots=True)
class _Waste:
    """A file that is being thrown away; `again` says how it is fetched once that is done."""

    file: RemoteFile
    again: tuple[HubAccess, int] | None = None


class FetchController(QObject):
    """Fetches files, one after the other. Lives on the UI thread.

    `engine` fetches, `disk` throws away: that need not wait for what is being fetched. A file is
    never in the hands of both.
    """

    changed = Signal(str)
    """Another state, or more bytes, of the file with this path."""

    arrived = Signal(str)
    """The file is in this place."""

    missed = Signal(str, object)
    """The file with this path could not be fetched; carries the `Problem`. Followed by `failed`."""

    failed = Signal(object)
    """A file could not be fetched, or not be thrown away; carries the `Problem`. What has come
    stays."""

    discarded = Signal(object)
    """There is nothing more to be thrown away of this `RemoteFile`, or it cannot be."""

    def __init__(
        self, engine: EngineThread, disk: EngineThread, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._disk = disk
        self._orders: dict[int, _Order] = {}
        self._wastes: dict[int, _Waste] = {}
        self._progress: dict[str, Fetching] = {}
        self._known: dict[str, Fetching] = {}
        """How much had come of what was laid down."""
        self._failed: dict[str, tuple[Problem, RemoteFile]] = {}
        engine.happened.connect(self._on_event)
        disk.happened.connect(self._on_disk)

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
        self._progress[file.path] = self._known.pop(file.path, Fetching(0, file.size))
        if (waste := self._waste(file)) is not None:
            waste.again = access, more
            self.changed.emit(file.path)
            return
        ticket = self._engine.submit(FetchJob(uuid.uuid4().hex, file, access, more))
        self._orders[ticket] = _Order(file, access, more)
        self.changed.emit(file.path)

    def pause(self, file: RemoteFile) -> None:
        """Stop fetching a file; what has come stays, also for the next start of Parley."""
        ticket = self._ticket(file)
        if ticket is None:
            if (waste := self._waste(file)) is not None and waste.again is not None:
                waste.again = None
                self._lay_down(file.path)
            return
        waits = self._engine.is_behind_others(ticket)
        self._engine.cancel(ticket)
        order = self._orders[ticket]
        order.stopping, order.again = True, False
        if waits:
            # It stands in line behind another one, and would be seen there until its turn came.
            self._forget(ticket)

    def discard(self, file: RemoteFile, whole: bool = False) -> None:
        """Stop fetching a file, and throw away what has come; if `whole`, also from its place.

        `discarded` tells when that is done. If Parley ends before, it is not.
        """
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

    def _ticket(self, file: RemoteFile) -> int | None:
        orders = self._orders.items()
        return next((ticket for ticket, order in orders if order.file.path == file.path), None)

    def _waste(self, file: RemoteFile) -> _Waste | None:
        """The last word about a file that is being thrown away."""
        return next((w for w in reversed(self._wastes.values()) if w.file.path == file.path), None)

    def _on_event(self, ticket: int, event: Event) -> None:
        order = self._orders.get(ticket)
        if order is None:
            return
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
            self._known.pop(order.file.path, None)
            self.arrived.emit(order.file.path)

    def _forget(self, ticket: int) -> None:
        self._lay_down(self._orders.pop(ticket).file.path)

    def _lay_down(self, path: str) -> None:
        self._known[path] = self._progress.pop(path)
        self.changed.emit(path)

    def _throw_away(self, file: RemoteFile, whole: bool) -> None:
        self._known.pop(file.path, None)
        # What was said to be thrown away is, also when Parley ends before: if it is quick.
        ticket = self._disk.submit(DiscardJob(uuid.uuid4().hex, file, whole), lasting=True)
        self._wastes[ticket] = _Waste(file)

    def _on_disk(self, ticket: int, event: Event) -> None:
        if ticket not in self._wastes or not isinstance(event, TERMINAL):
            return
        waste = self._wastes.pop(ticket)
        if isinstance(event, Failed):
            self.failed.emit(event.problem)
        path = waste.file.path
        if self._waste(waste.file) is None:
            if _is_settled(event):
                self.discarded.emit(waste.file)
            if waste.again is not None:
                del self._progress[path]
                self.fetch(waste.file, *waste.again)
        self.changed.emit(path)

    def _tell(self, problem: Problem, file: RemoteFile) -> None:
        self._failed[file.path] = (problem, file)
        self.missed.emit(file.path, problem)
        self.failed.emit(problem)


def _is_settled(event: Event) -> bool:
    """Whether another try to throw away would change nothing: it is done, or the disk refused."""
    if isinstance(event, Failed):
        return event.problem.code == "fetch.not_deleted"
    return not (isinstance(event, Finished) and event.reason is Reason.CANCELLED)
