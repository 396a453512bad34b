"""The child half, and what is left of it when its parent goes away."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import psutil
import pytest

from desktop_app.core.engine import EngineSpec, LoadJob, ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.core.events import Failed, Finished, Loaded
from desktop_app.engines import child, wire
from tests.engines.faulty import FaultyOptions

ROOT = Path(__file__).resolve().parents[2]
MODEL = ModelOptions("a.gguf")

pytestmark = pytest.mark.usefixtures("no_child_left")


class Spoken:
    """A child on the other end of a pipe, with nothing of ours between."""

    def __init__(self, log: Path | None = None) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=child.main, args=(theirs, str(log) if log else None))
        self.process.start()
        theirs.close()

    def say(self, kind: str, number: int = 0, value: object = None) -> None:
        wire.send(self.pipe, kind, number, value)

    def hear(self) -> wire.Message:
        return wire.receive(self.pipe)

    def hear_to_the_end(self) -> list[wire.Message]:
        heard = []
        try:
            while True:
                heard.append(self.hear())
        except (EOFError, OSError):
            self.process.join()
            return heard


def faulty(fault: str) -> EngineSpec:
    return EngineSpec("tests.engines.faulty:create", FaultyOptions(fault))


SCRIPTED = EngineSpec("desktop_app.engines.scripted:create")


def test_says_ready_then_the_numbered_events_of_its_jobs() -> None:
    spoken = Spoken()
    spoken.say(wire.SPEC, value=SCRIPTED)
    spoken.say(wire.JOB, 7, LoadJob("load", MODEL))
    spoken.say(wire.JOB, 8, LoadJob("load", MODEL))
    assert spoken.hear() == (wire.READY, 0, None)
    heard = [spoken.hear()]
    while not isinstance(heard[-1][2], Finished):
        heard.append(spoken.hear())
    assert {number for _, number, _ in heard} == {7}
    assert any(isinstance(event, Loaded) for _, _, event in heard)
    assert spoken.hear()[:2] == (wire.EVENT, 8)
    spoken.say(wire.CLOSE)
    assert spoken.hear_to_the_end() == []
    assert spoken.process.exitcode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="a thread has a priority of its own on Linux")
@pytest.mark.parametrize("patient", [True, False])
def test_a_patient_engine_leaves_the_processor_to_others(patient: bool) -> None:
    spoken = Spoken()
    spoken.say(wire.SPEC, value=replace(SCRIPTED, patient=patient))
    assert spoken.hear()[0] == wire.READY
    tasks = Path(f"/proc/{spoken.process.pid}/task")
    # proc(5): after the name in brackets, nice is the 17th value.
    nice = {(task / "stat").read_text().rpartition(")")[2].split()[16] for task in tasks.iterdir()}
    lowered = min(os.getpriority(os.PRIO_PROCESS, 0) + child.PATIENCE, 19)
    assert (str(lowered) in nice) is patient
    spoken.say(wire.CLOSE)
    assert spoken.hear_to_the_end() == []


def test_an_engine_that_cannot_be_built_is_told_and_ends_the_child() -> None:
    spoken = Spoken()
    spoken.say(wire.SPEC, value=faulty("create raise"))
    ((kind, _, details),) = spoken.hear_to_the_end()
    assert kind == wire.NOT_STARTED
    assert "UnpicklableError" in str(details)
    assert spoken.process.exitcode == 1


@pytest.mark.parametrize("data", [b"", b"noise", b"\x80\x05K\x01."])
def test_noise_ends_it(data: bytes, tmp_path: Path) -> None:
    log = tmp_path / "engine.log"
    spoken = Spoken(log)
    spoken.say(wire.SPEC, value=SCRIPTED)
    spoken.pipe.send_bytes(data)
    spoken.hear_to_the_end()
    assert spoken.process.exitcode == 0
    assert "a message could not be read" in log.read_text()


def test_a_first_word_that_is_no_spec_ends_it() -> None:
    spoken = Spoken()
    spoken.say(wire.JOB, 1, LoadJob("load", MODEL))
    assert spoken.hear_to_the_end() == []


def test_a_job_that_is_none_is_answered() -> None:
    spoken = Spoken()
    spoken.say(wire.SPEC, value=SCRIPTED)
    spoken.say(wire.JOB, 1, "not a job")
    spoken.hear()
    kind, number, event = spoken.hear()
    assert (kind, number) == (wire.EVENT, 1)
    assert isinstance(event, Failed)
    assert event.problem.code == Problem("internal").code
    spoken.say(wire.CLOSE)
    spoken.hear_to_the_end()


@pytest.mark.parametrize("fault", ["none", "stuck", "deaf", "stuck in close"])
def test_the_end_of_the_pipe_ends_it_whatever_it_does(fault: str) -> None:
    spoken = Spoken()
    spoken.say(wire.SPEC, value=faulty(fault))
    spoken.say(wire.JOB, 1, LoadJob("load", MODEL))
    for _ in range(3):
        spoken.hear()
    spoken.pipe.close()
    spoken.process.join()
    assert spoken.process.exitcode is not None


def test_environment_and_modules_of_a_child() -> None:
    """No window library in the child, and nothing that a child of another engine would need."""
    spoken = Spoken()
    spoken.say(wire.SPEC, value=EngineSpec("tests.engines.test_child:inspect"))
    kind, _, details = spoken.hear()
    assert kind == wire.NOT_STARTED
    spoken.hear_to_the_end()
    modules, environment = str(details).rpartition("Inspected: ")[2].split("|")
    loaded = set(modules.split())
    assert "desktop_app.engines.child" in loaded
    for name in ("PySide6", "shiboken6", "desktop_app.ui", "desktop_app.app", "llama_cpp", "torch"):
        assert name not in loaded
    assert environment.split() == ["1", "PASSIVE"]


class Inspected(Exception):  # noqa: N818
    pass


def inspect(options: object) -> None:
    """A factory that tells, by failing, what the child has loaded."""
    import os

    environment = f"{os.environ['GGML_NO_BACKTRACE']} {os.environ['OMP_WAIT_POLICY']}"
    raise Inspected(f"Inspected: {' '.join(sys.modules)}|{environment}")


_FIRST_CHILD = """
import signal, sys
sys.path.insert(0, {root!r})
from desktop_app.engines.child_process import interrupt_blocked
from multiprocessing import resource_tracker

with interrupt_blocked():
    resource_tracker.getfd()  # as a first child does
    print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))
print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))
"""


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="no signals to block")
def test_ctrl_c_is_kept_from_the_first_child_too() -> None:
    words = [sys.executable, "-c", _FIRST_CHILD.format(root=str(ROOT))]
    assert subprocess.check_output(words, text=True, timeout=200).split() == ["True", "False"]


_PARENT = """
import sys
sys.path.insert(0, {root!r})
from desktop_app.core.engine import CancelToken, EngineSpec, LoadJob, ModelOptions
from desktop_app.core.events import TextDelta
from desktop_app.engines.isolated import IsolatedEngine
from tests.engines.faulty import FaultyOptions

if __name__ == "__main__":
    engine = IsolatedEngine(EngineSpec("tests.engines.faulty:create", FaultyOptions({fault!r})))
    for event in engine.run(LoadJob("load", ModelOptions("a.gguf")), CancelToken()):
        if event == TextDelta("two "):
            print(engine.child_pid, flush=True)
"""


@pytest.mark.parametrize("fault", ["deaf", "stuck"])
def test_a_killed_parent_leaves_no_child_behind(fault: str, tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(_PARENT.format(root=str(ROOT), fault=fault))
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        orphan = psutil.Process(int(parent.stdout.readline()))
        parent.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    _gone, alive = psutil.wait_procs([orphan], timeout=200)
    for process in alive:
        process.kill()
    assert not alive
