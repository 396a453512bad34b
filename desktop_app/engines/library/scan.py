"""Looking what models there are, in all places."""

import time
from collections.abc import Iterator
from pathlib import Path

from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Notice
from desktop_app.core.local_model import LocalModel, ScanJob, ShelfPlaces, Shelved
from desktop_app.engines.library.catalogue import Catalogue, is_folder
from desktop_app.engines.library.found import Unit
from desktop_app.engines.library.index import Index
from desktop_app.engines.library.shelving import Shelving
from desktop_app.engines.library.walk import StoppedError

_MOST_AT_ONCE, _TELL_SECONDS = 100, 0.2
"""So many models are told of together, or those of so much time."""


def scan(job: ScanJob, cancel: CancelToken) -> Iterator[Event]:
    """`Notice`s of folders that are missing, and `Shelved` in pieces. Raises `StoppedError`."""

    def stop_if_asked() -> None:
        if cancel.is_set():
            raise StoppedError

    index = Index(Path(job.places.index) if job.places.index else None)
    catalogue = Catalogue(job.places, stop_if_asked)
    whole = False
    missing: list[str] = []
    try:
        units = list(catalogue.units())
        missing = _missing(catalogue, job.places, index)
        for folder in missing:
            yield Notice(Problem("library.folder_missing", {"folder": folder}))
        yield from _in_pieces(_models(units, Shelving(index, stop_if_asked)))
        whole = True
    finally:
        # What was found out before a Stop need not be found out again.
        index.save(tuple(missing), whole)


def _models(units: list[Unit], shelving: Shelving) -> Iterator[LocalModel]:
    """Each model once: whatever has another size has other bytes."""
    by_size: dict[tuple[int, ...], list[Unit]] = {}
    for unit in units:
        by_size.setdefault(tuple(file.size for file in unit.files), []).append(unit)
    for alike in by_size.values():
        yield from shelving.models(alike)


def _in_pieces(models: Iterator[LocalModel]) -> Iterator[Shelved]:
    piece: list[LocalModel] = []
    told = time.monotonic()
    for model in models:
        piece.append(model)
        if len(piece) >= _MOST_AT_ONCE or time.monotonic() > told + _TELL_SECONDS:
            yield Shelved(tuple(piece))
            piece, told = [], time.monotonic()
    if piece:
        yield Shelved(tuple(piece))


def _missing(catalogue: Catalogue, places: ShelfPlaces, index: Index) -> list[str]:
    """The folders that are not there at the moment, and were to be.

    Parley's own is made by the first model that is fetched; before that nobody misses it.
    """
    missing = list(catalogue.missing)
    own = places.folder
    if own and not is_folder(own) and index.knows_below(own):
        missing.insert(0, own)
    return missing
