"""The program's own way to a file of the Hub: child process, pipe. Run as a side, see side.py."""

import shutil
import threading
import time
from pathlib import Path

from desktop_app.core.download import parcel_of
from desktop_app.core.engine import CancelToken, Job
from desktop_app.core.engine_names import FETCH, HUB
from desktop_app.core.events import Event, Failed, Fetching, Finished
from desktop_app.core.fetch import FetchJob, RemoteFile, discard
from desktop_app.core.hub import HeaderJob, HeaderRead, Repo, RepoFile, RepoSummary, Variant
from desktop_app.core.hub_access import HubAccess
from desktop_app.engines.isolated import IsolatedEngine
from tests.bench.answers import Answers


class FetchingSide:
    """Fetches into `folder`, with the engine's process that is there already."""

    def open(self, address: str, repo: str, commit: str, folder: str) -> None:
        """Where to fetch from, and to."""
        self._access = HubAccess(address)
        self._repo = Repo(RepoSummary(repo), commit, ())
        self._folder = Path(folder)
        self._engine = IsolatedEngine(FETCH, name="fetch", family="part")
        self._hub = IsolatedEngine(HUB, name="hub", family="part")

    def fetch(self, path: str, size: int, sha256: str) -> float:
        """Fetch a file whole; the seconds it took."""
        file = self._file(RepoFile(path, size, sha256))
        began = time.perf_counter()
        self._run(FetchJob("job", file, self._access), CancelToken())
        seconds = time.perf_counter() - began
        if Path(file.link).stat().st_size != size:
            raise RuntimeError("it is not there")
        return seconds

    def stop(self, path: str, size: int, sha256: str, delay: float, cancel: bool) -> float | None:
        """Pause `delay` seconds after bytes came, or throw away what did; seconds until quiet.

        None when it arrived before.
        """
        file, token, pressed = self._file(RepoFile(path, size, sha256)), CancelToken(), []
        timer: threading.Timer | None = None

        def press() -> None:
            pressed.append(time.perf_counter())
            token.set()

        for event in self._engine.run(FetchJob("job", file, self._access), token):
            if timer is None and isinstance(event, Fetching) and event.done:
                timer = threading.Timer(delay, press)
                timer.start()
        quiet = time.perf_counter()
        if timer is not None:
            timer.cancel()
            timer.join()
        if not pressed or event == Finished():
            return None
        if cancel:
            discard(file)
            quiet = time.perf_counter()
        return quiet - pressed[0]

    def judge(self, path: str, size: int, sha256: str) -> int:
        """Read the header of a file on the Hub; how many tensors it names."""
        file = RepoFile(path, size, sha256)
        job = HeaderJob("job", self._access, self._repo.id, self._repo.commit, file)
        read = [event for event in self._run(job, CancelToken()) if isinstance(event, HeaderRead)]
        if not read or read[0].header is None:
            raise RuntimeError("the header was not read")
        return read[0].header.tensors

    def forget(self) -> None:
        """Throw away what was fetched."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """End the engines' processes."""
        self._engine.close()
        self._hub.close()

    def _file(self, file: RepoFile) -> RemoteFile:
        variant = Variant("", "", (file,))
        return parcel_of(self._repo, variant, None, self._folder, self._access).files[0]

    def _run(self, job: Job, cancel: CancelToken) -> list[Event]:
        engine = self._engine if isinstance(job, FetchJob) else self._hub
        events = list(engine.run(job, cancel))
        if isinstance(events[-1], Failed):
            problem = events[-1].problem
            raise RuntimeError(f"{problem.sentence.english()} {problem.details}")
        return events


if __name__ == "__main__":
    side = FetchingSide()
    Answers().serve(
        {
            "open": side.open,
            "fetch": side.fetch,
            "stop": side.stop,
            "judge": side.judge,
            "forget": side.forget,
        }
    )
    side.close()
