"""A library of made-up models: an engine that finds what the test puts on the disk."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from desktop_app.core.engine import CancelToken, Job
from desktop_app.core.engine_names import LIBRARY
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Fetching, Finished, Notice, Reason
from desktop_app.core.gguf import Header
from desktop_app.core.judgement import Fits, Judgement
from desktop_app.core.local_model import (
    ImportJob,
    LocalModel,
    Proof,
    Removed,
    RemoveJob,
    ScanJob,
    ShelfPlaces,
    Shelved,
    Source,
    Verified,
    VerifyJob,
)
from desktop_app.core.model_record import Records
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.ui.disk import Disk
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.models.appraiser import Appraiser
from desktop_app.ui.models.library import Library
from tests.ui.fit_script import PLAN, AskedEngine

PIECE = 40


def model(name: str = "Tiny 1B", source: Source = Source.PARLEY, **facts: object) -> LocalModel:
    """A model that is nowhere; `facts` are what is to be known of it."""
    path = str(facts.pop("path", f"/models/{name.replace(' ', '-')}.gguf"))
    known: dict[str, object] = {
        "files": (path,),
        "size": 1_000_000_000,
        "modified": 1_750_000_000.0,
        "architecture": "llama",
        "parameters": "1B",
        "quantization": "Q4_K_M",
        "trained_context": 32768,
        **facts,
    }
    return LocalModel(path, source, name, **known)  # type: ignore[arg-type]


class ShelfEngine:
    """Finds `models` in pieces, and does with them what it is told. `gate` holds jobs up."""

    def __init__(self, models: Sequence[LocalModel] = ()) -> None:
        self.models = list(models)
        self.missing: list[str] = []
        self.failure: Problem | None = None
        self.proof = Proof.RIGHT
        self.places: list[ShelfPlaces] = []
        self.jobs: list[Job] = []
        self.cancelled: list[bool] = []
        """Whether each job to delete was cancelled before it began."""
        self.gate = threading.Event()
        self.gate.set()

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        self.jobs.append(job)
        if self.failure is not None:
            yield Failed(self.failure)
        elif isinstance(job, ScanJob):
            yield from self._scan(job, cancel)
        elif isinstance(job, ImportJob):
            yield from self._bring(job, cancel)
        elif isinstance(job, VerifyJob):
            yield Fetching(400, 1000)
            yield from self._wait(cancel)
            if not cancel.is_set():
                yield Verified(self.proof, "0" * 64)
        elif isinstance(job, RemoveJob):
            self.cancelled.append(cancel.is_set())
            self.models.remove(job.model)
            yield Removed(job.model.size)
        if self.failure is None:
            yield Finished(Reason.CANCELLED if cancel.is_set() else Reason.STOP)

    def close(self) -> None:
        """Nothing to free."""

    def _scan(self, job: ScanJob, cancel: CancelToken) -> Iterator[Event]:
        self.places.append(job.places)
        found = tuple(self.models)
        yield Shelved(found[:PIECE])
        yield from self._wait(cancel)
        for start in range(PIECE, len(found), PIECE):
            yield Shelved(found[start : start + PIECE])
        for folder in self.missing:
            yield Notice(Problem("library.folder_missing", {"folder": folder}))

    def _bring(self, job: ImportJob, cancel: CancelToken) -> Iterator[Event]:
        yield Fetching(10, 100)
        yield from self._wait(cancel)
        if not cancel.is_set():
            name = Path(job.path).name
            here = model(name.removesuffix(".gguf"), path=f"{job.places.folder}/{name}")
            self.models.append(here)
            yield Shelved((here,))

    def _wait(self, cancel: CancelToken) -> Iterator[Event]:
        while not (self.gate.wait(0.005) or cancel.is_set()):
            pass
        return iter(())


class KnownAppraiser(Appraiser):
    """Judges as it is told: by the headers `judged`, by the bytes alone `by_size`."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        self.chat = EngineThread(AskedEngine)
        super().__init__(self.chat, settings, parent)
        self.judged = Fits.MEMORY
        self.by_size: Fits | None = Fits.TIGHT
        self.headers: list[str] = []
        """The architectures of the headers that were judged."""
        self.parts: list[int] = []
        self.projectors: list[int] = []
        self.asked = 0

    def ask(self) -> None:
        self.asked += 1

    def judge(self, headers: Sequence[Header], projector: int = 0) -> Judgement | None:
        self.parts.append(len(headers))
        self.projectors.append(projector)
        self.headers.append(headers[0].architecture)
        return Judgement(self.judged, replace(PLAN, context_size=8192))

    def judge_size(self, size: int) -> Fits | None:
        del size
        return self.by_size


class ShelfHome:
    """One home with its library, and what it told."""

    def __init__(self, folder: Path, models: Sequence[LocalModel] = ()) -> None:
        self.places = Places(folder)
        self.places.create()
        self.settings = Settings.load(self.places.settings)
        self.records = Records.load(self.places.records)
        self.engine = ShelfEngine(models)
        self.thread = EngineThread(lambda: self.engine)
        self.disk = Disk(EngineThread(LIBRARY.create))
        self.library = Library(self.thread, self.disk, self.settings, self.records, self.places)
        self.appraiser = KnownAppraiser(self.settings)
        self.told: list[Problem] = []
        self.library.failed.connect(self.told.append)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self.library.busy

    def names(self) -> list[str]:
        """What the library lists."""
        return [each.title for each in self.library.models()]

    def close(self) -> None:
        self.engine.gate.set()
        for thread in (self.thread, self.disk.engine):
            assert thread.shut_down(60_000)
