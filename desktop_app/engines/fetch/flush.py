"""Brings what was written to the disk for good, while more is written."""

import threading
from collections.abc import Callable

from desktop_app.engines.fetch.download import TICK_SECONDS


class Flush:
    """Calls `sync`, which may take long, on a thread of its own; all methods on another one."""

    def __init__(self, sync: Callable[[], None]) -> None:
        self._sync = sync
        self._thread: threading.Thread | None = None
        self._error: OSError | None = None

    def begin(self) -> None:
        """Begin with what is there by now, unless the last time is not over."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="flush", daemon=True)
            self._thread.start()

    def finish(self, between: Callable[[], None]) -> None:
        """Wait until all is on the disk; `between` is called meanwhile, and may raise.

        Raises the OSError that this, or an earlier time, ended in.
        """
        self._wait(between)
        self.begin()
        self._wait(between)
        if self._error is not None:
            raise self._error

    def _wait(self, between: Callable[[], None]) -> None:
        while self._thread is not None and self._thread.is_alive():
            between()
            self._thread.join(TICK_SECONDS)

    def _run(self) -> None:
        try:
            self._sync()
        except OSError as error:
            self._error = error
        except ValueError:
            pass  # closed meanwhile, because nobody waits for it any more
