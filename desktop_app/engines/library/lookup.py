"""Looking at the disk for the window, which must not wait for it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR

from desktop_app.core.disk import LookedUp, LookUpJob, Space, Spot
from desktop_app.core.engine import CancelToken
from desktop_app.core.events import Event
from desktop_app.core.pairing import Headers
from desktop_app.engines.library.walk import StoppedError


def look_up(job: LookUpJob, cancel: CancelToken) -> Iterator[Event]:
    """What stands at the paths of `job`. Raises `StoppedError`."""
    spots = []
    for path in job.paths:
        if cancel.is_set():
            raise StoppedError
        # A ValueError for a path with a zero in it, which names nothing.
        with suppress(OSError, ValueError):
            spots.append(_spot(path))
    space = _space(Path(job.room)) if job.room else None
    template = _template(Path(job.template)) if job.template else ""
    yield LookedUp(job.paths, tuple(spots), space, template)


def _template(model: Path) -> str:
    header = Headers().of(model)
    return header.text("tokenizer.chat_template") if header else ""


def _spot(path: str) -> Spot:
    state = Path(path).stat()
    if not S_ISDIR(state.st_mode):
        return Spot(path, state.st_size, disk=state.st_dev)
    models = False
    with suppress(OSError):
        models = next(Path(path).glob("models--*"), None) is not None
    writable = os.access(path, os.W_OK)
    return Spot(path, 0, True, state.st_dev, writable, models)


def _space(folder: Path) -> Space | None:
    for place in (folder, *folder.parents):
        try:
            usage, state = shutil.disk_usage(place), place.stat()
        except (OSError, ValueError):
            continue  # It is made with the first model.
        return Space(usage.free, usage.total, str(place), state.st_dev)
    return None
