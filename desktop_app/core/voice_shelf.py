"""Which voice models there are to choose from, and what has become of each."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from desktop_app.core.events import Fetching
from desktop_app.core.fetch import bytes_here
from desktop_app.core.voice_models import VOICE_MODELS, VoiceModel, voice_model_of


class Shelf(Enum):
    """What has become of a model."""

    HERE = "here"
    STARTER = "starter"
    """It came with Parley: it cannot be deleted, and need not be fetched."""
    OWN = "own"
    """A file that the person chose; Parley leaves it where it is."""
    MISSING = "missing"
    """The file is chosen, and not there."""
    ABSENT = "absent"
    PAUSED = "paused"
    FETCHING = "fetching"
    LEAVING = "leaving"
    """It is deleted as soon as nobody can change their mind any more."""


USABLE = (Shelf.HERE, Shelf.STARTER, Shelf.OWN)
"""What can be chosen."""


@dataclass(frozen=True, slots=True)
class Item:
    """One model to choose. `path` is its file, or where that will be.

    `model` is None for a file that is none of the catalogue. `done` of `total` bytes are here.
    """

    path: str
    model: VoiceModel | None
    state: Shelf
    chosen: bool = False
    done: int = 0
    total: int = 0


def shelf(
    folder: Path,
    starter: Path | None,
    chosen: str,
    under_way: Mapping[str, Fetching],
    leaving: Collection[str] = (),
) -> Iterator[Item]:
    """All models of the catalogue, and before them a chosen file that is none of these.

    `folder` is where the fetched ones lie, `starter` the one that came with Parley, `chosen` the
    path in the settings ("" the starter). `under_way` are those that are being fetched and
    `leaving` those that are to be deleted, by their paths.
    """
    in_use = chosen or (str(starter) if starter else "")
    known = [(model, _path_of(model, folder, starter, in_use)) for model in VOICE_MODELS.values()]
    if in_use and in_use not in {path for _, path in known}:
        state = Shelf.OWN if Path(in_use).is_file() else Shelf.MISSING
        yield Item(in_use, voice_model_of(in_use), state, chosen=True)
    for model, path in known:
        state, done = _state_of(model, path, folder, starter, under_way)
        if path in leaving and state is Shelf.HERE:
            state = Shelf.LEAVING
        yield Item(path, model, state, path == in_use, done, model.size)


def _path_of(model: VoiceModel, folder: Path, starter: Path | None, in_use: str) -> str:
    """The file of a model: the starter's where that is the same, unless the other is in use."""
    fetched = str(model.path(folder))
    if starter and voice_model_of(starter) is model and in_use != fetched:
        return str(starter)
    return fetched


def _state_of(
    model: VoiceModel,
    path: str,
    folder: Path,
    starter: Path | None,
    under_way: Mapping[str, Fetching],
) -> tuple[Shelf, int]:
    if path in under_way:
        return Shelf.FETCHING, under_way[path].done
    if path == str(starter):
        return Shelf.STARTER, 0
    if Path(path).is_file():
        return Shelf.HERE, 0
    if here := bytes_here(model.remote(folder)):
        return Shelf.PAUSED, here
    return Shelf.ABSENT, 0
