"""What the tests of the catalogue's cards are made of: a Hub, downloads, a memory."""

import threading
from collections.abc import Iterator
from pathlib import Path

from desktop_app.core.catalog import CatalogModel
from desktop_app.core.engine import CancelToken, FitJob, Job
from desktop_app.core.events import Event, Fetching, Finished, Fitted, Reason
from desktop_app.core.fetch import FetchJob
from desktop_app.core.hub import Repo, RepoFile, RepoSummary, Variant
from desktop_app.core.machine import Machine
from desktop_app.core.paths import Places
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.models.appraiser import Appraiser
from desktop_app.ui.models.catalog_fetch import CatalogFetch
from desktop_app.ui.models.hub_client import HubClient
from tests.ui.models.download_parts import Home
from tests.ui.models.scripted_hub import ScriptedHub

GB = 10**9
LAPTOP = Machine(12 * GB, 16 * GB)
SIZE = 1000


def entry(id: str, parameters: float, **more: object) -> CatalogModel:
    """A model of the catalogue; it knows German unless said otherwise."""
    facts: dict[str, object] = {"languages": ("de", "en"), "summary": f"{id.title()} is good."}
    return CatalogModel(
        id=id,
        name=id.title(),
        repo=f"maker/{id}-GGUF",
        quantizations=("Q4_K_M",),
        maker="Maker",
        licence="mit",
        source="https://example.org",
        parameters=parameters,
        **{**facts, **more},  # type: ignore[arg-type]
    )


SMALL = entry("small", 1.0)
MIDDLE = entry("middle", 4.0, sees=True)
LARGE = entry("large", 9.0)
MODELS = (SMALL, MIDDLE, LARGE)


def repo(id: str, projector: bool = False, gated: bool = False) -> Repo:
    """A repository with one model."""
    name = id.partition("/")[2]
    files = (RepoFile(f"{name}-Q4_K_M.gguf", SIZE, digest(name)),)
    eyes = (RepoFile("mmproj-f16.gguf", SIZE, digest("eyes")),) if projector else ()
    return Repo(RepoSummary(id), "c0ffee", (Variant("", "Q4_K_M", files),), eyes, gated=gated)


def digest(text: str) -> str:
    """Something that looks like a SHA-256."""
    return text.encode().hex().ljust(64, "0")[:64]


class FetchingEngine:
    """Brings half of each file, and the rest when `gate` is open."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.jobs: list[FetchJob] = []

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        assert isinstance(job, FetchJob)
        self.jobs.append(job)
        yield Fetching(job.model.size // 2, job.model.size)
        while not self.gate.is_set() and not cancel.is_set():
            self.gate.wait(0.002)
        if cancel.is_set():
            yield Finished(Reason.CANCELLED)
            return
        for path in filter(None, (job.model.path, job.model.link)):
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(bytes(job.model.size))
        yield Finished()

    def close(self) -> None:
        """Nothing to free."""


class MemoryEngine:
    """Answers what memory there is."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        assert isinstance(job, FitJob)
        yield Fitted(None, (), "", None, self.machine)

    def close(self) -> None:
        """Nothing to free."""


class CatalogDesk:
    """All that a card is shown with."""

    def __init__(self, folder: Path, machine: Machine = LAPTOP) -> None:
        self.script = ScriptedHub(repos={model.repo: repo(model.repo) for model in MODELS})
        self.memory = MemoryEngine(machine)
        self.bytes = FetchingEngine()
        self.threads = [
            EngineThread(lambda: self.script),
            EngineThread(lambda: self.memory),
        ]
        self.home = Home(folder / "home", EngineThread(lambda: self.bytes))
        self.settings = self.home.settings
        self.hub = HubClient(self.threads[0])
        self.appraiser = Appraiser(self.threads[1], self.settings)
        self.fetch = CatalogFetch(
            self.hub, self.home.downloads, self.settings, Places(home=folder / "parley")
        )
        self.settings.set("models.folder", str(folder / "models"))

    def close(self) -> None:
        self.bytes.gate.set()
        self.home.close()
        for thread in self.threads:
            assert thread.shut_down(60_000)
