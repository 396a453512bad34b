"""Portable: everything that Parley keeps lies beside the program, and travels with it."""

from pathlib import Path

from desktop_app.core.build import program_folder

FOLDER = "parley-data"
"""Who makes a folder of this name beside the packaged program has made it portable."""


def portable_home() -> Path | None:
    """The home beside the program, None where there is none: then the system's places hold."""
    folder = program_folder()
    if folder is None:
        return None
    home = folder / FOLDER
    return home if home.is_dir() else None
