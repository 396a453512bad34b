"""Writing a checkpoint as torch.load() reads it, without torch.

It is a zip archive: "data.pkl" is a pickle of the content, in which a tensor names the number of
its storage, and "data/<number>" holds the bytes of that storage.
Source: torch/csrc/jit/serialization (the zip format of torch.save since 1.6).
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

# The opcodes of pickle's protocol 2 that are needed; Lib/pickletools.py describes them.
_PROTO, _STOP, _MARK, _EMPTY_DICT, _SETITEMS = b"\x80\x02", b".", b"(", b"}", b"u"
_TUPLE, _EMPTY_TUPLE, _REDUCE, _PERSISTENT = b"t", b")", b"R", b"Q"
_TEXT, _INTEGER, _FALSE = b"X", b"J", b"\x89"
_ROOT = "archive"
# A fixed time makes the same content the same bytes, whose digest can be checked.
_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Tensor:
    """Half-precision numbers in row-major order."""

    shape: tuple[int, ...]
    data: bytes


def write(path: Path, dimensions: Mapping[str, int], tensors: Mapping[str, Tensor]) -> None:
    """Write `{"dims": ..., "model_state_dict": ...}`, the form of openai-whisper's files.

    The same content always gives the same bytes. Raises OSError.
    """
    sizes = _dict((_text(name), _integer(size)) for name, size in dimensions.items())
    state = _dict(
        (_text(name), _tensor(number, tensor))
        for number, (name, tensor) in enumerate(tensors.items())
    )
    content = _dict([(_text("dims"), sizes), (_text("model_state_dict"), state)])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        _add(archive, "data.pkl", _PROTO + content + _STOP)
        _add(archive, "byteorder", b"little")
        for number, tensor in enumerate(tensors.values()):
            _add(archive, f"data/{number}", tensor.data)
        _add(archive, "version", b"3\n")


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(f"{_ROOT}/{name}", _TIME)
    entry.create_system = 3  # otherwise Windows writes other bytes than the rest
    archive.writestr(entry, data)


def _tensor(number: int, tensor: Tensor) -> bytes:
    """torch._utils._rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks)."""
    elements = 1
    strides: list[int] = []
    for size in reversed(tensor.shape):
        strides.insert(0, elements)
        elements *= size
    storage = _tuple(
        _text("storage"),
        _global("torch", "HalfStorage"),
        _text(str(number)),
        _text("cpu"),
        _integer(elements),
    )
    hooks = _global("collections", "OrderedDict") + _EMPTY_TUPLE + _REDUCE
    arguments = _tuple(
        storage + _PERSISTENT,
        _integer(0),
        _tuple(*map(_integer, tensor.shape)),
        _tuple(*map(_integer, strides)),
        _FALSE,
        hooks,
    )
    return _global("torch._utils", "_rebuild_tensor_v2") + arguments + _REDUCE


def _dict(items: Iterable[tuple[bytes, bytes]]) -> bytes:
    return _EMPTY_DICT + _MARK + b"".join(key + value for key, value in items) + _SETITEMS


def _tuple(*items: bytes) -> bytes:
    return _MARK + b"".join(items) + _TUPLE


def _text(text: str) -> bytes:
    data = text.encode()
    return _TEXT + struct.pack("<I", len(data)) + data


def _integer(value: int) -> bytes:
    return _INTEGER + struct.pack("<i", value)


def _global(module: str, name: str) -> bytes:
    return f"c{module}\n{name}\n".encode()
