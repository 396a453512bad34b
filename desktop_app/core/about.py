"""What is told about this Parley: its parts, and where it keeps what it keeps."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from desktop_app import __version__
from desktop_app.core.build import Build, program_folder, this_build
from desktop_app.core.paths import Places, resources
from desktop_app.core.portable import portable_home
from desktop_app.core.survey import versions

LICENCES = "THIRD_PARTY.md"
"""The list of what others made, with their licences."""

_SHORT = 9
"""Letters of a commit that tell it from others."""


class Kept(Enum):
    """What is kept somewhere."""

    SETTINGS = "settings"
    CONVERSATIONS = "conversations"
    MODELS = "models"
    LOGS = "logs"


@dataclass(frozen=True, slots=True)
class About:
    """`libraries` are names with versions. `places` are files and folders by what lies in them;
    `portable` is the folder that all of them are in where they travel with the program.

    `licences` is the list of what others made, None where it is not there.
    """

    version: str
    build: Build
    libraries: tuple[tuple[str, str], ...]
    places: tuple[tuple[Kept, Path], ...]
    portable: Path | None = None
    licences: Path | None = None

    @property
    def commit(self) -> str:
        """The commit that it was built from, in short; "" unknown."""
        return self.build.revision[:_SHORT]


def about(places: Places, model_folder: str = "") -> About:
    """What can be told here. `model_folder` is the one that was chosen in the settings."""
    home = portable_home()
    return About(
        __version__,
        this_build(),
        tuple(versions()),
        (
            (Kept.SETTINGS, places.settings),
            (Kept.CONVERSATIONS, places.database),
            (Kept.MODELS, places.model_folder(model_folder)),
            (Kept.LOGS, places.logs),
        ),
        home if home is not None and home == places.home else None,
        next((path for path in _licence_lists() if path.is_file()), None),
    )


def folder_to_show(place: Path) -> Path:
    """The nearest folder to this file or folder that is there: a file manager can open that."""
    return next((folder for folder in (place, *place.parents) if folder.is_dir()), place.parent)


def _licence_lists() -> Iterator[Path]:
    """Where the list may be: beside the packaged program or in its bundle, else in the sources."""
    if folder := program_folder():
        yield folder / LICENCES
        yield Path(sys.executable).resolve().parent.parent / "Resources" / LICENCES
    yield resources().parent / LICENCES
