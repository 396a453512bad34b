"""What programs and libraries for Linux say of themselves, by objdump's word."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from parley_setup.console import SetupError

_MAGIC = b"\x7fELF"

_FILE = re.compile(r"^(.+):\s+file format elf\S+$")
_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$")


def is_elf(path: Path) -> bool:
    """Whether this is a program or a library itself, and not a link to one."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def headers(paths: Iterable[Path]) -> list[str]:
    """What objdump prints of the headers of these files, one after the other.

    Raises SetupError where there is no objdump, or where one of the files is none of these.
    """
    # As a command line has an end, so has the number of files on one.
    files = [str(path) for path in paths]
    # It speaks the language of who runs it, and what is looked for here is in English.
    environment = {**os.environ, "LC_ALL": "C"}
    lines: list[str] = []
    for begin in range(0, len(files), 500):
        command = ["objdump", "--private-headers", *files[begin : begin + 500]]
        try:
            done = subprocess.run(
                command, env=environment, capture_output=True, text=True, check=True
            )
        except (OSError, subprocess.CalledProcessError) as error:
            raise SetupError(
                "What the program needs of the system cannot be read.",
                "Install objdump (on Debian: apt install binutils).",
            ) from error
        lines.extend(done.stdout.splitlines())
    return lines


def needed(paths: Iterable[Path]) -> dict[Path, frozenset[str]]:
    """The libraries that each of these asks for by itself; files of other kinds ask for none."""
    files = list(paths)
    found = dict(read_needed(headers(path for path in files if is_elf(path.resolve()))))
    return {path: found.get(path, frozenset()) for path in files}


def read_needed(lines: Iterable[str]) -> Iterator[tuple[Path, frozenset[str]]]:
    """Every file that objdump told of, and the libraries that it asks for."""
    file, names = None, set[str]()
    for line in lines:
        if begun := _FILE.match(line):
            if file is not None:
                yield file, frozenset(names)
            file, names = Path(begun[1]), set()
        elif asked := _NEEDED.match(line):
            names.add(asked[1])
    if file is not None:
        yield file, frozenset(names)
