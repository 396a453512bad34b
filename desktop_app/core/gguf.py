"""Reading the header of a GGUF file: what is in it, and how long the file must be.

The format is described in ggml's docs/gguf.md. Only the header is read, a piece at a time, so a
vocabulary of 260,000 tokens is stepped over without being kept; any seekable stream will do.
"""

import math
import re
import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from desktop_app.core.ggml_type import bytes_of
from desktop_app.core.gguf_cursor import MAGIC, UINT32, UINT64, Cursor, Fault, GgufError

VERSIONS = (2, 3)
"""Version 1 has other widths and is read by nothing any more."""

_LATEST_VERSION = 32
"""A number above is no version at all."""

MOST_KEYS = 1 << 16
MOST_TENSORS = 1 << 20
LONGEST_KEPT_ARRAY = 1024
"""Arrays of numbers up to this length are kept (one value a layer); longer ones are vocabulary."""

_NUMBER_BYTES = 32
"""What Python takes for one."""

_DEEPEST_ARRAY = 4

_TOKENS = "tokenizer.ggml.tokens"
_LAYER = re.compile(r"blk\.(\d{1,6})\.")

_STRING, _ARRAY = 8, 9
_SCALARS: Mapping[int, struct.Struct] = {
    0: struct.Struct("<B"),
    1: struct.Struct("<b"),
    2: struct.Struct("<H"),
    3: struct.Struct("<h"),
    4: struct.Struct("<I"),
    5: struct.Struct("<i"),
    6: struct.Struct("<f"),
    7: struct.Struct("<?"),
    10: struct.Struct("<Q"),
    11: struct.Struct("<q"),
    12: struct.Struct("<d"),
}

Value = int | float | bool | str | tuple[int | float | bool, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says. `metadata` holds scalars, strings and short arrays of numbers.

    `file_size` is the size in bytes that the file must have at least, `weight_bytes` what the
    tensors take: `layer_bytes` those of each layer (`blk.N.*`), `other_bytes` each of the others
    by its name. `shapes` are the dimensions of the tensors that belong to no layer, by their
    names, the dimension that runs fastest first (ggml's `ne`).
    """

    version: int
    metadata: Mapping[str, Value]
    tensors: int
    file_size: int
    weight_bytes: int
    shapes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    layer_bytes: Mapping[int, int] = field(default_factory=dict)
    other_bytes: Mapping[str, int] = field(default_factory=dict)

    @property
    def architecture(self) -> str:
        """The family of the model, in llama.cpp's words: "llama", "qwen3", "gemma3"."""
        return self.text("general.architecture")

    @property
    def name(self) -> str:
        """The name the model's makers gave it, or ""."""
        return self.text("general.name")

    @property
    def context_length(self) -> int:
        """The longest context the model was trained for, in tokens; 0 when it is not said."""
        return self.number("context_length")

    @property
    def is_projector(self) -> bool:
        """Whether this is the picture or sound part of a model, which cannot talk by itself."""
        return self.architecture == "clip" or self.text("general.type") == "mmproj"

    @property
    def parts(self) -> int:
        """How many files the model is split into; 1 when it is whole."""
        count = self.metadata.get("split.count", 1)
        return count if isinstance(count, int) and count > 1 else 1

    def __contains__(self, key: str) -> bool:
        """Whether the model's architecture has something under `key`."""
        return f"{self.architecture}.{key}" in self.metadata

    def text(self, key: str) -> str:
        """The string under `key`, "" when there is none."""
        value = self.metadata.get(key)
        return value if isinstance(value, str) else ""

    def number(self, key: str, default: int = 0) -> int:
        """The whole number under `key` of the model's architecture."""
        value = self.metadata.get(f"{self.architecture}.{key}")
        if isinstance(value, tuple):
            value = max(value, default=default)
        return _whole(value, default)

    def numbers(self, key: str, count: int, default: int = 0) -> tuple[int, ...]:
        """One whole number for each of `count` layers, whether one or all are given."""
        value = self.metadata.get(f"{self.architecture}.{key}")
        if isinstance(value, tuple):
            padded = [_whole(item, default) for item in value[:count]]
            return tuple(padded + [default] * (count - len(padded)))
        return (self.number(key, default),) * count


def _whole(value: Value | None, default: int) -> int:
    """The value as a whole number; `default` for what is none, such as infinity."""
    if isinstance(value, int | float) and math.isfinite(value):
        return int(value)
    return default


def read_header(stream: BinaryIO) -> Header:
    """Read the header from the start of `stream`; raises GgufError, and OSError of the stream."""
    cursor = Cursor(stream)
    version, tensors, keys = _read_counts(cursor)
    metadata = dict(_read_metadata(cursor, keys))
    found = _Tensors(_alignment(metadata))
    for _ in range(tensors):
        found.read(cursor)
    start = found.padded(cursor.position)
    return Header(
        version,
        metadata,
        tensors,
        start + found.end if tensors else cursor.position,
        sum(found.layers.values()) + sum(found.others.values()),
        found.shapes,
        found.layers,
        found.others,
    )


def read_beginning(stream: BinaryIO) -> Header:
    """What the header says as far as `stream` goes, which ends before the list of tensors does.

    Nothing in it tells of weights. How large the vocabulary is stands before the words, and what
    is known of a model before both: a header of any length can be judged by its first megabytes.
    Raises as `read_header` does where not even the counts are there.
    """
    cursor = Cursor(stream)
    version, tensors, keys = _read_counts(cursor)
    metadata: dict[str, Value] = {}
    words = 0
    with suppress(GgufError):
        for _ in range(keys):
            key, kind = cursor.text(), cursor.number(UINT32)
            if key == _TOKENS and kind == _ARRAY:
                of, words = cursor.number(UINT32), cursor.number(UINT64)
                _skip_array(cursor, of, words, 1)
            elif (value := _read_value(cursor, kind)) is not None:
                metadata[key] = value
    beginning = Header(version, metadata, tensors, cursor.position, 0)
    width = beginning.number("embedding_length")
    if not width or not words:
        return beginning
    return replace(beginning, shapes={"token_embd.weight": (width, words)})


def read_architecture(stream: BinaryIO) -> str:
    """The family of what is in `stream`, "" when it says none; "clip" for a projector.

    Reads no further than it must: that key is the first one nearly everywhere, and stands before
    the vocabulary. Raises as `read_header` does.
    """
    cursor = Cursor(stream)
    _, _, keys = _read_counts(cursor)
    for key, value in _read_metadata(cursor, keys):
        if key == "general.architecture":
            return str(value)
    return ""


def read_tokens(stream: BinaryIO) -> list[bytes]:
    """The names of the tokens in `stream`, in their order; none where there is no list of them.

    What stands behind them is not read. Raises as `read_header` does.
    """
    cursor = Cursor(stream)
    _, _, keys = _read_counts(cursor)
    for _ in range(keys):
        key, kind = cursor.text(), cursor.number(UINT32)
        if key != _TOKENS or kind != _ARRAY:
            _read_value(cursor, kind)
            continue
        of, count = cursor.number(UINT32), cursor.number(UINT64)
        return cursor.texts(count) if of == _STRING else []
    return []


def _read_counts(cursor: Cursor) -> tuple[int, int, int]:
    """The version, and how many tensors and keys there are."""
    magic = cursor.start()
    if magic != MAGIC:
        raise GgufError(Fault.NOT_GGUF, f"starts with {magic!r}" if magic else "the file is empty")
    version = cursor.number(UINT32)
    if version not in VERSIONS:
        fault = Fault.OTHER_VERSION if _may_be_version(version) else Fault.DAMAGED
        raise GgufError(fault, f"GGUF version {version} is not known")
    tensors = cursor.number(UINT64)
    keys = cursor.number(UINT64)
    if tensors > MOST_TENSORS or keys > MOST_KEYS:
        raise GgufError(Fault.DAMAGED, f"{keys} keys and {tensors} tensors cannot be")
    return version, tensors, keys


def _may_be_version(version: int) -> bool:
    """Whether this is an earlier or a later version, or one of a machine that counts from the
    other end (big endian)."""
    swapped = int.from_bytes(version.to_bytes(4, "little"), "big")
    return 0 < min(version, swapped) <= _LATEST_VERSION


def _read_metadata(cursor: Cursor, keys: int) -> Iterator[tuple[str, Value]]:
    for _ in range(keys):
        key = cursor.text()
        value = _read_value(cursor, cursor.number(UINT32))
        if value is not None:
            yield key, value


def _alignment(metadata: Mapping[str, Value]) -> int:
    value = metadata.get("general.alignment", 32)
    if not isinstance(value, int) or value < 1 or value & (value - 1):
        raise GgufError(Fault.DAMAGED, f"general.alignment is {value!r}")
    return value


def _read_value(cursor: Cursor, kind: int) -> Value | None:
    """The next value, or None for one that is only stepped over."""
    if kind == _STRING:
        return cursor.text()
    if kind != _ARRAY:
        return _scalar(cursor, kind)
    kind, count = cursor.number(UINT32), cursor.number(UINT64)
    if kind in _SCALARS and count <= LONGEST_KEPT_ARRAY:
        cursor.keep(count * _NUMBER_BYTES)
        return tuple(_scalar(cursor, kind) for _ in range(count))
    _skip_array(cursor, kind, count, 1)
    return None


def _scalar(cursor: Cursor, kind: int) -> int | float | bool:
    layout = _SCALARS.get(kind)
    if layout is None:
        raise GgufError(Fault.DAMAGED, f"metadata of an unknown type {kind}")
    value: int | float | bool = cursor.unpack(layout)
    return value


def _skip_array(cursor: Cursor, kind: int, count: int, depth: int) -> None:
    if kind == _STRING:
        cursor.skip_texts(count)
    elif kind == _ARRAY and depth < _DEEPEST_ARRAY:
        for _ in range(count):
            _skip_array(cursor, cursor.number(UINT32), cursor.number(UINT64), depth + 1)
    elif kind in _SCALARS:
        cursor.skip(_SCALARS[kind].size * count)
    else:
        raise GgufError(Fault.DAMAGED, f"an array of an unknown type {kind}")


class _Tensors:
    """What the list of tensors says: shapes, and bytes with the padding behind each."""

    def __init__(self, alignment: int) -> None:
        self._alignment = alignment
        self.shapes: dict[str, tuple[int, ...]] = {}
        self.layers: dict[int, int] = {}
        self.others: dict[str, int] = {}
        self.end = 0

    def read(self, cursor: Cursor) -> None:
        """Take in the next entry of the list."""
        name = cursor.text()
        shape = tuple(cursor.number(UINT64) for _ in range(min(cursor.number(UINT32), 8)))
        kind, offset = cursor.number(UINT32), cursor.number(UINT64)
        # A type newer than the table counts as empty: the sizes are then lower bounds.
        size = bytes_of(kind, math.prod(shape))
        self.end = max(self.end, offset + size)
        layer = _LAYER.match(name)
        if layer:
            number = int(layer[1])
            self.layers[number] = self.layers.get(number, 0) + self.padded(size)
            return
        self.others[name] = self.others.get(name, 0) + self.padded(size)
        if ".blk." not in name:
            self.shapes[name] = shape

    def padded(self, size: int) -> int:
        """Up to the next place where a tensor may begin."""
        return -(-size // self._alignment) * self._alignment
