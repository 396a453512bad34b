"""From a file to pixels: the right decoder, and no more memory than the picture is worth."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from PIL import ExifTags, Image, ImageFile

from desktop_app.core.errors import ParleyError
from desktop_app.engines.pictures.file_format import (
    HEAD_BYTES,
    JPEG,
    MOST_PIXELS,
    MOVING,
    PNG,
    FileFormat,
    description,
    format_of,
)
from desktop_app.engines.pictures.scale import fitted
from desktop_app.engines.pictures.source_file import SourceFile, StoppedError, problem

# Some decoders make room for a picture as soon as they see its header, before its size can be
# looked at from here. Pillow refuses what has twice as many pixels, and warns before.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2

_MOST_TEXT = 16 * 1024 * 1024
"""Bytes of one text in a PNG. Programs that make pictures write their whole recipe there."""

_END_OF_JPEG = b"\xff\xd9"
_BLOCK = 16
"""Pixels of the largest block in a JPEG."""

_FRAMES_TRIED = 8
"""Animations that begin with an empty frame show something soon."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A picture as its file holds it: not upright yet, in whatever colours.

    `target` is the size that it is to have (before it is turned); a large JPEG is smaller than
    its file says already, but not smaller than that. `orientation` is that of EXIF, 1 to 8.
    """

    image: Image.Image
    format: FileFormat
    target: tuple[int, int]
    orientation: int
    profile: bytes


def stored(file: SourceFile) -> Stored:
    """The picture in a file.

    Raises `ParleyError` for what is no picture, damaged or too large, and `StoppedError`.
    """
    with told_as_damage(file):
        format = _format(file)
        image, target = _opened(file, format)
        if format in MOVING:
            _seek_first_whole(image)
        try:
            image.load()
        except OSError:
            if format is not JPEG or not _lacks_its_end(image):
                raise
            file.begin_again(ending=_END_OF_JPEG)
            image, target = _opened(file, format)
            image.load()
        profile = image.info.get("icc_profile") or b""
        return Stored(image, format, target, _orientation(image), profile)


def expect_photographs() -> None:
    """Import beforehand what nearly all pictures need."""
    import_module(JPEG.reader.partition(":")[0])


def _lacks_its_end(image: ImageFile.ImageFile) -> bool:
    """Whether a JPEG that ended too early is there but for its last row of blocks.

    Every program shows such files, which cameras and downloads leave behind. Where more is
    missing, a model would take grey for a part of the picture, so they are refused.
    """
    image.tile = []  # there is nothing more to decode; what was not decoded is black
    there = image.getbbox()
    return there is not None and image.height - there[3] <= _BLOCK


@contextmanager
def told_as_damage(file: SourceFile) -> Iterator[None]:
    """Whatever a decoder raises about what is in `file` becomes a `ParleyError`."""
    try:
        with warnings.catch_warnings():
            # They are about metadata, which is not kept anyway.
            warnings.simplefilter("ignore")
            yield
    except (StoppedError, ParleyError):
        raise
    except (MemoryError, Image.DecompressionBombError) as error:
        details = str(error) or "there is not enough memory"
        raise problem("too_large", file.called, details) from error
    except Exception as error:
        # Decoders raise whatever they trip over: ValueError, struct.error, IndexError ...
        raise problem("damaged", file.called, f"{type(error).__name__}: {error}") from error


def _format(file: SourceFile) -> FileFormat:
    head = file.peek(HEAD_BYTES)[:HEAD_BYTES]
    if not head:
        raise problem("damaged", file.called, "the file is empty")
    format = format_of(head)
    if format is None:
        raise problem("unreadable", file.called, description(head))
    return format


def _opened(file: SourceFile, format: FileFormat) -> tuple[ImageFile.ImageFile, tuple[int, int]]:
    """The picture with its header read, and the size that it is to have."""
    image = _reader(format, file.called)(file)
    _check_size(image, format, file.called)
    target = fitted(image.size)
    if format is JPEG:
        # By factors of 2, 4 and 8 the decoder itself scales, and is several times faster.
        image.draft(None, target)
    return image, target


def _reader(format: FileFormat, called: str) -> Callable[[SourceFile], ImageFile.ImageFile]:
    """The class that opens files of this format. Only its own module is imported."""
    module_name, _, name = format.reader.partition(":")
    try:
        module = import_module(module_name)
    except ImportError as error:
        raise problem("no_codec", called, str(error), kind=format.name) from error
    if not getattr(module, "SUPPORTED", True):
        # Pillow can be built without some of its codecs.
        raise problem("no_codec", called, f"{module_name} has no decoder", kind=format.name)
    if format is PNG:
        setattr(module, "MAX_TEXT_CHUNK", _MOST_TEXT)  # noqa: B010 - a module known by its name
    return cast("Callable[[SourceFile], ImageFile.ImageFile]", getattr(module, name))


def _check_size(image: Image.Image, format: FileFormat, called: str) -> None:
    """Refuse by its header what would take too much memory."""
    pixels = image.width * image.height
    if pixels > format.most_pixels:
        details = f"{image.width} x {image.height} pixels; at most {format.most_pixels} are opened"
        raise problem("too_large", called, details)


def _seek_first_whole(image: ImageFile.ImageFile) -> None:
    """Go to the first frame with something in it; to the very first when there is none."""
    if not getattr(image, "is_animated", False):
        return
    for number in range(_FRAMES_TRIED):
        try:
            image.seek(number)
        except EOFError:
            break
        if not image.has_transparency_data:
            return
        if image.convert("RGBA").getchannel("A").getbbox() is not None:
            return
    image.seek(0)


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # what is wrong with the metadata is not wrong with the picture
        return 1
