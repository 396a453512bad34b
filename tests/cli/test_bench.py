"""`parley bench`: how fast a model loads, reads and writes on this computer."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.cli import bench as bench_module
from desktop_app.cli import main, model_choice
from desktop_app.core.engine import CancelToken, ChatJob, Job, LoadJob, UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Finished, Notice, Reason
from desktop_app.core.memory_plan import Plan, Share
from desktop_app.engines.scripted import Reply, ScriptedEngine, ScriptedOptions
from tests.gguf_file import write_gguf

ROOT = Path(__file__).resolve().parents[2]

PLAN = Plan(4096, 8192, 0, 31, "f16", (Share("CPU", 10**9, 2 * 10**9, weights=10**8),))


class Script(ScriptedEngine):
    """A script that stands for a process: this one."""

    def __init__(self, words: int = 200) -> None:
        options = ScriptedOptions((Reply("word " * words),), load_steps=1, plan=PLAN)
        super().__init__(options)
        self.child_pid = os.getpid()
        self.jobs: list[Job] = []
        self.read: list[int] = []

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        self.jobs.append(job)
        if isinstance(job, LoadJob):
            yield Notice(Problem("model.no_template", {"name": "a.gguf"}))
        for event in super().run(job, cancel):
            if isinstance(event, Finished) and isinstance(job, ChatJob):
                self.read.append(event.usage.prompt_tokens - event.usage.reused_tokens)
            yield event


class FailingScript(Script):
    """Fails, or is stopped from somewhere, when it is to read or write."""

    def __init__(self, end: Event) -> None:
        super().__init__()
        self.end = end

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        if isinstance(job, ChatJob):
            yield self.end
        else:
            yield from super().run(job, cancel)


@pytest.fixture
def model(tmp_path: Path) -> str:
    metadata = {"general.architecture": "llama", "llama.block_count": 30}
    return str(write_gguf(tmp_path / "tiny.gguf", metadata))


def run(monkeypatch: pytest.MonkeyPatch, script: Script, *words: str) -> int:
    monkeypatch.setattr(bench_module, "model_process", lambda *_: script)
    return main(["bench", *words])


def test_the_table(
    monkeypatch: pytest.MonkeyPatch, model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    script = Script()
    assert run(monkeypatch, script, "--model", model, "--prompt", "100", "--reply", "20") == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines[:3] == [
        "tiny",
        "  llama, 30 layers",
        "  on script, 1 thread, context 4,096 tokens",
    ]
    assert lines[4].split() == ["measured", "3", "times", "median", "least", "most"]
    names = [line.strip().rsplit("  ", 1)[0].split("   ")[0].strip() for line in lines[5:10]]
    assert [name.rstrip("0123456789,. ") for name in names] == [
        "reading 100 tokens",
        "writing 20 tokens",
        "first token of the answer to them",
        "loading, in a new process",
        "resident memory of the process",
    ]
    assert "planned for main memory: 100 MB; taken of it: " in lines[-1]
    assert err.startswith("parley: tiny.gguf brings") or "brings no chat template" in err
    assert err.count("\n") == 1  # what is told at every load is told once


def test_every_round_loads_anew_and_reads_what_is_not_known(
    monkeypatch: pytest.MonkeyPatch, model: str
) -> None:
    script = Script()
    words = ["--model", model, "--prompt", "100", "--reply", "20", "--repeat", "2"]
    assert run(monkeypatch, script, *words) == 0
    rounds = [type(job) for job in script.jobs]
    assert rounds[-8:] == [UnloadJob, LoadJob, ChatJob, ChatJob] * 2
    assert script.read[-1] == script.read[-3] == 100
    written = [job.sampling.max_tokens for job in script.jobs if isinstance(job, ChatJob)]
    assert written[-4:] == [20, 1, 20, 1]
    assert all(j.sampling.ignore_end for j in script.jobs if isinstance(j, ChatJob))


def test_for_programs(
    monkeypatch: pytest.MonkeyPatch, model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--model", model, "--prompt", "100", "--reply", "20", "--repeat", "1", "--json"]
    assert run(monkeypatch, Script(), *words) == 0
    values = json.loads(capsys.readouterr().out)
    assert (values["prompt_tokens"], values["reply_tokens"]) == (100, 20)
    assert values["model"]["name"] == "tiny"
    assert values["plan"]["needed"] == 10**8
    assert set(values["figures"]) == {"reading", "writing", "first_token", "load", "memory"}
    for figure in values["figures"].values():
        assert figure["median"] == figure["values"][0] > 0


class TestErrors:
    def test_no_model(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(model_choice, "starter_model", lambda: None)
        assert main(["bench"]) == 1
        assert capsys.readouterr().err.startswith("parley: No model is chosen yet.")

    def test_a_failure_is_a_sentence(
        self, monkeypatch: pytest.MonkeyPatch, model: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        script = FailingScript(Failed(Problem("message.too_long", {"tokens": 512, "limit": 256})))
        assert run(monkeypatch, script, "--model", model) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.splitlines()[-1].startswith("parley: This message has 512 tokens")

    def test_a_reply_that_is_too_short_is_no_measurement(
        self, monkeypatch: pytest.MonkeyPatch, model: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(monkeypatch, Script(words=5), "--model", model, "--prompt", "100") == 1
        assert "tokens were written instead of 128" in capsys.readouterr().err

    def test_stopped_by_somebody_else(self, monkeypatch: pytest.MonkeyPatch, model: str) -> None:
        assert run(monkeypatch, FailingScript(Finished(Reason.CANCELLED)), "--model", model) == 130


_SLOW = """
import sys
from desktop_app.cli import model_process
from desktop_app.core.engine import EngineSpec
from desktop_app.engines.scripted import Reply, ScriptedOptions

options = ScriptedOptions((Reply("word " * 10**5),), tokens_per_second=1)
model_process.LLAMA = EngineSpec("desktop_app.engines.scripted:create", options)
from desktop_app.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups like these")
def test_ctrl_c_ends_it_quietly(tmp_path: Path, model: str) -> None:
    command = [sys.executable, "-c", _SLOW, "bench", "--model", model, "--home", str(tmp_path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as program:
        log = tmp_path / "logs" / "bench.log"
        while not log.exists():  # made when its process is started
            assert program.poll() is None
        os.killpg(program.pid, signal.SIGINT)
        out, err = program.communicate(timeout=200)
    assert (program.returncode, out, err) == (130, b"", b"")


@pytest.mark.model
def test_the_real_engine(starter_model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = "bench --threads 1 --context 512 --prompt 64 --reply 4 --repeat 1 --json --model"
    assert main([*words.split(), str(starter_model)]) == 0
    values = json.loads(capsys.readouterr().out)
    assert (values["prompt_tokens"], values["reply_tokens"]) == (64, 4)
    assert values["figures"]["memory"]["median"] > 100
    assert values["model"]["file_type"] == "Q4_1"
    planned: Any = values["plan"]
    assert planned["needed"] > 5e7
