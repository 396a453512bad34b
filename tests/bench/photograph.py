"""Photographs that nobody took: light that falls off, things with edges, and a sensor's noise."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Painter

from desktop_app.core.picture import Image

Pixels = NDArray[np.uint8]

NOISE = 8.0
"""Its standard deviation, of 255: that of a telephone indoors."""

_THINGS = 60
_QUALITY = 92


def photograph(width: int, height: int, seed: int) -> Pixels:
    """One of many: (height, width, 3)."""
    chance = np.random.default_rng(seed)
    across = np.linspace(0, 1, width, dtype=np.float32)
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    light = 60 + 120 * np.exp(-(((across - 0.4) ** 2) + (down - 0.3) ** 2) / 0.3)
    pixels = light[:, :, None] * chance.uniform(0.7, 1.2, 3).astype(np.float32)
    for _ in range(_THINGS):
        x, y = int(chance.integers(width)), int(chance.integers(height))
        wide, high = (int(chance.integers(1, 1 + side // 6)) for side in (width, height))
        pixels[y : y + high, x : x + wide] *= chance.uniform(0.5, 1.4, 3).astype(np.float32)
    pixels += NOISE * chance.standard_normal(pixels.shape, np.float32)
    return pixels.clip(0, 255).astype(np.uint8)


def jpegs(folder: Path, width: int, height: int, count: int) -> Iterator[Path]:
    """Files of photographs that differ, as a camera writes them."""
    pixels = photograph(width, height, 0)
    for number in range(count):
        # Half of what it costs is making the noise: the same one is moved about.
        path = folder / f"photograph {number}.jpg"
        Painter.fromarray(np.roll(pixels, 977 * number, axis=1)).save(path, quality=_QUALITY)
        yield path


def kept(folder: Path, width: int, height: int, seed: int) -> dict[str, Any]:
    """The fields of an `Image` that is kept in the folder."""
    path = folder / f"kept {seed}.jpg"
    Painter.fromarray(photograph(width, height, seed)).save(path, quality=_QUALITY)
    hash = hashlib.sha256(path.read_bytes()).hexdigest()
    return asdict(Image(str(path), hash, width, height))
