"""Stepping through the header of a GGUF file, and what may be wrong with it."""

import struct
from enum import Enum
from typing import BinaryIO

MAGIC = b"GGUF"

UINT32 = struct.Struct("<I")
UINT64 = struct.Struct("<Q")

LONGEST_TEXT = 1 << 26
"""Bytes. A length beyond it is damage: what it points to must not be read into memory."""

MOST_KEPT = 1 << 27
"""Bytes. More than that no header holds besides its vocabulary, which is stepped over."""

_CHUNK = 1 << 20


class Fault(Enum):
    """What is wrong with a file."""

    NOT_GGUF = "not_gguf"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    OTHER_VERSION = "other_version"


class GgufError(Exception):
    """The file is not a GGUF file that can be used; `fault` says in which way."""

    def __init__(self, fault: Fault, details: str) -> None:
        super().__init__(details)
        self.fault = fault


class Cursor:
    """Steps through a stream in large reads. Coming to the end means the file is truncated."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._buffer = b""
        self._at = 0
        self._base = 0
        self._kept = 0

    @property
    def position(self) -> int:
        """Bytes from the start of the stream."""
        return self._base + self._at

    def start(self) -> bytes:
        """The first four bytes, fewer when there are no more."""
        self._buffer = self._stream.read(_CHUNK)
        self._at = len(MAGIC)
        return self._buffer[: self._at]

    def unpack(self, layout: struct.Struct) -> int | float | bool:
        """The next scalar."""
        at = self._need(layout.size)
        value: int | float | bool = layout.unpack_from(self._buffer, at)[0]
        return value

    def number(self, layout: struct.Struct) -> int:
        """The next count or length."""
        return int(self.unpack(layout))

    def text(self) -> str:
        """The next string, which is to be kept."""
        data = self.data()
        self.keep(len(data))
        return data.decode("utf-8", "replace")

    def keep(self, size: int) -> None:
        """So many bytes more stay in memory; raises GgufError when they become too many."""
        self._kept += size
        if self._kept > MOST_KEPT:
            raise GgufError(Fault.DAMAGED, f"a header of more than {MOST_KEPT} bytes cannot be")

    def data(self) -> bytes:
        """The bytes of the next string."""
        size = self.number(UINT64)
        at = self._need(size)
        return self._buffer[at : at + size]

    def texts(self, count: int) -> list[bytes]:
        """The bytes of the next `count` strings: a vocabulary, so every step counts."""
        found: list[bytes] = []
        take, length = found.append, UINT64.unpack_from
        buffer, at = self._buffer, self._at
        for _ in range(count):
            start = at + UINT64.size
            if start <= len(buffer) and (end := start + length(buffer, at)[0]) <= len(buffer):
                take(buffer[start:end])
                at = end
                continue
            self._at = at
            take(self.data())
            buffer, at = self._buffer, self._at
        self._at = at
        return found

    def skip_texts(self, count: int) -> None:
        """Step over the next `count` strings."""
        length = UINT64.unpack_from
        buffer, at = self._buffer, self._at
        for _ in range(count):
            if at + UINT64.size <= len(buffer):
                at += UINT64.size + length(buffer, at)[0]
                continue
            self._at = at
            self.skip(self.number(UINT64))
            buffer, at = self._buffer, self._at
        self._at = at

    def skip(self, size: int) -> None:
        """Step over `size` bytes; past the end shows at the next read."""
        self._at += size

    def _need(self, size: int) -> int:
        at = self._at
        if at + size > len(self._buffer):
            self._fill(size)
            at = self._at
        self._at = at + size
        return at

    def _fill(self, size: int) -> None:
        position = self.position
        self._stream.seek(0, 2)
        if position + size > self._stream.tell():
            raise GgufError(Fault.TRUNCATED, f"the header ends at byte {self._stream.tell()}")
        if size > LONGEST_TEXT:
            raise GgufError(Fault.DAMAGED, f"a text of {size} bytes cannot be")
        self._stream.seek(position)
        self._buffer = self._stream.read(max(size, _CHUNK))
        self._base, self._at = position, 0
        if len(self._buffer) < size:
            raise GgufError(Fault.TRUNCATED, f"the header ends at byte {position}")
