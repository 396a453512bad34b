"""The programs of this computer that a proof is made with."""

from __future__ import annotations

import os
import shutil
import sys

from parley_setup.console import SetupError

_PACKAGES = {
    "appstreamcli": "appstream",
    "debootstrap": "debootstrap",
    "desktop-file-validate": "desktop-file-utils",
    "dpkg-deb": "dpkg",
    "ip": "iproute2",
    "lintian": "lintian",
    "qemu-x86_64-static": "qemu-user-static",
    "setpriv": "util-linux",
    "unshare": "util-linux",
    "xdotool": "xdotool",
    "Xvfb": "xvfb",
}
"""Each program, and the package of Debian's that it is in."""


def need_tools(path: str = os.environ.get("PATH", "")) -> None:
    """Raises SetupError, with the line that installs what is missing."""
    missing = sorted({_PACKAGES[name] for name in _PACKAGES if not shutil.which(name, path=path)})
    if missing:
        raise SetupError(
            f"The proof needs programs that are not here: {', '.join(missing)}.",
            f"Install them: sudo apt-get install --no-install-recommends {' '.join(missing)}",
        )


def need_linux() -> None:
    """Raises SetupError where this is another system."""
    if sys.platform != "linux":
        raise SetupError("The proof is made on Linux alone: it installs a .deb in a bare Debian.")


def need_root() -> None:
    """Raises SetupError where this is somebody else."""
    if os.geteuid() != 0:
        raise SetupError(
            "The proof needs root: it makes a bare Debian, and namespaces to run it in.",
            "Run the same command with sudo.",
        )
