"""What the jobs and events of engines that few starts need have in common.

The seam (`core.engine`, `core.events`) names these alone, so that neither the window nor a child
process loads the values of an engine that it does not use.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoomJob:
    """A job for one engine alone."""

    id: str


@dataclass(frozen=True, slots=True)
class RoomEvent:
    """An event of one engine alone; never the last one of a job."""
