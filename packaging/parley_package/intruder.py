"""What may not be in the frozen program, and gets in by itself."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from parley_package.frozen_tree import FrozenTree, base_modules
from parley_package.licence_rule import ffmpeg_fault, is_ffmpeg, is_forbidden_library
from parley_package.listing import listed
from parley_package.necessity import MODELS
from parley_package.part import EXTENSION, NATIVE
from parley_package.release import Release
from parley_setup.console import SetupError

ROOT = Path(__file__).resolve().parents[2]

NEVER = frozenset(
    {
        # Of use to graphics cards alone, and as large as all the rest.
        "triton",
        # Tools of those who make programs.
        "IPython",
        "PyInstaller",
        "_pytest",
        "hypothesis",
        "matplotlib",
        "mypy",
        "pip",
        "pytest",
        "tkinter",
        # GNU readline is under the GPL, Berkeley DB under terms of its own.
        "_dbm",
        "_gdbm",
        "_tkinter",
        "readline",
    }
)
"""Modules, and folders of libraries, that no edition has."""

_TEST = re.compile(r"(^|[./])tests?[./](.+[./])?_?test_[^./]*$")
_FOR_COMPILERS = re.compile(r"\.(pyi|pxd|pyx|h|hh|hpp|cuh|a|lib|pc|cmake)$", re.IGNORECASE)
_GGML_RPC = re.compile(r"^(lib)?ggml-rpc\b", re.IGNORECASE)

_TESTS_BORNE = 100_000
"""Bytes of tests that do no harm: a library may import one or the other of its own."""

_TEXT_LIMIT = 4_000_000
"""Bytes of the largest file that is read through for paths; what is larger is no text."""

_FFMPEG_REMEDY = "Freeze with the FFmpeg that PySide6 brings, from PyPI."

_REMEDY = "Leave it out in parley_package/selection.py, and freeze again."


def faults(release: Release, tree: FrozenTree) -> Iterator[SetupError]:
    """All that is in the tree and may not be, each with what to do about it."""
    yield from _found("modules that are left out", left_out(release, tree))
    yield from _found("tests of libraries", _tests(tree))
    yield from _found("files for compilers", _named(tree, _FOR_COMPILERS.search))
    yield from _found("libraries under the GPL", _named(tree, is_forbidden_library))
    yield from _found("ggml's engine over the network", _named(tree, _GGML_RPC.search))
    yield from _found("models besides the starter models", _models(tree))
    yield from _ffmpeg(tree)
    yield from _links(tree)
    if release.target.system != "windows":
        yield from _writable(tree)
    yield from _paths(tree, {str(ROOT), str(Path.home())})


def left_out(release: Release, tree: FrozenTree) -> list[str]:
    """The modules and folders in `tree` that its edition goes without."""
    unwanted = NEVER.union(release.edition.left_out)
    # What a work says of itself (*.dist-info) may be there without the work: others ask for it.
    tops = {place.parts[0] for place in tree.places}
    tops |= {name.partition(".")[0] for name in (*tree.modules, *base_modules(tree))}
    # Python's own modules in native code lie in a folder of their own.
    tops |= {place.name.partition(".")[0] for place in tree.places if EXTENSION.search(place.name)}
    return sorted(tops & unwanted)


def _tests(tree: FrozenTree) -> list[str]:
    """The tests of libraries, if they weigh anything together."""
    files = {
        str(place.with_suffix("")): file.stat().st_size
        for place, file in tree.places.items()
        if place.suffix == ".py"
    }
    found = {name: size for name, size in (files | tree.modules).items() if _TEST.search(name)}
    return sorted(found) if sum(found.values()) > _TESTS_BORNE else []


def _named(tree: FrozenTree, is_meant: Callable[[str], object]) -> list[str]:
    return sorted(str(place) for place in tree.places if is_meant(place.name))


def _models(tree: FrozenTree) -> list[str]:
    known = {model.name for model in MODELS}
    folder = tree.resources / "models"
    return sorted(
        file.name for file in tree.files if file.parent == folder and file.name not in known
    )


def _ffmpeg(tree: FrozenTree) -> Iterator[SetupError]:
    for place, file in tree.places.items():
        if is_ffmpeg(place.name) and (fault := ffmpeg_fault(file.read_bytes())):
            yield SetupError(f"{place.name} is of an FFmpeg that {fault}.", _FFMPEG_REMEDY)


def _links(tree: FrozenTree) -> Iterator[SetupError]:
    root = tree.path.resolve()
    wrong = []
    for link in tree.links:
        goal = link.readlink()
        if goal.is_absolute() or not link.exists() or not link.resolve().is_relative_to(root):
            wrong.append(f"{link.relative_to(tree.path).as_posix()} → {goal}")
    yield from _found("links that lead nowhere, or out of it", wrong)


def _writable(tree: FrozenTree) -> Iterator[SetupError]:
    paths = [tree.path, *tree.path.rglob("*")]
    wrong = [
        path.relative_to(tree.path).as_posix()
        for path in paths
        if not path.is_symlink() and path.stat().st_mode & stat.S_IWOTH
    ]
    if wrong:
        yield SetupError(
            f"Everybody may write to {listed(wrong)} in the program.",
            f"Run: chmod -R o-w {tree.path}",
        )


def _paths(tree: FrozenTree, folders: Iterable[str]) -> Iterator[SetupError]:
    told = [re.escape(os.fsencode(folder)) for folder in folders if len(folder) > 1]
    pattern = re.compile(rb"(?<![\w.~])(" + b"|".join(told) + rb")(?![\w.-])")
    wrong = [
        file.relative_to(tree.path).as_posix() for file in tree.files if _mentions(file, pattern)
    ]
    if wrong:
        yield SetupError(
            f"Paths of this computer stand in {listed(wrong)}.",
            "Leave those files out in parley_package/selection.py, and freeze again.",
        )


def _mentions(file: Path, pattern: re.Pattern[bytes]) -> bool:
    """Whether `file` is a text in which `pattern` is found."""
    if NATIVE.search(file.name) or file.stat().st_size > _TEXT_LIMIT:
        return False
    content = file.read_bytes()
    return b"\0" not in content and bool(pattern.search(content))


def _found(what: str, names: list[str]) -> Iterator[SetupError]:
    if names:
        yield SetupError(f"The program has {what} in it: {listed(names)}.", _REMEDY)
