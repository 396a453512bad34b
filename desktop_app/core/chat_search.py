"""The search of the conversations: what is asked of its engine, and what it answers."""

from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.chat_query import ChatQuery
from desktop_app.core.occurrence import Snippet
from desktop_app.core.room import RoomEvent, RoomJob

MOST_HITS = 200
"""Who has seen so many needs other words."""


NOTHING = Snippet("")


@dataclass(frozen=True, slots=True)
class SearchFiles:
    """What the engine of the search is made with: the conversations, which it only reads, and the
    index that it makes of them, which may be lost."""

    database: Path
    index: Path


@dataclass(frozen=True, slots=True)
class ChatSearchJob(RoomJob):
    """Look for `query`: `Found` in pieces, then `Finished`. What changed is taken in first, as
    much as a moment allows."""

    query: ChatQuery
    limit: int = MOST_HITS


@dataclass(frozen=True, slots=True)
class TakeInJob(RoomJob):
    """Bring the index up to date: `TakenIn` now and then, then `Finished`. Stopped at any time, it
    goes on there the next time."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One message, or one title, in which all the words occur.

    `message` is its id, "" for a hit in the title alone. `time` is in seconds since the epoch,
    that of the message, or of the last change where it is the title. `model` wrote it, "" for
    what a person wrote.
    """

    conversation: str
    title: Snippet
    time: float
    message: str = ""
    text: Snippet = NOTHING
    model: str = ""


@dataclass(frozen=True, slots=True)
class TakenIn(RoomEvent):
    """`done` of `total` conversations are in the index."""

    done: int
    total: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return self.done >= self.total


@dataclass(frozen=True, slots=True)
class Found(RoomEvent):
    """The next hits. `index` is how much of the conversations could be searched; `models` are the
    names of all models that wrote in them, the one that wrote most first. The first piece alone
    has them."""

    hits: tuple[Hit, ...]
    index: TakenIn | None = None
    models: tuple[str, ...] = ()
