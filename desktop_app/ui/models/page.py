"""The pages of the window of models."""

from collections.abc import Sequence
from enum import Enum
from typing import Protocol, runtime_checkable


class Page(Enum):
    """What stands in front."""

    LIBRARY = "library"
    FIND = "find"
    DOWNLOADS = "downloads"


@runtime_checkable
class Searchable(Protocol):
    """A page with a field to search it by: Ctrl+F goes there."""

    def focus_search(self) -> None:
        """Give the field the keyboard, with what stands in it selected."""


@runtime_checkable
class Keyed(Protocol):
    """A page that knows where the keyboard belongs when it comes to the front.

    It is no focus proxy: one that changes breaks the order in which Tab walks (Qt 6.11).
    """

    def take_keyboard(self) -> None:
        """Give the keyboard to what is used first."""


@runtime_checkable
class Settling(Protocol):
    """A page that keeps something until it is left: closing the window is leaving."""

    def settle(self) -> None:
        """Save what was typed."""


@runtime_checkable
class Taking(Protocol):
    """A page for what is dropped on the window."""

    def take_files(self, files: Sequence[str], folders: Sequence[str]) -> None:
        """These model files and folders were dropped; paths."""
