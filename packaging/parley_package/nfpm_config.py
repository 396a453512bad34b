"""What nfpm is told, which makes the .deb and the .rpm: facts, files, and what they depend on.

Neither has a script that runs when it is installed or removed. The caches of menus, icons and
kinds of files are brought up to date by the system: on Debian by dpkg's triggers, on Fedora and
openSUSE by rpm's file triggers, which the packages that own those caches declare. And nothing in
a home is touched: what a person wrote stays until that person deletes it.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

from parley_package.changes import moment
from parley_package.host_library import HostLibraries
from parley_package.metainfo import LICENCE, version
from parley_package.package_text import (
    FAMILY,
    FOLDER,
    RIVAL,
    description,
    maintainer,
    package_name,
)
from parley_package.packed_file import DIRECTORY, PackedFile, packed_files
from parley_package.release import Release
from parley_package.share_folder import COMMANDS

RECOMMENDED = ("ca-certificates", "speech-dispatcher", "xdg-desktop-portal")
"""To fetch models, to read aloud, to take pictures of the screen: the rest works without."""

WINDOW = "parley-window"
"""Which of the commands opens the window and nothing else."""


def nfpm_config(kind: str, release: Release, tree: Path, share: Path, host: HostLibraries) -> str:
    """The text of the configuration for `kind`, "deb" or "rpm": JSON, which is YAML too.

    Raises SetupError when the program needs a library that no package is known for.
    """
    summary, _, paragraphs = description(release).partition("\n")
    time = moment(release).isoformat()
    told: dict[str, object] = {
        "name": package_name(release),
        "arch": release.target.debian,
        "platform": "linux",
        # As it stands: what is a pre-release in Python is none in nfpm's eyes.
        "version_schema": "none",
        "version": version(release.version),
        "section": "utils",
        "priority": "optional",
        "maintainer": maintainer(),
        "description": f"{summary}\n{paragraphs}" if kind == "deb" else paragraphs,
        "license": LICENCE,
        "mtime": time,
        "provides": [FAMILY],
        "conflicts": [FAMILY, RIVAL],
        "depends": host.debian() if kind == "deb" else host.rpm(),
        "recommends": [*RECOMMENDED],
        "disable_globbing": True,
        "contents": _contents(kind, package_name(release), tree, share, time),
    }
    if release.homepage:
        told["homepage"] = release.homepage
    if kind == "deb":
        # With "provides" and "conflicts": installing one edition takes the other away.
        told["replaces"] = [FAMILY]
        # nfpm's own xz is slow; `deb_archive` compresses what it leaves.
        told["deb"] = {"compression": "none"}
    else:
        told["rpm"] = {"compression": "zstd", "summary": summary}
    return json.dumps(told, indent=1)


def find(environment: str = os.environ.get("PATH", "")) -> str | None:
    """nfpm: in the environment that Python runs in, or on the PATH."""
    beside = str(Path(sys.executable).parent)
    return shutil.which("nfpm", path=os.pathsep.join([beside, environment]))


def command(nfpm: str, config: Path, kind: str, into: Path) -> list[str]:
    """The command that makes one package, `kind` being "deb" or "rpm"."""
    return [nfpm, "package", "--config", str(config), "--packager", kind, "--target", str(into)]


def _contents(kind: str, name: str, tree: Path, share: Path, time: str) -> list[dict[str, object]]:
    """Every file by itself: so each has the mode it should have, and the time of the release."""
    contents: list[dict[str, object]] = [
        _entry(f"/usr/bin/{called}", time, link=f"../lib/{FAMILY}/{program}")
        for called, program in COMMANDS.items()
    ]
    contents.append(_entry(f"/{FOLDER}", time, mode=DIRECTORY))
    contents += [_packed(f"/{FOLDER}/{file.name}", file, time) for file in packed_files(tree)]
    contents += [
        _packed(f"/usr/share/{file.name}", file, time)
        for file in packed_files(share)
        # What is written for lintian is Debian's alone. Folders there are others', but for one.
        if not (kind == "rpm" and file.name.startswith("lintian/"))
        and (not file.is_directory or file.name == f"doc/{name}")
    ]
    return contents


def _packed(place: str, file: PackedFile, time: str) -> dict[str, object]:
    source = None if file.is_directory else file.path
    return _entry(place, time, source=source, mode=file.mode, link=file.link)


def _entry(
    place: str, time: str, *, source: Path | None = None, mode: int = 0, link: str = ""
) -> dict[str, object]:
    if link:
        return {"src": link, "dst": place, "type": "symlink", "file_info": {"mtime": time}}
    about = {"mode": mode, "mtime": time}
    if source is None:
        # Named, so that rpm too removes it.
        return {"dst": place, "type": "dir", "file_info": about}
    return {"src": str(source), "dst": place, "file_info": about}
