"""How big the parts of a home are. A file that goes meanwhile weighs nothing."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from desktop_app.core.changeover import asides
from desktop_app.core.database import connect_read_only
from desktop_app.core.engine import CancelToken
from desktop_app.core.events import Event
from desktop_app.core.housekeeping import Part, Weighed, WeighJob, Weight
from desktop_app.core.trash import ARRIVING
from desktop_app.engines.housekeeping.stop import StoppedError

_TRASH = """
    SELECT count(DISTINCT c.id) AS number,
        coalesce(sum(length(CAST(m.text AS BLOB)) + length(CAST(m.thought AS BLOB))), 0) AS size
    FROM conversations AS c LEFT JOIN messages AS m ON m.conversation = c.id
    WHERE c.deleted < ?
"""


class Weighing:
    """Does one `WeighJob`. `run` yields its events but the terminal one."""

    def __init__(self, job: WeighJob, cancel: CancelToken) -> None:
        self._job = job
        self._places = job.places
        self._cancel = cancel

    def run(self) -> Iterator[Event]:
        """Weigh all of it, the small parts first. Raises `StoppedError`."""
        yield from self._weigh_conversations()
        places = self._places
        files = (places.settings, places.presets, places.records, places.window)
        yield Weighed(Weight(Part.SETTINGS, sum(map(_size, files))))
        yield self._weighed(Part.LOGS, places.logs)
        yield self._weighed(Part.PICTURES, places.pictures)
        yield self._weighed(Part.ASIDE, *asides(places))
        yield self._weighed(Part.CACHE, places.cache)
        yield self._weighed(Part.VOICE_MODELS, places.voice_models)
        folders = {Path(self._job.models), places.models}
        yield self._weighed(Part.MODELS, *folders, without=places.voice_models)

    def _weigh_conversations(self) -> Iterator[Event]:
        path = self._places.database
        files = [path.with_name(path.name + end) for end in ("", "-wal", "-shm")]
        number, trash = 0, Weight(Part.DELETED, 0)
        # It may be damaged, or not begun yet: its size is known all the same.
        with suppress(sqlite3.Error), closing(connect_read_only(path)) as db:
            db.set_progress_handler(self._cancel.is_set, 10_000)
            count = "SELECT count(*) FROM conversations WHERE deleted IS NULL"
            number = int(db.execute(count).fetchone()[0])
            deleted, size = db.execute(_TRASH, (ARRIVING,)).fetchone()
            trash = Weight(Part.DELETED, int(size), int(deleted))
        self._check()
        unsent = sum(self._sizes(self._places.unsent, None))
        yield Weighed(Weight(Part.CONVERSATIONS, sum(map(_size, files)) + unsent, number))
        yield Weighed(trash)

    def _weighed(self, part: Part, *folders: Path, without: Path | None = None) -> Weighed:
        size = count = 0
        for folder in folders:
            for amount in self._sizes(folder, without):
                size += amount
                count += 1
        return Weighed(Weight(part, size, count))

    def _sizes(self, folder: Path, without: Path | None) -> Iterator[int]:
        """The sizes of all files in it. Links are not followed: what they mean is elsewhere, or
        was counted."""
        waiting = [str(folder)]
        while waiting:
            with suppress(OSError), os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    self._check()
                    if entry.is_dir(follow_symlinks=False):
                        if without is None or Path(entry.path) != without:
                            waiting.append(entry.path)
                    elif entry.is_file(follow_symlinks=False):
                        with suppress(OSError):
                            yield entry.stat(follow_symlinks=False).st_size

    def _check(self) -> None:
        if self._cancel.is_set():
            raise StoppedError


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
