"""Pictures for a model in a test."""

import hashlib
from pathlib import Path

from PIL import Image as Painter

from desktop_app.core.picture import Image
from tests.seeing_model import Pixels


def painted(folder: Path, pixels: Pixels) -> Image:
    """A kept picture with these pixels (height, width, 3)."""
    digest = hashlib.sha256(pixels.tobytes() + repr(pixels.shape).encode()).hexdigest()
    path = folder / f"{digest}.png"
    Painter.fromarray(pixels).save(path)
    return Image(str(path), digest, pixels.shape[1], pixels.shape[0])
