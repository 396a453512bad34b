"""Pictures of every sort, as people have them: good ones, odd ones, and what is none.

    python -m tests.picture_corpus FOLDER    writes them all into a folder, to look at

All good ones show four fields of colour (`CORNERS`), so that a test can tell what is up and what
is left, and carry what must not be kept (`SECRET`) where their format has room for it.
"""

import io
import random
import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, PngImagePlugin

from tests import picture_bytes

Colour = tuple[int, int, int]
Corners = tuple[Colour, Colour, Colour, Colour]

CORNERS: Corners = ((200, 30, 30), (30, 160, 40), (40, 60, 200), (240, 220, 60))
"""Top left, top right, bottom left, bottom right."""
GREYS: Corners = ((40,) * 3, (120,) * 3, (190,) * 3, (255,) * 3)
WHITE: Colour = (255, 255, 255)
SIZE = (96, 64)

SECRET = "Kotikatu 7, at home"
HEIC_SAMPLE = Path(__file__).parent / "data" / "picture" / "upside_down.heic"
"""96 x 64 pixels, encoded by libheif from these four fields, turned by its own property."""

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


@dataclass(frozen=True, slots=True)
class Good:
    """A picture that is kept, and how: with these colours in its corners, give or take."""

    name: str
    make: Callable[[], bytes]
    suffix: str = ".png"
    size: tuple[int, int] = SIZE
    corners: Corners = CORNERS
    tolerance: int = 2


@dataclass(frozen=True, slots=True)
class Bad:
    """A file that is refused: by which problem, and with which words among the details."""

    name: str
    make: Callable[[], bytes]
    code: str
    details: str = ""


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


def _png_with_texts() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", SECRET)
    texts.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{SECRET}</x:xmpmeta>")
    # Programs that make pictures keep their recipe in them, more than Pillow takes for a text.
    texts.add_text("workflow", f"{SECRET} " * 100_000, zip=True)
    return saved(fields(), "PNG", pnginfo=texts, exif=exif())


def _jpeg_with_everything() -> bytes:
    xmp = f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()
    return saved(fields(), "JPEG", exif=exif(), xmp=xmp, comment=SECRET, dpi=(300, 300))


def _seen_through(mode: str) -> Image.Image:
    """The fields, with the last one gone: white is to come in its place."""
    image = fields(mode=mode)
    alpha = Image.new("L", image.size, 255)
    alpha.paste(0, (SIZE[0] // 2, SIZE[1] // 2, *SIZE))
    image.putalpha(alpha)
    return image


_HOLE: Corners = (*CORNERS[:3], WHITE)


def _palette(**options: Any) -> bytes:
    return saved(fields().quantize(8), "PNG", **options)


def _hole_in_palette() -> bytes:
    image = fields().quantize(8)
    return saved(image, "PNG", transparency=image.getpixel((SIZE[0] - 1, SIZE[1] - 1)))


def _rows_16(corners: Corners, samples: int) -> Iterator[bytes]:
    """Rows of 16-bit samples whose bright parts are far beyond what 8 bits can hold."""
    for y in range(SIZE[1]):
        row = [corners[2 * (y >= SIZE[1] // 2) + (x >= SIZE[0] // 2)] for x in range(SIZE[0])]
        yield b"".join(struct.pack(f">{samples}H", *(v * 257 for v in c[:samples])) for c in row)


def _tiff_16(corners: Corners, samples: int) -> bytes:
    rows = b"".join(_rows_16(corners, samples))
    swapped = struct.pack(f"<{len(rows) // 2}H", *struct.unpack(f">{len(rows) // 2}H", rows))
    return picture_bytes.tiff(*SIZE, samples, swapped)


def _wide_range(mode: str, low: float, high: float, **options: Any) -> bytes:
    """Grey fields in whole numbers of 32 bits or in fractions, from `low` to `high`."""
    grey = fields(corners=GREYS, mode="L").convert("F")
    factor = (high - low) / 255
    return saved(grey.point(lambda value: value * factor + low).convert(mode), "TIFF", **options)


def _swapped_profile() -> bytes:
    """Red and blue have changed places, in the pixels and in the profile."""
    names = (picture_bytes.BLUE_XYZ, picture_bytes.GREEN_XYZ, picture_bytes.RED_XYZ)
    red, green, blue = fields().split()
    stored = Image.merge("RGB", (blue, green, red))
    return saved(stored, "PNG", icc_profile=picture_bytes.rgb_profile(*names))


def _linear_grey() -> bytes:
    levels = (5, 49, 130, 255)  # sRGB's 40, 120, 190 and 255 in light
    stored = fields(corners=tuple((level,) * 3 for level in levels), mode="L")
    return saved(stored, "PNG", icc_profile=picture_bytes.grey_profile(1.0))


def _animation(format: str, first: Image.Image, **options: Any) -> bytes:
    other = Image.new("RGBA", SIZE, (10, 10, 10, 255))
    rest = [fields(mode="RGBA"), other]
    return saved(first, format, save_all=True, append_images=rest, duration=100, **options)


def _huge_jpeg(width: int, height: int) -> bytes:
    """A small JPEG that says it is so large."""
    data = bytearray(saved(fields(), "JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def _huge_png(width: int, height: int) -> bytes:
    return picture_bytes.png(width, height, 8, 2, [bytes(1000)])


def _wrong_check() -> bytes:
    data = bytearray(saved(fields(), "PNG"))
    data[data.index(b"IDAT") + 20] ^= 0xFF
    return bytes(data)


def _black_and_white() -> Image.Image:
    return fields(corners=_BLACK_AND_WHITE, mode="L").convert("1", dither=Image.Dither.NONE)


_BLACK_AND_WHITE: Corners = ((0,) * 3, WHITE, (0,) * 3, WHITE)
_EMPTY = Image.new("RGBA", SIZE, (0, 0, 0, 0))
_JPEG = partial(saved, fields(), "JPEG", quality=95, subsampling=0)


def _large(size: tuple[int, int], format: str, **options: Any) -> bytes:
    return saved(fields(size), format, **options)


GOOD = (
    # Formats
    Good("plain.png", partial(saved, fields(), "PNG")),
    Good("plain.jpg", _JPEG, ".jpg", tolerance=4),
    Good("progressive.jpg", partial(_JPEG, progressive=True), ".jpg", tolerance=4),
    Good("plain.webp", partial(saved, fields(), "WEBP", quality=95), ".jpg", tolerance=8),
    Good("lossless.webp", partial(saved, fields(), "WEBP", lossless=True)),
    Good("plain.gif", partial(saved, fields(), "GIF")),
    Good("plain.bmp", partial(saved, fields(), "BMP")),
    Good("palette.bmp", partial(saved, fields().quantize(8), "BMP")),
    Good("plain.tif", partial(saved, fields(), "TIFF")),
    Good("deflate.tif", partial(saved, fields(), "TIFF", compression="tiff_adobe_deflate")),
    Good("jpeg.tif", partial(saved, fields(), "TIFF", compression="jpeg"), tolerance=8),
    Good("big.tif", partial(saved, fields(), "TIFF", big_tiff=True)),
    Good("plain.avif", partial(saved, fields(), "AVIF", quality=90), ".jpg", tolerance=8),
    Good("upside down.heic", HEIC_SAMPLE.read_bytes, ".jpg", tolerance=12),
    # Names that say something else, or nothing
    Good("really a png.jpg", partial(saved, fields(), "PNG")),
    Good("really a jpeg.png", _JPEG, ".jpg", tolerance=4),
    Good("without a suffix", partial(saved, fields(), "GIF")),
    Good("not a text.txt", partial(saved, fields(), "BMP")),
    Good("Größe 日本.png", partial(saved, fields(), "PNG")),
    # Held in every way
    *(
        Good(f"held {way}.jpg", partial(turned, way, "JPEG", quality=95), ".jpg", tolerance=8)
        for way in range(1, 9)
    ),
    Good("held 6.png", partial(turned, 6, "PNG")),
    Good("held 8.webp", partial(turned, 8, "WEBP", lossless=True)),
    Good("held 3.tif", partial(turned, 3, "TIFF")),
    Good("held 6.avif", partial(turned, 6, "AVIF", quality=90), ".jpg", tolerance=8),
    # What is not to be kept
    Good("texts.png", _png_with_texts),
    Good("everything.jpg", _jpeg_with_everything, ".jpg", tolerance=8),
    # Colours
    Good("cmyk.jpg", partial(saved, fields(mode="CMYK"), "JPEG", quality=95), ".jpg", tolerance=8),
    Good("cmyk.tif", partial(saved, fields(mode="CMYK"), "TIFF")),
    Good("grey.jpg", partial(saved, fields(corners=GREYS, mode="L"), "JPEG"), ".jpg", SIZE, GREYS),
    Good("grey.png", partial(saved, fields(corners=GREYS, mode="L"), "PNG"), corners=GREYS),
    Good("black and white.png", partial(saved, _black_and_white(), "PNG"), ".png", SIZE, _BLACK_AND_WHITE),
    Good("fax.tif", partial(saved, _black_and_white(), "TIFF", compression="group4"), ".png", SIZE, _BLACK_AND_WHITE),
    Good("ycbcr.tif", partial(saved, fields(mode="YCbCr"), "TIFF"), tolerance=6),
    Good("lab.tif", partial(saved, fields(), "TIFF")),
    Good("swapped profile.png", _swapped_profile, tolerance=6),
    Good("linear grey.png", _linear_grey, corners=GREYS, tolerance=8),
    Good("broken profile.png", partial(saved, fields(), "PNG", icc_profile=b"no profile at all")),
    Good("cut profile.png", partial(saved, fields(), "PNG", icc_profile=picture_bytes.grey_profile(1.0)[:140])),
    Good("wrong profile.jpg", partial(_JPEG, icc_profile=picture_bytes.grey_profile(1.0)), ".jpg", tolerance=4),
    # More than 8 bits
    Good("grey 16.png", lambda: picture_bytes.png(*SIZE, 16, 0, _rows_16(GREYS, 1)), corners=GREYS),
    Good("rgb 16.png", lambda: picture_bytes.png(*SIZE, 16, 2, _rows_16(CORNERS, 3))),
    Good("grey 16.tif", partial(_tiff_16, GREYS, 1), corners=GREYS),
    Good("rgb 16.tif", partial(_tiff_16, CORNERS, 3)),
    Good("grey 32.tif", partial(_wide_range, "I", 0, 65535), corners=GREYS),
    Good("fractions.tif", partial(_wide_range, "F", 0.0, 1.0), corners=GREYS),
    # Seen through, with palettes
    Good("alpha.png", partial(saved, _seen_through("RGB"), "PNG"), corners=_HOLE),
    Good("alpha.webp", partial(saved, _seen_through("RGB"), "WEBP", lossless=True), corners=_HOLE),
    Good("alpha.tif", partial(saved, _seen_through("RGB"), "TIFF"), corners=_HOLE),
    Good("one colour gone.png", partial(saved, fields(), "PNG", transparency=CORNERS[3]), corners=_HOLE),
    Good("grey alpha.png", partial(saved, fields(corners=GREYS, mode="LA"), "PNG"), corners=GREYS),
    Good("palette.png", _palette),
    Good("palette with a hole.png", _hole_in_palette, corners=_HOLE),
    # Moving
    Good("moving.gif", partial(_animation, "GIF", fields(mode="RGBA"))),
    Good("late.gif", partial(_animation, "GIF", _EMPTY, disposal=2)),
    Good("moving.webp", partial(_animation, "WEBP", fields(mode="RGBA"), lossless=True), ".jpg", tolerance=4),
    Good("late.webp", partial(_animation, "WEBP", _EMPTY, lossless=True), ".jpg", tolerance=4),
    Good("moving.png", partial(_animation, "PNG", fields(mode="RGBA"))),
    # Sizes
    Good("large.jpg", partial(_large, (4000, 3000), "JPEG"), ".jpg", (2048, 1536), tolerance=4),
    Good("wide.png", partial(_large, (5000, 1000), "PNG"), ".png", (2048, 410)),
    Good("just too wide.png", partial(_large, (2050, 40), "PNG"), ".png", (2048, 40)),
    Good("just right.png", partial(_large, (2048, 20), "PNG"), ".png", (2048, 20)),
    Good("tall.bmp", partial(_large, (10, 9000), "BMP"), ".png", (2, 2048)),
    Good("two.png", partial(saved, fields((2, 2)), "PNG"), ".png", (2, 2)),
    # Incomplete, but for the picture
    Good("no end.jpg", lambda: _JPEG()[:-2], ".jpg", tolerance=4),
    Good("no end.png", lambda: saved(fields(), "PNG")[:-12]),
    Good("no end.gif", lambda: saved(fields(), "GIF")[:-1]),
    Good("more after the end.jpg", lambda: _JPEG() + SECRET.encode() * 9, ".jpg", tolerance=4),
)  # fmt: skip

DAMAGED = "picture.damaged"
TOO_LARGE = "picture.too_large"
UNREADABLE = "picture.unreadable"

BAD = (
    Bad("empty.png", bytes, DAMAGED, "empty"),
    *(
        Bad(f"cut {good.name}", lambda good=good: cut(good.make()), DAMAGED)
        for good in GOOD
        if good.name.startswith("plain.") or good.name in ("upside down.heic", "deflate.tif")
    ),
    Bad("half.jpg", lambda: cut(saved(photograph((400, 300)), "JPEG"), 0.5), DAMAGED),
    Bad("half, progressive.jpg", lambda: cut(saved(photograph((400, 300)), "JPEG", progressive=True), 0.5), DAMAGED),
    Bad("only a beginning.jpg", lambda: b"\xff\xd8\xff\xe0", DAMAGED),
    Bad("only a beginning.png", lambda: b"\x89PNG\r\n\x1a\n", DAMAGED),
    Bad("only a beginning.webp", lambda: b"RIFF\x10\0\0\0WEBPVP8 ", DAMAGED),
    Bad("only a beginning.tif", lambda: b"II*\0", DAMAGED),
    Bad("only a beginning.avif", lambda: b"\0\0\0\x14ftypavif\0\0\0\0avif", DAMAGED),
    Bad("only a beginning.heic", lambda: b"\0\0\0\x14ftypheic\0\0\0\0heic", DAMAGED),
    Bad("wrong check.png", _wrong_check, DAMAGED),
    Bad("bomb.png", partial(_huge_png, 60_000, 60_000), TOO_LARGE, "60000 x 60000"),
    Bad("bomb.jpg", partial(_huge_jpeg, 65_000, 65_000), TOO_LARGE, "65000 x 65000"),
    Bad("bomb.gif", partial(picture_bytes.empty_gif, 65_535, 65_535), TOO_LARGE),
    Bad("bomb.bmp", partial(picture_bytes.empty_bmp, 2**30, 2**30), TOO_LARGE),
    Bad("bomb.tif", partial(picture_bytes.empty_tiff, 2**30, 2**30), TOO_LARGE),
    Bad("bomb.webp", partial(picture_bytes.empty_webp, 16_383, 16_383), TOO_LARGE),
    Bad("drawing.svg", lambda: b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', UNREADABLE, "SVG"),
    Bad("drawing.png", lambda: b"<svg onload='alert(1)'></svg>", UNREADABLE, "SVG"),
    Bad("paper.pdf", lambda: b"%PDF-1.7\n", UNREADABLE, "PDF"),
    Bad("program.jpg", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", UNREADABLE),
    Bad("film.heic", lambda: b"\0\0\0\x18ftypisom\0\0\0\0isommp42", UNREADABLE, "film"),
    Bad("text.txt", lambda: b"Hello", UNREADABLE),
    Bad("bm.txt", lambda: b"BM is how this text begins, and it is no bitmap.", UNREADABLE),
    Bad("zeros.png", lambda: bytes(5000), UNREADABLE),
)  # fmt: skip


def main(folder: Path) -> None:
    """Write all pictures into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for each in (*GOOD, *BAD):
        (folder / each.name).write_bytes(each.make())
    print(f"{len(GOOD) + len(BAD)} files in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
