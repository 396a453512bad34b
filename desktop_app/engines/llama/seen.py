"""Pictures that a model has seen: their embeddings, in memory and on disk.

Encoding a picture takes seconds on a CPU; reading what came of it takes milliseconds. What is on
disk can be made again, so nothing here ever fails: what cannot be read or written is encoded
anew.
"""

import hashlib
import logging
import os
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path

import numpy as np

from desktop_app.engines.llama.projector import Embeddings

MEMORY_BYTES = 64 << 20
"""Some dozen pictures. The KV cache remembers the others too, and the disk all."""

DISK_BYTES = 1 << 30

_log = logging.getLogger(__name__)


class SeenPictures:
    """Embeddings by what was seen with what. `folder` None keeps nothing on disk."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._memory: OrderedDict[str, Embeddings] = OrderedDict()
        self._bytes = 0

    @staticmethod
    def key(projector: str, picture: str) -> str:
        """The name of a picture's embeddings, by the identity of the projector and its hash."""
        return hashlib.sha256(f"{projector} {picture}".encode()).hexdigest()

    def get(self, key: str, shape: tuple[int, int]) -> Embeddings | None:
        """The embeddings under `key`, None when there are none of this shape."""
        found = self._memory.get(key)
        if found is None:
            found = self._read(key)
        if found is None or found.shape != shape:
            return None
        self._remember(key, found)
        return found

    def put(self, key: str, embeddings: Embeddings) -> None:
        """Keep embeddings, and let the oldest go where there are too many."""
        self._remember(key, embeddings)
        if self._folder is None:
            return
        path = self._path(key)
        part = path.with_suffix(".part")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with part.open("wb") as stream:
                np.save(stream, embeddings, allow_pickle=False)
            part.replace(path)
            self._prune()
        except OSError as error:
            _log.warning("what was seen is not kept: %s", error)
            with suppress(OSError):
                part.unlink()

    def _remember(self, key: str, embeddings: Embeddings) -> None:
        before = self._memory.pop(key, None)
        self._bytes += embeddings.nbytes - (before.nbytes if before is not None else 0)
        self._memory[key] = embeddings
        while self._bytes > MEMORY_BYTES and len(self._memory) > 1:
            self._bytes -= self._memory.popitem(last=False)[1].nbytes

    def _read(self, key: str) -> Embeddings | None:
        if self._folder is None:
            return None
        path = self._path(key)
        try:
            with path.open("rb") as stream:
                found = np.load(stream, allow_pickle=False)
            os.utime(path)  # used last: the last to go
        except (OSError, ValueError, EOFError):
            return None
        return found if found.dtype == np.float32 else None

    def _path(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{key}.npy"

    def _prune(self) -> None:
        assert self._folder is not None
        files = [(path, path.stat()) for path in self._folder.glob("*.npy")]
        files.sort(key=lambda file: file[1].st_mtime)
        total = sum(status.st_size for _, status in files)
        for path, status in files[:-1]:
            if total <= DISK_BYTES:
                break
            path.unlink(missing_ok=True)
            total -= status.st_size
