"""Which Parley this is: run from its sources, or one of the packaged editions."""

import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desktop_app.core.paths import resources

IDENTIFIER = "io.github.parley_desktop.Parley"
"""What desktops know Parley by: the name of its desktop file, of its metainfo, of its bundle."""

FILE = "build.toml"
"""Written into the resources of a packaged program, and there alone."""

SOURCE = "source"
SLIM = "slim"
"""The edition without torch: whisper.cpp is what writes down speech."""


@dataclass(frozen=True, slots=True)
class Build:
    """`edition` is "slim", "full" or "source"; `variant` names what it was built for besides the
    processor ("cuda", "vulkan", "metal"), "" nothing.

    `homepage` is the address under which it is published, "" where nobody has said: then there is
    nowhere to look for a newer one. `revision` is the commit it was built from, "" unknown.
    """

    edition: str = SOURCE
    variant: str = ""
    homepage: str = ""
    revision: str = ""

    @property
    def is_packaged(self) -> bool:
        """Whether this runs without a Python of the user's."""
        return self.edition != SOURCE


@cache
def this_build() -> Build:
    """The build that this process belongs to. Without a readable file it is one from sources."""
    return read_build(resources() / FILE)


def read_build(path: Path) -> Build:
    """What `path` says; the build from sources where it says nothing that can be understood."""
    try:
        with path.open("rb") as file:
            told = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError):
        return Build()
    names = ("edition", "variant", "homepage", "revision")
    return Build(**{name: told[name] for name in names if isinstance(told.get(name), str)})


def program_folder() -> Path | None:
    """The folder of the packaged program: what a person moves, copies or deletes as one thing.

    On macOS the one that the bundle lies in. None when Parley runs from its sources.
    """
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable).resolve()
    bundle = next((folder for folder in program.parents if folder.suffix == ".app"), None)
    return bundle.parent if bundle else program.parent
