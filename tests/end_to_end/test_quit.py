"""Closing the window in every state: it ends by itself, with status 0, and nothing is lost."""

import subprocess
import sys

import psutil
import pytest

from desktop_app.core.conversation import State
from desktop_app.core.paths import Places
from desktop_app.core.store import Store
from tests.conftest import ROOT

LONGEST = 200
"""Seconds until a quit counts as a hang; how long it takes is measured by the benchmarks."""


@pytest.mark.parametrize("state", ["idle", "loading", "reading", "writing", "crashed", "stuck"])
def test_closing_the_window_ends_the_program(tmp_path, state):
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.end_to_end.quitting", str(tmp_path), state], cwd=ROOT
    )
    children = []
    try:
        while process.poll() is None and not children:
            children = psutil.Process(process.pid).children(recursive=True)
        assert process.wait(LONGEST) == 0
    except psutil.NoSuchProcess:
        assert process.wait(LONGEST) == 0
    finally:
        process.kill()
        process.wait()
    _, alive = psutil.wait_procs(children, timeout=200)
    assert alive == []
    if state == "idle":
        return
    store = Store.open(Places(tmp_path).database)
    (summary,) = store.summaries()
    question, reply = store.load(summary.id).path()
    store.close()
    assert question.text == "a question"
    assert reply.state is (State.FAILED if state == "crashed" else State.INTERRUPTED)
