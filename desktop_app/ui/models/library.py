"""The models on this computer, as the window knows them."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop_app.core.errors import ParleyError
from desktop_app.core.events import TERMINAL, Event, Failed, Fetching, Finished, Notice, Reason
from desktop_app.core.local_model import (
    Bring,
    ImportJob,
    LibraryJob,
    LocalModel,
    Removed,
    RemoveJob,
    ScanJob,
    ShelfPlaces,
    Shelved,
    Verified,
    VerifyJob,
)
from desktop_app.core.model_record import Record, Records
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.ui.disk import Disk
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.models.model_folders import ModelFolders


@dataclass(frozen=True, slots=True)
class Task:
    """A model file that is being brought (`how`), or proved; `done` of `total` bytes."""

    path: str
    how: Bring | None = None
    done: int = 0
    total: int = 0


class Library(QObject):
    """Looks for models, and changes what there is. Lives on the UI thread, as long as the window.

    It looks when somebody asks first (`scan`), again when something has changed, and not before.
    """

    changed = Signal()
    """`models`, `missing` or `scanning` gives another answer."""

    progressed = Signal(str, int, int)
    """A model is being brought or proved: its path, and how many bytes of how many."""

    tasks_changed = Signal()
    """`tasks` are others."""

    verified = Signal(str, object)
    """The model with this path was proved; carries the `Verified`."""

    removed = Signal(str, int)
    """The model with this path is deleted; so many bytes are free again."""

    brought = Signal(object)
    """A model file was brought into Parley's folder; carries the `LocalModel`."""

    recorded = Signal(str)
    """Another record is kept under this key."""

    failed = Signal(object)
    """Something could not be done; carries the `Problem`."""

    def __init__(
        self,
        engine: EngineThread,
        disk: Disk,
        settings: Settings,
        records: Records,
        places: Places,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._records = records
        self.folders = ModelFolders(settings, places, disk, self)
        self.release: Callable[[str, Callable[[], None]], None] = _at_once
        """Called with the path of a model that is about to be deleted, and with what to do as
        soon as nobody has the file open any more."""
        self._jobs: dict[int, LibraryJob] = {}
        self._tasks: dict[int, Task] = {}
        self._numbers = itertools.count(1)
        self._looked = False
        self._outdated = False
        self._asked: ShelfPlaces | None = None
        self._models: dict[str, LocalModel] = {}
        self._coming: dict[str, LocalModel] = {}
        self._missing: list[str] = []
        self._gone: list[str] = []
        self._leaving: dict[str, LocalModel] = {}
        self._removing: set[str] = set()
        self._proofs: dict[str, tuple[float, Verified]] = {}
        engine.happened.connect(self._on_event)
        self.folders.changed.connect(self._on_folders)
        self.folders.failed.connect(self.failed)
        records.changed.append(self.recorded.emit)

    @property
    def scanning(self) -> bool:
        """Whether it is looking at the moment."""
        return any(isinstance(job, ScanJob) for job in self._jobs.values())

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._jobs)

    @property
    def looked(self) -> bool:
        """Whether it has looked everywhere once."""
        return self._looked

    def models(self) -> tuple[LocalModel, ...]:
        """What was found, without what is to be deleted."""
        found = self._models if self._looked else self._coming
        return tuple(model for path, model in found.items() if path not in self._leaving)

    def model(self, path: str) -> LocalModel | None:
        """The model with this path, None where there is none."""
        return (self._models if self._looked else self._coming).get(path)

    @property
    def missing(self) -> tuple[str, ...]:
        """Folders that were not there at the last look: on a drive that is not connected?"""
        return tuple(self._missing)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What is being brought or proved, or waits for that, in its order."""
        return tuple(self._tasks.values())

    def proof(self, model: LocalModel) -> Verified | None:
        """What proving this file told, None when that was not done since it changed."""
        modified, verified = self._proofs.get(model.path, (0.0, None))
        return verified if modified == model.modified else None

    def record(self, model: LocalModel) -> Record:
        """What is kept of a model: its name, notes, settings, speed."""
        return self._records.of(model.key)

    def keep(self, model: LocalModel, record: Record) -> None:
        """Keep another record of a model."""
        try:
            self._records.put(model.key, record)
        except ParleyError as error:
            self.failed.emit(error.problem)

    def scan(self) -> None:
        """Look (again)."""
        if self.scanning:
            self._outdated = True
            return
        self._outdated = False
        self._asked = self.folders.places()
        self._coming, self._gone = {}, []
        self._submit(ScanJob("scan", self._asked))
        self.changed.emit()

    def let_go(self, model: LocalModel) -> None:
        """Take a model of Parley's own out of the list; `clear_out` deletes it, unless
        somebody takes it back before."""
        self._leaving[model.path] = model
        self.changed.emit()

    def take_back(self, model: LocalModel) -> None:
        """List a model again that was let go."""
        if model.path in self._leaving and model.path not in self._removing:
            del self._leaving[model.path]
            self.changed.emit()

    def clear_out(self, model: LocalModel) -> None:
        """Nobody wants it back any more: delete it, if it was let go."""
        if model.path in self._leaving:
            self.remove(model)

    def remove(self, model: LocalModel) -> None:
        """Delete a model of Parley's own for good: see `removed`."""
        self._leaving[model.path] = model  # Not to be listed again while that lasts.
        if model.path not in self._removing:
            self._removing.add(model.path)
            self.release(model.path, lambda: self._remove(model))

    def verify(self, model: LocalModel) -> None:
        """Read a model whole and compare it with its checksum: see `verified`."""
        if any(task.how is None and task.path == model.path for task in self.tasks):
            return
        ticket = self._submit(VerifyJob(f"verify {next(self._numbers)}", model))
        self._tasks[ticket] = Task(model.path, None, 0, model.size)
        self.tasks_changed.emit()

    def bring(self, path: str, how: Bring) -> None:
        """Bring a model file into Parley's folder: see `brought`."""
        job = ImportJob(f"import {next(self._numbers)}", path, how, self.folders.places())
        self._tasks[self._submit(job)] = Task(path, how)
        self.tasks_changed.emit()

    def stop(self) -> None:
        """Break off what is under way; what was there before stays."""
        for ticket, job in list(self._jobs.items()):
            if not isinstance(job, RemoveJob):
                self._engine.cancel(ticket)

    def stop_task(self, path: str) -> None:
        """Break off the bringing or proving of this file alone."""
        for ticket, task in list(self._tasks.items()):
            if task.path == path:
                self._engine.cancel(ticket)

    def shut_down(self) -> None:
        """Parley ends, and nobody opens a model any more: delete what was to be deleted."""
        begun = {job.model.path for job in self._jobs.values() if isinstance(job, RemoveJob)}
        for path in self._removing - begun:
            self._remove(self._leaving[path])

    @property
    def waits_for_release(self) -> bool:
        """Whether a model is to be deleted that somebody may have open."""
        return len(self._removing) > sum(isinstance(job, RemoveJob) for job in self._jobs.values())

    def _submit(self, job: LibraryJob) -> int:
        # What was said to be deleted is, also when Parley ends before.
        ticket = self._engine.submit(job, lasting=isinstance(job, RemoveJob))
        self._jobs[ticket] = job
        return ticket

    def _remove(self, model: LocalModel) -> None:
        self._submit(RemoveJob(f"remove {next(self._numbers)}", model, self.folders.places()))

    def _on_folders(self) -> None:
        """Look again where somebody has looked and there is another place to look at."""
        if self._asked is None:
            return
        now = self.folders.places()
        known = {*self._asked.opened, *self._models, *self._coming}
        elsewhere = (now.folder, now.folders) != (self._asked.folder, self._asked.folders)
        if elsewhere or not known.issuperset(now.opened):
            self.scan()

    def _on_event(self, ticket: int, event: Event) -> None:
        job = self._jobs.get(ticket)
        match event:
            case _ if job is None:
                pass
            case Shelved(models):
                self._on_models(job, models)
            case Notice(problem) if isinstance(job, ScanJob):
                self._gone.append(str(problem.values.get("folder", "")))
            case Notice(problem):
                self.failed.emit(problem)
            case Fetching(done, total):
                task = self._tasks[ticket]
                self._tasks[ticket] = Task(task.path, task.how, done, total)
                self.progressed.emit(task.path, done, total)
            case Verified() if isinstance(job, VerifyJob):
                self._proofs[job.model.path] = job.model.modified, event
                self.verified.emit(job.model.path, event)
            case Removed(freed) if isinstance(job, RemoveJob):
                self._models.pop(job.model.path, None)
                self.removed.emit(job.model.path, freed)
            case Finished() | Failed():
                self._end(ticket, event)
            case _ if isinstance(event, TERMINAL):
                self._end(ticket, Finished())

    def _on_models(self, job: LibraryJob | None, models: tuple[LocalModel, ...]) -> None:
        if isinstance(job, ImportJob):
            self._models.update({model.path: model for model in models})
            for model in models:
                self.brought.emit(model)
            return
        self._coming.update({model.path: model for model in models})
        if not self._looked:
            self.changed.emit()

    def _end(self, ticket: int, event: Finished | Failed) -> None:
        job = self._jobs.pop(ticket)
        if self._tasks.pop(ticket, None) is not None:
            self.tasks_changed.emit()
        if isinstance(event, Failed):
            self.failed.emit(event.problem)
        whole = isinstance(event, Finished) and event.reason is not Reason.CANCELLED
        if isinstance(job, ScanJob):
            self._end_scan(whole)
        elif isinstance(job, RemoveJob):
            self._leaving.pop(job.model.path, None)
            self._removing.discard(job.model.path)
            self.changed.emit()
            self.scan()  # There may be another copy of it, or it may be there after all.
        elif isinstance(job, ImportJob):
            self.changed.emit()
            self.scan()

    def _end_scan(self, whole: bool) -> None:
        if whole:
            self._models, self._missing, self._looked = self._coming, self._gone, True
        if self._outdated:
            self.scan()
        else:
            self.changed.emit()


def _at_once(path: str, then: Callable[[], None]) -> None:
    """Nobody uses the model."""
    del path
    then()
