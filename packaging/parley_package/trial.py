"""The packaged program is tried before anything is made of it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from parley_package.frozen_tree import FrozenTree
from parley_package.release import Release
from parley_setup.console import Console, SetupError

TIMEOUT_SECONDS = 900.0
"""Half a minute on an idle machine; the full edition reads a gigabyte from a cold disk."""

_FOREIGN = (
    *("DYLD_", "GGML_", "HF_", "LD_", "LLAMA_", "PARLEY_", "PYTHON", "QML", "QT_", "VIRTUAL_ENV"),
    # What PyInstaller's programs tell each other.
    "_PYI",
)
"""Beginnings of the names of variables that a user does not have, and that would help or hinder."""

_CLOSED = 'exec "$0" "$@" <&- >&- 2>&-'
"""For sh: start a program as a desktop may, with no standard streams at all."""

_STATES = ("ok", "skipped", "failed")


def try_programs(release: Release, tree: Path, console: Console) -> None:
    """Run `selftest` by both programs in `tree`, without Python's or Qt's variables and with a
    home of its own. Raises SetupError with the step that failed."""
    window, terminal = programs(release, tree)
    for program, has_streams in ((window, False), (terminal, True)):
        name = program.relative_to(tree).as_posix()
        began = time.monotonic()
        console.say(f"Trying {name} (about a minute)")
        # Nobody's home: its name is none that a program may count on.
        with TemporaryDirectory(prefix="Zoë’s home ", ignore_cleanup_errors=True) as home:
            report = Path(home) / "report.txt"
            words = ["selftest", "--report", str(report), "--threads", "1"]
            words += ["--home", str(Path(home) / "parley")]
            status, said = _run([str(program), *words], Path(home), has_streams=has_streams)
            told = report.read_text(encoding="utf-8") if report.is_file() else ""
        _note(console.log, f"{program} {' '.join(words)}", told, said)
        if fault := verdict(name, status, told, said):
            raise fault
        console.say(f"All steps are well in {time.monotonic() - began:.0f} s")


def programs(release: Release, tree: Path) -> tuple[Path, Path]:
    """What opens the window, and what a shell starts."""
    window, terminal = FrozenTree(tree).programs
    # The script that leads to it is tried along with it.
    return window, tree / "bin" / "parley" if release.target.system == "linux" else terminal


def environment(ours: Mapping[str, str], platform: str = sys.platform) -> dict[str, str]:
    """The variables of a user who has nothing but the system: no Python, no compiler in PATH."""
    kept = {name: value for name, value in ours.items() if not name.upper().startswith(_FOREIGN)}
    if platform == "win32":
        root = ours.get("SYSTEMROOT", r"C:\Windows")
        return {**kept, "PATH": rf"{root}\System32;{root}"}
    return {**kept, "PATH": "/usr/bin:/bin"}


def verdict(name: str, status: int | None, report: str, said: str) -> SetupError | None:
    """What is wrong, told by the end of the program `name`, None for a time that ran out; by the
    steps in its `report`, and by what it `said`. None for nothing."""
    steps = [line.partition(" ") for line in report.splitlines() if line.startswith(_STATES)]
    failed = [words.strip() for state, _, words in steps if state == "failed"]
    if status == 0 and steps and not failed:
        return None
    if failed:
        return SetupError(f"{name} has been tried, and failed:", "\n  ".join(failed))
    how = "has not come to an end" if status is None else f"ended with status {status}"
    last = steps[-1][2].strip() if steps else ""
    where = f"after the step “{last}”" if last else "before its first step"
    heard = said.strip().splitlines()[-5:]
    return SetupError(f"{name}, while it was tried, {how} {where}.", "\n  ".join(heard))


def _run(command: list[str], folder: Path, *, has_streams: bool) -> tuple[int | None, str]:
    """The status that `command` ends with in `folder`, and what it said."""
    if not has_streams and os.name == "posix":
        command = ["/bin/sh", "-c", _CLOSED, *command]
    # On Windows a windowed program has none as long as nobody hands it any.
    pipe = subprocess.PIPE if has_streams else None
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment(os.environ),
            stdin=subprocess.DEVNULL if has_streams else None,
            stdout=pipe,
            stderr=subprocess.STDOUT if has_streams else None,
            timeout=TIMEOUT_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        return None, (error.output or b"").decode("utf-8", "replace")
    except OSError as error:
        raise SetupError(f"{command[0]} does not start: {error.strerror}.") from error
    return done.returncode, (done.stdout or b"").decode("utf-8", "replace")


def _note(log: Path, command: str, report: str, said: str) -> None:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as file:
        file.write(f"\n$ {command}\n{report or said}")
