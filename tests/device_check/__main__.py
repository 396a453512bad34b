"""Try a graphics card: load, offload, compare, measure, stop, fill; one table to paste.

A small model tells whether it works, one of several GB how fast it is. The processor computes
the same first, which may take minutes.
"""

import argparse
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from desktop_app import __version__
from desktop_app.core.device import PROCESSOR, Device, DeviceKind
from desktop_app.core.events import Failed, Fitted
from tests.device_check.choice import chosen, listed, nothing
from tests.device_check.likeness import likeness
from tests.device_check.process import answered
from tests.device_check.question import ALL, Question
from tests.device_check.report import Row, remarks, table

ROOT = Path(__file__).resolve().parent.parent.parent
STARTER_MODEL = ROOT / "resources" / "models" / "SmolLM2-135M-Instruct.Q4_1.gguf"

NAMES = ("processor", "0 layers", "half", "all", "too little room")
"""Of the runs."""

ROOM = 0.6
"""Of what the whole model takes on the device, the part that is left for the last run."""


def main() -> int:
    """Check a device; 0 when all is as it should be, 1 when not, or when there is no device."""
    arguments = _arguments()
    fitted = listed(arguments.rpc)
    if isinstance(fitted, Failed):
        print(fitted.problem.sentence.english(), fitted.problem.details, file=sys.stderr)
        return 1
    device = chosen(fitted, arguments.device)
    if device is None:
        print(nothing(fitted, arguments.device), file=sys.stderr)
        return 1
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for row in _rows(arguments, device, Path(folder)):
            rows.append(row)
    print(f"\n{table(rows)}\n\n{remarks(rows)}")
    if device.kind is DeviceKind.INTEGRATED:
        print(f"- {NAMES[-1]}: not tried, for {device.name} computes on main memory.")
    print(f"- {_versions(fitted, device, arguments.model)}")
    return 0 if all(row.is_good for row in rows) else 1


def _rows(arguments: argparse.Namespace, device: Device, folder: Path) -> Iterator[Row]:
    """The processor, then nothing, half and all on the device, then too little room for all."""

    def run(name: str, layers: int, on: str, fill: int = 0) -> Row:
        print(f"{name} ...", file=sys.stderr, flush=True)
        logits, like = folder / f"{name}.npz", folder / f"{NAMES[0]}.npz"
        question = Question(
            str(arguments.model.resolve()),
            on,
            layers,
            str(logits),
            str(like) if like.exists() else "",
            fill,
            arguments.threads,
            arguments.quick,
            tuple(arguments.rpc),
        )
        answer = answered(question)
        if answer.failure or on == PROCESSOR or not like.exists():
            return Row(name, answer)
        ours, theirs = np.load(logits)["logits"], np.load(like)["logits"]
        return Row(name, answer, likeness(ours, theirs))

    yield run(NAMES[0], 0, PROCESSOR)
    none = run(NAMES[1], 0, device.name)
    yield none
    yield run(NAMES[2], max(1, none.answer.all_layers // 2), device.name)
    whole = run(NAMES[3], ALL, device.name)
    yield whole
    if device.kind is DeviceKind.INTEGRATED:
        # To fill main memory would slow down everything that runs here.
        return
    if whole.answer.device_bytes:
        # Every layer is asked for, so that the device has to say no, and not the plan.
        fill = device.free - int(ROOM * whole.answer.device_bytes)
        yield run(NAMES[4], whole.answer.all_layers, device.name, max(0, fill))


def _versions(fitted: Fitted, device: Device, model: Path) -> str:
    memory = f"{device.total / (1 << 30):.1f} GiB"
    return "; ".join(
        (
            f"Parley {__version__}",
            f"{device.title} ({device.backend}, {memory})",
            model.name,
            fitted.engine,
            f"{platform.system()} {platform.release()} {platform.machine()}",
            f"Python {platform.python_version()}",
        )
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py check-device", description=__doc__)
    parser.add_argument("--model", type=Path, default=STARTER_MODEL, metavar="FILE")
    parser.add_argument("--device", default="", metavar="NAME", help="the first one unless named")
    parser.add_argument("--threads", type=int, default=0, metavar="N")
    parser.add_argument("--quick", action="store_true", help="try everything, measure nothing well")
    parser.add_argument(
        "--rpc", action="append", default=[], metavar="HOST:PORT", help=argparse.SUPPRESS
    )
    arguments = parser.parse_args()
    if not arguments.model.is_file():
        parser.error(f"there is no file {arguments.model}")
    return arguments


if __name__ == "__main__":
    raise SystemExit(main())
