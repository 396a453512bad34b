"""The step of `parley selftest` about downloads: a file comes from a server on this computer."""

import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop_app.cli.step import Step, StepError, problem_words
from desktop_app.core.engine import CancelToken
from desktop_app.core.engine_names import FETCH
from desktop_app.core.events import Event, Failed, Fetching
from desktop_app.core.fetch import FetchJob, RemoteFile
from desktop_app.core.paths import Places
from desktop_app.engines.isolated import IsolatedEngine

SIZE = 8 * 1024 * 1024
"""Bytes: enough for several steps on the way."""


class DownloadStep:
    """Fetches by the one door that every model comes through, in a process of its own."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def __iter__(self) -> Iterator[tuple[str, Step]]:
        yield "download", self.fetch

    def fetch(self) -> str:
        """A file comes whole, and how far it is was told on the way."""
        data = os.urandom(SIZE)
        with TemporaryDirectory(prefix="parley-") as folder, _served(data) as address:
            path = Path(folder) / "fetched.bin"
            told = self._fetched(address, data, path)
            if path.read_bytes() != data:
                raise StepError("what came is not what was sent")
        if told < 2:
            raise StepError("how far it was went untold")
        return f"{SIZE / 1e6:.0f} MB from this computer, {told} times told how far it was"

    def _fetched(self, address: str, data: bytes, path: Path) -> int:
        file = RemoteFile(address, hashlib.sha256(data).hexdigest(), len(data), str(path))
        engine = IsolatedEngine(FETCH, self._places.logs, name="selftest-fetch", family="part")
        with _without_proxy(), closing(engine):
            events: list[Event] = list(engine.run(FetchJob("download", file), CancelToken()))
        if isinstance(end := events[-1], Failed):
            raise StepError(problem_words(end.problem))
        return sum(isinstance(event, Fetching) for event in events)


@contextmanager
def _without_proxy() -> Iterator[None]:
    """The process that is started meanwhile asks no proxy: one knows nothing of this computer."""
    name = "no_proxy"  # Where both are set, the small letters count.
    before = os.environ.get(name)
    os.environ[name] = "127.0.0.1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


@contextmanager
def _served(data: bytes) -> Iterator[str]:
    """The address at which `data` can be fetched, from this computer alone."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("ETag", '"selftest"')
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: standard error is the person's."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/file.bin"
        finally:
            server.shutdown()
            thread.join()
