"""Files of the Hub on this computer, ordered and fetched."""

import threading
from dataclasses import replace
from pathlib import Path

from desktop_app.core.download import Parcel, parcel_of
from desktop_app.core.engine import CancelToken
from desktop_app.core.events import Event, Failed, Fetching
from desktop_app.core.fetch import FetchJob, RemoteFile
from desktop_app.core.hub import Repo, RepoFile, RepoSummary, Variant
from desktop_app.core.hub_access import HubAccess
from desktop_app.engines.fetch import create
from desktop_app.engines.fetch.options import FetchOptions
from tests.hub_api import HubApi
from tests.hub_server import Served

REPO = "maker/Tiny-GGUF"
WEIGHTS = "Tiny-Q4_K_M.gguf"
SMALL = "eyes/mmproj-F16.gguf"
QUICK = FetchOptions(pauses=(0.0,) * 5, connect=5.0, silence=5.0)


class Desk:
    """Orders files of `hub` into the cache at `folder`, and says what became of them."""

    def __init__(self, hub: HubApi, folder: Path) -> None:
        self.hub = hub
        self.folder = folder
        self.access = HubAccess(hub.address)
        self.revision = "main"

    @property
    def served(self) -> Served:
        return self.hub.file(REPO, WEIGHTS)

    @property
    def data(self) -> bytes:
        return self.served.data

    @property
    def repository(self) -> Path:
        return self.folder / "models--maker--Tiny-GGUF"

    def parcel(self) -> Parcel:
        """The model with its projector."""
        there = self.hub.repos[REPO]
        files = {
            path: RepoFile(path, promise.size, promise.sha256)
            for path, promise in there.promises.items()
        }
        variant = Variant("Q4_K_M", "Q4_K_M", (files[WEIGHTS],))
        summary, eyes = RepoSummary(REPO), (files[SMALL],)
        repo = Repo(summary, there.commit, (variant,), eyes, revision=self.revision)
        return parcel_of(repo, variant, files[SMALL], self.folder, self.access)

    def file(self) -> RemoteFile:
        """The model alone."""
        return self.parcel().files[-1]

    def fetch(
        self,
        file: RemoteFile | None = None,
        options: FetchOptions = QUICK,
        access: HubAccess | None = None,
    ) -> list[Event]:
        job = FetchJob("job", file or self.file(), access or self.access)
        return [*create(options).run(job, CancelToken())]

    def fetch_until(self, place: int, options: FetchOptions = QUICK) -> list[Event]:
        """Begin, and pause where the server waits in the midst of the file."""
        self.served.hold_at = place
        cancel = CancelToken()
        events: list[Event] = []
        for event in create(options).run(FetchJob("job", self.file(), self.access), cancel):
            events.append(event)
            if isinstance(event, Fetching) and event.done == place:
                cancel.set()
        self.hub.go_on.set()
        self.served.hold_at = -1
        return events

    def failure(self, options: FetchOptions = QUICK, access: HubAccess | None = None) -> Failed:
        """What fetching ends in; its words have no holes, and nothing half has a last name."""
        last = self.fetch(options=options, access=access)[-1]
        assert isinstance(last, Failed), last
        assert "{" not in last.problem.sentence.english()
        assert "{" not in last.problem.remedy.english()
        assert not Path(self.file().path).exists()
        assert not Path(self.file().link).exists()
        return last

    def code(self, options: FetchOptions = QUICK) -> str:
        return self.failure(options).problem.code

    def arrived(self) -> bool:
        """Whether it is in its place, and nothing else is left of fetching it."""
        file = self.file()
        left = [path for path in (file.part, file.note) if path.exists()]
        return not left and Path(file.link).read_bytes() == self.data


def in_thread(desk: Desk, file: RemoteFile) -> tuple[threading.Thread, list[Event]]:
    """Fetch beside what else happens; the events are there when the thread has ended."""
    events: list[Event] = []
    copy = replace(file)
    thread = threading.Thread(target=lambda: events.extend(desk.fetch(copy)))
    thread.start()
    return thread, events
