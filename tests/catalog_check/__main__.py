"""Check the catalogue of models against the Hub, as it is now.

Each model's repository is looked into, and the header of its file is read: the quantization, the
part that sees, sizes, checksums, licence, family and context must be as `resources/catalog.toml`
says. With --write the day goes into the file for each that is right, and is taken out for each
that is not: only what has one is ever recommended.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import tomlkit

from desktop_app.core.amount import amount
from desktop_app.core.catalog import load_catalog
from desktop_app.core.engine import CancelToken
from desktop_app.core.events import Event
from desktop_app.core.hub import HubJob
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.paths import resources
from desktop_app.core.whole_file import write_whole
from desktop_app.engines.hub import create
from tests.catalog_check.check import Finding, check

ALL_RIGHT, SOME_WRONG, NOT_ASKED = 0, 1, 3


def main(given: Sequence[str] | None = None) -> int:
    """0 when all is as it is written, 1 when something is not, 3 when the Hub was not reached."""
    arguments = _arguments(given)
    models = load_catalog(arguments.file)
    wanted = [model for model in models if not arguments.only or model.id in arguments.only]
    access = HubAccess(arguments.address).within(os.environ)
    engine = create(None)

    def ask(job: HubJob) -> Iterator[Event]:
        return engine.run(job, CancelToken())

    findings = []
    for model in wanted:
        print(f"{model.id} ...", file=sys.stderr, flush=True)
        findings.append(check(model, ask, access))
    engine.close()
    print("\n".join(report(findings)))
    if arguments.write:
        text = arguments.file.read_text(encoding="utf-8")
        today = datetime.now(UTC).date().isoformat()
        write_whole(arguments.file, marked(text, findings, today).encode())
    if any(finding.faults and not finding.unknown for finding in findings):
        return SOME_WRONG
    return NOT_ASKED if any(finding.unknown for finding in findings) else ALL_RIGHT


def report(findings: Sequence[Finding]) -> list[str]:
    """A line for each model, and one for each thing that is wrong with it."""
    width = max((len(finding.model.id) for finding in findings), default=0)
    lines = []
    for finding in findings:
        verdict = "not known" if finding.unknown else "right" if finding.is_right else "WRONG"
        size = amount(finding.size) if finding.size else ""
        line = f"{finding.model.id:{width}}  {verdict:9}  {finding.quantization:8}  {size}"
        lines.append(line.rstrip())
        lines += [f"{'':{width}}    {fault}" for fault in finding.faults]
    right = sum(finding.is_right for finding in findings)
    return [*lines, f"{right} of {len(findings)} as they are described."]


def marked(text: str, findings: Sequence[Finding], day: str) -> str:
    """The catalogue's text with `day` for what is right, and none for what is not.

    What could not be asked keeps what it has, as do all comments.
    """
    document = tomlkit.parse(text)
    known = {finding.model.id: finding for finding in findings if not finding.unknown}
    for table in document["model"]:
        finding = known.get(str(table["id"]))
        if finding is not None and finding.is_right:
            table["checked"] = day
        elif finding is not None and "checked" in table:
            del table["checked"]
    return tomlkit.dumps(document)


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py catalog", description=__doc__)
    parser.add_argument("only", nargs="*", metavar="MODEL", help="its id; all unless named")
    parser.add_argument("--write", action="store_true", help="put the day into the file")
    parser.add_argument("--address", default="", metavar="URL", help="a mirror of the Hub")
    parser.add_argument(
        "--file", type=Path, default=resources() / "catalog.toml", help=argparse.SUPPRESS
    )
    return parser.parse_args(given)


if __name__ == "__main__":
    raise SystemExit(main())
