"""How patient fetching is."""

from dataclasses import dataclass

LEAST_BYTES = 10_000
"""Bytes that also the poorest network brings in a minute."""


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """All in seconds. `pauses` are those between two tries; the tries are as many and one more.

    `connect` is how long a server may take to be there, `silence` how long it may say nothing in
    the midst of a file; `answer` how long it may take to begin with its answer. In each span of
    `crawl` at least LEAST_BYTES must come, or another connection is tried. `patience` is how long
    it is tried without a byte that is new: with the pauses it lasts for ten minutes without a
    network. `longest_wait` is how long a server that is busy is waited for when it says for how
    long it will be (the Hub counts requests in spans of five minutes); above that the person is
    told.
    """

    pauses: tuple[float, ...] = (1.0, 2.0, 4.0, 8.0, 16.0, *(30.0,) * 19)
    connect: float = 15.0
    silence: float = 30.0
    answer: float = 60.0
    crawl: float = 60.0
    patience: float = 600.0
    longest_wait: float = 300.0
