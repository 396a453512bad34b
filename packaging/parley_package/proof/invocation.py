"""How a proof is asked for: as a process of its own, which is root."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from parley_package.proof.tool import need_linux, need_tools
from parley_setup.console import SetupError


def need_ready() -> None:
    """Raises SetupError where no proof can be made here."""
    need_linux()
    need_tools()


def prove(package: Path) -> None:
    """Prove that this package works, with a line for each step. Raises SetupError."""
    if not package.is_file():
        raise SetupError(f"There is no {package.name} to be proven.")
    words = command(package, is_root=os.geteuid() == 0)
    if subprocess.call(words) != 0:
        raise SetupError(
            f"What {package.name} is to do, it does not do wholly.",
            "dist/proof has the report, and what was to be seen.",
        )


def command(
    package: Path, *, is_root: bool, environment: Mapping[str, str] = os.environ
) -> list[str]:
    """The command, which asks for no password: where sudo wants one, it says so and ends."""
    words = [sys.executable, "-P", "-m", "parley_package.proof", str(package)]
    if is_root:
        return words
    # sudo empties the environment.
    names = ("PYTHONPATH", "PARLEY_DEBIAN_MIRROR")
    kept = [f"{name}={environment[name]}" for name in names if environment.get(name)]
    return ["sudo", "--non-interactive", "env", *kept, *words]
