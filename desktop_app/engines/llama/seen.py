"""Pictures that a model has seen: their embeddings, in memory and on disk.

Encoding a picture takes seconds on a CPU; reading what came of it takes milliseconds. What is on
disk can be made again, so nothing here ever fails: what cannot be read or written is encoded
anew. A file is the rows (float32, as the processor has them) behind their SHA-256.
"""

import hashlib
import logging
import os
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.engines.llama.library import VERSION
from desktop_app.engines.llama.projector import Embeddings

MEMORY_BYTES = 64 << 20
"""Some dozen pictures. The KV cache remembers the others too, and the disk all."""

DISK_BYTES = 1 << 30

_SUFFIX, _UNFINISHED = ".seen", ".part"
_DIGEST_BYTES = hashlib.sha256().digest_size
_FORGOTTEN_SECONDS = 3600
"""An unfinished file that is older is of a process that was ended while it wrote."""

_log = logging.getLogger(__name__)


class SeenPictures:
    """Embeddings by what was seen with what. `folder` None keeps nothing on disk."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._memory: OrderedDict[str, Embeddings] = OrderedDict()
        self._bytes = 0

    @staticmethod
    def key(projector: str, picture: str) -> str:
        """The name of a picture's embeddings, by the identity of the projector and its hash.

        Another llama.cpp may scale pictures in another way, and so has its own.
        """
        return hashlib.sha256(f"{VERSION} {projector} {picture}".encode()).hexdigest()

    def get(self, key: str, shape: tuple[int, int]) -> Embeddings | None:
        """The embeddings under `key`, None when there are none of this shape."""
        found = self._memory.get(key)
        if found is None:
            found = self._read(key, shape)
        if found is None or found.shape != shape:
            return None
        self._remember(key, found)
        return found

    def put(self, key: str, embeddings: Embeddings, on_disk: bool = True) -> None:
        """Keep embeddings, and let the oldest go where there are too many."""
        self._remember(key, embeddings)
        if self._folder is None or not on_disk:
            return
        path = self._path(key)
        part = path.with_suffix(f".{os.getpid()}{_UNFINISHED}")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with part.open("wb") as stream:
                stream.write(_digest(embeddings))
                stream.write(np.ascontiguousarray(embeddings).data)
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

    def _read(self, key: str, shape: tuple[int, int]) -> Embeddings | None:
        if self._folder is None:
            return None
        path = self._path(key)
        try:
            data = path.read_bytes()
        except (OSError, MemoryError):
            return None
        rows = np.frombuffer(data, np.uint8, offset=min(_DIGEST_BYTES, len(data)))
        if rows.nbytes != shape[0] * shape[1] * np.dtype(np.float32).itemsize:
            return None
        # A power cut can leave a file of the right length with holes in it, and wrong rows make
        # wrong answers without a word.
        if _digest(rows) != data[:_DIGEST_BYTES]:
            return None
        with suppress(OSError):  # a folder for reading alone serves as well
            os.utime(path)  # used last: the last to go
        return rows.view(np.float32).reshape(shape)

    def _path(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{key}{_SUFFIX}"

    def _prune(self) -> None:
        assert self._folder is not None
        for path, status in _files(self._folder, _UNFINISHED):
            if status.st_mtime < time.time() - _FORGOTTEN_SECONDS:
                path.unlink(missing_ok=True)
        files = sorted(_files(self._folder, _SUFFIX), key=lambda file: file[1].st_mtime)
        total = sum(status.st_size for _, status in files)
        for path, status in files[:-1]:
            if total <= DISK_BYTES:
                break
            path.unlink(missing_ok=True)
            total -= status.st_size


def _digest(rows: NDArray[np.generic]) -> bytes:
    return hashlib.sha256(np.ascontiguousarray(rows).data).digest()


def _files(folder: Path, suffix: str) -> Iterator[tuple[Path, os.stat_result]]:
    for path in folder.glob(f"*{suffix}"):
        try:
            status = path.stat()
        except FileNotFoundError:  # another process was quicker
            continue
        yield path, status
