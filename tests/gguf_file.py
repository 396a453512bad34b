"""Writes small GGUF files, whole and broken in every way, for tests."""

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

UINT32, INT32, FLOAT32, BOOL, STRING, ARRAY = 4, 5, 6, 7, 8, 9
F32, Q4_0 = 0, 2
ALIGNMENT = 32


class Strings(tuple[str, ...]):
    """An array of strings, as vocabularies are."""


class Integers(tuple[int, ...]):
    """An array of signed numbers, as the types of tokens are."""


class Floats(tuple[float, ...]):
    """An array of fractions."""


Tensor = tuple[str, tuple[int, ...], int, int | bytes]
"""A name, the dimensions (the one that runs fastest first), the type, and the data: the bytes,
or how many there are."""


def gguf_bytes(
    metadata: Mapping[str, object], tensors: Sequence[Tensor] = (), version: int = 3
) -> bytes:
    """A GGUF file; data of which only the size is known is zero."""
    head = b"GGUF" + struct.pack("<IQQ", version, len(tensors), len(metadata))
    head += b"".join(_text(key) + _value(value) for key, value in metadata.items())
    offset = 0
    content = []
    for name, dimensions, kind, data in tensors:
        size = data if isinstance(data, int) else len(data)
        content.append(bytes(size) if isinstance(data, int) else data)
        head += _text(name) + struct.pack("<I", len(dimensions))
        head += struct.pack(f"<{len(dimensions)}Q", *dimensions)
        head += struct.pack("<IQ", kind, offset)
        offset += _padded(size)
    if not tensors:
        return head
    blocks = [head, *content]
    return b"".join(block.ljust(_padded(len(block)), b"\0") for block in blocks)


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
        case Integers():
            head = struct.pack("<IIQ", ARRAY, INT32, len(value))
            return head + struct.pack(f"<{len(value)}i", *value)
        case Floats():
            head = struct.pack("<IIQ", ARRAY, FLOAT32, len(value))
            return head + struct.pack(f"<{len(value)}f", *value)
        case tuple():
            return struct.pack(f"<IIQ{len(value)}I", ARRAY, UINT32, len(value), *value)
    raise TypeError(value)
