"""The jobs of looking after a home: how big it is, a backup of it, and a backup checked."""

from dataclasses import dataclass
from enum import Enum

from desktop_app.core.paths import Places
from desktop_app.core.room import RoomEvent, RoomJob


class Part(Enum):
    """What a home is made of, as a person sees it."""

    CONVERSATIONS = "conversations"
    """With the sound of what was said and is not written down yet."""
    DELETED = "deleted"
    """Those in the trash: a share of the conversations."""
    PICTURES = "pictures"
    """Pictures, and the texts of attached files."""
    SETTINGS = "settings"
    """With presets, and what is kept of models besides their files."""
    MODELS = "models"
    VOICE_MODELS = "voice"
    LOGS = "logs"
    CACHE = "cache"
    """With the index of the search."""
    ASIDE = "aside"
    """What was here before a backup was restored."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How big a part is, in bytes; `count` is the number of conversations or files in it."""

    part: Part
    size: int
    count: int = 0


@dataclass(frozen=True, slots=True)
class WeighJob(RoomJob):
    """Weigh all parts of a home. `models` is the folder that models are fetched to.

    `Weighed` comes for each part as soon as it is known, then `Finished`.
    """

    places: Places
    models: str


@dataclass(frozen=True, slots=True)
class Weighed(RoomEvent):
    """What one part weighs."""

    weight: Weight


@dataclass(frozen=True, slots=True)
class BackupJob(RoomJob):
    """Write a home into one file at `path`, also while a window writes to it.

    The file is there whole or not at all; one of that name is replaced. `Fetching` counts bytes,
    `BackedUp` comes before `Finished`.
    """

    places: Places
    path: str


@dataclass(frozen=True, slots=True)
class BackedUp(RoomEvent):
    """What was written; `size` is the file's, in bytes."""

    path: str
    size: int
    conversations: int
    files: int


@dataclass(frozen=True, slots=True)
class CheckJob(RoomJob):
    """Unpack the backup at `path` beside the home and check all of it; the home is not changed.

    `Fetching` counts bytes, `Checked` comes before `Finished`. Then it waits in the folder
    `core.changeover.RESTORING` until a changeover takes it, or a `ForgetJob` throws it away.
    """

    places: Places
    path: str


@dataclass(frozen=True, slots=True)
class Checked(RoomEvent):
    """What is in a backup that can be restored. `made` is in seconds since the epoch."""

    made: float
    program: str
    conversations: int
    files: int


@dataclass(frozen=True, slots=True)
class ForgetJob(RoomJob):
    """Throw away what a `CheckJob` has unpacked, and what was set aside when `aside` is true."""

    places: Places
    aside: bool = False
