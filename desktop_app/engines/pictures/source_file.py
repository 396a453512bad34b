"""The file that somebody wants to show: opened with care, and given up when a Stop comes."""

import io
import os
import stat
from pathlib import Path

from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError, Problem

MOST_BYTES = 1 << 30
"""Of a file. The largest pictures that are opened take less, unless they are padded."""

MOST_BYTES_AT_ONCE = 256 << 20
"""Decoders that read a file whole, before its picture's size is known, copy it once or twice."""


class StoppedError(Exception):
    """The person pressed Stop."""


class SourceFile(io.BufferedReader):
    """A file of somebody else's, open for reading.

    Decoders ask it for piece after piece: that is where a Stop reaches them. `name` is what the
    picture is called in sentences. Raises `ParleyError` for a file that cannot be opened, or
    is larger than any picture.
    """

    def __init__(self, path: str, called: str, cancel: CancelToken) -> None:
        self.called = called
        self._cancel = cancel
        self._ending = b""
        super().__init__(_opened(path, called))
        self._size = os.fstat(self.fileno()).st_size
        if self._size > MOST_BYTES:
            self.close()
            raise self._too_large(MOST_BYTES)

    def read(self, size: int | None = -1, /) -> bytes:
        """The next `size` bytes, all that are left for -1; raises `StoppedError` after a Stop."""
        self.check_stop()
        if size is None or not 0 <= size <= MOST_BYTES_AT_ONCE:
            self._check_rest(size)
        data = super().read(size)
        if not data and size:
            data, self._ending = self._ending, b""
        return data

    def begin_again(self, ending: bytes) -> None:
        """Go back to the beginning; once all is read, `ending` comes as if it were in the file."""
        self.seek(0)
        self._ending = ending

    def check_stop(self) -> None:
        """Raise `StoppedError` after a Stop."""
        if self._cancel.is_set():
            raise StoppedError

    def _check_rest(self, size: int | None) -> None:
        """Raise `ParleyError` when `size` bytes, or all for None and -1, are too many at once."""
        rest = self._size - self.tell()
        if (rest if size is None or size < 0 else min(size, rest)) > MOST_BYTES_AT_ONCE:
            raise self._too_large(MOST_BYTES_AT_ONCE)

    def _too_large(self, most: int) -> ParleyError:
        return problem("too_large", self.called, f"{self._size} bytes; at most {most} are read")


def problem(code: str, called: str, details: str = "", **values: str) -> ParleyError:
    """The error "picture.`code`" about the picture that is called so."""
    return ParleyError(Problem(f"picture.{code}", {"name": called, **values}, details))


def _opened(path: str, called: str) -> io.FileIO:
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise problem("unreadable", called, "it is a folder")
        if not stat.S_ISREG(mode):
            # A pipe or a device: to open it may wait for ever, to read it may never end.
            raise problem("unreadable", called, "it is not a file")
        return io.FileIO(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise problem("missing", called, str(error)) from error
    except PermissionError as error:
        raise problem("forbidden", called, str(error)) from error
    except (OSError, ValueError) as error:
        raise problem("unreadable", called, str(error)) from error
