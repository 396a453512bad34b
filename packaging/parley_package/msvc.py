"""Microsoft's compiler as other programs than Visual Studio find it: by variables that it sets."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from parley_setup.console import SetupError

_TOOLS = "Microsoft.VisualStudio.Component.VC.Tools.x86.x64"


@dataclass(frozen=True)
class Compiler:
    """Variables to set, and folders to put before the PATH."""

    variables: dict[str, str]
    folders: tuple[Path, ...]


def environment(before: Mapping[str, str] = os.environ) -> Compiler:
    """What its script for x64 sets on this computer. Raises SetupError where there is none."""
    programs = before.get("ProgramFiles(x86)", "")
    vswhere = Path(programs, "Microsoft Visual Studio", "Installer", "vswhere.exe")
    query = ["-latest", "-products", "*", "-requires", _TOOLS, "-property", "installationPath"]
    try:
        found = subprocess.run([vswhere, *query], capture_output=True, text=True, check=True)
        script = Path(found.stdout.strip(), "VC", "Auxiliary", "Build", "vcvars64.bat")
        # One string: cmd has rules of its own for quotation marks.
        command = f'cmd.exe /d /s /c "call "{script}" >nul && set"'
        told = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(f"Microsoft's compiler cannot be used: {error}.") from error
    return changed(before, told.stdout)


def changed(before: Mapping[str, str], after: str) -> Compiler:
    """The difference between an environment and what `set` printed: new variables, and what
    stands in the PATH that did not. Names have no case on Windows."""
    old = {name.upper(): value for name, value in before.items()}
    # cmd's own notes, the folder on each drive, begin with a sign of equality.
    lines = [line for line in after.splitlines() if "=" in line and not line.startswith("=")]
    new = dict(line.split("=", 1) for line in lines)
    known = set(old.get("PATH", "").split(";"))
    folders: dict[str, None] = {}
    variables = {}
    for name, value in new.items():
        if name.upper() == "PATH":
            folders = dict.fromkeys(part for part in value.split(";") if part and part not in known)
        elif old.get(name.upper()) != value:
            variables[name] = value
    # Otherwise CMake takes the gcc that happens to be on the PATH.
    return Compiler({**variables, "CC": "cl", "CXX": "cl"}, tuple(map(Path, folders)))
