"""Pictures for a model in a test."""

import hashlib
import io
from pathlib import Path

from PIL import Image as Painter

from desktop_app.core.picture import Image
from tests.seeing_model import Pixels


def painted(folder: Path, pixels: Pixels) -> Image:
    """A kept picture with these pixels (height, width, 3)."""
    file = io.BytesIO()
    Painter.fromarray(pixels).save(file, "PNG")
    digest = hashlib.sha256(file.getvalue()).hexdigest()
    path = folder / f"{digest}.png"
    path.write_bytes(file.getvalue())
    return Image(str(path), digest, pixels.shape[1], pixels.shape[0])
