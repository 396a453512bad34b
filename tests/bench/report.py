"""From figures to docs/benchmarks.json, which keeps every value, and docs/benchmarks.md."""

import json
import os
import platform
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from typing import Any

from tests.bench.figure import Better, Counts, Figure, spread
from tests.bench.run import ROOT

VALUES = ROOT / "docs" / "benchmarks.json"
PAGE = ROOT / "docs" / "benchmarks.md"
METHOD = ROOT / "tests" / "bench" / "method.md"
"""How everything is measured, in words: the page's end."""


@dataclass(slots=True)
class Results:
    """What the groups of one run have given."""

    figures: dict[str, list[Figure]] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    def add(self, group: str, figures: list[Figure]) -> None:
        """The figures of a group."""
        self.figures[group] = figures

    def add_missing(self, group: str, why: str) -> None:
        """A group that could not be measured, or not to its end."""
        self.missing[group] = why


def line(figure: Figure) -> str:
    """A figure in one line, for the terminal."""
    met = "met" if figure.is_met else "NOT MET"
    return f"{figure.what}: {measured(figure)} (bar {bar(figure)}, {met}) {figure.note}".rstrip()


def measured(figure: Figure) -> str:
    """What came out: the longest, or the median with its quartiles."""
    values = spread(figure.values)
    if figure.counts is Counts.LONGEST:
        return _shown(values.longest, figure.unit)
    middle = _shown(values.median, figure.unit)
    if len(figure.values) == 1:
        return middle
    return f"{middle} ({_shown(values.low, '')}–{_shown(values.high, '')})"


def bar(figure: Figure) -> str:
    """What should come out."""
    sign = "≥" if figure.better is Better.HIGHER else "≤"
    return f"{sign} {figure.bar:g}{' ' + figure.unit if figure.unit else ''}"


def write(results: Results) -> None:
    """Put the groups that were measured in the place of those kept before; make the page."""
    kept = json.loads(VALUES.read_text("utf-8")) if VALUES.is_file() else {}
    for group, figures in results.figures.items():
        kept[group] = {
            "measured": date.today().isoformat(),
            "machine": machine(),
            "missing": results.missing.get(group, ""),
            "figures": [_values(figure) for figure in figures],
        }
    VALUES.parent.mkdir(exist_ok=True)
    VALUES.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")
    PAGE.write_text(page(kept), "utf-8")


def machine() -> str:
    """What kind of machine this is, and with what the program runs on it."""
    packages = f"llama-cpp-python {version('llama-cpp-python')}, Qt {version('PySide6-Essentials')}"
    system = f"{platform.system()} {platform.machine()}"
    cores = f"{os.cpu_count()} cores shared with other work"
    return f"{cores}, {system}, Python {platform.python_version()}, {packages}"


def page(kept: dict[str, Any]) -> str:
    """docs/benchmarks.md."""
    parts = [
        "# Benchmarks",
        "",
        "Made by `python3 dev.py bench --write`; a single group by `python3 dev.py bench NAME"
        " --write`. Every value stands in [benchmarks.json](benchmarks.json).",
        "",
    ]
    for group, entry in kept.items():
        parts += _table(group, entry)
    return "\n".join(parts) + "\n" + METHOD.read_text("utf-8")


def _table(group: str, entry: dict[str, Any]) -> list[str]:
    rows = [
        f"## {group.capitalize()}",
        "",
        f"`python3 dev.py bench {group}` on {entry['measured']}: {entry['machine']}.",
        "",
        "| what | bar | measured | met | |",
        "|:-----|:----|:---------|:----|:-|",
    ]
    for values in entry["figures"]:
        figure = _figure(values)
        met = "yes" if figure.is_met else "**no**"
        cells = (figure.what, bar(figure), measured(figure), met, figure.note)
        rows.append(f"| {' | '.join(cells)} |")
    if entry["missing"]:
        rows += ["", f"Not measured to its end: {entry['missing']}"]
    return [*rows, ""]


def _values(figure: Figure) -> dict[str, Any]:
    return {
        "what": figure.what,
        "bar": figure.bar,
        "better": figure.better.value,
        "unit": figure.unit,
        "counts": figure.counts.value,
        "note": figure.note,
        "values": [float(f"{value:.5g}") for value in figure.values],
    }


def _figure(values: dict[str, Any]) -> Figure:
    return Figure(
        values["what"],
        values["bar"],
        tuple(values["values"]),
        Better(values["better"]),
        values["unit"],
        Counts(values["counts"]),
        values["note"],
    )


def _shown(value: float, unit: str) -> str:
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 0.095 else 3
    return f"{value:,.{digits}f}{' ' + unit if unit else ''}"
