"""The step of `parley selftest` about pictures: one is drawn, and kept as the window keeps them."""

import hashlib
import struct
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop_app.cli.step import Step, StepError, problem_words
from desktop_app.core.engine import CancelToken
from desktop_app.core.engine_names import PICTURES
from desktop_app.core.events import Failed, Pictured
from desktop_app.core.paths import Places
from desktop_app.core.picture import Picture, PictureFolder, PictureJob
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.engines.isolated import IsolatedEngine

WIDTH, HEIGHT = 48, 32
_COLOUR = b"\x1e\x90\xff"


class PictureStep:
    """Makes a kept picture of a PNG, in a process of its own."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def __iter__(self) -> Iterator[tuple[str, Step]]:
        yield "picture", self.keep

    def keep(self) -> str:
        """A picture goes in, and the same one comes out."""
        with TemporaryDirectory(prefix="parley-") as name:
            folder = Path(name)
            source = folder / "drawn.png"
            source.write_bytes(_png())
            picture = self._made(source, folder)
            if (picture.width, picture.height) != (WIDTH, HEIGHT):
                raise StepError(
                    f"{picture.width} × {picture.height} pixels instead of {WIDTH} × {HEIGHT}"
                )
            kept = PictureShelf(folder).path(picture)
            if not kept.is_file() or hashlib.sha256(kept.read_bytes()).hexdigest() != picture.hash:
                raise StepError(f"{kept.name} is not what was kept")
            return f"{source.name}, {picture.width} × {picture.height} pixels"

    def _made(self, source: Path, folder: Path) -> Picture:
        job = PictureJob("picture", PictureFolder(str(folder)), str(source), source.name)
        spec, logs = PICTURES, self._places.logs
        with closing(IsolatedEngine(spec, logs, name="selftest-pictures", family="part")) as engine:
            events = list(engine.run(job, CancelToken()))
        if isinstance(end := events[-1], Failed):
            raise StepError(problem_words(end.problem))
        made = next((event for event in events if isinstance(event, Pictured)), None)
        if made is None:
            raise StepError("no picture was made")
        return made.picture


def _png() -> bytes:
    """A picture of one colour, written without the parts that are being tried."""
    rows = (b"\0" + _COLOUR * WIDTH) * HEIGHT
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = (
        _chunk(b"IHDR", header),
        _chunk(b"IDAT", zlib.compress(rows)),
        _chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
