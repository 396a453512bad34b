"""Making pictures smaller, and plain on the way: 8 bits a channel, and nothing to see through."""

from typing import cast

from PIL import Image

from desktop_app.core.picture import LARGEST_SIDE

_GAP = 2.0
"""How many times larger than its target a picture is left for the good filter, which takes longer
the more pixels there are. What lies above is averaged in blocks before."""

_BAND_PIXELS = 4_000_000
"""Pixels that are converted at a time: of a large picture a second copy would be too much."""

_GREY = frozenset(("1", "L", "LA", "La", "I", "F"))


def fitted(size: tuple[int, int]) -> tuple[int, int]:
    """The size of a kept picture, for one of `size`: no side is over `LARGEST_SIDE`."""
    width, height = size
    factor = min(1.0, LARGEST_SIDE / max(width, height))
    return max(1, round(width * factor)), max(1, round(height * factor))


def scaled(image: Image.Image, target: tuple[int, int]) -> Image.Image:
    """The picture in the size `target`, in mode L, RGB or CMYK, on white where it had holes."""
    largest = max(image.width / target[0], image.height / target[1])
    plain = _plain(image, max(1, int(largest / _GAP)))
    if plain.size == target:
        return plain
    # Small print stays readable: of all filters this one keeps most of its contrast.
    return plain.resize(target, Image.Resampling.LANCZOS)


def _plain(image: Image.Image, factor: int) -> Image.Image:
    """The picture made plain, and smaller by a whole `factor`, in bands from top to bottom."""
    mode = _plain_mode(image)
    if mode == image.mode and not image.has_transparency_data:
        return image.reduce(factor) if factor > 1 else image
    levels = _levels(image)
    plain = Image.new(mode, (-(-image.width // factor), -(-image.height // factor)))
    rows = max(1, _BAND_PIXELS // image.width // factor) * factor
    for top in range(0, image.height, rows):
        box = (0, top, image.width, min(top + rows, image.height))
        band = _plain_band(image.crop(box), mode, levels)
        plain.paste(band.reduce(factor) if factor > 1 else band, (0, top // factor))
    return plain


def _plain_mode(image: Image.Image) -> str:
    if image.mode == "CMYK":
        return "CMYK"
    if image.mode in _GREY or image.mode.startswith("I;"):
        return "L"
    return "RGB"


def _levels(image: Image.Image) -> tuple[float, float] | None:
    """How values of more than 8 bits become such of 8: factor and summand. None where they are.

    16-bit pictures use all 16. Of whole numbers of 32 bits and of fractions nobody knows what
    white is: the usual ranges are taken for what they are, else the largest value that occurs.
    """
    if image.mode.startswith("I;16"):
        return 255 / 65535, 0.5
    if image.mode not in ("I", "F"):
        return None
    low, high = cast("tuple[float, float]", image.getextrema())
    usual = (65535.0,) if image.mode == "I" else (1.0, 255.0, 65535.0)
    white = next((white for white in usual if low >= 0 and high <= white), None)
    if white is not None:
        return 255 / white, 0.5
    factor = 255 / (high - low) if high > low else 0.0
    return factor, 0.5 - low * factor


def _plain_band(band: Image.Image, mode: str, levels: tuple[float, float] | None) -> Image.Image:
    if levels is not None:
        factor, summand = levels
        if band.mode.startswith("I;"):
            band = band.convert("I")
        return band.convert("F").point(lambda value: value * factor + summand).convert("L")
    if band.has_transparency_data:
        seen_through = band.convert("RGBA")
        white = Image.new("RGBA", band.size, "white")
        return Image.alpha_composite(white, seen_through).convert(mode)
    return band.convert(mode)
