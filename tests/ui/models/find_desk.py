"""The page for finding models, over a scripted Hub and a computer with so much memory."""

import threading
from collections.abc import Iterator
from pathlib import Path

from desktop_app.core.download import DownloadQueue
from desktop_app.core.engine import CancelToken, EngineSpec, FitJob, Job
from desktop_app.core.engine_names import LIBRARY
from desktop_app.core.events import Event, Fetching, Finished, Fitted, Reason
from desktop_app.core.fetch import FetchJob
from desktop_app.core.hub import Gate, Repo, RepoFile, RepoSummary
from desktop_app.core.machine import Machine
from desktop_app.core.model_record import Records
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.core.variant import projectors_of, variants_of
from desktop_app.ui.disk import Disk
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.models.appraiser import Appraiser
from desktop_app.ui.models.downloads import Downloads
from desktop_app.ui.models.find_page import FindPage
from desktop_app.ui.models.hub_client import HubClient
from desktop_app.ui.models.library import Library
from desktop_app.ui.theme import Theme
from tests.model_headers import mistral_7b
from tests.ui.models.scripted_hub import ScriptedHub
from tests.ui.models.shelf_script import ShelfEngine

GIGABYTE = 10**9
COMMIT = "c0ffee" + "0" * 34
MACHINE = Machine(9 * GIGABYTE, 16 * GIGABYTE)

_SIZES = {
    "IQ2_M": 2.9,
    "Q3_K_M": 3.7,
    "Q4_K_M": 4.7,
    "Q4_K_S": 4.5,
    "Q5_K_M": 5.5,
    "Q6_K": 6.3,
    "Q8_0": 8.1,
    "F16": 15.3,
}
"""Gigabytes of a model with 7.6 thousand million weights."""

CARD = """\
<div align="center"><img src="https://example.org/logo.png" alt="Logo" width="40%"></div>

# Qwen2.5 7B Instruct, quantized

Made with [llama.cpp](https://github.com/ggml-org/llama.cpp). See the [licence](./LICENSE).

| File | Size | What it is like |
|:-----|-----:|:----------------|
| Q4_K_M | 4.7 GB | Good quality, the usual choice |
| Q8_0 | 8.1 GB | Very high quality, more than needed |

## How to use it

```sh
llama-cli -hf bartowski/Qwen2.5-7B-Instruct-GGUF
```

""" + "\n\n".join(
    f"Paragraph {number}: the model follows instructions, writes code, and speaks 29 languages."
    for number in range(30)
)


def file(path: str, gigabytes: float) -> RepoFile:
    """A file of a repository, with a checksum that no other has."""
    return RepoFile(path, round(gigabytes * GIGABYTE), f"{abs(hash(path)):064x}"[-64:])


def files(name: str, sizes: "dict[str, float] | None" = None) -> list[RepoFile]:
    """The quantizations of a model as most makers name them."""
    return [file(f"{name}-{q}.gguf", size) for q, size in (sizes or _SIZES).items()]


def repo(summary: RepoSummary, found: list[RepoFile], gated: bool = False) -> Repo:
    """A repository with these files."""
    return Repo(summary, COMMIT, variants_of(found), projectors_of(found), True, gated)


def summaries() -> tuple[RepoSummary, ...]:
    """Search results like the Hub's own."""
    apache, text, sees = "apache-2.0", "text-generation", "image-text-to-text"
    day = 86_400.0
    now = 1_760_000_000.0
    return (
        RepoSummary(
            "bartowski/Qwen2.5-7B-Instruct-GGUF",
            *(1_234_567, 1_204, now - 3 * day, Gate.OPEN, text, apache, 7_615_616_512),
            *("qwen2", 32_768),
        ),
        RepoSummary(
            "ggml-org/Qwen2.5-VL-7B-Instruct-GGUF",
            *(98_765, 210, now - 40 * day, Gate.OPEN, sees, apache, 7_615_616_512),
            *("qwen2vl", 128_000),
        ),
        RepoSummary(
            "google/gemma-gated-GGUF",
            *(45_678, 999, now - 100 * day, Gate.MANUAL, sees, "gemma", 4_300_000_000),
            *("gemma3", 131_072),
        ),
        *(
            RepoSummary(
                f"maker-{number}/A-model-with-a-long-name-that-does-not-fit-{number}B-Chat-GGUF",
                *(5_000 - number * 90, 40 - number, now - number * 30 * day, Gate.OPEN, text),
                *("mit" if number % 2 else "", number * 10**9),
            )
            for number in range(1, 30)
        ),
    )


class ToldFetch:
    """Fetches a hundredth of a file, then waits until it is cancelled or `events` says more."""

    def __init__(self) -> None:
        self.jobs: list[FetchJob] = []
        self.finish = threading.Event()

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        assert isinstance(job, FetchJob)
        self.jobs.append(job)
        yield Fetching(job.model.size // 100, job.model.size)
        while not cancel.is_set() and not self.finish.is_set():
            self.finish.wait(0.002)
        if cancel.is_set():
            yield Finished(Reason.CANCELLED)
            return
        place = Path(job.model.link or job.model.path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"GGUF")
        Path(job.model.path).parent.mkdir(parents=True, exist_ok=True)
        Path(job.model.path).write_bytes(b"GGUF")
        yield Finished()

    def close(self) -> None:
        """Nothing to free."""


class MemoryOf:
    """A chat engine that knows how much memory there is, and nothing else."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        assert isinstance(job, FitJob)
        yield Fitted(None, self.machine.devices, "a test", None, self.machine)

    def close(self) -> None:
        """Nothing to free."""


class FindDesk:
    """The page, and everything behind it."""

    def __init__(
        self,
        home: Path,
        theme: Theme,
        machine: Machine = MACHINE,
        real: tuple[EngineSpec, EngineSpec] | None = None,
        shelf: ShelfEngine | None = None,
    ) -> None:
        """`real` are engines of the Hub and for fetching in place of those that are scripted;
        `shelf` finds what is on this computer already."""
        found = summaries()
        self.hub = ScriptedHub(
            results=found,
            repos={
                found[0].id: repo(found[0], files("Qwen2.5-7B-Instruct")),
                found[1].id: repo(
                    found[1],
                    [*files("Qwen2.5-VL-7B"), file("mmproj-Qwen2.5-VL-7B-f16.gguf", 1.35)],
                ),
                found[2].id: repo(found[2], files("gemma", {"Q4_K_M": 2.5, "F16": 8.6}), True),
            },
            headers={f"Qwen2.5-7B-Instruct-{q}.gguf": mistral_7b() for q in _SIZES},
            cards={found[0].id: CARD},
        )
        self.fetches = ToldFetch()
        self.memory = MemoryOf(machine)
        self.threads = (
            EngineThread(real[0].create if real else lambda: self.hub),
            EngineThread(real[1].create if real else lambda: self.fetches),
            EngineThread(lambda: self.memory),
            EngineThread(LIBRARY.create),
            EngineThread(lambda: shelf or ShelfEngine()),
        )
        hub, downloads, chat, disk, shelves = self.threads
        self.places = Places(home)
        self.places.create()
        self.settings = Settings.load(self.places.settings)
        self.client = HubClient(hub)
        queue = DownloadQueue.load(self.places.downloads)
        self.disk = Disk(disk)
        self.downloads = Downloads(downloads, self.disk, queue, self.settings)
        self.appraiser = Appraiser(chat, self.settings)
        self.rate = 0.0
        records = Records.load(self.places.records)
        self.library = Library(shelves, self.disk, self.settings, records, self.places)
        self.page = FindPage(
            theme,
            self.client,
            self.downloads,
            self.appraiser,
            self.settings,
            self.places,
            rate=lambda: self.rate,
            library=self.library if shelf else None,
        )

    def close(self) -> None:
        """End all engines."""
        self.hub.gate.set()
        self.downloads.shut_down()
        for thread in self.threads:
            assert thread.shut_down(5000)
