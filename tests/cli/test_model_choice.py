"""Whether a model that is shown pictures can see is known before anything is loaded."""

import shutil
from pathlib import Path

import pytest

from desktop_app.cli import library_process
from desktop_app.cli.arguments import Arguments
from desktop_app.cli.model_choice import model_options, thinking, window_options
from desktop_app.core.engine import ModelOptions
from desktop_app.core.errors import ParleyError
from desktop_app.core.settings import Settings
from desktop_app.core.thinking import Mode, Thinking
from desktop_app.engines.library import create as create_library
from tests.fake_homes import in_hub_cache, model_bytes
from tests.gguf_weights import write_model


def chosen(tmp_path: Path, **values: object) -> ModelOptions:
    arguments = Arguments(command="ask", **{"images": ["a.png"], **values})  # type: ignore[arg-type]
    return model_options(arguments, Settings.load(tmp_path / "settings.toml"))


def code_of(tmp_path: Path, **values: object) -> str:
    with pytest.raises(ParleyError) as raised:
        chosen(tmp_path, **values)
    return raised.value.problem.code


@pytest.fixture
def model(starter_model: Path, tmp_path: Path) -> Path:
    """The starter model in a folder of its own."""
    path = tmp_path / starter_model.name
    path.symlink_to(starter_model)
    return path


def test_the_projector_that_is_named(
    starter_model: Path, seeing_projector: Path, tmp_path: Path
) -> None:
    options = chosen(tmp_path, model=str(starter_model), mmproj=str(seeing_projector))
    assert options.projector == str(seeing_projector)
    assert options.path == str(starter_model)


def test_the_one_beside_the_model(model: Path, seeing_projector: Path, tmp_path: Path) -> None:
    beside = tmp_path / "mmproj-SmolLM2-135M.gguf"
    shutil.copyfile(seeing_projector, beside)
    assert chosen(tmp_path, model=str(model)).projector == str(beside)


def test_without_pictures_nothing_is_looked_for(
    model: Path, seeing_projector: Path, tmp_path: Path
) -> None:
    shutil.copyfile(seeing_projector, tmp_path / "mmproj-SmolLM2-135M.gguf")
    assert chosen(tmp_path, model=str(model), images=[]).projector == ""


def test_a_model_that_cannot_see(model: Path, tmp_path: Path) -> None:
    assert code_of(tmp_path, model=str(model)) == "model.cannot_see"


def test_a_model_whose_projector_is_missing(tmp_path: Path) -> None:
    model = tmp_path / "sees.gguf"
    write_model(model, {"general.architecture": "qwen2vl", "general.name": "Qwen2 VL"}, {})
    assert code_of(tmp_path, model=str(model)) == "projector.missing"


def test_a_film_is_heard_by_a_model_without_eyes(model: Path, tmp_path: Path) -> None:
    assert chosen(tmp_path, model=str(model), images=[], video="a.mp4").projector == ""


def test_a_film_is_seen_with_the_one_beside_the_model(
    model: Path, seeing_projector: Path, tmp_path: Path
) -> None:
    beside = tmp_path / "mmproj-SmolLM2-135M.gguf"
    shutil.copyfile(seeing_projector, beside)
    assert chosen(tmp_path, model=str(model), images=[], video="a.mp4").projector == str(beside)


def test_a_projector_that_is_none(model: Path, tmp_path: Path) -> None:
    assert code_of(tmp_path, model=str(model), mmproj=str(model)) == "projector.not_one"


@pytest.mark.parametrize("mmproj", [None, "none.gguf"])
def test_what_is_wrong_with_the_model_itself_the_engine_says(
    mmproj: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "page.gguf"
    path.write_text("<html>")
    assert chosen(tmp_path, model=str(path), mmproj=mmproj).path == str(path)
    assert code_of(tmp_path, model=str(tmp_path / "gone.gguf"), mmproj=mmproj) == "model.missing"


def test_a_projector_in_place_of_the_model_the_engine_says(
    seeing_projector: Path, tmp_path: Path
) -> None:
    options = chosen(tmp_path, model=str(seeing_projector))
    assert (options.path, options.projector) == (str(seeing_projector), "")


def test_what_is_said_stands_in_the_place_of_the_settings(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path / "settings.toml")
    settings.update({"model.gpu_layers": 5, "model.device": "CUDA0", "thinking.budget": 9})
    settings.set("thinking.send_back", True)
    arguments = Arguments(command="ask", model="a.gguf", gpu_layers=0, kv_type="q8_0", anyway=True)
    options = model_options(arguments, settings)
    assert (options.device, options.gpu_layers, options.kv_type) == ("CUDA0", 0, "q8_0")
    assert options.anyway
    assert not model_options(Arguments(model="a.gguf"), settings).anyway
    assert model_options(Arguments(model="a.gguf", device=""), settings).device == ""
    assert thinking(Arguments(), settings) == Thinking(Mode.AUTO, 9, send_back=True)
    said = Arguments(thinking="off", thinking_budget=0)
    assert thinking(said, settings) == Thinking(Mode.OFF, 0, send_back=True)


def test_a_plan_is_made_with_the_eyes_that_the_window_would_open(
    model: Path, seeing_projector: Path, tmp_path: Path
) -> None:
    beside = tmp_path / "mmproj-SmolLM2-135M.gguf"
    shutil.copyfile(seeing_projector, beside)
    settings = Settings.load(tmp_path / "settings.toml")
    assert window_options(Arguments(model=str(model)), settings).projector == str(beside)
    assert model_options(Arguments(model=str(model)), settings).projector == ""


def test_the_demo_needs_no_model(tmp_path: Path) -> None:
    assert chosen(tmp_path, demo=True, model="/models/none.gguf").projector == ""


def test_one_that_is_called_as_in_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_process, "library_process", lambda places: create_library(None))
    folder, data = tmp_path / "own" / "models", model_bytes("Name 8B")
    path = in_hub_cache(folder, "maker/Name-GGUF", "Name-8B.Q4_K_M.gguf", data)
    for name in ("name-8b.q4_k_m", "Name-8B"):
        assert chosen(tmp_path, model=name, home=tmp_path / "own", images=[]).path == str(path)
    assert code_of(tmp_path, model="Other", home=tmp_path / "own") == "library.unknown"
    assert chosen(tmp_path, model="Other.gguf", images=[]).path.endswith("Other.gguf")
