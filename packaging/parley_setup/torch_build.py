"""PyTorch, which Whisper computes with: the build for the CPU and no other.

On Linux the plain wheel is a CUDA build of several hundred megabytes that does not even import
without its nvidia packages. A CPU build carries "+cpu" in its version, and asking for exactly
that can never bring the other. The wheels for Windows and macOS are CPU builds under the plain
version.
"""

from __future__ import annotations

from parley_setup.console import CommandError, SetupError
from parley_setup.machine import Machine
from parley_setup.pip import Pip, once

CPU_INDEX = "https://download.pytorch.org/whl/cpu"


def requirement(version: str, machine: Machine) -> str:
    """What pip is asked for."""
    return f"torch=={version}+cpu" if machine.is_linux else f"torch=={version}"


def sources(machine: Machine) -> tuple[tuple[str, ...], ...]:
    """pip's arguments, in the order in which they are tried.

    First the folders and indexes that the user's own pip settings offer, then PyTorch's own.
    """
    if not machine.is_linux:
        return ((),)
    return ((), ("--index-url", CPU_INDEX))


def is_wanted(installed: str, version: str, machine: Machine) -> bool:
    """Whether this installed version is the right one here."""
    if machine.is_linux:
        return installed == f"{version}+cpu"
    return installed.partition("+")[0] == version


def install(pip: Pip, version: str, machine: Machine) -> None:
    """Install the CPU build. Raises SetupError if no source has it."""
    installed = pip.version_of("torch")
    if is_wanted(installed, version, machine):
        return
    if installed:
        # Left to itself, pip takes a CUDA build of this version for good enough.
        pip("uninstall", "--yes", "torch", title=f"Removing torch {installed}")
    for source in sources(machine):
        try:
            pip(
                "install",
                "--no-deps",
                "--only-binary=:all:",
                *once(source),
                requirement(version, machine),
                title="Installing PyTorch, CPU build" + (f", from {source[-1]}" if source else ""),
                expect="200 MB, about 2 minutes",
            )
        except CommandError:
            continue
        _refuse_others(pip, version, machine)
        return
    raise SetupError(
        f"Voice does not work, text chat does: no CPU build of PyTorch {version} could be fetched.",
        f"See that {CPU_INDEX} can be reached, or give pip a folder that holds the file "
        "(PIP_FIND_LINKS), then run: python3 dev.py setup",
    )


def _refuse_others(pip: Pip, version: str, machine: Machine) -> None:
    installed = pip.version_of("torch")
    if not is_wanted(installed, version, machine):
        pip("uninstall", "--yes", "torch", title=f"Removing torch {installed}")
        raise SetupError(
            f"Voice does not work, text chat does: pip brought torch {installed}, no CPU build.",
            "Look at `pip config list`, then run: python3 dev.py setup",
        )
