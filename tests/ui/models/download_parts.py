"""What the tests of downloads are made of: parcels, a home, and what its `Downloads` says."""

from pathlib import Path

from PySide6.QtCore import QObject

from desktop_app.core.download import DownloadQueue, Parcel, Stage
from desktop_app.core.engine_names import LIBRARY
from desktop_app.core.errors import Problem
from desktop_app.core.fetch import RemoteFile
from desktop_app.core.settings import Settings
from desktop_app.ui.disk import Disk
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.models.downloads import Downloads

SIZE = 100

OFFLINE = Problem("fetch.offline", {"name": "one.gguf", "host": "hub.invalid"})
DAMAGED = Problem("fetch.damaged", {"name": "one.gguf"})


def remote(folder: Path, name: str) -> RemoteFile:
    return RemoteFile(f"https://hub.invalid/{name}", "00", SIZE, str(folder / name))


def parcel(folder: Path, id: str, *names: str) -> Parcel:
    """A parcel of files in `folder`; without names of one file that is called after it."""
    files = tuple(remote(folder, name) for name in names or (f"{id}.gguf",))
    return Parcel(id, id.title(), f"maker/{id}", "c0", files, files[-1].path)


def put(file: RemoteFile) -> None:
    """What the engine does at last."""
    Path(file.path).write_bytes(bytes(file.size))


class Clock:
    """Seconds, as the test wishes."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Home(QObject):
    """One home's downloads over an engine. `heard` is what they said, in order."""

    def __init__(self, folder: Path, thread: EngineThread, disk: Disk | None = None) -> None:
        super().__init__()
        folder.mkdir(exist_ok=True)
        self.clock = Clock()
        self.thread = thread
        self.settings = Settings.load(folder / "settings.toml")
        self.queue = DownloadQueue.load(folder / "downloads.json")
        self.disk = disk or Disk(EngineThread(LIBRARY.create), self)
        self.downloads = Downloads(
            thread, self.disk, self.queue, self.settings, self, clock=self.clock
        )
        self.heard: list[object] = []
        for said in (self.downloads.arrived, self.downloads.failed, self.downloads.mended):
            said.connect(self.heard.append)

    def stages(self) -> dict[str, Stage]:
        return {order.parcel.id: order.stage for order in self.downloads.orders()}

    def close(self) -> None:
        self.downloads.shut_down()
        assert self.thread.shut_down(60_000)
        assert self.disk.engine.shut_down(60_000)
