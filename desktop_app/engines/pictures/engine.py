"""The engine that makes kept pictures."""

import errno
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from desktop_app.core.engine import CancelToken, Job, LoadJob, UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished, Pictured, Reason
from desktop_app.core.picture import Picture, PictureJob
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.engines.pictures.colour import to_srgb
from desktop_app.engines.pictures.decoding import (
    Stored,
    expect_photographs,
    stored,
    told_as_damage,
)
from desktop_app.engines.pictures.encoding import Encoded, encoded
from desktop_app.engines.pictures.scale import scaled
from desktop_app.engines.pictures.source_file import SourceFile, StoppedError, problem

_TURNS = {  # by the orientation that EXIF gives
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


class PictureEngine:
    """Implements `core.engine.Engine` by Pillow. It keeps nothing between two jobs."""

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do a `PictureJob`; every way it can go ends in one terminal event.

        A `LoadJob` says that one is about to come: it makes the next job quick.
        """
        if isinstance(job, LoadJob):
            expect_photographs()
        if isinstance(job, LoadJob | UnloadJob):
            yield Finished()
            return
        if not isinstance(job, PictureJob):
            yield Failed(Problem("internal", details=f"not a picture: {type(job).__name__}"))
            return
        try:
            picture = _kept(job, cancel)
        except StoppedError:
            yield Finished(Reason.CANCELLED)
        except ParleyError as error:
            yield Failed(error.problem)
        else:
            yield Pictured(picture)
            yield Finished()

    def close(self) -> None:
        """There is nothing to free."""


def _kept(job: PictureJob, cancel: CancelToken) -> Picture:
    """Make the kept picture. Raises `ParleyError` and `StoppedError`."""
    called = job.name or Path(job.source).name
    with SourceFile(job.source, called, cancel) as file, told_as_damage(file):
        file.check_stop()
        picture = stored(file)
        file.check_stop()
        image = _upright(picture)
        file.check_stop()
        result = encoded(image, picture.format.lossless)
    hash = _shelved(result, Path(job.model.path), called)
    return Picture(hash, result.suffix, image.width, image.height, job.name)


def _upright(picture: Stored) -> Image.Image:
    """The picture as it is to be seen. What costs time for each pixel is done to few of them."""
    image = to_srgb(scaled(picture.image, picture.target), picture.profile)
    turn = _TURNS.get(picture.orientation)
    return image if turn is None else image.transpose(turn)


def _shelved(result: Encoded, folder: Path, called: str) -> str:
    """Keep the file; its hash. Raises `ParleyError`."""
    try:
        return PictureShelf(folder).keep(result.data, result.suffix)
    except OSError as error:
        code = "full" if error.errno in _FULL else "failed"
        raise problem(code, called, str(error)) from error
