"""An engine that knows films without files: each picture is of one colour, by its time."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from desktop_app.core.engine import CancelToken, Job
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, FilmFacts, Finished, Pictured, Reason
from desktop_app.core.picture import FilmFactsJob, FramesJob, Picture
from desktop_app.core.picture_shelf import PictureShelf

SIZE = (64, 36)


@dataclass
class ScriptedFilms:
    """Every film has these `facts`. It fails with `problem` where pictures are wanted, or `waits`
    to be stopped before them."""

    facts: Event = field(default_factory=lambda: FilmFacts(80.0, 640, 360, True))
    notice: Event | None = None
    """Is told before the facts."""
    problem: str = ""
    once: bool = False
    """Only the first job for pictures fails."""
    waits: bool = False
    only: str = ""
    """What is scripted counts for jobs of this name only, "" for all."""
    jobs: list[Job] = field(default_factory=list)

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do `job`, yielding events; the last, and only the last, is terminal."""
        self.jobs.append(job)
        if isinstance(job, FilmFactsJob):
            if self.notice is not None:
                yield self.notice
            yield self.facts
            if not isinstance(self.facts, Failed):
                yield Finished()
        elif isinstance(job, FramesJob):
            yield from self._frames(job, cancel)
        else:
            yield Finished()

    def close(self) -> None:
        """Nothing to free."""

    def frames_jobs(self, name: str) -> list[FramesJob]:
        """Those for pictures with this id, oldest first."""
        return [job for job in self.jobs if isinstance(job, FramesJob) and job.id == name]

    def _frames(self, job: FramesJob, cancel: CancelToken) -> Iterator[Event]:
        scripted = self.only in ("", job.id)
        while scripted and self.waits and not cancel.is_set():
            threading.Event().wait(0.001)
        for at in job.times:
            if cancel.is_set():
                yield Finished(Reason.CANCELLED)
                return
            yield Pictured(_kept(at, Path(job.folder.path)), at)
            if scripted and self.problem:
                problem, self.problem = self.problem, "" if self.once else self.problem
                yield Failed(Problem(problem, {"name": "a.mp4"}))
                return
        yield Finished()


def colour_at(at: float) -> QColor:
    """What a film shows at this time."""
    return QColor.fromHsv(int(at * 3) % 360, 255, 255)


def _kept(at: float, folder: Path) -> Picture:
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(colour_at(at))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    hash = PictureShelf(folder).keep(buffer.data().data(), ".png")
    return Picture(hash, ".png", *SIZE, name="a")
