"""`python3 -m parley_package.proof FILE.deb`: the proof by itself, of a package that is there."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import FrameType

from parley_package.places import PackagePlaces
from parley_package.proof.apt_source import find_source
from parley_package.proof.archive_steps import ArchiveSteps
from parley_package.proof.command import ProofError, run
from parley_package.proof.deb_file import DebFile
from parley_package.proof.desktop_steps import DesktopSteps
from parley_package.proof.install_steps import InstallSteps
from parley_package.proof.processor_steps import ProcessorSteps
from parley_package.proof.removal_steps import RemovalSteps
from parley_package.proof.report import Report, Step
from parley_package.proof.screen import open_screen
from parley_package.proof.stage import Stage
from parley_package.proof.tool import need_linux, need_root, need_tools
from parley_setup.console import Console, SetupError
from parley_setup.machine import cache_folder

ROOT = Path(__file__).resolve().parents[3]

_LINTIAN = 1800
"""Seconds: it unpacks the package, and looks into every library."""


def main(words: Sequence[str] | None = None) -> int:
    """Prove it, or say what did not hold. The exit status."""
    arguments = _parser().parse_args(words)
    need_linux()
    need_root()
    need_tools()
    signal.signal(signal.SIGTERM, _interrupt)
    console = Console(cache_folder() / "proof.log")
    places = PackagePlaces(ROOT)
    scratch = places.proof.with_name("work")
    scratch.mkdir(parents=True, exist_ok=True)
    report = Report(places.proof / arguments.package.stem, console)
    with (
        tempfile.TemporaryDirectory(prefix="proof-", dir=scratch) as work,
        open_screen() as screen,
    ):
        stage = Stage(
            DebFile.read(arguments.package),
            arguments.older,
            arguments.tarball or _beside(arguments.package),
            find_source(Path("/etc")),
            cache_folder() / "proof",
            Path(work),
            report.folder,
            screen,
        )
        report.work_through(steps(stage))
    console.say(f"The report and the pictures are in {report.folder}")
    return 0 if report.is_well else 1


def steps(stage: Stage) -> Iterable[Step]:
    """All of the proof, in the order in which its parts build on each other."""
    yield from InstallSteps(stage)
    yield from DesktopSteps(stage)
    yield from ProcessorSteps(stage)
    yield from ArchiveSteps(stage)
    yield from RemovalSteps(stage)
    yield Step("lintian", lambda: _lint(stage))


def _lint(stage: Stage) -> str:
    words = ["lintian", "--allow-root", "--fail-on", "error", str(stage.deb.path)]
    told = run(words, _LINTIAN, statuses=range(128))
    (stage.kept / "lintian.txt").write_text(told, encoding="utf-8")
    return lint_verdict(told)


def lint_verdict(told: str) -> str:
    """What lintian found. Raises ProofError for an error."""
    lines = told.splitlines()
    errors = [line for line in lines if line.startswith("E:")]
    if errors:
        raise ProofError(f"{len(errors)} errors: {' | '.join(errors[:3])}")
    return f"no error, {sum(line.startswith('W:') for line in lines)} warnings"


def _beside(package: Path) -> Path | None:
    tarball = package.with_suffix(".tar.xz")
    return tarball if tarball.is_file() else None


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python3 -m parley_package.proof", description=__doc__)
    parser.add_argument("package", type=_file, metavar="FILE.deb", help="what is to be proven")
    parser.add_argument(
        "--older",
        type=_file,
        metavar="FILE.deb",
        help="the version to upgrade from; without it one is made of the package itself",
    )
    parser.add_argument(
        "--tarball",
        type=_file,
        metavar="FILE.tar.xz",
        help="the archive of the same version; without it the one beside the package",
    )
    return parser


def _file(word: str) -> Path:
    path = Path(word).resolve()
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {word}")
    return path


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (SetupError, ProofError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("\nInterrupted. Nothing is left running or mounted.", file=sys.stderr)
        sys.exit(130)
