"""The file that a picture is kept as."""

import io
from dataclasses import dataclass
from typing import Any

from PIL import Image

_JPEG_QUALITY = 90

_MOST_BYTES_A_PIXEL = 0.6
"""What a PNG may take. Windows and text take 0.1 to 0.2, photographs 1.2 to 2, and are 0.1 to 0.4
as JPEG."""

_NEVER_MIND_BYTES = 16_384
"""So little is kept as PNG, whatever it shows."""

_STRIPS, _STRIP_ROWS = 8, 8
"""How much of a picture is tried: the whole of a photograph takes a second as PNG."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture file: its bytes, and the suffix that says of which sort it is."""

    data: bytes
    suffix: str


def encoded(image: Image.Image, lossless: bool) -> Encoded:
    """The picture (mode L or RGB) as PNG or JPEG, with nothing else in it.

    `lossless` says whether it comes from a format that keeps each pixel. Drawings, text and
    screens do, and are small as PNG; a photograph is not, whatever it comes from.
    """
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    if lossless and _is_drawing(bare):
        return Encoded(_png(bare), ".png")
    return Encoded(_jpeg(bare), ".jpg")


def _is_drawing(image: Image.Image) -> bool:
    strips = _strips_of(image)
    most = max(_NEVER_MIND_BYTES, _MOST_BYTES_A_PIXEL * strips.width * strips.height)
    return len(_png(strips)) <= most


def _strips_of(image: Image.Image) -> Image.Image:
    """Some rows from everywhere in the picture; the whole of a picture that has no more."""
    if image.height <= _STRIPS * _STRIP_ROWS:
        return image
    strips = Image.new(image.mode, (image.width, _STRIPS * _STRIP_ROWS))
    for number in range(_STRIPS):
        top = number * (image.height - _STRIP_ROWS) // (_STRIPS - 1)
        strip = image.crop((0, top, image.width, top + _STRIP_ROWS))
        strips.paste(strip, (0, number * _STRIP_ROWS))
    return strips


def _png(image: Image.Image) -> bytes:
    return _saved(image, ".png", compress_level=1)


def _jpeg(image: Image.Image) -> bytes:
    # Coloured text on a coloured ground loses its edges where colours are stored coarser (4:2:0).
    return _saved(image, ".jpg", quality=_JPEG_QUALITY, subsampling="4:4:4")


def _saved(image: Image.Image, suffix: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    # By its name Pillow finds the one format that is meant; by that of the format it would
    # import its five usual ones first.
    stream.name = f"picture{suffix}"
    image.save(stream, **options)
    return stream.getvalue()
