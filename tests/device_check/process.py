"""Asks a question in a process of its own, which may die of the device's driver."""

import os
import subprocess
import sys
from pathlib import Path

from desktop_app.engines.device_loss import lost_device
from desktop_app.engines.exit_cause import cause_of
from tests.device_check.question import Answer, Question

ROOT = Path(__file__).resolve().parent.parent.parent

SECONDS = 1800
"""How long one run may take."""

_ENVIRONMENT = {"PYTHONPATH": str(ROOT), "OMP_WAIT_POLICY": "PASSIVE", "GGML_NO_BACKTRACE": "1"}
_LAST_LINES = 5


def answered(question: Question) -> Answer:
    """Ask a process; when it dies or hangs, that is the answer."""
    command = [sys.executable, "-P", "-m", "tests.device_check.side", question.as_json()]
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **_ENVIRONMENT},
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return Answer(failure=f"There was no answer in {SECONDS / 60:.0f} minutes.")
    try:
        return Answer.of_json(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        words = " ".join(done.stderr.splitlines()[-_LAST_LINES:])
        lost = lost_device(1, done.stderr, question.device)
        died = f"{lost} stopped answering" if lost else "The process ended"
        return Answer(failure=f"{died} ({cause_of(done.returncode)}): {words}")
