"""The installer for Windows: what its script is told, and the command that makes it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop_app.core.portable import FOLDER
from parley_package.release import Release
from parley_package.version_resource import COPYRIGHT, PUBLISHER, dotted

LARGEST = 2**31 - 1
"""Bytes: NSIS counts what it unpacks in a signed number of 32 bits."""

LONGEST_NAME = 180
"""Characters of a path inside the program. Windows takes 259 in all, and the folder before it is
%LOCALAPPDATA%\\Programs\\Parley, with a name in it that the person chose."""

LONGEST_PATH = 1000
"""Characters of a PATH that the installer changes: NSIS holds 1023 in a variable, and one that
does not fit must not be written back."""


def obstacle(tree: Path) -> str:
    """The sentence that says why no installer can be made of `tree`, "" where one can."""
    files = [path for path in tree.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    if size > LARGEST:
        return (
            f"The program has {size / 1e9:.1f} GB, and an installer made by NSIS holds 2.1 GB: "
            "there will be the portable archive alone."
        )
    names = (str(path.relative_to(tree)) for path in files)
    if long := max((name for name in names if len(name) > LONGEST_NAME), key=len, default=""):
        return (
            f"{long} has {len(long)} characters, and Windows would refuse it below the folder of "
            "a person with a long name: there will be the portable archive alone."
        )
    return ""


def release_text(
    release: Release,
    tree: Path,
    icon: Path,
    output: Path,
    signing: Sequence[str] = (),
) -> str:
    """What the script includes: facts, and how the program is placed and removed.

    `signing` is the command that signs the file whose name is put behind it, none for no
    signature: the uninstaller is made by makensis, and has to be signed on the way.
    """
    entries = sorted(path for path in tree.iterdir() if path.name != FOLDER)
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file())
    facts = {
        "VERSION": release.version,
        "NUMBERS": dotted(release.version, 4),
        "PROCESSOR": release.target.processor,
        "PUBLISHER": PUBLISHER,
        "COPYRIGHT": COPYRIGHT,
        "KILOBYTES": str(-(-size // 1024)),
        "LONGEST_PATH": str(LONGEST_PATH),
        "PORTABLE_DATA": FOLDER,
    }
    if release.homepage:
        facts["HOMEPAGE"] = release.homepage
    lines = [f'!define {name} "{literal(fact)}"' for name, fact in facts.items()]
    # Names of files here, in which makensis looks for no variable.
    lines += [f'!define ICON "{icon}"', f'!define OUTPUT "{output}"']
    lines += ["", "!macro PLACE_PROGRAM", *map(_placing, entries), "!macroend"]
    lines += ["", "!macro REMOVE_PROGRAM", *map(_removing, entries), "!macroend"]
    if signing:
        command = " ".join(_shell_word(word) for word in signing)
        lines += ["", f"""!uninstfinalize '{command} "%1"'"""]
    return "\n".join(lines) + "\n"


def literal(text: str) -> str:
    """`text` as it stands between two quotation marks of a script and means just that."""
    return text.replace("$", "$$").replace('"', '$\\"')


def find(environment: Mapping[str, str] = os.environ) -> str | None:
    """The compiler of such scripts: on the PATH, or where its own installer puts it."""
    programs = environment.get("ProgramFiles(x86)", "")
    installed = Path(programs, "NSIS", "makensis.exe")
    found = shutil.which("makensis", path=environment.get("PATH"))
    return found or (str(installed) if programs and installed.is_file() else None)


def command(script: Path, release_file: Path, makensis: str = "makensis") -> list[str]:
    """The command that makes the installer; every warning ends it."""
    return [
        makensis,
        "-V2",
        "-WX",
        "-INPUTCHARSET",
        "UTF8",
        f"-DRELEASE={release_file}",
        str(script),
    ]


def _placing(entry: Path) -> str:
    return f'  File {"/r " if entry.is_dir() else ""}"{entry}"'


def _removing(entry: Path) -> str:
    return f'  {"RMDir /r" if entry.is_dir() else "Delete"} "$INSTDIR\\{literal(entry.name)}"'


def _shell_word(word: str) -> str:
    if "'" in word or '"' in word:
        raise ValueError(f"{word} cannot stand in a command of NSIS")
    escaped = word.replace("$", "$$")
    return f'"{escaped}"' if " " in escaped else escaped
