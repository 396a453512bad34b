"""Reading the file in which CTranslate2 keeps a model (binary version 6).

All numbers are little-endian. The file is: version (u32), name of the specification, revision
(u32), number of variables (u32), the variables, number of aliases (u32), the aliases. A text is
its length with the closing zero (u16) and its bytes. A variable is its name, rank (u8), dimensions
(u32 each), type (u8), number of bytes (u32), bytes. An alias is two texts.
Source: python/ctranslate2/specs/model_spec.py of CTranslate2 4.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

VERSION = 6
FLOAT16 = 4


class FormatError(ValueError):
    """This is not such a file, or not all of one."""


@dataclass(frozen=True)
class Variable:
    """An array in row-major order."""

    shape: tuple[int, ...]
    type: int
    data: bytes


def read(path: Path) -> dict[str, Variable]:
    """The variables of a model by name. Raises FormatError and OSError."""
    reader = _Reader(path.read_bytes())
    if reader.number("I") != VERSION:
        raise FormatError(f"{path.name} is not of version {VERSION}")
    reader.text()  # the name of the specification
    reader.number("I")  # its revision
    return {reader.text(): reader.variable() for _ in range(reader.number("I"))}


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self._at = 0

    def number(self, kind: str) -> int:
        (value,) = struct.unpack("<" + kind, self._take(struct.calcsize("<" + kind)))
        return int(value)

    def text(self) -> str:
        return bytes(self._take(self.number("H"))[:-1]).decode("utf-8", "replace")

    def variable(self) -> Variable:
        shape = tuple(self.number("I") for _ in range(self.number("B")))
        kind = self.number("B")
        return Variable(shape, kind, bytes(self._take(self.number("I"))))

    def _take(self, size: int) -> memoryview:
        piece = self._data[self._at : self._at + size]
        if len(piece) < size:
            raise FormatError("the file ends too early")
        self._at += size
        return piece
