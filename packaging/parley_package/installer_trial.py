"""Tries the installer for Windows on Linux: `python3 -m parley_package.installer_trial`.

With makensis, the script is compiled around a small tree. With wine64 too, what comes out is run
in a home of its own: it installs, refuses, replaces, and removes. For those who change
packaging/windows/parley.nsi; what it says of a real Windows is for a real Windows to say.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from parley_package import nsis
from parley_package.edition import SLIM
from parley_package.icon import source, write_ico
from parley_package.release import Release
from parley_package.target import Target
from parley_setup.console import CommandError, Console, SetupError

ROOT = Path(__file__).resolve().parents[2]

_LONGEST = 120
"""Seconds for one command under wine; a first one makes the home."""

_UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Parley"
_ENVIRONMENT = r"HKCU\Environment"
_STILL_OPEN, _FOLDER_TAKEN = 3, 4


class Wine:
    """Runs programs for Windows, in a home in `folder` that has nothing of this person's."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._environment = {
            **os.environ,
            "WINEPREFIX": str(folder),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe=",
            "LC_ALL": "C.UTF-8",
        }
        self.run("winecfg", "-v", "win10")
        self.drive = folder / "drive_c"
        (user,) = {path.name for path in (self.drive / "users").iterdir()} - {"Public"}
        self.local = self.drive / "users" / user / "AppData" / "Local"

    def run(self, *words: str) -> int:
        """The exit status of a program."""
        return subprocess.run(
            [self._program, *words],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_LONGEST,
        ).returncode

    def start(self, program: Path) -> subprocess.Popen[bytes]:
        """A program that goes on until its standard input ends."""
        return subprocess.Popen(
            [self._program, str(program)],
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def has(self, key: str, name: str, value: str) -> bool:
        """Whether the registry has this value, or has it at the end of a list."""
        told = subprocess.run(
            [self._program, "reg", "query", key, "/v", name],
            env=self._environment,
            capture_output=True,
            timeout=_LONGEST,
        )
        return told.stdout.decode(errors="replace").strip().endswith(value)


def main() -> int:
    """Try what can be tried here; the exit status."""
    makensis, wine = nsis.find(), shutil.which("wine64") or shutil.which("wine")
    if makensis is None:
        raise SetupError("There is no makensis here.", "On Debian: apt install nsis wine64")
    with tempfile.TemporaryDirectory(prefix="parley-installer-") as name:
        folder = Path(name, "dossier é")
        console = Console(Path(name, "log"))
        older, newer = (
            _compile(makensis, version, folder, console, for_wine=wine is not None)
            for version in ("0.1.0", "0.2.0")
        )
        if wine is None:
            console.say("Compiled. There is no wine64 here to run it: apt install wine64")
            return 0
        _try(Wine(wine, Path(name, "wine")), older, newer, console)
    return 0


def _compile(
    makensis: str, version: str, folder: Path, console: Console, *, for_wine: bool
) -> Path:
    tree = folder / version / "parley"
    resources = tree / "_internal" / "resources"
    resources.mkdir(parents=True)
    for path in (tree / "Parley.exe", tree / "LICENSE", resources / f"模型 {version}.txt"):
        path.write_text(version, encoding="ascii")
    release = Release(version, SLIM, Target("windows", "x86_64"))
    made, told = folder / f"parley-{version}-setup.exe", folder / f"{version}.nsh"
    icon = write_ico(source(ROOT), folder / "parley.ico")
    told.write_text(nsis.release_text(release, tree, icon, made), encoding="utf-8")
    script = ROOT / "packaging" / "windows" / "parley.nsi"
    command = nsis.command(script, told, makensis)
    if for_wine:
        # Debian's wine64 runs no program of 32 bits, as installers are to run everywhere.
        command.insert(1, "-XTarget amd64-unicode")
    console.run(f"Compiling the installer of {version}", command)
    return made


def _try(wine: Wine, older: Path, newer: Path, console: Console) -> None:
    place, data = wine.local / "Programs" / "Parley", wine.local / "parley"
    data.mkdir(parents=True)
    (data / "conversations.db").touch()
    _check(wine.run(str(older), "/S", "/PATH") == 0, "installs without a question", console)
    _check(wine.has(_UNINSTALL, "DisplayVersion", "0.1.0"), "is registered", console)
    _check(wine.has(_ENVIRONMENT, "Path", r"\Programs\Parley"), "is on the PATH", console)

    # A program that runs: its standard input is open.
    shutil.copyfile(wine.drive / "windows" / "system32" / "cmd.exe", place / "Parley.exe")
    running = wine.start(place / "Parley.exe")
    _wait_until_busy(wine, place / "Parley.exe")
    _check(wine.run(str(newer), "/S") == _STILL_OPEN, "leaves a running Parley alone", console)
    _check((place / "_internal/resources/模型 0.1.0.txt").exists(), "... as it is", console)
    running.communicate(timeout=_LONGEST)

    (place / "parley-data").mkdir()
    _check(wine.run(str(newer), "/S") == 0, "replaces an older version", console)
    names = {path.name for path in (place / "_internal" / "resources").iterdir()}
    _check(names == {"模型 0.2.0.txt"}, "... wholly", console)
    _check((place / "parley-data").is_dir(), "... but for data beside it", console)
    _check(wine.has(_ENVIRONMENT, "Path", r"\Programs\Parley"), "... and options", console)

    taken = wine.drive / "taken"
    taken.mkdir()
    (taken / "file").touch()
    status = wine.run(str(newer), "/S", r"/D=C:\taken")
    _check(status == _FOLDER_TAKEN, "goes into no folder of others", console)

    _check(wine.run(str(place / "uninstall-parley.exe"), "/S") == 0, "is removed", console)
    _wait_until_gone(place / "uninstall-parley.exe")  # it goes on in a copy of itself
    _check([path.name for path in place.iterdir()] == ["parley-data"], "... wholly", console)
    _check((data / "conversations.db").exists(), "... but for the conversations", console)
    _check(not wine.has(_UNINSTALL, "DisplayVersion", "0.2.0"), "... from the list", console)
    _check(not wine.has(_ENVIRONMENT, "Path", "Parley"), "... from the PATH", console)

    # More than NSIS can hold: written back, it would be lost.
    long = "C:\\" + "7" * 1500
    wine.run("reg", "add", _ENVIRONMENT, "/v", "Path", "/d", long, "/f")
    _check(wine.run(str(newer), "/S", "/PATH") == 0, "installs beside a long PATH", console)
    _check(wine.has(_ENVIRONMENT, "Path", f" {long}"), "... and leaves that alone", console)


def _check(well: bool, sentence: str, console: Console) -> None:
    if not well:
        raise SetupError(f"Not so: the installer {sentence}.")
    console.say(f"ok  {sentence}")


def _wait_until_busy(wine: Wine, program: Path) -> None:
    """Until the program runs: then nobody can rename its file."""
    other = program.with_name("renamed.exe")
    end = time.monotonic() + _LONGEST
    while time.monotonic() < end:
        if wine.run("cmd", "/c", "ren", str(program), other.name) != 0:
            return
        other.rename(program)
    raise SetupError("The program that is to be running does not run.")


def _wait_until_gone(path: Path) -> None:
    end = time.monotonic() + _LONGEST
    while path.exists() and time.monotonic() < end:
        time.sleep(0.2)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (SetupError, CommandError) as error:
        print(error, getattr(error, "tail", ""), file=sys.stderr)
        sys.exit(1)
