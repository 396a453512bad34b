"""Which files macOS takes for code, as their first bytes say (mach-o/loader.h, mach-o/fat.h)."""

from __future__ import annotations

import struct
from enum import Enum
from pathlib import Path
from typing import BinaryIO

_THIN = {
    b"\xce\xfa\xed\xfe": "<",
    b"\xcf\xfa\xed\xfe": "<",
    b"\xfe\xed\xfa\xce": ">",
    b"\xfe\xed\xfa\xcf": ">",
}
"""The order of bytes by the four that a file for one processor begins with."""

_FAT = {b"\xca\xfe\xba\xbe": ">I", b"\xca\xfe\xba\xbf": ">Q"}
"""How an offset is written, by the four that a file for several begins with."""

_MOST_PROCESSORS = 20
"""More are none: a compiled Java class begins with the same four bytes, and a number above 40."""


class Code(Enum):
    """The kinds of code that are signed."""

    PROGRAM = "program"
    LIBRARY = "library"


_KINDS = {2: Code.PROGRAM, 6: Code.LIBRARY, 8: Code.LIBRARY}


def code(path: Path) -> Code | None:
    """The kind of code in `path`, None for what is no code, or none that is signed."""
    with path.open("rb") as file:
        try:
            return _code(file)
        except struct.error:  # it ends before it should
            return None


def _code(file: BinaryIO) -> Code | None:
    magic = file.read(4)
    if offset_form := _FAT.get(magic):
        (processors,) = struct.unpack(">I", file.read(4))
        if not 0 < processors <= _MOST_PROCESSORS:
            return None
        file.seek(16)  # behind the first one's type and subtype
        (offset,) = struct.unpack(offset_form, file.read(struct.calcsize(offset_form)))
        file.seek(offset)
        magic = file.read(4)
    order = _THIN.get(magic)
    if order is None:
        return None
    file.seek(8, 1)  # over the processor
    (kind,) = struct.unpack(f"{order}I", file.read(4))
    return _KINDS.get(kind)
