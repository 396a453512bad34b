"""Pictures for tests: four fields of colour, stored in every way that people's files are.

A test can tell by the fields what is up and what is left. The files carry what must not be kept
(`SECRET`) where their format has room for it.
"""

import io
import random
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, PngImagePlugin

from tests import picture_bytes

Colour = tuple[int, int, int]
Corners = tuple[Colour, Colour, Colour, Colour]

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
CORNERS: Corners = ((200, 30, 30), (30, 160, 40), (40, 60, 200), (240, 220, 60))
"""Top left, top right, bottom left, bottom right."""
WITH_A_HOLE: Corners = (*CORNERS[:3], WHITE)
"""As `CORNERS`, on white paper, with the last field gone."""
GREYS: Corners = ((40,) * 3, (120,) * 3, (190,) * 3, WHITE)
BLACK_AND_WHITE: Corners = (BLACK, WHITE, BLACK, WHITE)
SIZE = (96, 64)

SECRET = "Kotikatu 7, at home"
HEIC_SAMPLE = Path(__file__).parent / "data" / "picture" / "upside_down.heic"
"""The four fields, encoded by libheif, and turned by half by what the file says."""

_STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a picture has to be turned so that EXIF's orientation turns it upright."""


def fields(
    size: tuple[int, int] = SIZE, corners: Corners = CORNERS, mode: str = "RGB"
) -> Image.Image:
    """The picture of four fields of colour."""
    four = Image.new("RGB", (2, 2))
    four.putdata(corners)
    return four.resize(size, Image.Resampling.NEAREST).convert(mode)


def saved(image: Image.Image, format: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """What a camera writes: how it was held, who held it, and where."""
    tags = Image.Exif()
    tags[ExifTags.Base.Orientation] = orientation
    tags[ExifTags.Base.Artist] = SECRET
    tags.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSAreaInformation] = SECRET.encode()
    return tags


def turned(orientation: int, format: str, **options: Any) -> bytes:
    """The four fields as a camera stores them that was held in one of eight ways."""
    image = fields()
    if orientation in _STORED:
        image = image.transpose(_STORED[orientation])
    return saved(image, format, exif=exif(orientation), **options)


def photograph(size: tuple[int, int], seed: int = 7) -> Image.Image:
    """Something with as much to it as a photograph: soft shapes, and noise on them."""
    chance = random.Random(seed)
    coarse = Image.frombytes("RGB", (16, 12), chance.randbytes(16 * 12 * 3))
    noise = Image.effect_noise(size, 24).convert("RGB")
    return Image.blend(coarse.resize(size, Image.Resampling.BICUBIC), noise, 0.2)


def cut(data: bytes, part: float = 0.6) -> bytes:
    return data[: int(len(data) * part)]


def png_with_texts() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", SECRET)
    texts.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{SECRET}</x:xmpmeta>")
    # Programs that make pictures keep their recipe in them, more than Pillow takes for a text.
    texts.add_text("workflow", f"{SECRET} " * 100_000, zip=True)
    return saved(fields(), "PNG", pnginfo=texts, exif=exif())


def jpeg_with_everything() -> bytes:
    xmp = f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()
    return saved(fields(), "JPEG", exif=exif(), xmp=xmp, comment=SECRET, dpi=(300, 300))


def seen_through(mode: str) -> Image.Image:
    """The fields, with the last one gone: white is to come in its place."""
    image = fields(mode=mode)
    alpha = Image.new("L", image.size, 255)
    alpha.paste(0, (SIZE[0] // 2, SIZE[1] // 2, *SIZE))
    image.putalpha(alpha)
    return image


def palette(**options: Any) -> bytes:
    return saved(fields().quantize(8), "PNG", **options)


def hole_in_palette() -> bytes:
    image = fields().quantize(8)
    return saved(image, "PNG", transparency=image.getpixel((SIZE[0] - 1, SIZE[1] - 1)))


def rows_16(corners: Corners, samples: int) -> Iterator[bytes]:
    """Rows of 16-bit samples whose bright parts are far beyond what 8 bits can hold."""
    for y in range(SIZE[1]):
        row = [corners[2 * (y >= SIZE[1] // 2) + (x >= SIZE[0] // 2)] for x in range(SIZE[0])]
        yield b"".join(struct.pack(f">{samples}H", *(v * 257 for v in c[:samples])) for c in row)


def tiff_16(corners: Corners, samples: int) -> bytes:
    rows = b"".join(rows_16(corners, samples))
    swapped = struct.pack(f"<{len(rows) // 2}H", *struct.unpack(f">{len(rows) // 2}H", rows))
    return picture_bytes.tiff(*SIZE, samples, swapped)


def wide_range(mode: str, low: float, high: float, **options: Any) -> bytes:
    """Grey fields in whole numbers of 32 bits or in fractions, from `low` to `high`."""
    grey = fields(corners=GREYS, mode="L").convert("F")
    factor = (high - low) / 255
    return saved(grey.point(lambda value: value * factor + low).convert(mode), "TIFF", **options)


def swapped_profile() -> bytes:
    """Red and blue have changed places, in the pixels and in the profile."""
    names = (picture_bytes.BLUE_XYZ, picture_bytes.GREEN_XYZ, picture_bytes.RED_XYZ)
    red, green, blue = fields().split()
    stored = Image.merge("RGB", (blue, green, red))
    return saved(stored, "PNG", icc_profile=picture_bytes.rgb_profile(*names))


def linear_grey() -> bytes:
    levels = (20, 49, 130, 255)  # in light
    stored = fields(corners=tuple((level,) * 3 for level in levels), mode="L")
    return saved(stored, "PNG", icc_profile=picture_bytes.grey_profile(1.0))


def animation(format: str, first: Image.Image, **options: Any) -> bytes:
    other = Image.new("RGBA", SIZE, (10, 10, 10, 255))
    rest = [fields(mode="RGBA"), other]
    return saved(first, format, save_all=True, append_images=rest, duration=100, **options)


def two_pictures() -> bytes:
    """What a telephone stores: the picture, and a second one for what it knows besides."""
    other = Image.new("RGB", SIZE, BLACK)
    options = {"quality": 95, "subsampling": 0, "save_all": True, "append_images": [other]}
    return saved(fields(), "MPO", **options)


def big_endian_tiff() -> bytes:
    """16 bits of one grey, the higher byte first."""
    level = struct.pack(">H", GREYS[0][0] * 257)
    return saved(Image.frombytes("I;16B", SIZE, level * (SIZE[0] * SIZE[1])), "TIFF")


def huge_jpeg(width: int, height: int) -> bytes:
    """A small JPEG that says it is so large."""
    data = bytearray(saved(fields(), "JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def huge_png(width: int, height: int) -> bytes:
    return picture_bytes.png(width, height, 8, 2, [bytes(1000)])


def huge_webp() -> bytes:
    pixels = saved(fields(), "WEBP", lossless=True)[12:]
    return picture_bytes.webp_animation(16_383, 16_383, *SIZE, pixels=pixels)


def wrong_check() -> bytes:
    data = bytearray(saved(fields(), "PNG"))
    data[data.index(b"IDAT") + 20] ^= 0xFF
    return bytes(data)


def black_and_white() -> Image.Image:
    return fields(corners=BLACK_AND_WHITE, mode="L").convert("1", dither=Image.Dither.NONE)
