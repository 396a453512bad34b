"""How a job of minutes ends early, and how it tells how far it has come."""

import errno
import time
from collections.abc import Iterator

from desktop_app.core.engine import CancelToken
from desktop_app.core.events import Event, Fetching

BLOCK = 1 << 20
"""Bytes read at once."""

FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))

_TOLD_SECONDS = 0.1


class StoppedError(Exception):
    """The person wants it no more."""


class Progress:
    """Bytes done of all; tells of them some times a second."""

    def __init__(self, total: int, cancel: CancelToken) -> None:
        self._total = total
        self._done = 0
        self._cancel = cancel
        self._told = 0.0

    def add(self, amount: int) -> Iterator[Event]:
        """So many bytes more. Raises `StoppedError`."""
        self.check()
        self._done += amount
        now = time.monotonic()
        if now > self._told + _TOLD_SECONDS:
            self._told = now
            yield Fetching(min(self._done, self._total), self._total)

    def check(self) -> None:
        """Raises `StoppedError` when it is to end."""
        if self._cancel.is_set():
            raise StoppedError
