"""One request and the bytes that answer it, read so that waiting can be broken off at any time."""

import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx2
import truststore

from desktop_app import __version__
from desktop_app.engines.fetch.answer import Answer, answer_of
from desktop_app.engines.fetch.options import FetchOptions
from desktop_app.engines.fetch.way import Way

TICK_SECONDS = 0.05
"""How long a Stop can go unnoticed."""

AHEAD = 4 << 20
"""Bytes that may wait to be written; with more of them the network has to wait."""
_ENOUGH = 1 << 20
"""So many of them are worth being written at once."""
_MOST_REDIRECTS = 10
_LOCAL = ("localhost", "127.0.0.1", "::1")


class BrokenConnectionError(Exception):
    """The network, or the server, did not do as it should; another try may help.

    `wait` is the seconds that the server asked for, 0 when it did not.
    """

    wait = 0.0


class UntrustedError(Exception):
    """Someone on the way could change the file: no TLS, or a certificate that proves nothing."""


class UnusableProxyError(Exception):
    """What was given as the address of a proxy is none, or one that nobody here can speak to."""


@dataclass(frozen=True, slots=True)
class Range:
    """Which bytes a request asks for: those from `start` on of the version named `etag`.

    `end` is the place behind the last of them, 0 for all that there are.
    """

    start: int = 0
    etag: str = ""
    end: int = 0

    def headers(self) -> dict[str, str]:
        """What to say to the server."""
        # Compressed on the way, a file's bytes would be others than those that were promised.
        headers = {"Accept-Encoding": "identity", "User-Agent": f"Parley/{__version__}"}
        if self.start or self.end:
            last = str(self.end - 1) if self.end else ""
            headers["Range"] = f"bytes={self.start}-{last}"
            if self.etag:
                headers["If-Range"] = self.etag
        return headers


class Download:
    """A request under way on a thread of its own, which is left behind when it hangs.

    `answer` is there as soon as the server has spoken; `take` then hands out what has come. No
    more than `ahead` bytes (and the last piece of them) wait to be taken. All methods belong to
    the thread that made it. While that one proves and writes what came, more comes: reading,
    SHA-256 and the disk each do without Python's lock for most of their time.
    """

    def __init__(
        self,
        url: str,
        wanted: Range,
        options: FetchOptions,
        way: Way | None = None,
        ahead: int = AHEAD,
    ) -> None:
        self.answer: Answer | None = None
        self._ahead = ahead
        self._changed = threading.Condition()
        self._waiting: list[bytes] = []
        self._size = 0
        self._done = self._closed = False
        self._error: Exception | None = None
        self._socket: socket.socket | None = None
        arguments = (url, wanted, options, way or Way())
        # A daemon: a name that is still being looked up must keep no process alive.
        self._thread = threading.Thread(
            target=self._run, args=arguments, name="download", daemon=True
        )
        self._thread.start()

    @property
    def ended(self) -> bool:
        """Whether nothing more comes. Raises the error that ended it."""
        with self._changed:
            if self._done and self._error is not None:
                raise self._error
            return self._done

    def turn(self) -> None:
        """Wait a moment for the network, no longer than until there is something to do."""
        with self._changed:
            spoken = self.answer is not None
            self._changed.wait_for(lambda: self._has_news(spoken), TICK_SECONDS)

    def take(self) -> bytes:
        """The bytes that have come since the last time."""
        with self._changed:
            pieces, self._waiting, self._size = self._waiting, [], 0
            self._changed.notify_all()
        return b"".join(pieces)

    def close(self) -> None:
        """Break off what is still under way."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            if self._socket is not None:
                # Past TLS, whose own way of closing would wait for the other side.
                with suppress(OSError):
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
        self._thread.join(TICK_SECONDS)

    def _has_news(self, spoken: bool) -> bool:
        if self._done or self._size >= min(_ENOUGH, self._ahead):
            return True
        return self.answer is not None and not spoken

    def _run(self, url: str, wanted: Range, options: FetchOptions, way: Way) -> None:
        error: Exception | None = None
        try:
            self._fetch(url, wanted, options, way)
        except (httpx2.TransportError, OSError) as cause:
            words = f"{type(cause).__name__}: {cause}"
            about_trust = _is_about_certificate(cause)
            error = UntrustedError(str(cause)) if about_trust else BrokenConnectionError(words)
            error.__cause__ = cause
        except Exception as cause:  # raised by `ended`, on the thread that can tell of it
            error = cause
        with self._changed:
            self._error, self._done = error, True
            self._changed.notify_all()

    def _fetch(self, url: str, wanted: Range, options: FetchOptions, way: Way) -> None:
        with _client(options, way) as client:
            response = _follow(client, url, wanted, way)
            try:
                from_hub = way.leads_to_hub(str(response.url))
                answer = answer_of(response.status_code, response.headers, from_hub=from_hub)
                with self._changed:
                    self.answer = answer
                    self._socket = _socket_of(response)
                    self._changed.notify_all()
                if response.is_success:
                    self._read(response)
            finally:
                with self._changed:
                    self._socket = None
                response.close()

    def _read(self, response: httpx2.Response) -> None:
        for data in response.iter_raw():
            with self._changed:
                self._waiting.append(data)
                self._size += len(data)
                if self._has_news(spoken=True):
                    self._changed.notify_all()
                self._changed.wait_for(lambda: self._closed or self._size <= self._ahead)
                if self._closed:
                    return


def check_address(address: str) -> None:
    """Raise `UntrustedError` unless it is HTTPS, or this very computer."""
    if not is_safe(address):
        raise UntrustedError(f"not a secure address: {address}")


def is_safe(address: str) -> bool:
    """Whether nobody on the way there could change what comes, or read what is said."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL)


def _client(options: FetchOptions, way: Way) -> httpx2.Client:
    """Without a proxy of ours those of the environment count, as for all programs."""
    timeout = httpx2.Timeout(options.connect, read=options.silence)
    # The system's own certificates: those of a company's network are only there.
    trust = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        return httpx2.Client(verify=trust, timeout=timeout, proxy=way.proxy or None)
    except (ValueError, ImportError, httpx2.InvalidURL) as error:
        raise UnusableProxyError(way.unusable(error)) from None


def _follow(client: httpx2.Client, url: str, wanted: Range, way: Way) -> httpx2.Response:
    """The answer of the last server that the first one sends us to."""
    check_address(url)
    request = client.build_request("GET", url, headers=wanted.headers() | way.headers(url))
    for _ in range(_MOST_REDIRECTS):
        response = client.send(request, stream=True)
        if response.next_request is None:
            return response
        response.close()
        if response.url.scheme == "https" and response.next_request.url.scheme != "https":
            # Not even to this computer: no server elsewhere has a say in what is asked of it.
            raise UntrustedError(f"from a secure address to {response.next_request.url}")
        request = response.next_request
        check_address(str(request.url))
        # The client has rules of its own for this; who is shown a token is decided in one place.
        request.headers.pop("Authorization", None)
        request.headers.update(way.headers(str(request.url)))
    raise BrokenConnectionError(f"more than {_MOST_REDIRECTS} redirects")


def _socket_of(response: httpx2.Response) -> socket.socket | None:
    """What the answer comes through, to be shut down while another thread waits for it."""
    stream = response.extensions.get("network_stream")
    found = stream.get_extra_info("socket") if stream is not None else None
    return found if isinstance(found, socket.socket) else None


def _is_about_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
