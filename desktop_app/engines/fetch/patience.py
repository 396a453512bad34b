"""How long it is worth trying again."""

import time
from collections.abc import Iterator

from desktop_app.engines.fetch.options import FetchOptions


class Patience:
    """One for all files that an engine fetches. `tries` counts those in vain since a byte came.

    A person who has just pressed the button wants to know soon that nothing can be had, so a file
    of which nothing is here is asked for twice. But where something came lately, or is here of an
    earlier day, nobody may be looking, and the network is waited for.
    """

    def __init__(self, options: FetchOptions) -> None:
        self.tries = 0
        self._options = options
        self._pauses: Iterator[float] = iter(())
        self._since = 0.0
        self._came: float | None = None

    def begin(self, here: int) -> None:
        """A file is begun of which so many bytes are here."""
        now = time.monotonic()
        lately = self._came is not None and now - self._came < self._options.patience
        pauses = self._options.pauses
        self._pauses = iter(pauses if here or lately else pauses[:1])
        self._since = now
        self.tries = 0

    def renew(self) -> None:
        """More of it came than ever before."""
        self._came = self._since = time.monotonic()
        self._pauses = iter(self._options.pauses)

    def next_pause(self, asked: float) -> float | None:
        """Seconds until the next try, at least what the server `asked` for; None to give up."""
        self.tries += 1
        pause = next(self._pauses, None)
        waited = time.monotonic() - self._since
        if pause is None or waited > self._options.patience:
            return None
        return max(pause, asked)
