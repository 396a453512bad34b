"""The disk image for macOS: the bundle, and a link to the folder that it is dragged to."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from parley_package.bundle import NAME
from parley_package.release import Release
from parley_package.version_resource import PRODUCT

_WIDTH, _HEIGHT = 640, 280
"""Points: what dmgbuild's own arrow is drawn for, and the places of the icons too."""


def settings(release: Release, bundle: Path, icon: Path) -> str:
    """What dmgbuild reads: a file in appdmg's form."""
    told = {
        "title": title(release),
        "icon": str(icon),
        "icon-size": 128,
        # LZMA; and a file system that keeps names as they are. Both are older than OLDEST_SYSTEM.
        "format": "ULMO",
        "filesystem": "APFS",
        "background": "builtin-arrow",
        "window": {
            "position": {"x": 200, "y": 160},
            "size": {"width": _WIDTH, "height": _HEIGHT},
        },
        # Not "hide_extension": it writes into the bundle, whose signature then does not fit.
        "contents": [
            {"type": "file", "path": str(bundle), "name": NAME, "x": 140, "y": 120},
            {"type": "link", "path": "/Applications", "name": "Applications", "x": 500, "y": 120},
        ],
    }
    return json.dumps(told, indent=1)


def title(release: Release) -> str:
    """The name of the mounted volume."""
    return f"{PRODUCT} {release.version}"


def command(release: Release, settings_file: Path, image: Path) -> list[str]:
    """The command that makes the image."""
    build = [sys.executable, "-m", "dmgbuild", "-s", str(settings_file)]
    return [*build, title(release), str(image)]
