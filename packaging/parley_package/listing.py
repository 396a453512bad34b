"""Names in a sentence."""

from __future__ import annotations

_SHOWN = 5
"""So many names stand in a sentence; the rest is counted."""


def listed(names: list[str]) -> str:
    """The first few of `names`, and how many more there are."""
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
