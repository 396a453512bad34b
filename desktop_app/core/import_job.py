"""The jobs of bringing conversations from files, and of taking them back out."""

from dataclasses import dataclass

from desktop_app.core.room import RoomEvent, RoomJob


@dataclass(frozen=True, slots=True)
class ChatImportJob(RoomJob):
    """Bring all conversations of the file `path` into `database`, or none of them.

    `pictures` is the folder of kept pictures, `scratch` one for files that are needed for a
    moment. `Fetching` counts bytes, twice those of the file: it is read once to be checked and once
    to be kept. `Imported` tells what came, then `Finished`.
    """

    database: str
    pictures: str
    scratch: str
    path: str


@dataclass(frozen=True, slots=True)
class TakeBackJob(RoomJob):
    """Delete conversations that came, as a person deletes one. `Finished` when it is done."""

    database: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Imported(RoomEvent):
    """What came: conversations by their ids. `here` were here already, `empty` had no message;
    `lost` pictures are not in the file, or cannot be read."""

    ids: tuple[str, ...]
    here: int = 0
    empty: int = 0
    lost: int = 0
