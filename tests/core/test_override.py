from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.engine import Sampling
from desktop_app.core.errors import ParleyError
from desktop_app.core.model_record import Record, Records, key_of
from desktop_app.core.override import Overrides, of_preset
from desktop_app.core.own_settings import OwnSettings
from desktop_app.core.paths import Places
from desktop_app.core.preset import Preset, Presets
from desktop_app.core.settings import Settings

AUNT = Preset("aunt", "My Aunt", "Be kind.", settings={"sampling.temperature": 0.1}, own=True)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(tmp_path / "settings.toml")


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records.load(tmp_path / "models.toml")


@pytest.fixture
def presets(tmp_path: Path) -> Presets:
    presets = Presets.load(tmp_path / "presets.toml")
    presets.put(AUNT)
    return presets


@pytest.fixture
def model(tmp_path: Path, records: Records) -> str:
    path = tmp_path / "model.gguf"
    path.write_bytes(b"GGUF")
    own = {
        "sampling.temperature": 0.7,
        "sampling.top_k": 20,
        "chat.system_prompt": "Of the model.",
        "model.context_size": 2048,
        "model.template": "{{ messages }}",
    }
    records.put(key_of(str(path)), Record(settings=own))
    return str(path)


def test_the_preset_comes_before_the_model_and_the_model_before_the_settings(
    settings: Settings, records: Records, presets: Presets, model: str
) -> None:
    settings.update({"sampling.temperature": 1.0, "sampling.top_k": 50, "sampling.min_p": 0.2})
    overrides = Overrides(records, presets)
    plain, both = overrides.of(model, ""), overrides.of(model, "aunt")

    assert settings.sampling() == Sampling(temperature=1.0, top_k=50, min_p=0.2)
    assert settings.sampling(plain) == Sampling(temperature=0.7, top_k=20, min_p=0.2)
    assert settings.sampling(both) == Sampling(temperature=0.1, top_k=20, min_p=0.2)
    assert settings.under(plain, "chat.system_prompt") == "Of the model."
    assert settings.under(both, "chat.system_prompt") == "Be kind."


def test_how_a_model_is_run_is_its_own(settings: Settings, records: Records, model: str) -> None:
    over = Overrides(records).of_model(model)
    options = settings.model_options(model, over=over)

    assert (options.context_size, options.template) == (2048, "{{ messages }}")
    assert options == settings.model_options(model, over=over), "nothing is to be reloaded"
    assert settings.model_options(model).context_size == 0


def test_a_preset_without_a_prompt_leaves_the_system_prompt() -> None:
    assert of_preset(replace(AUNT, prompt="")) == {"sampling.temperature": 0.1}
    assert of_preset(None) == {}


def test_what_is_gone_or_was_never_there_changes_nothing(presets: Presets) -> None:
    overrides = Overrides(None, presets)
    assert overrides.of("/nowhere.gguf", "gone") == {}
    assert overrides.schema("gone") == ""
    assert overrides.schema("extract") != ""
    assert Overrides().of("/nowhere.gguf", "aunt") == {}


def test_a_preset_is_named_as_people_do(presets: Presets, tmp_path: Path) -> None:
    overrides = Overrides.of_home(Places(tmp_path))

    assert overrides.named("my aunt").id == overrides.named("/aunt").id == "aunt"
    assert overrides.named("Translate").id == "translate"
    with pytest.raises(ParleyError) as caught:
        overrides.named("uncle")
    assert caught.value.problem.code == "presets.none"
    assert "translate" in str(caught.value.problem.values["there"])


def test_own_settings_stand_above_those_of_all(settings: Settings) -> None:
    kept: dict[str, object] = {}

    def write(values) -> None:
        kept.clear()
        kept.update(values)

    own = OwnSettings(settings, lambda: kept, write)
    settings.set("sampling.top_k", 50)
    assert own.get("sampling.top_k") == 50
    assert not own.is_changed("sampling.top_k")

    own.set("sampling.top_k", 20)
    own.set("thinking.mode", "off")
    assert own.get("sampling.top_k") == 20
    assert own.is_changed("sampling.top_k")
    own.set("thinking.mode", None)
    assert kept == {"sampling.top_k": 20}
    own.reset("sampling.top_k")
    assert own.get("sampling.top_k") == 50
    assert settings.get("sampling.top_k") == 50
