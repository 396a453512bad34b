"""The table to paste, and what it means."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.device_check.likeness import TOLERANCE, Likeness
from tests.device_check.question import Answer

_MIB = 1 << 20

_COLUMNS = (
    "run",
    "device",
    "layers",
    "context",
    "load",
    "reading",
    "writing",
    "on the device (planned)",
    "process",
    "logits off by",
    "other token",
    "stop reading",
    "stop writing",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One run: its name, what came of it, and how like the processor's its logits are."""

    name: str
    answer: Answer
    likeness: Likeness | None = None

    @property
    def is_good(self) -> bool:
        """Whether it went as it should."""
        return not self.answer.failure and (self.likeness is None or self.likeness.holds)


def table(rows: Sequence[Row]) -> str:
    """The rows in Markdown."""
    lines = [_COLUMNS, ("---",) * len(_COLUMNS), *map(_cells, rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def remarks(rows: Sequence[Row]) -> str:
    """What the runs said, and whether all is well, a line each."""
    said = [
        f"- {row.name}: {_one_line(text)}"
        for row in rows
        for text in (*row.answer.notices, row.answer.failure)
        if text
    ]
    compared = [row for row in rows if row.likeness]
    off = [row.name for row in compared if row.likeness and not row.likeness.holds]
    verdict = f"not within the tolerance: {', '.join(off)}" if off else "within the tolerance"
    tolerance = (
        f"- Logits: {verdict} ({TOLERANCE} of their spread on the processor; the best token is "
        "the same wherever the processor's choice is clearer than that)."
    )
    return "\n".join([*said, *([tolerance] if compared else [])])


def _cells(row: Row) -> tuple[str, ...]:
    answer, like = row.answer, row.likeness
    if answer.failure:
        return (row.name, "failed", *[""] * (len(_COLUMNS) - 2))
    on_device = f"{_mebibytes(answer.device_bytes)} ({_mebibytes(answer.planned_bytes)})"
    return (
        row.name,
        answer.device,
        f"{answer.layers} of {answer.all_layers}",
        f"{answer.context_size}",
        f"{answer.load:.1f} s",
        f"{answer.reading:.0f}/s",
        f"{answer.writing:.1f}/s",
        on_device if answer.layers else "",
        _mebibytes(answer.process_bytes),
        f"{like.distance:.3f} (at most {like.largest:.2f})" if like else "",
        f"{like.other_token} of {like.places}" if like else "",
        _milliseconds(answer.stop_reading),
        _milliseconds(answer.stop_writing),
    )


def _mebibytes(size: int) -> str:
    return f"{size / _MIB:,.0f} MiB"


def _milliseconds(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds * 1000:.0f} ms"


def _one_line(text: str) -> str:
    return " ".join(text.split())[:600]
