"""Takes a GGUF file apart, down to the bytes of each value, and puts it together changed.

It knows nothing of what is allowed: that is what it is for.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.gguf_file import ALIGNMENT, gguf_bytes

UINT8, INT8, UINT16, INT16, UINT32, INT32, FLOAT32, BOOL = range(8)
STRING, ARRAY, UINT64, INT64, FLOAT64 = range(8, 13)
_LETTERS = dict(zip((0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12), "BbHhIif?Qqd", strict=True))
_SIZES = {kind: struct.calcsize("<" + letter) for kind, letter in _LETTERS.items()}

COUNTS = 24
"""Bytes before the first key: the magic, the version, how many tensors and keys there are."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A key with its value's type and bytes."""

    key: bytes
    kind: int
    value: bytes

    @property
    def written(self) -> bytes:
        """As it stands in the file."""
        return _text(self.key) + struct.pack("<I", self.kind) + self.value


@dataclass(frozen=True, slots=True)
class Place:
    """What the header says of a tensor."""

    name: bytes
    shape: tuple[int, ...]
    kind: int
    offset: int

    @property
    def written(self) -> bytes:
        """As it stands in the file."""
        shape = struct.pack(f"<I{len(self.shape)}Q", len(self.shape), *self.shape)
        return _text(self.name) + shape + struct.pack("<IQ", self.kind, self.offset)


@dataclass(frozen=True)
class Parts:
    """A GGUF file in its parts. `tensors` and `keys` are the counts, None for the true ones."""

    pairs: tuple[Pair, ...]
    places: tuple[Place, ...]
    data: bytes
    version: int = 3
    alignment: int = ALIGNMENT
    tensors: int | None = None
    keys: int | None = None

    def put_together(self) -> bytes:
        """The file."""
        tensors = len(self.places) if self.tensors is None else self.tensors
        keys = len(self.pairs) if self.keys is None else self.keys
        head = b"GGUF" + struct.pack("<IQQ", self.version, tensors, keys)
        head += b"".join(pair.written for pair in self.pairs)
        head += b"".join(place.written for place in self.places)
        return head.ljust(-(-len(head) // self.alignment) * self.alignment, b"\0") + self.data

    def having(self, key: str, value: object) -> "Parts":
        """With another value under `key`, which comes last if it is new; `Raw` is written as is."""
        pair = _pair(key, value)
        if not any(known.key == pair.key for known in self.pairs):
            return replace(self, pairs=(*self.pairs, pair))
        pairs = tuple(pair if known.key == pair.key else known for known in self.pairs)
        return replace(self, pairs=pairs)

    def twice(self, key: str, value: object) -> "Parts":
        """With one key more, which may be there already."""
        return replace(self, pairs=(*self.pairs, _pair(key, value)))

    def without(self, key: str) -> "Parts":
        """Without a key."""
        pairs = tuple(pair for pair in self.pairs if pair.key != key.encode())
        assert len(pairs) < len(self.pairs), key
        return replace(self, pairs=pairs)

    def placing(self, name: str, change: Callable[[Place], Place | None]) -> "Parts":
        """With another entry for the tensor `name`; None leaves it out."""
        assert any(place.name == name.encode() for place in self.places), name
        places = (change(place) if place.name == name.encode() else place for place in self.places)
        return replace(self, places=tuple(place for place in places if place))

    def ends(self) -> list[tuple[str, int]]:
        """Where each section of the header ends, in bytes from the start, with its name."""
        found = [("magic", 4), ("version", 8), ("tensor count", 16), ("key count", COUNTS)]
        at = COUNTS
        for pair in self.pairs:
            name = pair.key.decode()
            found += [(f"length of {name}", at + 8), (f"key {name}", at + 8 + len(pair.key))]
            value = at + 12 + len(pair.key)
            at += len(pair.written)
            found += [(f"type of {name}", value), (f"value of {name}", at - 1)]
        for place in self.places:
            at += len(place.written)
            found.append((f"tensor {place.name.decode()}", at - 1))
        return found


@dataclass(frozen=True, slots=True)
class Raw:
    """A value by its type and bytes."""

    kind: int
    value: bytes


def number(kind: int, value: float) -> Raw:
    """A number of any type."""
    return Raw(kind, struct.pack("<" + _LETTERS[kind], value))


def array(kind: int, count: int, content: bytes = b"") -> Raw:
    """An array that says of itself what it likes."""
    return Raw(ARRAY, struct.pack("<IQ", kind, count) + content)


def strings(texts: list[bytes]) -> Raw:
    """An array of strings, which need not be UTF-8."""
    return array(STRING, len(texts), b"".join(map(_text, texts)))


def take_apart(data: bytes) -> Parts:
    """The parts of a file that is as it should be."""
    version, tensors, keys = struct.unpack_from("<IQQ", data, 4)
    at = COUNTS
    pairs = []
    for _ in range(keys):
        key, at = _text_at(data, at)
        (kind,) = struct.unpack_from("<I", data, at)
        end = _value_end(data, at + 4, kind)
        pairs.append(Pair(key, kind, data[at + 4 : end]))
        at = end
    places = []
    for _ in range(tensors):
        name, at = _text_at(data, at)
        (dimensions,) = struct.unpack_from("<I", data, at)
        shape = struct.unpack_from(f"<{dimensions}Q", data, at + 4)
        at += 4 + 8 * dimensions
        places.append(Place(name, shape, *struct.unpack_from("<IQ", data, at)))
        at += 12
    start = -(-at // ALIGNMENT) * ALIGNMENT
    return Parts(tuple(pairs), tuple(places), data[start:], version)


def texts_of(raw: bytes) -> list[bytes]:
    """The strings of an array of them."""
    (count,) = struct.unpack_from("<Q", raw, 4)
    at, found = 12, []
    for _ in range(count):
        text, at = _text_at(raw, at)
        found.append(text)
    return found


def _pair(key: str, value: object) -> Pair:
    if isinstance(value, Raw):
        return Pair(key.encode(), value.kind, value.value)
    return take_apart(gguf_bytes({key: value})).pairs[0]


def _text(text: bytes) -> bytes:
    return struct.pack("<Q", len(text)) + text


def _text_at(data: bytes, at: int) -> tuple[bytes, int]:
    (size,) = struct.unpack_from("<Q", data, at)
    return data[at + 8 : at + 8 + size], at + 8 + size


def _value_end(data: bytes, at: int, kind: int) -> int:
    if kind == STRING:
        return _text_at(data, at)[1]
    if kind != ARRAY:
        return at + _SIZES[kind]
    of, count = struct.unpack_from("<IQ", data, at)
    at += 12
    if of != STRING:
        return at + int(count) * _SIZES[of]
    for _ in range(count):
        at = _text_at(data, at)[1]
    return at
