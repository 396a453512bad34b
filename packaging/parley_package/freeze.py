"""The frozen program: PyInstaller's work, and what is done to the tree that comes out of it."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from parley_package import selection
from parley_package.freeze_plan import CONSOLE, VARIABLE, FreezePlan
from parley_package.frozen_tree import FrozenTree
from parley_package.places import PackagePlaces
from parley_package.release import Release
from parley_setup.console import CommandError, Console, SetupError

_BESIDE = ("LICENSE", "THIRD_PARTY.md")

_NOT_FOUND = re.compile(r"Library not found: could not resolve '([^']+)', dependency of '([^']+)'")
_NOT_IMPORTED = re.compile(r"Hidden import [\"']([^\"']+)[\"'] not found")

_FOREIGN = ("DYLD_", "LD_", "PYTHON", "QML", "QT_")
"""Beginnings of the names of variables that could change what is frozen."""


def freeze(release: Release, places: PackagePlaces, console: Console) -> None:
    """Make `places.tree(release)` anew: both programs, the models, `build.toml`.

    The tree holds `Parley` (the window), `parley-console` (the same without a window of its own)
    and `bin/parley`, which is what a shell finds; on Windows `parley.com` in place of these two.
    It is there whole or not at all. Raises SetupError.
    """
    tree, work = places.tree(release), places.work(release)
    for old in (tree.parent, work / "pyinstaller", work / "frozen"):
        shutil.rmtree(old, ignore_errors=True)
    plan = FreezePlan.of(release, places)
    told = work / "freeze-plan.json"
    plan.write(told)
    try:
        output = console.run(
            f"Freezing the {release.edition.name} edition",
            command(places, work),
            expect="2 to 10 minutes",
            env={**environment(release, os.environ, work), VARIABLE: str(told)},
        )
    except CommandError as error:
        raise SetupError(f"{error}:\n{error.tail}", f"The log is {console.log}.") from error
    made = work / "frozen" / "parley"
    if plan.bundle:
        # What was put into the bundle lies beside it a second time.
        shutil.rmtree(made)
        made.mkdir()
        (work / "frozen" / plan.bundle).rename(made / plan.bundle)
    _complete(release, places, made)
    check_warnings(output, made, set(plan.modules))
    tree.parent.mkdir(parents=True)
    made.rename(tree)


def command(places: PackagePlaces, work: Path) -> list[str]:
    """What freezes, with the libraries of the interpreter that runs this."""
    return [
        *(sys.executable, "-P", "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
        *("--distpath", str(work / "frozen"), "--workpath", str(work / "pyinstaller" / "build")),
        str(places.packaging / "pyinstaller" / "parley.spec"),
    ]


def environment(release: Release, ours: Mapping[str, str], work: Path) -> dict[str, str]:
    """The variables that it is frozen with: the same sources give the same program."""
    kept = {name: value for name, value in ours.items() if not name.startswith(_FOREIGN)}
    kept["PYTHONHASHSEED"] = "1"
    # Not the cache in the user's home, in which other projects' libraries are.
    kept["PYINSTALLER_CONFIG_DIR"] = str(work / "pyinstaller" / "cache")
    if release.date:
        kept["SOURCE_DATE_EPOCH"] = str(int(datetime.fromisoformat(release.date).timestamp()))
    return kept


def check_warnings(output: str, tree: Path, modules: set[str]) -> None:
    """Raises SetupError when PyInstaller looked in vain for what the program in `tree` needs.

    It only warns: of libraries for files that are left out, too, and of modules that a library
    would take if it had them; `modules` are ours.
    """
    names = {path.name for path in tree.rglob("*")}
    lacking = sorted(
        f"{library} (for {Path(asking).name})"
        for library, asking in set(_NOT_FOUND.findall(output))
        if Path(asking).name in names and Path(library).name not in selection.HOST
    )
    lacking += sorted(modules & set(_NOT_IMPORTED.findall(output)))
    if lacking:
        raise SetupError(
            f"The freezer has not found {', '.join(lacking)}.",
            "Install it here, or leave out in parley_package/selection.py what asks for it.",
        )


def _complete(release: Release, places: PackagePlaces, tree: Path) -> None:
    """Put beside the programs what is not frozen, and set who may do what with the files."""
    for name in _BESIDE:
        shutil.copyfile(places.root / name, tree / name)
    system = release.target.system
    if system == "windows":
        # A shell that is asked for "parley" looks for .com before .exe, and finds the one that
        # can print.
        (tree / f"{CONSOLE}.exe").rename(tree / "parley.com")
        return
    if system == "linux":
        (tree / "bin").mkdir()
        shutil.copyfile(places.packaging / "pyinstaller" / "parley", tree / "bin" / "parley")
    drop_interpreters(tree)
    set_modes(tree)


def drop_interpreters(tree: Path) -> None:
    """Libraries are loaded and not started: the line at their top that names an interpreter, often
    one that is not there, becomes a comment. Their other lines keep their numbers."""
    for path in tree.rglob("*.py"):
        source = path.read_bytes()
        if source.startswith(b"#!"):
            path.write_bytes(b"# " + source[2:])


def set_modes(tree: Path) -> None:
    """Everybody may read all and enter folders; programs alone can be run."""
    programs = set(_programs(tree))
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path in programs else 0o644)


def _programs(tree: Path) -> Iterator[Path]:
    yield from FrozenTree(tree).programs
    # Our command, and what torch starts.
    yield from (path for path in tree.rglob("bin/*") if path.is_file() and not path.suffix)
