"""`parley plan`: what there is to compute with, and how a model would be run on it."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.cli import main, model_choice, model_process
from desktop_app.cli import plan as plan_module
from desktop_app.core.device import Device, DeviceKind
from desktop_app.core.engine import CancelToken, EngineSpec, FitJob, Job
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Fitted
from desktop_app.core.memory_plan import Plan, Share
from desktop_app.engines.scripted import ScriptedOptions, create
from tests.engines.faulty import FaultyOptions
from tests.gguf_file import write_gguf

CPU = Device("CPU", "AMD Ryzen 7", "CPU", DeviceKind.PROCESSOR, 6 * 10**9, 16 * 10**9)
CARD = Device("CUDA0", "NVIDIA RTX 4070", "CUDA", DeviceKind.GPU, 10**10, 12 * 10**9)
PLAN = Plan(
    4096,
    30_000,
    20,
    33,
    "q8_0",
    (
        Share("CPU", 6 * 10**9, 16 * 10**9, weights=2 * 10**9, engine=90_000_000),
        Share("CUDA0", 10**10, 12 * 10**9, weights=3 * 10**9, kv=400_000_000),
    ),
)


class EchoEngine:
    """Answers with the options it was asked about, and always with the same plan."""

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        assert isinstance(job, FitJob)
        yield Fitted(PLAN, (CPU, CARD), repr(job.model))

    def close(self) -> None:
        pass


@pytest.fixture
def model(tmp_path: Path) -> Path:
    metadata = {"general.architecture": "llama", "llama.block_count": 32}
    return write_gguf(tmp_path / "a b.gguf", metadata)


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets a script answer."""

    def play(**options: Any) -> None:
        values = {"plan": PLAN, "devices": (CPU, CARD), **options}
        monkeypatch.setattr(
            plan_module, "model_process", lambda *_: create(ScriptedOptions(**values))
        )

    play()
    return play


def test_all_of_it_in_words(script: Any, model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", str(model), "--gpu-layers", "20"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out == (
        "a b\n"
        "  llama, 32 layers\n"
        "\n"
        "Devices\n"
        "  CPU    AMD Ryzen 7      processor            6.0 GB free of 16.0 GB\n"
        "  CUDA0  NVIDIA RTX 4070  graphics card, CUDA  10.0 GB free of 12.0 GB\n"
        "\n"
        "Plan\n"
        "  computes on  CUDA0 + CPU                     automatic\n"
        "  GPU layers   20 of 33                        as asked for\n"
        "  context      4,096 tokens; 30,000 would fit  automatic\n"
        "  KV cache     q8_0                            automatic\n"
        "\n"
        "Memory\n"
        "  memory                            CPU               CUDA0\n"
        "  weights                        2.0 GB              3.0 GB\n"
        "  context (KV cache)                  –              400 MB\n"
        "  Parley itself                   90 MB                   –\n"
        "  needed                         2.1 GB              3.4 GB\n"
        "  free                6.0 GB of 16.0 GB  10.0 GB of 12.0 GB\n"
        "\n"
        "It fits.\n"
    )


def test_all_of_it_for_programs(
    script: Any, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script(unused=Problem("device.no_driver", {"card": "Radeon"}))
    assert main(["plan", "--model", str(model), "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["plan"]["fits"]
    assert values["plan"]["needed"] == PLAN.needed
    assert values["plan"]["shares"][1]["device"] == "CUDA0"
    assert [device["kind"] for device in values["devices"]] == ["cpu", "gpu"]
    assert values["model"]["path"] == str(model)
    assert values["unused"]["code"] == "device.no_driver"
    assert values["unused"]["sentence"].startswith("Radeon is not used")


def test_what_does_not_fit(script: Any, model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shares = (Share("CPU", 10**9, 2 * 10**9, weights=5 * 10**9),)
    script(plan=Plan(0, 0, 0, 33, "f16", shares), unused=Problem("device.unused", {"card": "X"}))
    assert main(["plan", str(model)]) == 0
    out = capsys.readouterr().out
    assert "  context      none fits  automatic\n" in out
    assert "X is not used: this build of Parley computes on the processor alone." in out
    assert out.endswith("It does not fit. (It can be loaded with --anyway.)\n")


def test_what_was_asked_for_and_is_not_had(
    monkeypatch: pytest.MonkeyPatch, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(plan_module, "model_process", lambda *_: EchoEngine())
    words = "--context 1000000 --gpu-layers 33 --kv-type f16 --device CUDA0"
    assert main(["plan", str(model), *words.split()]) == 0
    out = capsys.readouterr().out
    assert out.endswith("It fits, with a shorter context: the model is made for no longer one.\n")
    chosen = [line.split("  ")[-1] for line in out.splitlines()[8:12]]
    assert [words.strip() for words in chosen] == [
        "as asked for",
        "33 was asked for",
        "1,000,000 was asked for",
        "f16 was asked for",
    ]


def test_a_device_that_is_not_there(
    script: Any, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", str(model), "--device", "CUDA0"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["plan", str(model), "--device", "Metal"]) == 0
    assert capsys.readouterr().err.startswith("parley: The device Metal that")


def test_options_reach_the_engine(
    monkeypatch: pytest.MonkeyPatch, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(plan_module, "model_process", lambda *_: EchoEngine())
    words = "--context 512 --threads 3 --device cpu --kv-type q8_0 --gpu-layers 7"
    assert main(["plan", str(model), *words.split(), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["engine"]
    for option in (
        "context_size=512",
        "threads=3",
        "device='CPU'",
        "kv_type='q8_0'",
        "gpu_layers=7",
        "anyway=False",
    ):
        assert option in told


class TestErrors:
    def test_no_model(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(model_choice, "starter_model", lambda: None)
        assert main(["plan"]) == 1
        assert capsys.readouterr().err.startswith("parley: No model is chosen yet.")

    @pytest.mark.parametrize("fault", ["abort", "problem"])
    def test_an_engine_that_fails(
        self,
        fault: str,
        monkeypatch: pytest.MonkeyPatch,
        model: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        spec = EngineSpec("tests.engines.faulty:create", FaultyOptions(fault))
        monkeypatch.setattr(model_process, "LLAMA", spec)
        assert main(["plan", str(model)]) == 1
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert err.startswith("parley: ")


def test_ctrl_c_counts_although_the_answer_comes(
    monkeypatch: pytest.MonkeyPatch, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class Stopped(EchoEngine):
        def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
            signal.raise_signal(signal.SIGINT)
            yield from super().run(job, cancel)

    monkeypatch.setattr(plan_module, "model_process", lambda *_: Stopped())
    assert main(["plan", str(model)]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.model
def test_the_real_engine(starter_model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", str(starter_model), "--context", "1024", "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["plan"]["context_size"] == 1024
    assert values["plan"]["shares"][0]["weights"] > 5e7
    assert any(device["kind"] == "cpu" for device in values["devices"])
    assert values["engine"].startswith("llama.cpp")
