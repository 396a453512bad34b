"""`python -m tests.bench [NAME...] [--quick] [--write]`: measure, print, and keep the figures."""

import argparse
import sys
from importlib import import_module

from tests.bench import report
from tests.bench.display import display
from tests.bench.figure import Figure
from tests.bench.run import Run
from tests.bench.side import SideError

GROUPS = (
    "writing",
    "reading",
    "engine",
    "fit",
    "turns",
    "pictures",
    "stop",
    "transcript",
    "start",
    "memory",
    "quit",
    "microphone",
    "voice",
    "dictation",
    "shelf",
    "lists",
    "folders",
    "search",
    "downloads",
    "package",
)


def main() -> int:
    """Measure the groups that were named, or all; 1 when one could not be measured."""
    arguments = _arguments()
    run = Run(arguments.quick)
    results = report.Results()
    with display(run.say):
        for name in arguments.names or GROUPS:
            if run.is_late:
                results.add_missing(name, "the time was used up")
            else:
                _measure(name, run, results)
            if arguments.write:
                # After each group: whoever has to break off keeps what there is.
                report.write(results)
    return 1 if results.missing else 0


def _measure(name: str, run: Run, results: report.Results) -> None:
    figures: list[Figure] = []
    try:
        for figure in import_module(f"tests.bench.{name}").measure(run):
            figures.append(figure)
            print(report.line(figure), flush=True)
    except SideError as error:
        print(f"{name} could not be measured: {error}", file=sys.stderr, flush=True)
        results.add_missing(name, str(error).splitlines()[0])
    results.add(name, figures)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(GROUPS))
    parser.add_argument("--quick", action="store_true", help="try everything, measure nothing well")
    parser.add_argument(
        "--write", action="store_true", help="keep the figures in docs/benchmarks.md"
    )
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(GROUPS):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    if arguments.quick and arguments.write:
        parser.error("quick figures are not kept")
    return arguments


if __name__ == "__main__":
    raise SystemExit(main())
