"""The file that a picture is kept as."""

import io
from dataclasses import dataclass
from importlib import import_module

from PIL import Image

_JPEG_QUALITY = 90
_MOST_BYTES_A_PIXEL = 1.0


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
    if lossless:
        png = _png(bare)
        if len(png) <= _MOST_BYTES_A_PIXEL * bare.width * bare.height:
            return Encoded(png, ".png")
    return Encoded(_jpeg(bare), ".jpg")


def _png(image: Image.Image) -> bytes:
    return _saved(image, "Png", compress_level=1)


def _jpeg(image: Image.Image) -> bytes:
    # Coloured text on a coloured ground loses its edges where colours are stored coarser (4:2:0).
    return _saved(image, "Jpeg", quality=_JPEG_QUALITY, subsampling="4:4:4")


def _saved(image: Image.Image, format: str, **options: object) -> bytes:
    # Else Pillow would import all of its formats to find this one.
    import_module(f"PIL.{format}ImagePlugin")
    stream = io.BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()
