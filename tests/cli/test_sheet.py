"""Tables and figures on the command line."""

from desktop_app.cli.figure import Figure
from desktop_app.cli.sheet import sheet


def test_columns_stand_below_each_other() -> None:
    rows = [["a", "bbb", "c"], ["aaaa", "b", ""]]
    assert sheet(rows) == "  a     bbb  c\n  aaaa  b\n"
    assert sheet(rows, right=True) == "  a     bbb  c\n  aaaa    b\n"


def test_a_figure_has_a_middle_and_a_spread() -> None:
    figure = Figure("reading", "tokens/s", (412.4, 1.234, 41.26))
    assert figure.row() == ["reading", "41.3", "1.2", "412.4", "tokens/s"]
    assert figure.as_json() == {
        "unit": "tokens/s",
        "median": 41.26,
        "least": 1.234,
        "most": 412.4,
        "values": [412.4, 1.234, 41.26],
    }
