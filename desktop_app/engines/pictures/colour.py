"""Colours as every screen and every model takes them: sRGB."""

import io

from PIL import Image

_SPACES = {
    b"RGB ": ("RGB", ("L", "RGB")),
    b"GRAY": ("L", ("L",)),
    b"CMYK": ("CMYK", ("CMYK",)),
}
"""What profiles are for, as they say in bytes 16 to 19: the mode that they are applied to, and the
modes of the pictures that can have one."""

_SRGB = ("sRGB IEC61966-2.1", "sRGB IEC61966-2-1", "sRGB built-in")
"""What the profiles of sRGB itself call themselves, of which nearly all pictures have one."""


def to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The picture (mode L, RGB or CMYK) in sRGB (mode L or RGB), by its ICC `profile` if any.

    A profile that is damaged, or made for other pictures, is passed over.
    """
    mode, suited = _SPACES.get(profile[16:20], ("", ()))
    if image.mode in suited and not _is_srgb(profile):
        converted = _converted(image.convert(mode), profile)
        if converted is not None:
            return converted.convert("L") if image.mode == "L" else converted
    return image.convert("RGB") if image.mode == "CMYK" else image


def _converted(image: Image.Image, profile: bytes) -> Image.Image | None:
    # Most pictures do without; it takes a while to import.
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(
            image,
            source,
            ImageCms.createProfile("sRGB"),
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError):
        return None


def _is_srgb(profile: bytes) -> bool:
    return any(
        name.encode("ascii") in profile or name.encode("utf-16-be") in profile for name in _SRGB
    )
