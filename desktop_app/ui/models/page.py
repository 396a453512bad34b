"""The pages of the window of models."""

from enum import Enum


class Page(Enum):
    """What stands in front."""

    LIBRARY = "library"
    FIND = "find"
    DOWNLOADS = "downloads"
