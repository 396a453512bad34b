"""Which format a picture has: its first bytes say so, never its name."""

from dataclasses import dataclass

HEAD_BYTES = 512
"""So much of a file's beginning tells its format."""

MOST_PIXELS = 250_000_000
"""The sensors with the most pixels in a camera have 200 million. A decoded pixel takes 4 bytes,
which makes a gigabyte of memory at most, and much less for a JPEG."""

_MOST_PIXELS_IN_COPIES = 120_000_000
"""For the formats whose decoders hold a picture several times over."""


@dataclass(frozen=True, slots=True)
class FileFormat:
    """One format. `reader` is the class that opens it ("module:class"), `name` what people call
    it. `lossless` says that its pixels may be just as they were drawn."""

    name: str
    reader: str
    lossless: bool
    most_pixels: int = MOST_PIXELS


PNG = FileFormat("PNG", "PIL.PngImagePlugin:PngImageFile", True)
JPEG = FileFormat("JPEG", "PIL.JpegImagePlugin:JpegImageFile", False)
GIF = FileFormat("GIF", "PIL.GifImagePlugin:GifImageFile", True)
BMP = FileFormat("BMP", "PIL.BmpImagePlugin:BmpImageFile", True)
TIFF = FileFormat("TIFF", "PIL.TiffImagePlugin:TiffImageFile", True)
WEBP = FileFormat("WebP", "PIL.WebPImagePlugin:WebPImageFile", True, _MOST_PIXELS_IN_COPIES)
AVIF = FileFormat("AVIF", "PIL.AvifImagePlugin:AvifImageFile", False, _MOST_PIXELS_IN_COPIES)
HEIC = FileFormat("HEIC", "pi_heif.as_plugin:HeifImageFile", False, _MOST_PIXELS_IN_COPIES)

MOVING = (PNG, GIF, WEBP, AVIF)
"""The formats of animations; several pictures in a TIFF or HEIC are pages, or other sizes."""

_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"II+\0", TIFF),
    (b"MM\0+", TIFF),
)
_AVIF_BRANDS = frozenset((b"avif", b"avis"))
_HEIC_BRANDS = frozenset(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")
)
_BMP_HEADER_SIZES = frozenset((12, 16, 40, 52, 56, 64, 108, 124))


def format_of(head: bytes) -> FileFormat | None:
    """The format of a file that begins with `head` (`HEAD_BYTES` of it), None for no picture."""
    for beginning, format in _BEGINNINGS:
        if head.startswith(beginning):
            return format
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADER_SIZES:
        return BMP
    if head[4:8] == b"ftyp":
        return _format_of_brands(head)
    return None


def _format_of_brands(head: bytes) -> FileFormat | None:
    """AVIF and HEIC are one container; the brands in its first box tell them apart.

    Files of either kind also name the brand of all such pictures ("mif1"), hence the order.
    """
    size = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, size, 4))}
    if brands & _AVIF_BRANDS:
        return AVIF
    return HEIC if brands & _HEIC_BRANDS else None


def description(head: bytes) -> str:
    """What a file is that is no picture, as far as one can tell: for the details."""
    if b"<svg" in head:
        return "it is a drawing (SVG), which has no pixels"
    if head.startswith(b"%PDF"):
        return "it is a PDF document"
    if head.startswith((b"\xff\x0a", b"\0\0\0\x0cJXL ")):
        return "it is a JPEG XL picture"
    if head[4:8] == b"ftyp":
        return "it is a film, or sound"
    return f"it begins with {head[:16]!r}"
