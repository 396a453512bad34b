"""The file that somebody wants read: all its bytes, and when to give up."""

import stat
import time
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.document import MOST_FILE_BYTES, SECONDS
from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError, Problem

_BLOCK = 1 << 20


class StoppedError(Exception):
    """The person pressed Stop."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is in a file, what it is called, and until when it may be read (monotonic seconds)."""

    data: bytes
    name: str
    until: float
    cancel: CancelToken

    def check(self) -> None:
        """Raise `StoppedError` after a Stop, and `ParleyError` when it has taken too long."""
        if self.cancel.is_set():
            raise StoppedError
        if time.monotonic() > self.until:
            raise problem("too_slow", self.name)


def source_of(path: str, name: str, cancel: CancelToken) -> Source:
    """Read the file. Raises `ParleyError` and `StoppedError`."""
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise problem("folder", name)
        if not stat.S_ISREG(mode):
            # A pipe or a device: to open it may wait for ever, to read it may never end.
            raise problem("binary", name, "it is not a file")
        data = _read(Path(path), name, cancel)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise problem("missing", name, str(error)) from error
    except PermissionError as error:
        raise problem("forbidden", name, str(error)) from error
    except (OSError, ValueError) as error:
        raise problem("damaged", name, str(error)) from error
    return Source(data, name, time.monotonic() + SECONDS, cancel)


def problem(code: str, name: str, details: str = "") -> ParleyError:
    """The error "document.`code`" about the file that is called so."""
    return ParleyError(Problem(f"document.{code}", {"name": name}, details))


def _read(path: Path, name: str, cancel: CancelToken) -> bytes:
    """Block by block: its size may change meanwhile, and a slow drive must not hold up a Stop."""
    data = bytearray()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            if cancel.is_set():
                raise StoppedError
            data += block
            if len(data) > MOST_FILE_BYTES:
                details = f"more than {MOST_FILE_BYTES} bytes"
                raise problem("too_large", name, details)
    return bytes(data)
