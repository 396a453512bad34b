"""A mark on the disk that a model is being loaded, for the next start to find.

What ends the whole program, or the computer, leaves no other word behind: a driver that hangs,
memory that ran out, a plug that was pulled. A model over which that happened is not loaded again
by itself.
"""

import logging
from pathlib import Path

from desktop_app.core.whole_file import write_whole


class LoadMark:
    """The file `path`, which holds the model's path while it is loaded. Never raises OSError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._set = ""

    def set(self, model: str) -> None:
        """This model is being loaded now."""
        if model == self._set:
            return
        self._set = model
        try:
            write_whole(self._path, model.encode("utf-8", "surrogateescape"))
        except OSError as error:
            logging.warning("no mark that %s is being loaded: %s", model, error)

    def clear(self) -> None:
        """It is loaded, or will not be, and the program is still there."""
        self._set = ""
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            logging.warning("the mark of a load stays: %s", error)

    def read(self) -> str:
        """The model whose load was the last thing heard of, "" when all went well."""
        try:
            return self._path.read_bytes().decode("utf-8", "surrogateescape")
        except OSError:
            return ""
