"""What the microphone heard and nobody has taken yet."""

import threading
import time
from collections import deque

from desktop_app.engines.silero import Floats

BEFORE_SECONDS = 0.5
"""Of what is heard between two recordings so much is kept: people begin to speak as they press."""

MOST_SECONDS = 120.0
"""More than this does not wait to be taken: whoever takes it has hung, and memory is finite."""


class Ring:
    """Blocks (frames by channels) on their way from PortAudio's thread to the engine's.

    While something records, as from the beginning, nothing is ever dropped without a word: see
    `overflowed` and `gaps`. While nothing does, only the last `BEFORE_SECONDS` stay.
    """

    def __init__(self, rate: int) -> None:
        self._before = round(rate * BEFORE_SECONDS)
        self._most = round(rate * MOST_SECONDS)
        self._changed = threading.Condition()
        self._blocks: deque[Floats] = deque()
        self._frames = 0
        self._recording = True
        self._ended = False
        self._overflowed = False
        self._gaps = 0
        self._fed_at = float("-inf")

    @property
    def ended(self) -> bool:
        """Whether nothing will come any more."""
        return self._ended

    @property
    def overflowed(self) -> bool:
        """Whether something could not be kept; nothing was put in after it."""
        return self._overflowed

    @property
    def gaps(self) -> int:
        """How often the system lost sound before it came here, in this recording."""
        return self._gaps

    @property
    def was_fed(self) -> bool:
        """Whether anything ever came."""
        return self._fed_at > float("-inf")

    def is_fed(self, seconds: float) -> bool:
        """Whether something came in the last so many seconds."""
        lively = not self._ended and not self._overflowed
        return lively and time.monotonic() - self._fed_at < seconds

    def put(self, block: Floats, after_gap: bool = False) -> None:
        """Add what was heard; `after_gap` says that some was lost just before. Never waits."""
        with self._changed:
            # Some drivers tell of a loss with their very first samples, before which was nothing.
            self._gaps += after_gap and self.was_fed
            self._fed_at = time.monotonic()
            if self._overflowed or self._frames + len(block) > self._most:
                self._overflowed = True
            else:
                self._blocks.append(block)
                self._frames += len(block)
            if not self._recording:
                self._forget()
            self._changed.notify()

    def take(self, seconds: float) -> list[Floats]:
        """Everything there is, waiting up to so many seconds for something to come."""
        with self._changed:
            self._changed.wait_for(lambda: self._blocks or self._ended, seconds)
            blocks = list(self._blocks)
            self._blocks.clear()
            self._frames = 0
            return blocks

    def record(self) -> None:
        """From now on everything is kept, what was heard just before included."""
        with self._changed:
            self._recording = True
            self._gaps = 0

    def rest(self) -> None:
        """From now on only the last `BEFORE_SECONDS` are kept."""
        with self._changed:
            self._recording = False
            self._forget()

    def end(self) -> None:
        """Nothing will come any more; what there is can still be taken."""
        with self._changed:
            self._ended = True
            self._changed.notify()

    def _forget(self) -> None:
        while self._blocks and self._frames - len(self._blocks[0]) >= self._before:
            self._frames -= len(self._blocks.popleft())
