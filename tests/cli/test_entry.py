"""All ways in lead to the same place, and a child passes each of them without a trace."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FULL = Path("/dev/full")

# What pip writes for the console script `parley`.
_SCRIPT = """\
import sys
from desktop_app.__main__ import main
if __name__ == '__main__':
    sys.argv[0] = sys.argv[0].removesuffix('.exe')
    sys.exit(main())
"""


@pytest.mark.parametrize("way", ["module", "script"])
def test_a_child_starts_from_every_way_in(way: str, tmp_path: Path) -> None:
    command = ["-m", "desktop_app"]
    if way == "script":
        script = tmp_path / "parley"
        script.write_text(_SCRIPT)
        command = [str(script)]
    done = subprocess.run(
        [sys.executable, *command, "--home", str(tmp_path / "home"), "ask", "--demo", "Hi"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=200,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# A short tour\n")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
def test_a_full_disk_behind_the_output_is_one_sentence(tmp_path: Path) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "desktop_app", "ask", "--demo", "--home", str(tmp_path), "Hi"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=200,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "parley: The output cannot be written: No space left on device.\n"
