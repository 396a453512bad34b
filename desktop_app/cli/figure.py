"""A figure that was measured several times: its middle and how far the values lie apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """`values` in the order in which they were measured; at least one."""

    words: str
    unit: str
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle of the values."""
        return median(self.values)

    def row(self) -> list[str]:
        """The figure for a table: its words, median, least, most and unit."""
        numbers = (self.median, min(self.values), max(self.values))
        decimals = _decimals(self.median)
        return [self.words, *(f"{number:,.{decimals}f}" for number in numbers), self.unit]

    def as_json(self) -> Mapping[str, object]:
        """The figure for programs."""
        return {
            "unit": self.unit,
            "median": self.median,
            "least": min(self.values),
            "most": max(self.values),
            "values": list(self.values),
        }


def _decimals(value: float) -> int:
    """For three figures that mean something, and no more behind the point than two."""
    return 0 if value >= 100 else 1 if value >= 10 else 2
