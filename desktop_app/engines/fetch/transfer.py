"""One file on its way, whole and proved at the end, whatever the network does in between."""

import os
import time
from collections.abc import Generator, Iterator
from pathlib import Path

from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Fetching
from desktop_app.core.fetch import FetchJob, bytes_here
from desktop_app.engines.fetch.answer import Answer
from desktop_app.engines.fetch.download import (
    TICK_SECONDS,
    BrokenConnectionError,
    Download,
    Range,
    UntrustedError,
    UnusableProxyError,
)
from desktop_app.engines.fetch.failure import Failure
from desktop_app.engines.fetch.flush import Flush
from desktop_app.engines.fetch.options import LEAST_BYTES, FetchOptions
from desktop_app.engines.fetch.part import Part, is_whole
from desktop_app.engines.fetch.patience import Patience
from desktop_app.engines.fetch.place import Place
from desktop_app.engines.fetch.way import Way

_TELL_SECONDS = 0.1
"""Between two words of how far it has come."""
_FLUSH_BYTES = 32 << 20
"""Written at most before the disk has to begin with it: at the end there is little to wait for."""
_LOOK_SECONDS = 0.2
"""Between two looks at what another process fetches."""


class PausedError(Exception):
    """The person pressed Pause."""


class Transfer:
    """Brings the file of `job` into its place; what its methods yield is how far it has come."""

    def __init__(
        self, job: FetchJob, options: FetchOptions, patience: Patience, cancel: CancelToken
    ) -> None:
        self._file = job.model
        # What the environment says of the Hub is meant for the Hub's files.
        self._access = job.access.within(os.environ) if job.model.ours else job.access
        self._options = options
        self._patience = patience
        self._cancel = cancel
        self._failure = Failure(job.model, job.more)
        self._place = Place(job.model)
        self._way: Way | None = None
        self._total = job.model.size
        self._most = 0
        """Bytes that were here at once: as long as they become more, there is hope."""
        self._heedless = False
        """Whether the rest is asked for whatever its version is called."""
        self._told = 0.0
        self._flush: Flush | None = None
        self._unflushed = 0

    def run(self) -> Iterator[Fetching]:
        """Do it. Raises `ParleyError`, and `PausedError` when it was cancelled."""
        try:
            try:
                part = yield from self._hold()
            except OSError:
                # Of a cache that may only be read, what is in it can be used all the same.
                if self._place.is_named and self._is_here():
                    return
                raise
            try:
                if self._is_here():
                    part.discard()
                else:
                    yield from self._complete(part)
                self._place.name(self._stop_if_asked)
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

    def _is_here(self) -> bool:
        """Whether the file is in its place already, whoever brought it there, and the right one."""
        link = Path(self._file.link)
        if self._place.holds_bytes and is_whole(link, self._file, self._stop_if_asked):
            return True
        return is_whole(Path(self._file.path), self._file, self._stop_if_asked)

    def _complete(self, part: Part) -> Iterator[Fetching]:
        """Get what is missing, look whether all of it is right, and put it in its place."""
        flush = self._flush = Flush(part.sync)
        part.read_again(self._stop_if_asked)
        if self._total and part.size > self._total:
            part.begin_anew("")
        part.check_fits(self._total)
        self._patience.begin(part.size)
        yield Fetching(part.size, self._total)
        yield from self._fill(part)
        if not part.is_proved():
            yield from self._fill_again(part)
        yield Fetching(part.size, part.size)
        flush.finish(self._stop_if_asked)
        if self._is_here():
            part.discard()  # another program was first: its file stays its own
            return
        part.seal()
        self._place.claim(part.path)
        part.place()

    def _fill_again(self, part: Part) -> Iterator[Fetching]:
        """Something came damaged, or the disk forgot it: all of it once more."""
        part.begin_anew("")
        self._total = self._file.size
        self._most = 0
        self._heedless = False
        yield Fetching(0, self._total)
        yield from self._fill(part)
        if not part.is_proved():
            part.discard()
            raise self._failure.damaged()

    def _fill(self, part: Part) -> Iterator[Fetching]:
        """Ask for the rest until it is here; each time that more has come, patience is new."""
        self._most = part.size
        while not self._has_all(part):
            try:
                yield from self._try(part)
            except BrokenConnectionError as error:
                pause = self._patience.next_pause(error.wait)
                if pause is None:
                    raise self._failure.of_network(error) from error
                yield Fetching(part.size, self._total, self._patience.tries)
                self._sleep(pause)

    def _has_all(self, part: Part) -> bool:
        return self._total > 0 and part.size == self._total

    def _try(self, part: Part) -> Iterator[Fetching]:
        """One request. Raises `BrokenConnectionError` where another one may help."""
        if self._access.offline:
            raise ParleyError(Problem("hub.offline"))
        self._failure.check_room(part.size, self._total)
        wanted = Range(part.size, "" if self._heedless else part.etag)
        download = Download(self._file.url, wanted, self._options, self._way_there())
        try:
            latest = time.monotonic() + self._options.answer
            while download.answer is None and not download.ended:
                self._stop_if_asked()
                if time.monotonic() > latest:
                    raise BrokenConnectionError("no answer came")
                download.turn()
            assert download.answer is not None
            if self._begin(part, download.answer, wanted):
                yield from self._receive(part, download)
        except UnusableProxyError as error:
            raise self._failure.of_proxy(error) from error
        except UntrustedError as error:
            raise self._failure.of_address(error) from error
        finally:
            download.close()

    def _way_there(self) -> Way:
        if self._way is None:
            token = ""
            if self._file.ours:
                # Not at the top: who fetches a voice model needs no keyring.
                from desktop_app.engines.hub.token import token_for

                token = token_for(self._access.address)
            self._way = Way(self._access.proxy, self._access.address, token)
            self._failure.on(self._way)
        return self._way

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
            if self._is_only_renamed(answer, wanted):
                self._heedless = True
                return False
            # It knows no ranges, or has another version now.
            part.begin_anew(answer.etag)
        elif answer.etag != part.etag:
            part.name_version(answer.etag)
        self._failure.check_room(part.size, self._total)
        return True

    def _is_only_renamed(self, answer: Answer, wanted: Range) -> bool:
        """Whether it begins anew though the bytes must be the same.

        The address of a file of the Hub names its commit, and mirrors and caches give the same
        bytes other names. The checksum finds out where they are not the same.
        """
        renamed = bool(wanted.etag) and answer.etag != wanted.etag
        return self._file.ours and wanted.start > 0 and renamed

    def _receive(self, part: Part, download: Download) -> Iterator[Fetching]:
        """Take what comes, and keep it also when something breaks off."""
        ended = False
        since, before = time.monotonic(), part.size
        while not ended:
            download.turn()
            try:
                ended = download.ended
            finally:
                self._append(part, download.take())
            self._stop_if_asked()
            if time.monotonic() > since + self._options.crawl:
                if part.size < before + LEAST_BYTES and not ended:
                    raise BrokenConnectionError("next to nothing comes")
                since, before = time.monotonic(), part.size
            if time.monotonic() > self._told + _TELL_SECONDS:
                self._told = time.monotonic()
                if not part.is_at_its_place():
                    raise FileNotFoundError(f"removed meanwhile: {self._file.part}")
                yield Fetching(part.size, self._total, self._patience.tries)
        self._total = self._total or part.size
        if part.size < self._total:
            raise BrokenConnectionError("the server ended before the file did")

    def _append(self, part: Part, data: bytes) -> None:
        if self._total and part.size + len(data) > self._total:
            part.discard()
            raise self._failure.wrong_file(f"more than {self._total} bytes")
        if data:
            part.append(data)
            self._patience.tries = 0
            self._unflushed += len(data)
            if self._unflushed > _FLUSH_BYTES and self._flush is not None:
                self._unflushed = 0
                self._flush.begin()
        if part.size > self._most:
            self._most = part.size
            self._patience.renew()

    def _stop_if_asked(self) -> None:
        if self._cancel.is_set():
            raise PausedError

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._stop_if_asked()
            time.sleep(min(left, TICK_SECONDS))
