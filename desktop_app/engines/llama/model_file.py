"""A model's file: what is wrong with it, if something is, and its parts."""

import re
import stat
from pathlib import Path

from desktop_app.core.contradiction import contradiction, doubled
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.gguf import Header, read_header, read_tokens
from desktop_app.core.gguf_cursor import Fault, GgufError
from desktop_app.core.purpose import Purpose, purpose

_CODES = {
    Fault.NOT_GGUF: "model.not_gguf",
    Fault.TRUNCATED: "model.truncated",
    Fault.DAMAGED: "model.damaged",
    Fault.OTHER_VERSION: "model.other_version",
}

_ADDITIONS = ("adapter", "imatrix", "controlvector")
"""What files say of themselves (`general.type`, or the architecture) that hold no model."""

_PART = re.compile(r"-(\d{5})-of-(\d{5})\.gguf$")


Stamp = tuple[tuple[int, int, int], ...] | None
"""What tells the files of a model from others under the same names; None when one is missing."""


def stamp_of(files: tuple[Path, ...]) -> Stamp:
    """The files as they are now: which they are, how long, and when they were written."""
    try:
        found = [file.stat() for file in files]
    except (OSError, ValueError):
        return None
    return tuple((status.st_ino, status.st_size, status.st_mtime_ns) for status in found)


def check_file(path: Path, projector: bool = False) -> Header:
    """Read the header of a model's file, or of a projector's. Raises ParleyError for another."""
    name = shown_name(path)
    header, size = _read(path)
    if header.is_projector is not projector:
        code = "projector.not_one" if projector else "model.projector"
        raise ParleyError(Problem(code, {"name": name}))
    if not projector:
        _check_model(header, name)
    _check_size(header, size, name)
    return header


def check_part(path: Path) -> Header:
    """Read the header of a part of a model that is not its first: it holds tensors alone."""
    header, size = _read(path)
    _check_size(header, size, shown_name(path))
    return header


def _read(path: Path) -> tuple[Header, int]:
    """The header of a file, and its length in bytes."""
    name = shown_name(path)
    try:
        size = _size(path)
        with path.open("rb") as stream:
            return read_header(stream), size
    except GgufError as error:
        raise ParleyError(Problem(_CODES[error.fault], {"name": name}, str(error))) from error
    except OSError as error:
        raise ParleyError(file_problem(path, error)) from error
    except ValueError as error:  # a path with a zero in it, which names nothing
        raise ParleyError(Problem("model.missing", {"name": name}, str(error))) from error


def _check_size(header: Header, size: int, name: str) -> None:
    if size < header.file_size:
        details = f"{size} of {header.file_size} bytes"
        raise ParleyError(Problem("model.truncated", {"name": name}, details))


def _size(path: Path) -> int:
    """Bytes of a file; raises OSError for what is none: to open a pipe waits for its other end."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if path.is_dir() else "no regular file"
        raise IsADirectoryError(f"{path.name} is {kind}")
    return status.st_size


def _check_model(header: Header, name: str) -> None:
    """Raise ParleyError for what is no model to talk with, and for what cannot be."""
    kind = header.text("general.type") or header.architecture
    if kind in _ADDITIONS or (header.tensors == 0 and header.parts == 1):
        details = f"{kind or 'no architecture'}, {header.tensors} tensors"
        raise ParleyError(Problem("model.no_model", {"name": name}, details))
    wrong = contradiction(header)
    if wrong:
        raise ParleyError(Problem("model.damaged", {"name": name}, wrong))
    made_for = purpose(header)
    if made_for is not Purpose.CHAT:
        values = {"name": name, "architecture": header.architecture}
        raise ParleyError(Problem("model.cannot_chat", values, f"made for {made_for.value}"))


def check_tokens(path: Path) -> None:
    """Raise ParleyError for a vocabulary over which llama.cpp would end the process.

    Reads all of it: 0.1 s for 260,000 tokens. Apart from `check_file` for this reason.
    """
    try:
        with path.open("rb") as stream:
            wrong = doubled(read_tokens(stream))
    except GgufError as error:
        wrong = str(error)
    except OSError as error:
        raise ParleyError(file_problem(path, error)) from error
    if wrong:
        raise ParleyError(Problem("model.damaged", {"name": shown_name(path)}, wrong))


def file_problem(path: Path, error: OSError) -> Problem:
    """What it means to the person that a file could not be opened or read."""
    values = {"name": shown_name(path)}
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Problem("model.missing", values, str(error))
    if isinstance(error, IsADirectoryError):
        return Problem("model.not_gguf", values, str(error))
    return Problem("model.unreadable", values, str(error))


def part_files(path: Path, header: Header) -> tuple[Path, ...]:
    """All files of a model, most often the one. Raises ParleyError when a part is missing."""
    found = _PART.search(path.name)
    if header.parts == 1:
        return (path,)
    if not found:
        details = f"one of {header.parts} parts, under a name that does not tell which"
        raise ParleyError(Problem("model.truncated", {"name": shown_name(path)}, details))
    stem = path.name[: found.start()]
    files = tuple(
        path.with_name(f"{stem}-{number:05d}-of-{found[2]}.gguf")
        for number in range(1, header.parts + 1)
    )
    for file in files:
        if not file.is_file():
            details = f"{shown_name(file)} is missing"
            raise ParleyError(Problem("model.truncated", {"name": shown_name(path)}, details))
    return files


def shown_name(path: Path) -> str:
    """The file's name; bytes that are no letters are replaced, so that it can be shown."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


def load_problem(path: Path, header: Header, log: str) -> Problem:
    """What llama.cpp's log says about a file that it did not load."""
    name = shown_name(path)
    unknown = re.search(r"unknown (?:model architecture|pre-tokenizer type): '([^']*)'", log)
    if unknown:
        values = {"name": name, "architecture": unknown[1] or header.architecture}
        return Problem("model.unknown_architecture", values, log)
    if "CLIP cannot be used as main model" in log:
        return Problem("model.projector", {"name": name}, log)
    if "not within the file bounds" in log:
        return Problem("model.truncated", {"name": name}, log)
    return Problem("model.damaged", {"name": name}, log)
