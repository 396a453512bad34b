"""One request and the bytes that answer it, read so that waiting can be broken off at any time."""

import asyncio
import ssl
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

AHEAD = 16 << 20
"""Bytes that may wait to be written; with more of them the network has to wait."""
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
    """A request under way on an event loop that runs only while `turn` is called.

    `answer` is there as soon as the server has spoken; `take` then hands out what has come. No
    more than `ahead` bytes (and the last piece of them) come before they are taken. One thread.
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
        self._waiting = bytearray()
        self._room = asyncio.Event()
        # No asyncio.Runner: its end waits for a name that is still being looked up.
        self._loop = asyncio.new_event_loop()
        self._task = self._loop.create_task(self._run(url, wanted, options, way or Way()))

    @property
    def ended(self) -> bool:
        """Whether nothing more comes. Raises the error that ended it."""
        if not self._task.done():
            return False
        self._task.result()
        return True

    def turn(self) -> None:
        """Let the network do its part for a moment."""
        self._loop.run_until_complete(asyncio.wait({self._task}, timeout=TICK_SECONDS))

    def take(self) -> bytes:
        """The bytes that have come since the last time."""
        data = bytes(self._waiting)
        self._waiting.clear()
        self._room.set()
        return data

    def close(self) -> None:
        """Break off what is still under way."""
        self._task.cancel()
        self.turn()
        if self._task.done() and not self._task.cancelled():
            self._task.exception()  # seen: otherwise the loop complains that nobody looked
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    async def _run(self, url: str, wanted: Range, options: FetchOptions, way: Way) -> None:
        try:
            async with _client(options, way) as client:
                response = await _follow(client, url, wanted, way)
                try:
                    from_hub = way.leads_to_hub(str(response.url))
                    status, headers = response.status_code, response.headers
                    self.answer = answer_of(status, headers, from_hub=from_hub)
                    if response.is_success:
                        await self._read(response)
                finally:
                    await response.aclose()
        except (httpx2.TransportError, OSError) as error:
            if _is_about_certificate(error):
                raise UntrustedError(str(error)) from error
            raise BrokenConnectionError(f"{type(error).__name__}: {error}") from error

    async def _read(self, response: httpx2.Response) -> None:
        async for data in response.aiter_raw():
            self._waiting += data
            if len(self._waiting) > self._ahead:
                self._room.clear()
                await self._room.wait()


def check_address(address: str) -> None:
    """Raise `UntrustedError` unless it is HTTPS, or this very computer."""
    if not is_safe(address):
        raise UntrustedError(f"not a secure address: {address}")


def is_safe(address: str) -> bool:
    """Whether nobody on the way there could change what comes, or read what is said."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL)


def _client(options: FetchOptions, way: Way) -> httpx2.AsyncClient:
    """Without a proxy of ours those of the environment count, as for all programs."""
    timeout = httpx2.Timeout(options.connect, read=options.silence)
    # The system's own certificates: those of a company's network are only there.
    trust = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        return httpx2.AsyncClient(verify=trust, timeout=timeout, proxy=way.proxy or None)
    except (ValueError, ImportError, httpx2.InvalidURL) as error:
        raise UnusableProxyError(str(error)) from error


async def _follow(client: httpx2.AsyncClient, url: str, wanted: Range, way: Way) -> httpx2.Response:
    """The answer of the last server that the first one sends us to."""
    check_address(url)
    request = client.build_request("GET", url, headers=wanted.headers() | way.headers(url))
    for _ in range(_MOST_REDIRECTS):
        response = await client.send(request, stream=True)
        if response.next_request is None:
            return response
        await response.aclose()
        request = response.next_request
        check_address(str(request.url))
        # The client has rules of its own for this; who is shown a token is decided in one place.
        request.headers.pop("Authorization", None)
        request.headers.update(way.headers(str(request.url)))
    raise BrokenConnectionError(f"more than {_MOST_REDIRECTS} redirects")


def _is_about_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
