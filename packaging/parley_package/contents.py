"""What is in a frozen tree: how much each part weighs, and whether anything is in it or missing
that may not be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from parley_package import intruder, necessity
from parley_package.frozen_tree import FrozenTree
from parley_package.host_library import host_libraries
from parley_package.part import MODELS, PARLEY, STARTER, Owners
from parley_package.release import Release
from parley_setup.console import SetupError

NEWEST_GLIBC = {"x86_64": (2, 36), "arm64": (2, 39)}
"""By processor: that of Debian 12, the oldest system that a package is tried on, and the one that
Qt's wheels for arm64 ask for."""

_MB = 1_000_000


def weigh(tree: Path) -> dict[str, int]:
    """Bytes by the name of the part that they belong to, largest first; models by themselves.

    The modules inside the programs count for the works that they come from. What links lead to
    counts once.
    """
    frozen, owners = FrozenTree(tree), Owners.installed()
    sizes: Counter[str] = Counter()
    for program, modules in frozen.programs_modules():
        for module, size in modules.items():
            sizes[owners.of_module(module)] += size
        sizes[STARTER] += program.stat().st_size - sum(modules.values())
    for file in frozen.files:
        if file not in frozen.programs:
            place = frozen.place(file)
            sizes[owners.of_file(place) if place else PARLEY] += file.stat().st_size
    return dict(sizes.most_common())


def weight_table(sizes: Mapping[str, int]) -> str:
    """These sizes as a table in Markdown, with the sum that the bar is for: without models."""
    total = sum(size for part, size in sizes.items() if part != MODELS)
    rows = [
        f"| {part} | {size / _MB:.1f} | {'' if part == MODELS else f'{size / total:.1%}'} |"
        for part, size in sizes.items()
    ]
    head = ("| part | MB | share |", "|---|---:|---:|")
    return "\n".join((*head, *rows, f"| all, without models | {total / _MB:.1f} | 100.0% |", ""))


def check_contents(release: Release, tree: Path) -> None:
    """Raises SetupError when the tree is above its limit, has in it what must not be shipped, or
    lacks a library that PyInstaller could not find here. It tells of all that is wrong at once:
    to freeze again takes minutes."""
    frozen = FrozenTree(tree)
    faults = [
        *necessity.faults(release, frozen),
        *intruder.faults(release, frozen),
        *_too_large(release, tree),
        *_too_new(release, tree),
    ]
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise SetupError("\n".join(str(fault) for fault in faults))


def _too_large(release: Release, tree: Path) -> Iterator[SetupError]:
    sizes = weigh(tree)
    total = sum(size for part, size in sizes.items() if part != MODELS)
    limit = release.installed_limit
    if total > limit:
        largest = [f"{part} {size / _MB:.0f} MB" for part, size in sizes.items() if part != MODELS]
        yield SetupError(
            f"{release.name} weighs {total / _MB:.0f} MB without models, and "
            f"may weigh {limit / _MB:.0f} MB.",
            f"Leave out what nobody needs; the largest parts are {', '.join(largest[:5])}.",
        )


def _too_new(release: Release, tree: Path) -> Iterator[SetupError]:
    if release.target.system != "linux":
        return
    try:
        newest = host_libraries(tree).glibc
    except SetupError as error:
        yield error
        return
    permitted = NEWEST_GLIBC[release.target.processor]
    if newest > permitted:
        yield SetupError(
            f"A library in the program needs glibc {_dotted(newest)}, and {_dotted(permitted)} is "
            "the newest that it may ask for.",
            "Make the package on an older system, Ubuntu 22.04 for instance.",
        )


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
