"""How many bytes ggml takes for numbers of each of its types."""

from collections.abc import Mapping

F16, Q8_0 = 1, 8

_BLOCKS: Mapping[int, tuple[int, int]] = {
    0: (1, 4),
    1: (1, 2),
    2: (32, 18),
    3: (32, 20),
    6: (32, 22),
    7: (32, 24),
    8: (32, 34),
    9: (32, 36),
    10: (256, 84),
    11: (256, 110),
    12: (256, 144),
    13: (256, 176),
    14: (256, 210),
    15: (256, 292),
    16: (256, 66),
    17: (256, 74),
    18: (256, 98),
    19: (256, 50),
    20: (32, 18),
    21: (256, 110),
    22: (256, 82),
    23: (256, 136),
    24: (1, 1),
    25: (1, 2),
    26: (1, 4),
    27: (1, 8),
    28: (1, 8),
    29: (256, 56),
    30: (1, 2),
    34: (256, 54),
    35: (256, 66),
    39: (32, 17),
}
"""ggml tensor type -> weights in a block, bytes of a block (ggml.c, `type_traits`)."""


def bytes_of(kind: int, weights: int) -> int:
    """Bytes of so many `weights` of type `kind`; 0 for a type that is newer than the table."""
    per_block, block_bytes = _BLOCKS.get(kind, (1, 0))
    return -(-weights // per_block) * block_bytes


def per_block(kind: int) -> int:
    """How many weights of type `kind` make one block; a row is made of whole ones."""
    return _BLOCKS.get(kind, (1, 0))[0]
