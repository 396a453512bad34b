"""Signing for macOS: what is signed, in which order, and by which commands.

From the inside out: the signature of a bundle covers those of what lies in it, so that each must
be there before. `codesign --deep` would do it in one go, with the same entitlements for all, and
Apple advises against it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

from parley_package.bundle import PROGRAM
from parley_package.mach_o import Code, code

IDENTITY = "PARLEY_SIGN_IDENTITY"
"""The environment's name of a certificate in the keychain: "Developer ID Application: …"."""

AD_HOC = "-"
"""No certificate: the processor runs it, and nobody vouches for it."""

UNSIGNED = (
    f"Signed without a certificate: {IDENTITY} is not set. macOS will not open it before the "
    "person allows it in the System Settings."
)

_AT_A_TIME = 100


@dataclass(frozen=True)
class Unit:
    """One thing that has a signature: a file of code, or the folder of a framework or bundle.

    `path` is that in the outermost bundle, which itself is PurePosixPath("."). Entitlements are a
    program's: what it asks of the system, for itself and the libraries in it.
    """

    path: PurePosixPath
    is_program: bool


def identity(environment: Mapping[str, str] = os.environ) -> str:
    """The certificate to sign with; AD_HOC where none is named."""
    return environment.get(IDENTITY) or AD_HOC


def code_in(bundle: Path) -> dict[PurePosixPath, Code]:
    """All code in a bundle by its path in it. Links are no files of their own."""
    found = {}
    for path in bundle.rglob("*"):
        if path.is_file() and not path.is_symlink() and (kind := code(path)):
            found[PurePosixPath(path.relative_to(bundle).as_posix())] = kind
    return found


def signing_order(found: Mapping[PurePosixPath, Code]) -> list[Unit]:
    """The units of a bundle with this code in it, each before the one that it lies in; the
    bundle's own programs behind all libraries, and the bundle, with its first program, last."""
    units = {_unit(path, kind) for path, kind in found.items()}
    units.discard(Unit(PurePosixPath("Contents/MacOS", PROGRAM), is_program=True))
    ordered = sorted(units, key=lambda unit: (_is_own(unit), -len(unit.path.parts), unit.path))
    return [*ordered, Unit(PurePosixPath("."), is_program=True)]


def commands(
    bundle: Path, units: Iterable[Unit], identity: str, entitlements: Path
) -> Iterator[list[str]]:
    """The commands that sign these units in their order."""
    for is_program, alike in groupby(units, key=lambda unit: unit.is_program):
        paths = [str(bundle / unit.path) for unit in alike]
        options = ["--entitlements", str(entitlements)] if is_program else []
        for start in range(0, len(paths), _AT_A_TIME):
            yield [*_codesign(identity), *options, *paths[start : start + _AT_A_TIME]]


def image_command(image: Path, identity: str) -> list[str]:
    """The command that signs a disk image."""
    return ["codesign", "--force", "--timestamp", "--sign", identity, str(image)]


def verification(bundle: Path) -> list[str]:
    """The command that fails when a signature in the bundle is missing or does not fit."""
    return ["codesign", "--verify", "--deep", "--strict", "--verbose=2", str(bundle)]


def _codesign(identity: str) -> list[str]:
    command = ["codesign", "--force", "--sign", identity]
    if identity == AD_HOC:
        return [*command, "--timestamp=none"]
    # Both are asked for by notarization.
    return [*command, "--timestamp", "--options", "runtime"]


def _is_own(unit: Unit) -> bool:
    return unit.path.parts[:2] == ("Contents", "MacOS")


def _unit(path: PurePosixPath, kind: Code) -> Unit:
    """What is signed for a file of code: itself, or the bundle that it is the first program of."""
    for folder in path.parents:
        inside = path.relative_to(folder).parts
        stem = folder.stem
        if folder.suffix == ".framework" and inside == (stem,):
            return Unit(folder, is_program=False)
        if folder.suffix == ".framework" and (*inside[:1], *inside[2:]) == ("Versions", stem):
            return Unit(folder / inside[0] / inside[1], is_program=False)
        if folder.suffix in (".app", ".xpc") and inside == ("Contents", "MacOS", stem):
            return Unit(folder, is_program=True)
    return Unit(path, is_program=kind is Code.PROGRAM)
