"""How patient asking the Hub is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HubOptions:
    """All in seconds. `connect` is how long a server may take to be there, `silence` how long it
    may say nothing, `longest` how long one answer may take in all.

    A server that is busy is asked once more after `pause`, or after what it says itself, as long
    as that is no more than `longest_wait`; else the person is told.
    """

    connect: float = 10.0
    silence: float = 20.0
    longest: float = 60.0
    pause: float = 1.0
    longest_wait: float = 5.0
