"""What was measured, and whether it reaches its bar."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of some values, the quartiles around it, and the largest."""

    low: float
    median: float
    high: float
    longest: float


def spread(values: Sequence[float]) -> Spread:
    """The median and the quartiles; between two values they are interpolated."""
    if not values:
        raise ValueError("nothing was measured")
    if len(values) == 1:
        return Spread(values[0], values[0], values[0], values[0])
    low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    return Spread(low, median, high, max(values))


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Each of ours over its partner, which was measured right before or after it."""
    return [mine / other for mine, other in zip(ours, theirs, strict=True)]


class Better(Enum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"


class Counts(Enum):
    """What of the values is held against the bar."""

    QUARTILE = "quartile"
    """The better quartile: what half of the way from the median to the best run reaches."""
    LONGEST = "longest"
    """The largest value: for what must never take longer."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table. `values` are in `unit`, one for each pair or run."""

    what: str
    bar: float
    values: tuple[float, ...]
    better: Better = Better.HIGHER
    unit: str = ""
    counts: Counts = Counts.QUARTILE
    note: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the bar is reached, by the rule of `counts`."""
        measured = spread(self.values)
        if self.counts is Counts.LONGEST:
            return measured.longest <= self.bar
        if self.better is Better.HIGHER:
            return measured.high >= self.bar
        return measured.low <= self.bar
