"""Models with weights in them: reading rows of a real one, writing those that tests make."""

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from tests.gguf_file import ALIGNMENT, ARRAY, F32, STRING, Tensor, gguf_bytes

Weights = NDArray[np.float32]

_Q8_0 = 8
_Q8_0_BLOCK = np.dtype([("scale", "<f2"), ("weights", "i1", 32)])
_SCALARS = dict(zip((0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12), "BbHhIif?Qqd", strict=True))


def write_model(path: Path, metadata: Mapping[str, object], weights: Mapping[str, Weights]) -> Path:
    """Write a model of 32-bit weights, each under its name, with the shape that numpy gives it."""
    tensors: list[Tensor] = [
        (name, array.shape[::-1], F32, array.astype("<f4").tobytes())
        for name, array in weights.items()
    ]
    path.write_bytes(gguf_bytes(metadata, tensors))
    return path


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tokens of a model and their embeddings, which are read from its file."""

    path: Path
    tokens: Mapping[str, int]
    width: int
    offset: int

    def embeddings(self, words: Iterable[str]) -> Weights:
        """A row for each of `words`, each of which must be one token. Raises KeyError."""
        return np.stack([self._row(self.tokens[word.replace(" ", "Ġ")]) for word in words])

    def _row(self, token: int) -> Weights:
        size = self.width // 32 * _Q8_0_BLOCK.itemsize
        with self.path.open("rb") as file:
            file.seek(self.offset + token * size)
            blocks = np.frombuffer(file.read(size), _Q8_0_BLOCK)
        scales = blocks["scale"].astype(np.float32)
        row: Weights = scales[:, None] * blocks["weights"]
        return row.reshape(-1)


def read_vocabulary(path: Path) -> Vocabulary:
    """Read the tokens of the model in `path`, whose embeddings must be of the type Q8_0."""
    with path.open("rb") as file:
        _, _, tensors, keys = struct.unpack("<4sIQQ", file.read(24))
        metadata = dict(_pair(file) for _ in range(keys))
        places = dict(_place(file) for _ in range(tensors))
        data = -(-file.tell() // ALIGNMENT) * ALIGNMENT
    (width, _), kind, offset = places["token_embd.weight"]
    if kind != _Q8_0:
        raise ValueError(f"the embeddings of {path.name} are of the type {kind}")
    words = metadata["tokenizer.ggml.tokens"]
    assert isinstance(words, list)
    return Vocabulary(path, {word: token for token, word in enumerate(words)}, width, data + offset)


def _pair(file: BinaryIO) -> tuple[str, object]:
    return _text(file), _value(file, _number(file, "I"))


def _place(file: BinaryIO) -> tuple[str, tuple[tuple[int, ...], int, int]]:
    name = _text(file)
    dimensions = tuple(_number(file, "Q") for _ in range(_number(file, "I")))
    return name, (dimensions, _number(file, "I"), _number(file, "Q"))


def _value(file: BinaryIO, kind: int) -> object:
    if kind == STRING:
        return _text(file)
    if kind == ARRAY:
        of, count = _number(file, "I"), _number(file, "Q")
        return [_value(file, of) for _ in range(count)]
    return _number(file, _SCALARS[kind])


def _number(file: BinaryIO, kind: str) -> int:
    form = struct.Struct("<" + kind)
    return form.unpack(file.read(form.size))[0]  # type: ignore[no-any-return]


def _text(file: BinaryIO) -> str:
    return file.read(_number(file, "Q")).decode("utf-8", "replace")
