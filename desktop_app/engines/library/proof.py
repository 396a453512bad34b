"""Comparing a model with the checksums that are known of it."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.core.cached_file import cached_anywhere
from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError
from desktop_app.core.events import Event, Fetching
from desktop_app.core.local_model import Proof, Verified, VerifyJob
from desktop_app.core.ollama_store import sha256_of_blob
from desktop_app.engines.library.file_facts import read_facts
from desktop_app.engines.library.walk import StoppedError
from desktop_app.engines.llama.model_file import file_problem

BLOCK = 1 << 20
"""Bytes between two looks whether to stop."""

_TELL_SECONDS = 0.1
_BROKEN = ("model.truncated", "model.damaged", "model.not_gguf")


@dataclass(slots=True)
class Progress:
    """How much of `total` bytes is done, told of now and then."""

    total: int
    done: int = 0
    _told: float = field(default=0.0)

    def add(self, size: int) -> Iterator[Fetching]:
        """So many bytes more."""
        self.done += size
        now = time.monotonic()
        if now > self._told + _TELL_SECONDS or self.done >= self.total:
            self._told = now
            yield Fetching(self.done, max(self.done, self.total))


def verify(job: VerifyJob, cancel: CancelToken) -> Iterator[Event]:
    """`Fetching` while it is read, then `Verified`. Raises `ParleyError` and `StoppedError`."""
    model = job.model
    paths = [Path(path) for path in (*model.files, *filter(None, [model.projector]))]
    sizes = [_size(path) for path in paths]
    progress = Progress(sum(sizes))
    proofs = []
    first = ""
    for path in paths:
        digest = hashlib.sha256()
        try:
            with path.open("rb") as stream:
                while block := stream.read(BLOCK):
                    if cancel.is_set():
                        raise StoppedError
                    digest.update(block)
                    yield from progress.add(len(block))
        except OSError as error:
            raise ParleyError(file_problem(path, error)) from error
        first = first or digest.hexdigest()
        proofs.append(_proof(path, digest.hexdigest()))
    yield Verified(_worst(proofs), first)


def known_sha256(path: Path) -> str:
    """The SHA-256 that a file must have, "" where nobody says."""
    found = cached_anywhere(path)
    return found.sha256 if found else sha256_of_blob(path)


def _proof(path: Path, sha256: str) -> Proof:
    if known := known_sha256(path):
        return Proof.RIGHT if sha256 == known else Proof.WRONG
    # Nobody says what it must be, but a file can be shorter than its own header says.
    return Proof.WRONG if read_facts(path).code in _BROKEN else Proof.UNKNOWN


def _worst(proofs: list[Proof]) -> Proof:
    """What all of them together are: one wrong file is enough, and each right one is needed."""
    for proof in (Proof.WRONG, Proof.UNKNOWN):
        if proof in proofs:
            return proof
    return Proof.RIGHT


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise ParleyError(file_problem(path, error)) from error
