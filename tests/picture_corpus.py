"""Pictures of every sort, as people have them: good ones, odd ones, and what is none.

python -m tests.picture_corpus FOLDER    writes them all into a folder, to look at
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image

from tests import picture_bytes
from tests.sample_picture import (
    BLACK_AND_WHITE,
    CORNERS,
    GREYS,
    HEIC_SAMPLE,
    SECRET,
    SIZE,
    WITH_A_HOLE,
    Corners,
    animation,
    big_endian_tiff,
    black_and_white,
    cut,
    fields,
    hole_in_palette,
    huge_jpeg,
    huge_png,
    huge_webp,
    jpeg_with_everything,
    linear_grey,
    palette,
    photograph,
    png_with_texts,
    rows_16,
    saved,
    seen_through,
    swapped_profile,
    tiff_16,
    turned,
    two_pictures,
    wide_range,
    wrong_check,
)


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


def _large(size: tuple[int, int], format: str) -> bytes:
    return saved(fields(size), format)


_EMPTY = Image.new("RGBA", SIZE, (0, 0, 0, 0))
_JPEG = partial(saved, fields(), "JPEG", quality=95, subsampling=0)

GOOD = (
    # Formats
    Good("plain.png", partial(saved, fields(), "PNG")),
    Good("plain.jpg", _JPEG, ".jpg", tolerance=4),
    Good("progressive.jpg", partial(_JPEG, progressive=True), ".jpg", tolerance=4),
    Good("two pictures.jpg", two_pictures, ".jpg", tolerance=4),
    Good("plain.webp", partial(saved, fields(), "WEBP", quality=95), tolerance=8),
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
    *(Good(f"held {way}.tif", partial(turned, way, "TIFF")) for way in (3, 5, 6, 8)),
    Good("held 6.avif", partial(turned, 6, "AVIF", quality=90), ".jpg", tolerance=8),
    # What is not to be kept
    Good("texts.png", png_with_texts),
    Good("everything.jpg", jpeg_with_everything, ".jpg", tolerance=8),
    # Colours
    Good("cmyk.jpg", partial(saved, fields(mode="CMYK"), "JPEG", quality=95), ".jpg", tolerance=8),
    Good("cmyk.tif", partial(saved, fields(mode="CMYK"), "TIFF")),
    Good("grey.jpg", partial(saved, fields(corners=GREYS, mode="L"), "JPEG"), ".jpg", SIZE, GREYS),
    Good("grey.png", partial(saved, fields(corners=GREYS, mode="L"), "PNG"), corners=GREYS),
    Good(
        "black and white.png",
        partial(saved, black_and_white(), "PNG"),
        ".png",
        SIZE,
        BLACK_AND_WHITE,
    ),
    Good(
        "fax.tif",
        partial(saved, black_and_white(), "TIFF", compression="group4"),
        ".png",
        SIZE,
        BLACK_AND_WHITE,
    ),
    Good("ycbcr.tif", partial(saved, fields(mode="YCbCr"), "TIFF"), tolerance=6),
    Good("lab.tif", partial(saved, fields(mode="LAB"), "TIFF"), tolerance=10),
    Good("swapped profile.png", swapped_profile, tolerance=6),
    Good("linear grey.png", linear_grey, corners=((79,) * 3, *GREYS[1:]), tolerance=6),
    Good("broken profile.png", partial(saved, fields(), "PNG", icc_profile=b"no profile at all")),
    Good(
        "cut profile.png",
        partial(saved, fields(), "PNG", icc_profile=picture_bytes.grey_profile(1.0)[:140]),
    ),
    Good(
        "wrong profile.jpg",
        partial(_JPEG, icc_profile=picture_bytes.grey_profile(1.0)),
        ".jpg",
        tolerance=4,
    ),
    # More than 8 bits
    Good("grey 16.png", lambda: picture_bytes.png(*SIZE, 16, 0, rows_16(GREYS, 1)), corners=GREYS),
    Good("rgb 16.png", lambda: picture_bytes.png(*SIZE, 16, 2, rows_16(CORNERS, 3))),
    Good("grey 16.tif", partial(tiff_16, GREYS, 1), corners=GREYS),
    Good("big endian.tif", big_endian_tiff, corners=(GREYS[0],) * 4),
    Good("rgb 16.tif", partial(tiff_16, CORNERS, 3)),
    Good("grey 32.tif", partial(wide_range, "I", 0, 65535), corners=GREYS),
    Good("fractions.tif", partial(wide_range, "F", 0.0, 1.0), corners=GREYS),
    Good("one fraction.tif", partial(wide_range, "F", -5.0, -5.0), corners=((0, 0, 0),) * 4),
    Good("one number.tif", partial(wide_range, "I", 70_000, 70_000), corners=((0, 0, 0),) * 4),
    # Seen through, with palettes
    Good("alpha.png", partial(saved, seen_through("RGB"), "PNG"), corners=WITH_A_HOLE),
    Good(
        "alpha.webp",
        partial(saved, seen_through("RGB"), "WEBP", lossless=True),
        corners=WITH_A_HOLE,
    ),
    Good("alpha.tif", partial(saved, seen_through("RGB"), "TIFF"), corners=WITH_A_HOLE),
    Good(
        "one colour gone.png",
        partial(saved, fields(), "PNG", transparency=CORNERS[3]),
        corners=WITH_A_HOLE,
    ),
    Good("grey alpha.png", partial(saved, fields(corners=GREYS, mode="LA"), "PNG"), corners=GREYS),
    Good("palette.png", palette),
    Good("palette with a hole.png", hole_in_palette, corners=WITH_A_HOLE),
    # Moving
    Good("moving.gif", partial(animation, "GIF", fields(mode="RGBA"))),
    Good("late.gif", partial(animation, "GIF", _EMPTY, disposal=2)),
    Good("moving.webp", partial(animation, "WEBP", fields(mode="RGBA"), lossless=True)),
    Good("late.webp", partial(animation, "WEBP", _EMPTY, lossless=True)),
    Good("moving.png", partial(animation, "PNG", fields(mode="RGBA"))),
    # Sizes
    Good("large.jpg", partial(_large, (4000, 3000), "JPEG"), ".jpg", (2048, 1536), tolerance=4),
    Good("wide.png", partial(_large, (5000, 1000), "PNG"), ".png", (2048, 410)),
    Good("just too wide.png", partial(_large, (2050, 40), "PNG"), ".png", (2048, 40)),
    Good("just right.png", partial(_large, (2048, 20), "PNG"), ".png", (2048, 20)),
    Good("tall.bmp", partial(_large, (80, 9000), "BMP"), ".png", (18, 2048)),
    Good("two.png", partial(saved, fields((2, 2)), "PNG"), ".png", (2, 2)),
    # Incomplete, but for the picture
    Good("no end.jpg", lambda: _JPEG()[:-2], ".jpg", tolerance=4),
    Good("no end.png", lambda: saved(fields(), "PNG")[:-12]),
    Good("no end.gif", lambda: saved(fields(), "GIF")[:-1]),
    Good("more after the end.jpg", lambda: _JPEG() + SECRET.encode() * 9, ".jpg", tolerance=4),
)

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
    Bad(
        "half, progressive.jpg",
        lambda: cut(saved(photograph((400, 300)), "JPEG", progressive=True), 0.5),
        DAMAGED,
    ),
    Bad("only a beginning.jpg", lambda: b"\xff\xd8\xff\xe0", DAMAGED),
    Bad("only a beginning.png", lambda: b"\x89PNG\r\n\x1a\n", DAMAGED),
    Bad("only a beginning.webp", lambda: b"RIFF\x10\0\0\0WEBPVP8 ", DAMAGED),
    Bad("only a beginning.tif", lambda: b"II*\0", DAMAGED),
    Bad("only a beginning.avif", lambda: b"\0\0\0\x14ftypavif\0\0\0\0avif", DAMAGED),
    Bad("only a beginning.heic", lambda: b"\0\0\0\x14ftypheic\0\0\0\0heic", DAMAGED),
    Bad("wrong check.png", wrong_check, DAMAGED),
    Bad("bomb.png", partial(huge_png, 60_000, 60_000), TOO_LARGE, "60000 x 60000"),
    Bad("bomb.jpg", partial(huge_jpeg, 65_000, 65_000), TOO_LARGE, "65000 x 65000"),
    Bad("bomb.gif", partial(picture_bytes.empty_gif, 65_535, 65_535), TOO_LARGE),
    Bad("bomb.bmp", partial(picture_bytes.empty_bmp, 2**30, 2**30), TOO_LARGE),
    Bad("bomb.tif", partial(picture_bytes.empty_tiff, 2**30, 2**30), TOO_LARGE),
    Bad("bomb.webp", huge_webp, TOO_LARGE, "pixels"),
    Bad(
        "drawing.svg",
        lambda: b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>',
        UNREADABLE,
        "SVG",
    ),
    Bad("drawing.png", lambda: b"<svg onload='alert(1)'></svg>", UNREADABLE, "SVG"),
    Bad("paper.pdf", lambda: b"%PDF-1.7\n", UNREADABLE, "PDF"),
    Bad("program.jpg", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", UNREADABLE),
    Bad("film.heic", lambda: b"\0\0\0\x18ftypisom\0\0\0\0isommp42", UNREADABLE, "film"),
    Bad("text.txt", lambda: b"Hello", UNREADABLE),
    Bad("bm.txt", lambda: b"BM is how this text begins, and it is no bitmap.", UNREADABLE),
    Bad("zeros.png", lambda: bytes(5000), UNREADABLE),
)


def main(folder: Path) -> None:
    """Write all pictures into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for each in (*GOOD, *BAD):
        (folder / each.name).write_bytes(each.make())
    print(f"{len(GOOD) + len(BAD)} files in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
