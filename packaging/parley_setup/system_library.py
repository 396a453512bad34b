"""What Parley and its tests need of the operating system on Linux: libraries, programs, a font.

The wheels for Windows and macOS carry the libraries.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley_setup.console import CommandError, Console
from parley_setup.machine import Machine


@dataclass(frozen=True)
class SystemLibrary:
    """A library by its soname, a program by its name, and the packages it comes in."""

    soname: str
    apt: str
    dnf: str
    pacman: str


LIBRARIES = (
    SystemLibrary("libstdc++.so.6", "libstdc++6", "libstdc++", "gcc-libs"),
    SystemLibrary("libgomp.so.1", "libgomp1", "libgomp", "gcc-libs"),
    SystemLibrary("libportaudio.so.2", "libportaudio2", "portaudio", "portaudio"),
    # Without the sound server's library Qt Multimedia does not even load.
    SystemLibrary("libpulse.so.0", "libpulse0", "pulseaudio-libs", "libpulse"),
    SystemLibrary("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    SystemLibrary("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    SystemLibrary("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    SystemLibrary("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    SystemLibrary("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
    SystemLibrary("libXext.so.6", "libxext6", "libXext", "libxext"),
    SystemLibrary("libXrandr.so.2", "libxrandr2", "libXrandr", "libxrandr"),
    SystemLibrary("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb", "libx11"),
    SystemLibrary("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    SystemLibrary(
        "libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"
    ),
    SystemLibrary("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    SystemLibrary("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    SystemLibrary("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    SystemLibrary("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    SystemLibrary("libxcb-randr.so.0", "libxcb-randr0", "libxcb", "libxcb"),
    SystemLibrary(
        "libxcb-render-util.so.0",
        "libxcb-render-util0",
        "xcb-util-renderutil",
        "xcb-util-renderutil",
    ),
    SystemLibrary("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    SystemLibrary("libxcb-sync.so.1", "libxcb-sync1", "libxcb", "libxcb"),
    SystemLibrary("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb", "libxcb"),
    SystemLibrary("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb"),
)

# Qt draws boxes for letters where there is no font at all, as in a bare container.
FONT = SystemLibrary("a font", "fonts-dejavu-core", "dejavu-sans-fonts", "ttf-dejavu")

# Any of these reads aloud; the last is what a system without one gets.
SPEAKERS = ("speech-dispatcher", "flite", "espeak-ng")
VOICE = SystemLibrary("a voice", "espeak-ng", "espeak-ng", "espeak-ng")

# A microphone and a loudspeaker for the tests where there is no sound card, and a voice.
TEST_PROGRAMS = (
    SystemLibrary(
        "pulseaudio",
        "pulseaudio",
        "pulseaudio alsa-plugins-pulseaudio",
        "pulseaudio alsa-plugins",
    ),
    SystemLibrary("pactl", "pulseaudio-utils", "pulseaudio-utils", "libpulse"),
    SystemLibrary("espeak-ng", "espeak-ng", "espeak-ng", "espeak-ng"),
)

_COMMANDS = {
    "apt-get": "apt-get install -y --no-install-recommends",
    "dnf": "dnf install -y",
    "pacman": "pacman -S --needed --noconfirm",
}


def loads(soname: str) -> bool:
    """Whether the system's loader finds this library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_font() -> bool:
    """Whether any font is installed."""
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
    return any(
        path.suffix.lower() in {".ttf", ".otf", ".ttc"}
        for folder in folders
        if folder.is_dir()
        for path in folder.rglob("*")
    )


def has_voice() -> bool:
    """Whether a program that speaks is installed."""
    return any(shutil.which(speaker) for speaker in SPEAKERS)


def missing(
    machine: Machine,
    present: Callable[[str], bool] = loads,
    font: Callable[[], bool] = has_font,
    voice: Callable[[], bool] = has_voice,
) -> tuple[SystemLibrary, ...]:
    """What Parley needs and this system does not have."""
    if not machine.is_linux:
        return ()
    lacking = [library for library in LIBRARIES if not present(library.soname)]
    lacking += [part for part, has in ((FONT, font), (VOICE, voice)) if not has()]
    return tuple(lacking)


def install_line(libraries: Sequence[SystemLibrary], manager: str) -> str:
    """The exact line that installs them with "apt-get", "dnf" or "pacman"."""
    column = "apt" if manager == "apt-get" else manager
    packages = dict.fromkeys(getattr(library, column) for library in libraries)
    return f"{_COMMANDS[manager]} {' '.join(packages)}"


def remedy(libraries: Sequence[SystemLibrary]) -> str:
    """What to type here to get them."""
    manager = _manager()
    if not manager:
        return "Install these libraries: " + ", ".join(library.soname for library in libraries)
    return f"Run: sudo {install_line(libraries, manager)}"


def ensure(machine: Machine, console: Console) -> tuple[SystemLibrary, ...]:
    """Install what is missing where that needs no question, and return what is still missing.

    Only root on a system with apt is taken as a leave to install: a container or a CI machine.
    """
    lacking = missing(machine)
    if not lacking or not may_install():
        return lacking
    apt_install(console, "Installing system libraries", [library.apt for library in lacking])
    return missing(machine)


def missing_for_tests(
    machine: Machine, present: Callable[[str], str | None] = shutil.which
) -> tuple[SystemLibrary, ...]:
    """The programs that the tests start and this system does not have."""
    if not machine.is_linux:
        return ()
    return tuple(program for program in TEST_PROGRAMS if not present(program.soname))


def ensure_for_tests(
    machine: Machine, console: Console, present: Callable[[str], str | None] = shutil.which
) -> None:
    """Install what only the tests need, as `ensure` does, or say how to."""
    lacking = missing_for_tests(machine, present)
    if lacking and may_install():
        apt_install(console, "Installing what the tests need", [each.apt for each in lacking])
        lacking = missing_for_tests(machine, present)
    if lacking:
        names = ", ".join(program.soname for program in lacking)
        console.say(f"The tests of voice need {names}, or they fail.\n  {remedy(lacking)}")


def apt_install(console: Console, title: str, packages: Sequence[str]) -> bool:
    """Install Debian packages as root. Whether it worked; its output is in the log."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*_COMMANDS["apt-get"].split(), *dict.fromkeys(packages)]
    try:
        console.run(f"{title}: reading the package lists", ["apt-get", "update"], env=env)
        console.run(title, install, expect="about a minute", env=env)
    except CommandError:
        return False
    return True


def may_install() -> bool:
    """Whether this is root on a system with apt."""
    return _manager() == "apt-get" and os.geteuid() == 0


def _manager() -> str:
    return next((name for name in _COMMANDS if shutil.which(name)), "")


def main() -> int:
    """Print what apt is to install for Parley and its tests here, a package in a line."""
    lacking = [*missing(Machine.bare()), *missing_for_tests(Machine.bare())]
    for package in dict.fromkeys(library.apt for library in lacking):
        print(package)
    return 0


if __name__ == "__main__":
    sys.exit(main())
