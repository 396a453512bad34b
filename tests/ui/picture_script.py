"""An engine of pictures that does as the test says."""

import hashlib
import threading
from collections.abc import Iterator
from pathlib import Path

from desktop_app.core.engine import CancelToken, Job
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Finished, Pictured, Reason
from desktop_app.core.picture import Picture, PictureJob


class ScriptedPictures:
    """Makes of every file a kept picture that nobody painted, once `gate` is open.

    Files named in `failures` fail, so many times. `jobs` are those that were begun, `contents`
    what was in their files.
    """

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.failures: dict[str, list[Problem]] = {}
        self.jobs: list[Job] = []
        self.contents: list[bytes] = []

    @property
    def pictures(self) -> list[PictureJob]:
        return [job for job in self.jobs if isinstance(job, PictureJob)]

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        if isinstance(job, PictureJob):
            path = Path(job.source)
            self.contents.append(path.read_bytes() if path.is_file() else b"")
        self.jobs.append(job)
        if not isinstance(job, PictureJob):
            yield Finished()
            return
        while not self.gate.wait(0.005):
            if cancel.is_set():
                yield Finished(Reason.CANCELLED)
                return
        if problems := self.failures.get(job.name):
            yield Failed(problems.pop(0))
            return
        yield Pictured(picture(job.name))
        yield Finished()

    def close(self) -> None:
        pass


def picture(name: str, width: int = 1600, height: int = 1067) -> Picture:
    """The kept picture that the engine makes of a file with this name."""
    return Picture(hashlib.sha256(name.encode()).hexdigest(), ".png", width, height, name)
