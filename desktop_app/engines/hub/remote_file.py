"""The beginning of a file on the Hub, fetched piece by piece as it is read."""

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager

from desktop_app.core.engine import CancelToken
from desktop_app.engines.fetch.answer import Answer
from desktop_app.engines.fetch.download import (
    TICK_SECONDS,
    BrokenConnectionError,
    Download,
    Range,
    UntrustedError,
    UnusableProxyError,
)
from desktop_app.engines.fetch.options import FetchOptions
from desktop_app.engines.fetch.way import Way
from desktop_app.engines.hub.aside import StoppedError
from desktop_app.engines.hub.failure import (
    BusyHubError,
    Failure,
    ProxyError,
    StrangeAnswerError,
    UnreachableHubError,
)
from desktop_app.engines.hub.options import HubOptions

FIRST_BYTES = 1 << 20
"""Asked for at first. Most of a header is a vocabulary: a million bytes or more."""

_MOST_PER_REQUEST = 4 * FIRST_BYTES
_UNDER_WAY = FIRST_BYTES + (1 << 16)
"""What may come beyond the bytes that are wanted of an answer that does not end there."""

_BUSY = (408, 425, 429)
_WEB_PAGE = "text/html"


class RemoteFile(io.RawIOBase):
    """A seekable stream over HTTP ranges, of which at most the first `most` bytes are fetched.

    Each byte comes once, and each request asks for twice as much as the one before. Of a server
    that knows no ranges the one answer is read on as far as is needed, and then left. Waiting is
    broken off by `cancel` (`StoppedError`). `size` are the bytes of the whole, 0 for unknown.
    """

    def __init__(
        self,
        url: str,
        size: int,
        most: int,
        way: Way,
        options: HubOptions,
        cancel: CancelToken,
        failure: Failure,
    ) -> None:
        super().__init__()
        self.fetched = 0
        """Bytes that came."""
        self._url, self._size, self._most = url, size, most
        self._way, self._cancel, self._failure = way, cancel, failure
        self._options = options
        self._patience = FetchOptions(connect=options.connect, silence=options.silence)
        self._data = bytearray()
        self._at = 0
        self._etag = ""
        self._block = FIRST_BYTES
        self._whole: Download | None = None
        """The answer that brings all of the file, of a server that knows no ranges."""

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def tell(self) -> int:
        """The place of the next byte."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to another place; nothing is fetched for it."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def read(self, size: int = -1) -> bytes:
        """The next `size` bytes, fewer where the file ends, or what may be fetched of it."""
        end = self._at + size if size >= 0 else max(self._at, self._most)
        if self._size:
            end = min(end, self._size)
        self._fetch(min(end, self._most))
        piece = bytes(self._data[self._at : end])
        self._at += len(piece)
        return piece

    def close(self) -> None:
        """Break off what is still under way."""
        if self._whole is not None:
            self._whole.close()
            self._whole = None
        super().close()

    def _fetch(self, end: int) -> None:
        """Have the bytes up to `end` here, as far as there are so many."""
        while (start := len(self._data)) < min(end, self._size or end):
            if self._whole is not None:
                if self.fetched + _UNDER_WAY > self._most:
                    return
                with _words():
                    self._receive(self._whole, min(end, start + FIRST_BYTES))
            else:
                wish = max(end, start + min(self._block, _MOST_PER_REQUEST))
                self._block *= 2
                self._ask(Range(start, self._etag, min(wish, self._most, self._size or wish)))
            if len(self._data) == start:
                return

    def _ask(self, wanted: Range) -> None:
        """Ask for a part, and once more of a server that is busy."""
        try:
            self._ask_once(wanted)
        except BusyHubError as error:
            wait = error.wait or self._options.pause
            if wait > self._options.longest_wait:
                raise
            until = time.monotonic() + wait
            while (left := until - time.monotonic()) > 0:
                self._stop_if_asked()
                time.sleep(min(left, TICK_SECONDS))
            self._ask_once(wanted)

    def _ask_once(self, wanted: Range) -> None:
        """One request, and what comes of it up to the end that is wanted."""
        # Of a server that knows no ranges more would come than anybody wants to read.
        download = Download(self._url, wanted, self._patience, self._way, ahead=FIRST_BYTES)
        try:
            with _words():
                while download.answer is None and not download.ended:
                    self._stop_if_asked()
                    download.turn()
                assert download.answer is not None
                self._check(download.answer, wanted)
                ended = self._receive(download, wanted.end)
            if download.answer.status == 200 and ended:
                self._size = len(self._data)
            elif download.answer.status == 200:
                self._whole = download
        finally:
            if download is not self._whole:
                download.close()

    def _receive(self, download: Download, end: int) -> bool:
        """Take what comes up to `end`; whether nothing more would."""
        ended = False
        while not ended and len(self._data) < end:
            self._stop_if_asked()
            download.turn()
            ended = download.ended
            data = download.take()
            self.fetched += len(data)
            self._data += data
        return ended

    def _stop_if_asked(self) -> None:
        if self._cancel.is_set():
            raise StoppedError

    def _check(self, answer: Answer, wanted: Range) -> None:
        """Raise for an answer that does not bring what is wanted."""
        if answer.status in _BUSY or answer.status >= 500:
            raise BusyHubError(answer.status, answer.wait)
        if answer.status == 416:
            return  # nothing there: the file ends before
        if answer.status not in (200, 206):
            raise self._failure.of_status(answer.status, answer.code, f"HTTP {answer.status}")
        if answer.kind == _WEB_PAGE:
            raise StrangeAnswerError("a web page")
        if answer.start != wanted.start:
            raise StrangeAnswerError("another part of the file")
        if self._etag and answer.etag and answer.etag != self._etag:
            raise StrangeAnswerError("the file changed in between")
        self._etag = answer.etag
        self._size = self._size or answer.total


@contextmanager
def _words() -> Iterator[None]:
    """What goes wrong with fetching, as what goes wrong with the Hub."""
    try:
        yield
    except UntrustedError as error:
        raise StrangeAnswerError(str(error)) from error
    except UnusableProxyError as error:
        raise ProxyError(str(error)) from error
    except BrokenConnectionError as error:
        raise UnreachableHubError(str(error)) from error
