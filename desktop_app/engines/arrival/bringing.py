"""Bringing a file of conversations: all of it is read and checked, then read again and kept."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from desktop_app.core import file_lock as lock
from desktop_app.core.arrival.arrival import Arrival, content_print, renamed, stable_id
from desktop_app.core.arrival.own import NewerError
from desktop_app.core.arrival.recognition import UnknownError, arrival_of
from desktop_app.core.arrival.splitting import ForeignError, conversations
from desktop_app.core.arrival.value import MalformedError
from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Fetching
from desktop_app.core.import_job import ChatImportJob, Imported
from desktop_app.core.incoming import Incoming
from desktop_app.engines.arrival.pictures import Developing
from desktop_app.engines.arrival.source import BLOCK, Part, SourceFile

_STEP = 4 * BLOCK
"""So many bytes are read until it is told how far it is."""

_LOOKED_AT = 4
"""Ids under which a conversation is looked for: its own, and those it got when it came again."""


class StoppedError(Exception):
    """The person wants it no more."""


class Bringing:
    """Does one `ChatImportJob`. Raises `ParleyError` and `StoppedError`; nothing came then."""

    def __init__(self, job: ChatImportJob, cancel: CancelToken) -> None:
        self._job = job
        self._cancel = cancel
        self._path = Path(job.path)
        self._done = self._told = self._total = 0
        self._lost = self._here = self._empty = 0
        self._plan: list[str | None] = []
        """For each conversation of the file the id that it gets, None for one that stays out."""
        self._contents: dict[str, str] = {}
        self._ids: set[str] = set()

    def run(self) -> Iterator[Event]:
        """Check, then keep; `Imported` is the last of the events."""
        with closing(SourceFile(self._path)) as source:
            parts = source.parts()
            self._total = 2 * sum(part.size for part in parts)
            with closing(Incoming(Path(self._job.database))) as store, self._alone() as alone:
                store.drop(all=alone)
                yield from self._check(store, parts)
                if any(self._plan):
                    yield from self._keep(store, source, parts)
        ids = tuple(id for id in self._plan if id)
        yield Imported(ids, self._here, self._empty, self._lost)

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Whether no other import is under way: then what is hidden was left by one that died."""
        scratch = Path(self._job.scratch)
        try:
            scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
            held = (scratch / "import.lock").open("ab")
        except OSError as error:
            raise self._failed(str(error)) from error
        with held:
            yield lock.acquire(held.fileno())

    def _check(self, store: Incoming, parts: list[Part]) -> Iterator[Event]:
        """Read all of it, and plan what becomes of each conversation."""
        strangers = 0
        for part in parts:
            for raw in self._items(part):
                if isinstance(raw, Fetching):
                    yield raw
                    continue
                try:
                    arrival = self._arrival(raw, part)
                except UnknownError as error:
                    if part.name and not self._plan:
                        strangers += 1
                        break  # A .zip has other things as well.
                    if self._plan:
                        which = f"conversation {self._number}, "
                        why = "it is of no program that Parley knows"
                        raise self._damaged(part, which, why) from error
                    raise self._unknown() from error
                self._plan.append(self._planned(store, arrival))
        if not self._plan:
            raise self._unknown()

    def _planned(self, store: Incoming, arrival: Arrival) -> str | None:
        """Which id a conversation gets; None where it stays out."""
        conversation = arrival.conversation
        if not conversation.messages:
            self._empty += 1
            return None
        content = content_print(conversation)
        candidates = [conversation.id, stable_id(conversation.id, content)]
        candidates += [stable_id(candidates[1], str(number)) for number in range(100)]
        # One that was deleted, and came again since under another of these.
        for id in candidates[:_LOOKED_AT]:
            exists, deleted = store.state_of(id)
            fresh = arrival if id == conversation.id else renamed(arrival, id)
            if exists and not deleted and _holds(store.texts(id), fresh):
                self._here += 1
                return None
        for id in candidates:
            if id in self._contents:
                if self._contents[id] == content:
                    self._here += 1
                    return None
                continue
            exists, _ = store.state_of(id)
            fresh = arrival if id == conversation.id else renamed(arrival, id)
            ids = list(fresh.conversation.messages)
            if not exists and not (self._ids.intersection(ids) or store.has_message(ids)):
                self._contents[id] = content
                self._ids.update(ids)
                return id
        self._here += 1  # A hundred times deleted: whoever that was has seen it.
        return None

    def _keep(self, store: Incoming, source: SourceFile, parts: list[Part]) -> Iterator[Event]:
        developing = Developing(
            Path(self._job.pictures), Path(self._job.scratch), source, self._cancel
        )
        plan = iter(self._plan)
        try:
            for part in parts:
                for raw in self._items(part):
                    if isinstance(raw, Fetching):
                        yield raw
                        continue
                    try:
                        arrival = self._arrival(raw, part)
                    except UnknownError:
                        break
                    if (id := next(plan, None)) is None:
                        continue
                    if id != arrival.conversation.id:
                        arrival = renamed(arrival, id)
                    store.keep_hidden(developing.developed(arrival))
                    self._lost += arrival.lost
            self._check_stop()
            store.show()
        except BaseException as error:
            store.drop()
            if isinstance(error, OSError):
                raise self._failed(str(error)) from error
            if isinstance(error, ParleyError) and error.problem.code.startswith("store."):
                raise self._failed(error.problem.details) from error
            raise
        self._lost += developing.lost

    def _items(self, part: Part) -> Iterator[Any]:
        """The items of a text, with a `Fetching` among them now and then."""
        waiting: list[Fetching] = []

        def counted() -> Iterator[bytes]:
            for block in part.blocks():
                self._check_stop()
                self._done += len(block)
                if self._done - self._told >= _STEP:
                    self._told = self._done
                    waiting.append(Fetching(self._done, self._total))
                yield block

        number = 0
        try:
            for item in conversations(counted()):
                self._check_stop()
                yield from waiting
                waiting.clear()
                yield item
                number += 1
        except MalformedError as error:
            if isinstance(error, ForeignError) and not part.name:
                raise self._unknown() from error
            raise self._damaged(part, "", str(error)) from error

    def _arrival(self, raw: Any, part: Part) -> Arrival:
        try:
            return arrival_of(raw)
        except MalformedError as error:
            title = raw.get("title") or raw.get("name") if isinstance(raw, dict) else ""
            named = f" “{title[:60]}”" if isinstance(title, str) and title else ""
            raise self._damaged(
                part, f"conversation {self._number}{named}, ", str(error)
            ) from error
        except NewerError as error:
            raise ParleyError(Problem("import.newer", {"name": self._path.name})) from error

    @property
    def _number(self) -> int:
        """Which conversation of the file is being checked, counted from 1."""
        return len(self._plan) + 1

    def _check_stop(self) -> None:
        if self._cancel.is_set():
            raise StoppedError

    def _damaged(self, part: Part, which: str, why: str) -> ParleyError:
        inside = f"{part.name}, " if part.name else ""
        values = {"name": self._path.name, "place": f"{inside}{which}{why}"}
        return ParleyError(Problem("import.damaged", values))

    def _unknown(self) -> ParleyError:
        return ParleyError(Problem("import.unknown", {"name": self._path.name}))

    def _failed(self, details: str) -> ParleyError:
        return ParleyError(Problem("import.failed", {"name": self._path.name}, details))


def _holds(texts: dict[str, str], arrival: Arrival) -> bool:
    """Whether all that is said in a conversation is in these texts already."""
    messages = arrival.conversation.messages.values()
    return all(texts.get(message.id) == message.text for message in messages)
