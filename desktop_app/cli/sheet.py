"""Rows of cells as text whose columns stand below each other."""

from collections.abc import Sequence


def sheet(rows: Sequence[Sequence[str]], *, right: bool = False) -> str:
    """The rows as lines, indented by two; with `right` all but the first column end together."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if right and number else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append(f"  {'  '.join(cells)}".rstrip())
    return "".join(f"{line}\n" for line in lines)
