"""Writes small GGUF files, whole and broken in every way, for tests."""

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

UINT32, FLOAT32, BOOL, STRING, ARRAY = 4, 6, 7, 8, 9
F32, Q4_0 = 0, 2
ALIGNMENT = 32


class Strings(tuple[str, ...]):
    """An array of strings, as vocabularies are."""


def gguf_bytes(
    metadata: Mapping[str, object],
    tensors: Sequence[tuple[str, tuple[int, ...], int, int]] = (),
    version: int = 3,
) -> bytes:
    """A GGUF file. Each tensor is a name, its dimensions, its type and the bytes of its data."""
    head = b"GGUF" + struct.pack("<IQQ", version, len(tensors), len(metadata))
    head += b"".join(_text(key) + _value(value) for key, value in metadata.items())
    offset = 0
    for name, dimensions, kind, size in tensors:
        head += _text(name) + struct.pack("<I", len(dimensions))
        head += struct.pack(f"<{len(dimensions)}Q", *dimensions)
        head += struct.pack("<IQ", kind, offset)
        offset += _padded(size)
    if not tensors:
        return head
    return head.ljust(_padded(len(head)), b"\0") + bytes(offset)


def write_gguf(path: Path, metadata: Mapping[str, object], *tensors: object) -> Path:
    """Write such a file, with tensors as for `gguf_bytes`."""
    path.write_bytes(gguf_bytes(metadata, tensors))  # type: ignore[arg-type]
    return path


def _padded(size: int) -> int:
    return -(-size // ALIGNMENT) * ALIGNMENT


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def _value(value: object) -> bytes:
    match value:
        case bool():
            return struct.pack("<IB", BOOL, value)
        case int():
            return struct.pack("<II", UINT32, value)
        case float():
            return struct.pack("<If", FLOAT32, value)
        case str():
            return struct.pack("<I", STRING) + _text(value)
        case Strings():
            head = struct.pack("<IIQ", ARRAY, STRING, len(value))
            return head + b"".join(map(_text, value))
        case tuple():
            return struct.pack(f"<IIQ{len(value)}I", ARRAY, UINT32, len(value), *value)
    raise TypeError(value)
