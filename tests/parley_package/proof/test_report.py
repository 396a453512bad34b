"""How a report reads, and when the steps behind a failure are still tried."""

import io

from parley_package.proof.command import ProofError
from parley_package.proof.report import NAME, Report, SkippedError, Step
from parley_setup.console import Console


def fail():
    raise ProofError("it did not")


def skip():
    raise SkippedError("nothing to try")


def report_in(folder):
    said = io.StringIO()
    return Report(folder, Console(folder / "log", said)), said


def test_a_line_for_each_step_on_the_terminal_and_in_the_file(tmp_path):
    report, said = report_in(tmp_path)
    steps = [Step("first", lambda: "done"), Step("second", fail), Step("third", skip)]
    assert report.work_through(steps)
    assert said.getvalue().splitlines() == [
        "ok      first: done (0 s)",
        "failed  second: it did not (0 s)",
        "skipped third: nothing to try (0 s)",
    ]
    assert (tmp_path / NAME).read_text(encoding="utf-8") == said.getvalue()
    assert not report.is_well


def test_nothing_is_built_on_a_foundation_that_failed(tmp_path):
    report, said = report_in(tmp_path)
    steps = [Step("install", fail, foundation=True), Step("use", lambda: "done")]
    assert not report.work_through(steps)
    assert "use" not in said.getvalue()


def test_an_error_of_the_system_is_a_failure_and_no_end(tmp_path):
    report, said = report_in(tmp_path)
    steps = [Step("read", (tmp_path / "absent").read_text), Step("next", lambda: "done")]
    report.work_through(steps)
    assert "failed  read: [Errno 2]" in said.getvalue()
    assert "ok      next" in said.getvalue()


def test_a_proof_of_nothing_is_none(tmp_path):
    report, _ = report_in(tmp_path)
    report.work_through([Step("only", skip)])
    assert not report.is_well
    report.work_through([Step("another", lambda: "done")])
    assert report.is_well


def test_what_an_earlier_proof_left_is_gone(tmp_path):
    (tmp_path / NAME).write_text("ok      everything\n")
    (tmp_path / "window.png").touch()
    report_in(tmp_path)
    assert list(tmp_path.iterdir()) == []
