"""Seeing pictures with a loaded model: its projector, and what was seen with it before."""

import hashlib
import io
import math
from collections.abc import Generator, Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Loading, Looking
from desktop_app.core.picture import Image
from desktop_app.core.projector import Misfit, verdict
from desktop_app.engines.llama.library import Library, tells_of_memory
from desktop_app.engines.llama.model import Model
from desktop_app.engines.llama.model_file import check_file, shown_name
from desktop_app.engines.llama.projector import (
    Embeddings,
    Layout,
    Projector,
    identity_of,
    load_projector,
)
from desktop_app.engines.llama.seen import SeenPictures
from desktop_app.engines.llama.slow_load import CancelledError, Progress, load_aside, told
from desktop_app.engines.llama.tokens import Patch

MOST_TOKENS = 2048
"""No picture takes more of a context, however large it is: models that take in what they are given
(Qwen-VL: one token for 28 x 28 pixels) name and read what they see with half of it, and the time
that it takes grows faster than the number."""

CONTEXT_SHARE = 4
"""Nor does it take more than one part of so many of the context."""

_KEPT_AS = ("PNG", "JPEG")
_TRIES = 6
_MARGIN = 0.97
_MOST_SIZES = 1024


class Eyes:
    """A projector with its memory. For the engine's thread only; closed before the model.

    A picture that would take more than `most_tokens` is seen smaller.
    """

    def __init__(self, projector: Projector, seen: SeenPictures, most_tokens: int) -> None:
        self.projector = projector
        self._seen = seen
        self._most = most_tokens
        self._held: dict[str, Embeddings] = {}
        self._sizes: dict[Image, Image] = {}

    def layout(self, image: Image) -> Layout:
        """How a picture stands in a prompt; nothing is encoded for it."""
        return self.projector.layout(self._sized(image))

    def look(
        self, images: Iterable[Image], cancel: CancelToken
    ) -> Generator[Looking, None, tuple[int, bool]]:
        """See pictures: those that were not seen before are encoded, one after the other.

        Returns how many were encoded and whether all could be seen before `cancel` was set. Their
        embeddings are at hand until the next call. Raises ParleyError for one that cannot be seen.
        """
        wanted = {image.hash: self._sized(image) for image in images}
        self._held = {hash: rows for hash, rows in self._held.items() if hash in wanted}
        missing = []
        for hash, image in wanted.items():
            if hash not in self._held and not self._recall(image):
                missing.append(image)
        for number, image in enumerate(missing):
            yield Looking(number, len(missing))
            if cancel.is_set():
                return number, False
            rows = self.projector.encode(image, pixels_of(image))
            self._seen.put(self._key(image), rows, on_disk=not image.temporary)
            self._held[image.hash] = rows
        if missing:
            yield Looking(len(missing), len(missing))
        return len(missing), True

    def rows(self, patch: Patch) -> Embeddings:
        """The embeddings of a patch of a picture that was looked at."""
        rows = self._held[patch.image.hash]
        return rows[self.projector.rows(self.layout(patch.image), patch)]

    def forget(self) -> None:
        """Let go of what was looked at; it is remembered elsewhere."""
        self._held = {}

    def close(self) -> None:
        """Free the projector. May be called twice."""
        self.projector.close()

    def _sized(self, image: Image) -> Image:
        """The picture in the size in which it is seen."""
        if image not in self._sizes:
            if len(self._sizes) >= _MOST_SIZES:
                self._sizes.clear()
            self._sizes[image] = self._fitting(image)
        return self._sizes[image]

    def _fitting(self, image: Image) -> Image:
        """The largest size found that takes few enough tokens; its own where size is no matter."""
        whole = tokens = self.projector.layout(image).tokens
        smaller = image
        for _ in range(_TRIES):
            if tokens <= self._most:
                return smaller
            share = _MARGIN * math.sqrt(self._most / tokens)
            width, height = (
                max(1, round(side * share)) for side in (smaller.width, smaller.height)
            )
            smaller = replace(smaller, width=width, height=height)
            tokens = self.projector.layout(smaller).tokens
        return smaller if tokens < whole else image

    def _recall(self, image: Image) -> bool:
        rows = self._seen.get(self._key(image), self.projector.shape(self.layout(image)))
        if rows is not None:
            self._held[image.hash] = rows
        return rows is not None

    def _key(self, image: Image) -> str:
        size = f"{image.width} x {image.height}"
        return SeenPictures.key(self.projector.identity, f"{image.hash} {size}")


def open_eyes(
    library: Library,
    model: Model,
    path: Path,
    card: int,
    threads: int,
    seen: SeenPictures,
    cancel: CancelToken,
    most_tokens: int,
) -> Generator[Loading, None, Eyes]:
    """Load the projector at `path`: on the graphics card with that handle, on the processor where
    that fails, or `card` is 0.

    `most_tokens` is what one picture may take of the context. Raises CancelledError, and
    ParleyError for a file that is none or belongs to another model, and without memory for it.
    """
    identity = _checked(model, path)
    yield Loading(0.0, projector=True)
    for place in (card, 0) if card else (0,):
        library.log.clear()

        def load(progress: Progress, place: int = place) -> int | None:
            return load_projector(library, model, path, place, threads, progress)

        pointer = yield from told(
            load_aside(load, library.vision.mtmd_free, cancel), projector=True
        )
        if pointer:
            return Eyes(Projector(library, model, pointer, identity), seen, most_tokens)
        if cancel.is_set():
            raise CancelledError
    log = library.log.text()
    if tells_of_memory(log):
        raise ParleyError(Problem("projector.no_memory", {"name": shown_name(path)}, log))
    raise _refused(path, Misfit.WRONG, log)


def pixels_of(image: Image) -> NDArray[np.uint8]:
    """The pixels of a kept picture in the size of `image`, (height, width, 3).

    Raises ParleyError when it is not there, or no longer the one it was: what comes of it is
    remembered under its hash.
    """
    # Only who looks at a picture needs it.
    from PIL import Image as Reader

    try:
        data = Path(image.path).read_bytes()
        if hashlib.sha256(data).hexdigest() != image.hash:
            raise _lost(f"{image.path} is another one than was kept")
        with Reader.open(io.BytesIO(data), formats=_KEPT_AS) as reader:
            picture = reader.convert("RGB")
            size = (image.width, image.height)
            if picture.size != size:
                picture = picture.resize(size, Reader.Resampling.LANCZOS, reducing_gap=3.0)
            return np.asarray(picture)
    except (OSError, ValueError) as error:
        raise _lost(str(error)) from error


def _lost(details: str) -> ParleyError:
    return ParleyError(Problem("picture.lost", details=details))


def _checked(model: Model, path: Path) -> str:
    """What tells the projector from another. Raises ParleyError for one that is not the model's."""
    try:
        header = check_file(path, projector=True)
    except ParleyError as error:
        # What helps is another projector, and not another model.
        code, details = error.problem.code, error.problem.details
        if code == "model.missing":
            values = {"name": model.header.name or shown_name(path)}
            raise ParleyError(Problem("projector.missing", values, details)) from error
        if code == "model.not_gguf":
            raise _refused(path, Misfit.NOT_ONE, details) from error
        if code.startswith("projector."):
            raise
        values = {"name": shown_name(path)}
        raise ParleyError(Problem("projector.damaged", values, details)) from error
    found = verdict(model.header, header)
    if found.misfit is not None:
        raise _refused(path, found.misfit, found.details)
    try:
        return identity_of(path)
    except OSError as error:
        values = {"name": shown_name(path)}
        raise ParleyError(Problem("projector.damaged", values, str(error))) from error


def _refused(path: Path, misfit: Misfit, details: str) -> ParleyError:
    code = "projector.not_one" if misfit is Misfit.NOT_ONE else "projector.wrong"
    return ParleyError(Problem(code, {"name": shown_name(path)}, details))
