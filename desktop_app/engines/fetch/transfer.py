"""One file on its way, whole and proved at the end, whatever the network does in between."""

import time
from collections.abc import Generator, Iterator

from desktop_app.core.engine import CancelToken
from desktop_app.core.events import Fetching
from desktop_app.core.fetch import RemoteFile, bytes_here
from desktop_app.engines.fetch.answer import Answer
from desktop_app.engines.fetch.download import (
    TICK_SECONDS,
    BrokenConnectionError,
    Download,
    Range,
    UntrustedError,
)
from desktop_app.engines.fetch.failure import Failure
from desktop_app.engines.fetch.options import FetchOptions
from desktop_app.engines.fetch.part import Part, is_whole

_TELL_SECONDS = 0.1
"""Between two words of how far it has come."""
_LOOK_SECONDS = 0.2
"""Between two looks at what another process fetches."""


class PausedError(Exception):
    """The person pressed Pause."""


class Transfer:
    """Brings `file` into its place; what its methods yield is how far it has come."""

    def __init__(self, file: RemoteFile, options: FetchOptions, cancel: CancelToken) -> None:
        self._file = file
        self._options = options
        self._cancel = cancel
        self._failure = Failure(file)
        self._total = file.size
        self._told = 0.0

    def run(self) -> Iterator[Fetching]:
        """Do it. Raises `ParleyError`, and `PausedError` when it was cancelled."""
        try:
            part = yield from self._hold()
            try:
                if is_whole(self._file, self._stop_if_asked):
                    part.discard()
                else:
                    yield from self._complete(part)
            finally:
                part.close()
        except OSError as error:
            raise self._failure.of_disk(error, self._total) from error

    def _hold(self) -> Generator[Fetching, None, Part]:
        """The part, for us alone.

        While another process fetches the same file, this one shows how that gets on.
        """
        while (part := Part.hold(self._file)) is None:
            yield Fetching(bytes_here(self._file), self._total)
            self._sleep(_LOOK_SECONDS)
        return part

    def _complete(self, part: Part) -> Iterator[Fetching]:
        """Get what is missing, look whether all of it is right, and put it in its place."""
        part.read_again(self._stop_if_asked)
        if self._total and part.size > self._total:
            part.begin_anew("")
        yield Fetching(part.size, self._total)
        yield from self._fill(part)
        yield Fetching(part.size, part.size)
        if not part.is_proved():
            part.discard()
            raise self._failure.damaged()
        part.place()

    def _fill(self, part: Part) -> Iterator[Fetching]:
        """Ask for the rest until it is here; each time that more has come, patience is new."""
        # A person who has just pressed the button wants to know soon that nothing can be had.
        pauses = iter(self._options.pauses[:1])
        best = part.size
        while not self._has_all(part):
            try:
                yield from self._try(part)
            except BrokenConnectionError as error:
                if part.size > best:
                    best, pauses = part.size, iter(self._options.pauses)
                pause = next(pauses, None)
                if pause is None:
                    raise self._failure.of_network(error) from error
                self._sleep(max(pause, error.wait))

    def _has_all(self, part: Part) -> bool:
        return self._total > 0 and part.size == self._total

    def _try(self, part: Part) -> Iterator[Fetching]:
        """One request. Raises `BrokenConnectionError` where another one may help."""
        self._failure.check_room(part.size, self._total)
        wanted = Range(part.size, part.etag)
        download = Download(self._file.url, wanted, self._options)
        try:
            while download.answer is None and not download.ended:
                self._stop_if_asked()
                download.turn()
            assert download.answer is not None
            if self._begin(part, download.answer, wanted):
                yield from self._receive(part, download)
        except UntrustedError as error:
            raise self._failure.wrong_file(str(error)) from error
        finally:
            download.close()

    def _begin(self, part: Part, answer: Answer, wanted: Range) -> bool:
        """See what the server answers; whether bytes of the file follow, and are wanted."""
        if answer.status == 416 and wanted.start:
            self._failure.check_size(answer)
            # It has nothing from there on: what is here is all, or not its beginning.
            if answer.total == part.size:
                self._total = part.size
            else:
                part.begin_anew("")
            return False
        self._failure.check_answer(answer, self._options.longest_wait)
        self._total = self._total or answer.total
        if answer.status == 206 and answer.start != wanted.start:
            part.begin_anew("")
            raise BrokenConnectionError("the server sends another range")
        if answer.status == 200:
            # It knows no ranges, or has another version now.
            part.begin_anew(answer.etag)
        self._failure.check_room(part.size, self._total)
        return True

    def _receive(self, part: Part, download: Download) -> Iterator[Fetching]:
        """Take what comes, and keep it also when something breaks off."""
        ended = False
        while not ended:
            download.turn()
            try:
                ended = download.ended
            finally:
                self._append(part, download.take())
            self._stop_if_asked()
            if time.monotonic() > self._told + _TELL_SECONDS:
                self._told = time.monotonic()
                yield Fetching(part.size, self._total)
        self._total = self._total or part.size
        if part.size < self._total:
            raise BrokenConnectionError("the server ended before the file did")

    def _append(self, part: Part, data: bytes) -> None:
        if self._total and part.size + len(data) > self._total:
            part.discard()
            raise self._failure.wrong_file(f"more than {self._total} bytes")
        if data:
            part.append(data)

    def _stop_if_asked(self) -> None:
        if self._cancel.is_set():
            raise PausedError

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._stop_if_asked()
            time.sleep(min(left, TICK_SECONDS))
