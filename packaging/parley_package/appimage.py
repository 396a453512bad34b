"""The AppImage: a folder in the form of AppDir, made here, and squashed by appimagetool."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from desktop_app.core.build import IDENTIFIER
from parley_package.changes import moment
from parley_package.package_text import FOLDER
from parley_package.packed_file import packed_files
from parley_package.release import Release
from parley_package.share_folder import COMMANDS

TOOL = "PARLEY_APPIMAGETOOL"
"""The variable that says where appimagetool is, when it is not on the PATH."""

RUNTIME = "PARLEY_APPIMAGE_RUNTIME"
"""The variable that says where the start program of AppImages is; appimagetool fetches it else."""

ABSENT = (
    f"No AppImage is made: appimagetool is neither on the PATH nor named by {TOOL}. It is found "
    "at https://github.com/AppImage/appimagetool"
)

_ICON_SIZE = 256


def find(environment: Mapping[str, str] = os.environ) -> str | None:
    """appimagetool, None where there is none."""
    return environment.get(TOOL) or shutil.which("appimagetool", path=environment.get("PATH"))


def make_folder(tree: Path, share: Path, linux: Path, into: Path) -> Path:
    """Make the AppDir of a frozen tree anew in `into`, and return that.

    Files are linked and not copied where the disk allows it, and so have the modes of the tree.
    """
    shutil.rmtree(into, ignore_errors=True)
    program = into / FOLDER
    program.mkdir(parents=True)
    for file in packed_files(tree):
        place = program / file.name
        if file.link:
            place.symlink_to(file.link)
        elif file.is_directory:
            place.mkdir()
        else:
            _place(file.path, place)
    commands = into / "usr" / "bin"
    commands.mkdir()
    for name, target in COMMANDS.items():
        (commands / name).symlink_to(Path("..", "..", FOLDER, target))
    shutil.copytree(share, into / "usr" / "share")
    shutil.copyfile(linux / "AppRun", into / "AppRun")
    (into / "AppRun").chmod(0o755)
    entry = f"{IDENTIFIER}.desktop"
    shutil.copyfile(share / "applications" / entry, into / entry)
    icons = share / "icons" / "hicolor" / f"{_ICON_SIZE}x{_ICON_SIZE}" / "apps"
    shutil.copyfile(icons / f"{IDENTIFIER}.png", into / f"{IDENTIFIER}.png")
    (into / ".DirIcon").symlink_to(f"{IDENTIFIER}.png")
    return into


def command(
    tool: str, folder: Path, image: Path, environment: Mapping[str, str] = os.environ
) -> list[str]:
    """The command that squashes the folder."""
    runtime = environment.get(RUNTIME)
    words = [tool, "--no-appstream", *(["--runtime-file", runtime] if runtime else [])]
    return [*words, str(folder), str(image)]


def variables(release: Release, environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment for that command."""
    told = {
        "ARCH": release.target.fedora,
        "VERSION": release.version,
        "SOURCE_DATE_EPOCH": str(int(moment(release).timestamp())),
        # The tool is an AppImage itself, and machines that build have no FUSE.
        "APPIMAGE_EXTRACT_AND_RUN": "1",
    }
    return {**environment, **told}


def _place(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)
