"""Each in a process of its own: what is closed here is closed for good."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

CLOSED = """
import os, sys
for number in {closed}:
    os.close(number)
for name in {lost}:
    setattr(sys, name, None)
sys.path.insert(0, {root!r})
from desktop_app.core.streams import make_valid
make_valid()
"""


def run(lines: str, closed: tuple[int, ...] = (), lost: tuple[str, ...] = ()) -> str:
    """What a process with these streams closed writes into the file that `kept` is."""
    begin = CLOSED.format(closed=closed, lost=lost, root=str(ROOT))
    done = subprocess.run(
        [sys.executable, "-c", begin + lines], capture_output=True, text=True, timeout=200
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="numbers of open files are those of POSIX")
class TestNumbers:
    def test_a_file_that_is_opened_later_does_not_become_standard_error(
        self, tmp_path: Path
    ) -> None:
        file = tmp_path / "data"
        run(
            f"kept = open({str(file)!r}, 'w'); os.write(2, b'an error'); kept.close()",
            closed=(0, 2),
        )
        assert file.read_text() == ""

    def test_children_inherit_what_was_made_valid(self) -> None:
        told = run(
            "import subprocess\n"
            "child = 'import os; os.fstat(0); os.fstat(2); print(\"both\")'\n"
            "print(subprocess.run([sys.executable, '-c', child], capture_output=True).stdout)",
            closed=(0, 2),
        )
        assert "both" in told


def test_what_is_printed_goes_nowhere_instead_of_raising() -> None:
    told = run(
        "print('lost', file=sys.stderr); sys.stdin.read(); sys.stdout.write('kept')",
        closed=(0, 2),
        lost=("stdin", "stderr"),
    )
    assert told == "kept"


def test_streams_that_are_there_stay_as_they_are() -> None:
    told = run("print('same', sys.stderr is sys.__stderr__)")
    assert told == "same True\n"
