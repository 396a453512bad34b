"""The list of SHA-256 sums beside the packages, as `sha256sum --check` reads it."""

from __future__ import annotations

import hashlib
from pathlib import Path

NAME = "SHA256SUMS"


def write_checksums(folder: Path) -> Path:
    """List every file in `folder` that is whole, but the list itself. Returns the list."""
    lines = [
        f"{_sum(path)}  {path.name}\n"
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != NAME and path.suffix != ".part"
    ]
    made = folder / NAME
    made.write_text("".join(lines), encoding="utf-8", newline="\n")
    return made


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
