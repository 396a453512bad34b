"""An engine of the search that answers what a test says, and notes what it was asked."""

import threading
from collections.abc import Iterator

from desktop_app.core.chat_search import ChatSearchJob, Found, Hit, TakeInJob, TakenIn
from desktop_app.core.engine import CancelToken, Job
from desktop_app.core.events import Event, Finished, Reason
from desktop_app.core.occurrence import Snippet

ALL = TakenIn(2, 2)


def hit(title: str, text: str = "", conversation: str = "c", message: str = "") -> Hit:
    """A hit in the first word of a text, or of a title."""
    return Hit(conversation, Snippet(title), 1e9, message, Snippet(text, ((0, 3),)))


class SearchScript:
    """Gives the same pieces to every question; waits before each while `gate` is closed."""

    def __init__(self, *pieces: Event) -> None:
        self.pieces: tuple[Event, ...] = pieces or (Found((), ALL),)
        self.taken: tuple[Event, ...] = (ALL,)
        self.asked: list[Job] = []
        self.gate = threading.Event()
        self.gate.set()

    @property
    def words(self) -> list[tuple[str, ...]]:
        """What was looked for."""
        return [job.query.words for job in self.asked if isinstance(job, ChatSearchJob)]

    @property
    def took_in(self) -> int:
        """How often the index was to be brought up to date."""
        return sum(isinstance(job, TakeInJob) for job in self.asked)

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        self.asked.append(job)
        for event in self.pieces if isinstance(job, ChatSearchJob) else self.taken:
            self.gate.wait()
            if isinstance(event, Finished) or type(event).__name__ == "Failed":
                yield event
                return
            yield event
        yield Finished(Reason.CANCELLED if cancel.is_set() else Reason.STOP)

    def close(self) -> None:
        self.gate.set()
