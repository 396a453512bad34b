"""A real HTTP server on this computer that hands out files, well or badly, as a test wishes."""

import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import ClassVar

_BLOCK = 1 << 16


@dataclass
class Served:
    """One file, and what goes wrong with it.

    `cuts` are bytes after which the connection breaks, one a request; `answers` are statuses and
    headers given before any byte, one a request. At `hold_at` (a place in the file) the server
    waits for `HubServer.go_on`. `says` is the length that it tells in place of the real one;
    `says_length` False tells none at all.
    """

    data: bytes = b""
    etag: str = '"v1"'
    kind: str = "application/octet-stream"
    ranges: bool = True
    cuts: list[int] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    hold_at: int = -1
    says: int = -1
    says_length: bool = True
    drips: bool = False
    """Whether a byte comes now and then, and no more."""
    encoding: str = ""
    wrong_range: bool = False
    etags: list[str] = field(default_factory=list)
    """What `etag` becomes, one a request."""
    counted: int = field(default=0, init=False)
    sending: int = field(default=0, init=False)
    """Blocks that go out just now, and are not counted yet."""
    quiet: threading.Condition = field(default_factory=threading.Condition, init=False)

    @property
    def sent(self) -> int:
        """Bytes that went out of it. A client may have the last ones before they are counted here:
        so this waits for them."""
        with self.quiet:
            assert self.quiet.wait_for(lambda: self.sending == 0, 30)
            return self.counted

    @contextmanager
    def goes_out(self, length: int) -> Iterator[None]:
        """So many bytes are written within, and counted if they were."""
        with self.quiet:
            self.sending += 1
        written = 0
        try:
            yield
            written = length
        finally:
            with self.quiet:
                self.sending -= 1
                self.counted += written
                self.quiet.notify_all()

    def count_anew(self) -> int:
        """Begin to count from nothing; what it was until now."""
        sent, self.counted = self.sent, 0
        return sent


@dataclass(frozen=True)
class Asked:
    """One request as the server heard it."""

    method: str
    path: str
    headers: dict[str, str]

    @property
    def range(self) -> str:
        return self.headers.get("range", "")


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves in the midst of a request is no fault of the server's."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class HubServer:
    """Serves `files` (by their path) until it is closed. `asked` is what was asked, in order.

    With a `certificate` (a file with its key in it) it speaks HTTPS.
    """

    def __init__(self, certificate: Path | None = None) -> None:
        self.files: dict[str, Served] = {}
        self.asked: list[Asked] = []
        self.held = threading.Event()
        self.go_on = threading.Event()
        handler = type("Handler", (self.handler(),), {"hub": self})
        self._server = _QuietServer(("127.0.0.1", 0), handler)
        self._scheme = "http"
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            socket = self._server.socket
            self._server.socket = context.wrap_socket(socket, server_side=True)
            self._scheme = "https"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )

    def handler(self) -> type["FileHandler"]:
        """What answers requests."""
        return FileHandler

    @property
    def address(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_port}"

    def url(self, path: str) -> str:
        return self.address + path

    def __enter__(self) -> "HubServer":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.go_on.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class FileHandler(BaseHTTPRequestHandler):
    hub: ClassVar[HubServer]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._note()
        self._hand_out(self.hub.files.get(self.path))

    def _hand_out(self, served: Served | None) -> None:
        if served is None:
            self._say(404, {})
        elif served.answers:
            self._say(*served.answers.pop(0))
        else:
            self._serve(served)

    def do_CONNECT(self) -> None:
        """What a proxy is asked for."""
        self._note()
        self._say(502, {})

    def log_message(self, format: str, *args: object) -> None:
        """Not into the test's output."""

    def _note(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.hub.asked.append(Asked(self.command, self.path, headers))

    def _say(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _serve(self, served: Served) -> None:
        total = len(served.data)
        if served.etags:
            served.etag = served.etags.pop(0)
        start, end = self._span(served)
        part = start > 0 or end < total
        if start > 0 and start >= total:
            self._say(416, {"Content-Range": f"bytes */{total}"})
            return
        self.send_response(206 if part else 200)
        if part:
            said = start + 1 if served.wrong_range else start
            self.send_header("Content-Range", f"bytes {said}-{end - 1}/{total}")
        if served.says_length:
            length = served.says if served.says >= 0 else end - start
            self.send_header("Content-Length", str(length))
        self.send_header("Content-Type", served.kind)
        if served.encoding:
            self.send_header("Content-Encoding", served.encoding)
        if served.etag:
            self.send_header("ETag", served.etag)
        self.end_headers()
        self._send(served, start, min(end, served.cuts.pop(0)) if served.cuts else end)
        # A client that was promised more sees the connection end.
        self.close_connection = True

    def _span(self, served: Served) -> tuple[int, int]:
        """The bytes that were asked for: the first, and the one behind the last."""
        total = len(served.data)
        wanted = self.headers.get("Range", "")
        same = self.headers.get("If-Range", served.etag) == served.etag
        if not (wanted and served.ranges and same):
            return 0, total
        first, _, last = wanted.removeprefix("bytes=").partition("-")
        return int(first), min(total, int(last) + 1) if last else total

    def _send(self, served: Served, start: int, end: int) -> None:
        place, view = start, memoryview(served.data)
        try:
            while place < end:
                if place == served.hold_at:
                    self.wfile.flush()
                    self.hub.held.set()
                    self.hub.go_on.wait()
                stop = min(place + _BLOCK, end)
                if served.drips:
                    self.hub.go_on.wait(0.01)
                    stop = place + 1
                if place < served.hold_at < stop:
                    stop = served.hold_at
                with served.goes_out(stop - place):
                    self.wfile.write(view[place:stop])
                place = stop
        except ConnectionError:
            pass  # the client has left, which is its right
