"""The engine behind the search: one index, kept open; the conversations are opened for each job."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from desktop_app.core.chat_search import (
    ChatSearchJob,
    Found,
    Hit,
    SearchFiles,
    TakeInJob,
)
from desktop_app.core.database import connect_read_only
from desktop_app.core.engine import CancelToken, Job, LoadJob, UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished, Reason
from desktop_app.core.migrations import VERSION, version_of
from desktop_app.engines.search.index_file import is_worthless, open_index, throw_away
from desktop_app.engines.search.intake import Intake
from desktop_app.engines.search.searching import Searching, model_names

BEFORE_ANSWER = 0.02
"""Seconds for what changed, before a question is answered."""
SLICE = 0.25
"""Seconds between two moments at which what was taken in is kept."""
PIECE = 40
"""Hits told at once; the first few are told after `FIRST` seconds, however few."""
FIRST = 0.025
_INSTRUCTIONS = 20_000
"""Of SQLite's, between two looks at whether somebody still waits for the answer."""
_WASTE = 20_000
"""So many places that nobody has any more are never worth making the index anew."""


class SearchEngine:
    """Implements `core.engine.Engine`. The conversations are never changed."""

    def __init__(self, files: SearchFiles) -> None:
        self._files = files
        self._index: sqlite3.Connection | None = None
        self._identity = ""
        self._stamp = (0, 0)
        """Which file the open index is."""

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do a `ChatSearchJob` or a `TakeInJob`; each ends in one terminal event.

        An index that turns out to be damaged is made anew, once a job.
        """
        if isinstance(job, LoadJob | UnloadJob):
            yield Finished()
            return
        told = 0
        for last_try in (False, True):
            try:
                for event in self._events(job, cancel):
                    yield event
                    told += 1
            except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
                if cancel.is_set():
                    yield Finished(Reason.CANCELLED)
                elif is_worthless(error) and not last_try and not told:
                    self._start_over()
                    continue
                else:
                    if is_worthless(error):
                        self._start_over()
                    yield Failed(Problem("search.failed", details=str(error)))
                return
            except ParleyError as error:
                yield Failed(error.problem)
                return
            yield Finished(Reason.CANCELLED if cancel.is_set() else Reason.STOP)
            return

    def close(self) -> None:
        """Let go of the index."""
        if self._index is not None:
            self._index.close()
            self._index = None

    def _events(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        if not isinstance(job, ChatSearchJob | TakeInJob):
            details = f"nothing that a search does: {type(job).__name__}"
            raise ParleyError(Problem("internal", details=details))
        if not self._files.database.exists():
            if isinstance(job, ChatSearchJob):
                yield Found(())
            return
        with closing(_conversations(self._files.database)) as source:
            index = self._opened(source)
            if isinstance(job, TakeInJob):
                yield from self._take_in(source, index, cancel)
            else:
                yield from _answer(job, source, index, cancel)

    def _take_in(
        self, source: sqlite3.Connection, index: sqlite3.Connection, cancel: CancelToken
    ) -> Iterator[Event]:
        intake = Intake(source, index)
        wasted, all_places = intake.waste()
        if wasted > _WASTE and 2 * wasted > all_places:
            self._start_over()
            intake = Intake(source, self._opened(source))
        state = intake.slice(SLICE, cancel.is_set)
        yield state
        while not (state.is_complete or cancel.is_set()):
            state = intake.slice(SLICE, cancel.is_set)
            yield state
        while not cancel.is_set() and intake.tidy():
            pass

    def _opened(self, source: sqlite3.Connection) -> sqlite3.Connection:
        identity = str(source.execute("SELECT id FROM identity").fetchone()[0])
        path = self._files.index
        if self._index is not None and (self._identity, self._stamp) != (identity, _stamp(path)):
            self.close()  # Another database, or somebody deleted the index.
        if self._index is None:
            self._index = open_index(path, identity)
            self._identity, self._stamp = identity, _stamp(path)
        return self._index

    def _start_over(self) -> None:
        self.close()
        try:
            throw_away(self._files.index)
        except OSError:
            return  # It cannot be: the next use of it says why.


def _answer(
    job: ChatSearchJob, source: sqlite3.Connection, index: sqlite3.Connection, cancel: CancelToken
) -> Iterator[Event]:
    intake = Intake(source, index)
    try:
        state = intake.slice(BEFORE_ANSWER, cancel.is_set)
    except sqlite3.OperationalError:
        state = intake.state()  # A full disk, or another process: what is there can be searched.
    index.set_progress_handler(lambda: int(cancel.is_set()), _INSTRUCTIONS)
    try:
        searching = Searching(source, index, job.query, cancel.is_set)
        models = model_names(index)
        piece: list[Hit] = []
        found = 0
        since = time.monotonic()
        first = True
        for hit in _hits(searching):
            if hit is not None:
                piece.append(hit)
                found += 1
            late = time.monotonic() - since > FIRST
            if len(piece) >= PIECE or (late and (piece or first)):
                yield Found(tuple(piece), state, models if first else ())
                piece, since, first = [], time.monotonic(), False
            if found >= job.limit:
                break
        if piece or first:
            yield Found(tuple(piece), state, models if first else ())
    finally:
        index.set_progress_handler(None, 0)


def _hits(searching: Searching) -> Iterator[Hit | None]:
    yield from searching.titles()
    yield from searching.messages()


def _conversations(database: Path) -> sqlite3.Connection:
    source = connect_read_only(database)
    try:
        if version_of(source) != VERSION:
            raise ParleyError(Problem("search.other_version"))
    except BaseException:
        source.close()
        raise
    return source


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_dev, found.st_ino
