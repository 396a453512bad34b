"""The statistics of the benchmarks, and how they are told."""

import json
from pathlib import Path

import pytest

from tests.bench import report
from tests.bench.figure import Better, Counts, Figure, ratios, spread


def test_quartiles_lie_between_the_values() -> None:
    measured = spread([5.0, 1.0, 4.0, 2.0, 3.0])

    assert (measured.low, measured.median, measured.high) == (2.0, 3.0, 4.0)
    assert measured.longest == 5.0


def test_quartiles_are_interpolated() -> None:
    measured = spread([1.0, 2.0])

    assert (measured.low, measured.median, measured.high) == (1.25, 1.5, 1.75)


def test_one_value_is_its_own_spread() -> None:
    assert spread([7.0]) == spread([7.0, 7.0, 7.0])


def test_nothing_measured_is_no_figure() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        spread([])


def test_a_ratio_is_taken_within_each_pair() -> None:
    # A machine that slows down by half between the pairs changes no ratio.
    assert ratios([9.0, 4.5], [10.0, 5.0]) == [0.9, 0.9]


def test_pairs_are_whole() -> None:
    with pytest.raises(ValueError, match="shorter"):
        ratios([1.0, 2.0], [1.0])


@pytest.mark.parametrize(
    ("bar", "better", "met"),
    [
        (4.0, Better.HIGHER, True),
        (4.1, Better.HIGHER, False),
        (2.0, Better.LOWER, True),
        (1.9, Better.LOWER, False),
    ],
)
def test_a_bar_is_met_when_the_better_quartile_reaches_it(
    bar: float, better: Better, met: bool
) -> None:
    assert Figure("x", bar, (1.0, 2.0, 3.0, 4.0, 5.0), better).is_met is met


def test_what_must_never_be_long_is_judged_by_the_longest() -> None:
    figure = Figure("x", 5.0, (0.1, 0.1, 5.1), Better.LOWER, "s", Counts.LONGEST)

    assert not figure.is_met
    assert report.measured(figure) == "5.10 s"


def test_a_line_says_what_came_out_and_what_should_have() -> None:
    figure = Figure("Speed", 0.97, (0.9, 0.95, 0.96), note="alone: 80")

    assert report.line(figure) == "Speed: 0.95 (0.93–0.95) (bar ≥ 0.97, NOT MET) alone: 80"


def test_a_group_measured_again_replaces_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "VALUES", tmp_path / "docs" / "benchmarks.json")
    monkeypatch.setattr(report, "PAGE", tmp_path / "docs" / "benchmarks.md")
    both, again = report.Results(), report.Results()
    both.add("reading", [Figure("Reading", 0.95, (0.98,))])
    both.add("quit", [Figure("Quit", 5, (1.0, 2.0), Better.LOWER, "s", Counts.LONGEST)])
    again.add("reading", [Figure("Reading", 0.95, (0.9,))])
    again.add_missing("reading", "it broke")

    report.write(both)
    report.write(again)

    kept = json.loads(report.VALUES.read_text("utf-8"))
    page = report.PAGE.read_text("utf-8")
    assert kept["reading"]["figures"][0]["values"] == [0.9]
    assert "| Reading | ≥ 0.95 | 0.90 | **no** |  |" in page
    assert "| Quit | ≤ 5 s | 2.00 s | yes |  |" in page
    assert "it broke" in page
