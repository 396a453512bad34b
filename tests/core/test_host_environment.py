"""In a process of its own: what is changed there are the variables of a whole process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.core.host_environment import restore_library_path

ROOT = Path(__file__).resolve().parents[2]

STARTS = """
import subprocess, sys
sys.path.insert(0, {root!r})
sys.frozen, sys._MEIPASS = True, "/opt/parley/_internal"
from desktop_app.core.host_environment import restore_library_path
restore_library_path()
subprocess.run(["/usr/bin/env"], check=True)
"""


def started_with(**variables: str) -> dict[str, str]:
    """The variables of what a packaged program starts that was itself started with these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LD_")}
    done = subprocess.run(
        [sys.executable, "-c", STARTS.format(root=str(ROOT))],
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=True,
        timeout=200,
    )
    return dict(line.partition("=")[::2] for line in done.stdout.splitlines())


@pytest.mark.skipif(sys.platform != "linux", reason="only there the loader sets the variable")
class TestStarted:
    def test_what_is_inside_the_program_is_not_for_others(self) -> None:
        assert "LD_LIBRARY_PATH" not in started_with(LD_LIBRARY_PATH="/opt/parley/_internal")

    def test_what_the_user_had_set_is_given_back(self) -> None:
        after = started_with(
            LD_LIBRARY_PATH="/opt/parley/_internal:/cuda", LD_LIBRARY_PATH_ORIG="/cuda"
        )
        assert after["LD_LIBRARY_PATH"] == "/cuda"
        assert "LD_LIBRARY_PATH_ORIG" not in after

    def test_what_is_not_the_loaders_stays(self) -> None:
        assert started_with(LD_LIBRARY_PATH="/cuda")["LD_LIBRARY_PATH"] == "/cuda"

    def test_a_child_that_is_parley_finds_its_libraries_for_itself(self) -> None:
        after = started_with(LD_LIBRARY_PATH="/opt/parley/_internal")
        assert after["PYINSTALLER_RESET_ENVIRONMENT"] == "1"


def test_from_sources_nothing_is_changed() -> None:
    variables = {"LD_LIBRARY_PATH": "/mine", "LD_LIBRARY_PATH_ORIG": "/before"}
    restore_library_path(variables)
    assert variables == {"LD_LIBRARY_PATH": "/mine", "LD_LIBRARY_PATH_ORIG": "/before"}
