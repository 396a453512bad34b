"""`dev.py package`: from the sources to the files that people download."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from desktop_app import __version__
from parley_package.checksums import write_checksums
from parley_package.contents import check_contents, weigh, weight_table
from parley_package.edition import EDITIONS
from parley_package.freeze import freeze
from parley_package.licences import collect_licences
from parley_package.places import PackagePlaces
from parley_package.proof.invocation import need_ready, prove
from parley_package.release import Release
from parley_package.target import Target
from parley_package.trial import try_programs
from parley_setup.console import Console, SetupError
from parley_setup.machine import VARIANTS, cache_folder

ROOT = Path(__file__).resolve().parents[2]

_MB = 1_000_000


def main(words: Sequence[str] | None = None) -> int:
    """Make what `words` ask for. The exit status."""
    parser = _parser()
    arguments = parser.parse_args(words)
    if arguments.prove and arguments.frozen_only:
        parser.error("what is proven is a package: not with --frozen-only")
    if arguments.prove:
        need_ready()  # said now, and not after all that takes long
    console = Console(cache_folder() / "package.log")
    places = PackagePlaces(ROOT)
    target = Target.here()
    chosen = EDITIONS if arguments.edition == "both" else [arguments.edition]
    for edition in chosen:
        release = Release(
            *(__version__, EDITIONS[edition], target, arguments.variant, arguments.homepage),
            revision=_git("rev-parse", "HEAD"),
            date=_git("log", "-1", "--format=%cI"),
        )
        _make(release, places, console, frozen_only=arguments.frozen_only)
        if arguments.prove:
            prove(places.package(release, "deb"))
    if not arguments.frozen_only:
        console.say(f"Checksums are in {write_checksums(places.output)}")
    return 0


def _make(release: Release, places: PackagePlaces, console: Console, *, frozen_only: bool) -> None:
    freeze(release, places, console)
    tree = places.tree(release)
    collect_licences(release, tree)
    check_contents(release, tree)
    sizes = weigh(tree)
    console.say(weight_table(sizes))
    try_programs(release, tree, console)
    if frozen_only:
        return
    places.output.mkdir(parents=True, exist_ok=True)
    table = places.output / f"{release.name}-sizes.txt"
    table.write_text(weight_table(sizes), encoding="utf-8", newline="\n")
    for made in import_module(f"parley_package.{release.target.system}").make_packages(
        release, places, console
    ):
        console.say(f"{made.stat().st_size / _MB:8.1f} MB  {made.relative_to(places.root)}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("dev.py package", description=__doc__)
    parser.add_argument(
        "--edition", choices=(*EDITIONS, "both"), default="both", help="which to make"
    )
    parser.add_argument(
        "--variant",
        choices=("", *VARIANTS),
        default="",
        help="the kind of cards that llama.cpp was built for besides the processor",
    )
    parser.add_argument(
        "--homepage", default="", help="where this build is published, for About and installers"
    )
    parser.add_argument(
        "--frozen-only", action="store_true", help="stop when the frozen program is proven"
    )
    parser.add_argument(
        "--prove",
        action="store_true",
        help="install the .deb in a bare Debian, and use, upgrade and remove it there",
    )
    return parser


def _git(*words: str) -> str:
    """What git says of the commit, "" where there is none: an unpacked archive has no history."""
    # An archive may be unpacked within somebody's repository, whose commits are not ours.
    environment = {name: value for name, value in os.environ.items() if name != "GIT_DIR"}
    environment["GIT_CEILING_DIRECTORIES"] = str(ROOT.parent)
    try:
        done = subprocess.run(
            ["git", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (SetupError, OSError) as error:
        # An OSError is a full disk, as a rule: it names the file.
        print(error, file=sys.stderr)
        sys.exit(1)
