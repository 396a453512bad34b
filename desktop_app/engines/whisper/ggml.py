"""whisper.cpp's form of a model, made out of openai-whisper's, and checked.

The form: a magic number, eleven sizes, the mel filters, the vocabulary, then the tensors. All
numbers are little-endian; a tensor's dimensions are written from the innermost outwards.

The matrices are written as Q8_0: blocks of 32 values, each an 8-bit part of the block's largest.
That is half of half precision and takes a tenth to a fifth less time on a processor. Of 987
words (tiny.en, 7.7 minutes of espeak-ng and flite) 114 were wrong with it, 116 in half precision.
"""

import math
import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from desktop_app.core.voice_form import forget_forms, form_path
from desktop_app.core.whole_file import open_whole
from desktop_app.engines.whisper.assets import mel_filters, vocabulary
from desktop_app.engines.whisper.checkpoint import Checkpoint, CheckpointError, Dimensions

MAGIC = b"lmgg"

_ORDER = (
    "n_vocab",
    "n_audio_ctx",
    "n_audio_state",
    "n_audio_head",
    "n_audio_layer",
    "n_text_ctx",
    "n_text_state",
    "n_text_head",
    "n_text_layer",
    "n_mels",
)
"""The sizes in the order of the file; the type of the large tensors follows."""

_FLOAT32, _FLOAT16, _Q8_0 = 0, 1, 8

_BLOCKS = {_FLOAT32: (1, 4), _FLOAT16: (1, 2), _Q8_0: (32, 34)}
"""How many values are written together, and in how many bytes, by the type of a tensor."""

_FILE_TYPES = {_FLOAT16: 1, _Q8_0: 2 * 1000 + 7}
"""What the file says of its matrices; for quantised ones also the version of quantisation, 2."""

_LARGE_YET_FLOAT32 = ("encoder.positional_embedding", "decoder.positional_embedding")
_COLUMNS = ("encoder.conv1.bias", "encoder.conv2.bias")

Watch = Callable[[float], None]
"""Told how far it is, from 0 to 1; it may raise to break off."""


def prepared(path: Path, folder: Path, watch: Watch) -> Path:
    """A file in whisper.cpp's form for the model in `path`, made in `folder` where needed.

    Raises CheckpointError, AssetError or OSError.
    """
    if is_ggml(path):
        return path
    made = form_path(path, folder)
    if not made.is_file():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        forget_forms(path, folder)
        convert(path, made, watch)
    return made


def convert(path: Path, made: Path, watch: Watch) -> None:
    """Write the model in `path` to `made` in whisper.cpp's form, whole or not at all."""
    with Checkpoint(path) as checkpoint, open_whole(made) as file:
        dimensions = checkpoint.dimensions
        sizes = [getattr(dimensions, name) for name in _ORDER]
        matrix = _matrix_type(dimensions)
        file.write(MAGIC + struct.pack("<11i", *sizes, _FILE_TYPES[matrix]))
        filters = mel_filters(dimensions.n_mels)
        file.write(struct.pack("<2i", *filters.shape))
        file.write(filters.astype("<f4").tobytes())
        tokens = vocabulary(dimensions.is_multilingual)
        file.write(struct.pack("<i", len(tokens)))
        for token in tokens:
            file.write(struct.pack("<i", len(token)) + token)
        for done, name in enumerate(checkpoint.names):
            watch(done / len(checkpoint.names))
            _write_tensor(file, name, checkpoint.tensor(name), matrix)


def is_ggml(path: Path) -> bool:
    """Whether the file begins as one in whisper.cpp's form. Raises OSError."""
    with path.open("rb") as stream:
        return stream.read(len(MAGIC)) == MAGIC


def check(path: Path) -> Dimensions:
    """Walk through a file in whisper.cpp's form; raises CheckpointError when it is not whole.

    whisper.cpp itself reads past the end of some damaged files, and then its process is lost.
    """
    size = path.stat().st_size
    with path.open("rb") as stream:
        if stream.read(len(MAGIC)) != MAGIC:
            raise CheckpointError("not in whisper.cpp's form")
        sizes = dict(zip((*_ORDER, "type"), _numbers(stream, 11), strict=True))
        large = sizes.pop("type")
        if not all(0 < value < 2**20 for value in sizes.values()) or not 0 <= large < 10_000:
            raise CheckpointError(f"impossible sizes: {sizes}")
        dimensions = Dimensions(**sizes)
        bands, frequencies = _numbers(stream, 2)
        _skip(stream, size, 4 * bands * frequencies)
        (tokens,) = _numbers(stream, 1)
        for _ in range(tokens):
            _skip(stream, size, _numbers(stream, 1)[0])
        _walk_tensors(stream, size)
    return dimensions


def _walk_tensors(stream: IO[bytes], size: int) -> None:
    """From one tensor to the next; types that are not made here are left to whisper.cpp."""
    while stream.tell() < size:
        axes, length, kind = _numbers(stream, 3)
        if not 0 < axes <= 4 or not 0 <= kind < 64:
            raise CheckpointError(f"not a tensor: {axes} axes of type {kind}")
        if kind not in _BLOCKS:
            return
        values, data = _BLOCKS[kind]
        count = math.prod(_numbers(stream, axes))
        _skip(stream, size, length)
        _skip(stream, size, count // values * data)


def _numbers(stream: IO[bytes], count: int) -> tuple[int, ...]:
    data = stream.read(4 * count)
    if len(data) < 4 * count:
        raise CheckpointError("it ends too early")
    return struct.unpack(f"<{count}i", data)


def _skip(stream: IO[bytes], size: int, count: int) -> None:
    if count < 0 or stream.tell() + count > size:
        raise CheckpointError("it ends too early")
    stream.seek(count, os.SEEK_CUR)


def _write_tensor(file: IO[bytes], name: str, values: npt.NDArray[Any], matrix: int) -> None:
    values = values.squeeze()
    if name in _COLUMNS:
        values = values.reshape(-1, 1)
    kind = _kind(name, values.ndim, matrix)
    label = name.encode()
    file.write(struct.pack("<3i", values.ndim, len(label), kind))
    file.write(struct.pack(f"<{values.ndim}i", *reversed(values.shape)))
    file.write(label)
    if kind == _Q8_0:
        file.write(quantised(values))
    else:
        file.write(values.astype("<f4" if kind == _FLOAT32 else "<f2").tobytes())


def _matrix_type(dimensions: Dimensions) -> int:
    """The type of all matrices; whole blocks must fit into their rows, as in all real models."""
    block, _ = _BLOCKS[_Q8_0]
    widths = (dimensions.n_audio_state, dimensions.n_text_state)
    return _FLOAT16 if any(width % block for width in widths) else _Q8_0


def _kind(name: str, axes: int, matrix: int) -> int:
    """The type in which whisper.cpp wants a tensor."""
    if axes < 2 or name in _LARGE_YET_FLOAT32 or name in _COLUMNS:
        return _FLOAT32
    return matrix if axes == 2 else _FLOAT16


def quantised(values: npt.NDArray[Any]) -> bytes:
    """The values as Q8_0: of each block of 32 its scale, in half precision, then 32 bytes."""
    blocks = values.astype(np.float32).reshape(-1, 32)
    scales = np.abs(blocks).max(axis=1, keepdims=True) / 127
    inverse = np.divide(1.0, scales, out=np.zeros_like(scales), where=scales > 0)
    result = np.empty((len(blocks), 34), np.uint8)
    result[:, :2] = scales.astype("<f2").view(np.uint8)
    result[:, 2:] = np.rint(blocks * inverse).astype(np.int8).view(np.uint8)
    return result.tobytes()
