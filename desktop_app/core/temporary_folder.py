"""The folder of the pictures and texts of temporary conversations."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_SHARED_MEMORY = Path("/dev/shm")  # the folder below it is the owner's alone


class TemporaryFolder:
    """A folder for what is not to be kept: in memory where the system has file systems in memory
    (Linux), else among the system's temporary files.

    Its engines write files there and models read them, as they do in the folder of pictures. It
    is named after the home that it belongs to, which one program at a time uses: what a program
    that was killed has left is deleted when the next one starts.
    """

    def __init__(self, home: Path, environment: Mapping[str, str] = os.environ) -> None:
        """`home` is the folder of what must never be lost."""
        owner = os.getuid() if hasattr(os, "getuid") else ""
        name = hashlib.sha256(f"{owner} {home.absolute()}".encode()).hexdigest()[:16]
        self._places = [place / f"parley-temporary-{name}" for place in _places(environment)]
        self._made: Path | None = None

    @property
    def path(self) -> Path | None:
        """Where it is; None while there is none."""
        return self._made

    def make(self) -> Path:
        """The folder, which nobody else may read; made where it is not there.

        Where it cannot be made, whoever writes there says so.
        """
        if self._made is None or not self._made.is_dir():
            self._made = self._new()
        return self._made

    def clear(self) -> None:
        """Delete it with all that is in it, also what an earlier program has left."""
        for place in {*self._places, *filter(None, [self._made])}:
            with suppress(OSError):
                shutil.rmtree(place)
        self._made = None

    def _new(self) -> Path:
        for place in self._places:
            with suppress(OSError):
                place.mkdir(mode=0o700)
                return place
        return self._places[-1]


def _places(environment: Mapping[str, str]) -> list[Path]:
    """The folders it may be made in, the best first."""
    own = environment.get("XDG_RUNTIME_DIR")
    return [*([Path(own)] if own else []), _SHARED_MEMORY, Path(tempfile.gettempdir())]
