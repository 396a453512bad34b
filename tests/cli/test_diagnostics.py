"""`parley diagnostics`: one text to paste into a bug report, whatever does not work."""

from pathlib import Path

import pytest

from desktop_app.cli import diagnostics as diagnostics_module
from desktop_app.cli import main, model_choice, model_process
from desktop_app.core.device import Device, DeviceKind
from desktop_app.core.engine import EngineSpec
from desktop_app.core.memory_plan import Plan, Share
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.engines.scripted import ScriptedOptions, create
from tests.engines.faulty import FaultyOptions
from tests.gguf_file import write_gguf

CPU = Device("CPU", "AMD Ryzen 7", "CPU", DeviceKind.PROCESSOR, 6 * 10**9, 16 * 10**9)
PLAN = Plan(4096, 8192, 0, 31, "f16", (Share("CPU", 10**9, 2 * 10**9, weights=10**8),))


@pytest.fixture
def model(tmp_path: Path) -> str:
    folder = tmp_path / "secret folder"
    folder.mkdir()
    return str(write_gguf(folder / "tiny.gguf", {"general.architecture": "llama"}))


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> None:
    options = ScriptedOptions(plan=PLAN, devices=(CPU,))
    monkeypatch.setattr(diagnostics_module, "model_process", lambda *_: create(options))


@pytest.mark.usefixtures("script")
def test_all_of_it_and_nothing_private(
    model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Settings.load(Places(tmp_path).settings).update(
        {"chat.system_prompt": "You are my secret friend.", "sampling.top_k": 7}
    )
    assert main(["diagnostics", "--home", str(tmp_path), "--model", model, "--threads", "3"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    for words in ("# Parley diagnostics", "AMD Ryzen 7", "- tiny: llama", "threads 3"):
        assert words in out
    assert "- chat.system_prompt: set\n- sampling.top_k: 7" in out
    assert "if loaded now: on the processor, context 4,096" in out
    assert "secret" not in out
    assert str(tmp_path) not in out


@pytest.mark.usefixtures("script")
def test_without_a_model(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(model_choice, "starter_model", lambda: None)
    assert main(["diagnostics", "--home", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert "## Model\n\nnone\n" in out
    assert "AMD Ryzen 7" in out
    assert err.startswith("parley: No model is chosen yet.")


def test_an_engine_that_dies(
    monkeypatch: pytest.MonkeyPatch,
    model: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    spec = EngineSpec("tests.engines.faulty:create", FaultyOptions("abort"))
    monkeypatch.setattr(model_process, "LLAMA", spec)
    assert main(["diagnostics", "--home", str(tmp_path), "--model", model]) == 0
    out, err = capsys.readouterr()
    assert "- engine: no answer (engine.crashed" in out
    assert "- tiny: llama" in out
    assert "The model stopped unexpectedly" in err


@pytest.mark.model
def test_a_file_that_is_no_model_keeps_the_devices(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.gguf"
    page.write_text("<html>")
    assert main(["diagnostics", "--home", str(tmp_path), "--model", str(page)]) == 0
    out, err = capsys.readouterr()
    assert "- engine: llama.cpp" in out
    assert "- page: its header cannot be read" in out
    assert "- cannot be planned: model.not_gguf" in out
    assert err.startswith("parley: page.gguf is not a GGUF model file.")
