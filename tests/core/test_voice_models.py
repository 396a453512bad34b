import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from desktop_app.core.fetch import RemoteFile
from desktop_app.core.voice_models import (
    VOICE_MODELS,
    voice_model,
    voice_model_name,
    voice_model_of,
)


def test_every_model_has_an_address_with_its_checksum() -> None:
    for name, model in VOICE_MODELS.items():
        assert model.name == name
        assert re.fullmatch(r"[0-9a-f]{64}", model.sha256)
        assert model.url.startswith("https://")
        assert model.url.endswith(f"/{model.sha256}/{name}.pt")
        assert 70e6 < model.size < model.memory
    assert len({model.sha256 for model in VOICE_MODELS.values()}) == len(VOICE_MODELS)


def test_only_the_multilingual_ones_translate_and_turbo_does_not() -> None:
    for name, model in VOICE_MODELS.items():
        assert model.multilingual == (not name.endswith(".en"))
        assert model.translates == (model.multilingual and name != "large-v3-turbo")


def test_larger_is_slower_except_for_turbo() -> None:
    others = [model for name, model in VOICE_MODELS.items() if name != "large-v3-turbo"]
    assert [model.speed for model in others] == sorted((m.speed for m in others), reverse=True)
    assert VOICE_MODELS["large-v3-turbo"].speed > VOICE_MODELS["large-v3"].speed


def test_short_names() -> None:
    assert voice_model("turbo") is VOICE_MODELS["large-v3-turbo"]
    assert voice_model("large") is VOICE_MODELS["large-v3"]
    assert voice_model("base") is VOICE_MODELS["base"]
    assert voice_model("huge") is None


@pytest.mark.parametrize(
    ("path", "name", "label"),
    [
        ("/models/voice/small.pt", "small", "Small"),
        ("whisper-tiny.en.pt", "tiny.en", "Tiny, English"),
        ("/home/zoë/my own.pt", None, "my own"),
    ],
)
def test_a_file_is_known_by_its_name(path: str, name: str | None, label: str) -> None:
    assert voice_model_of(path) is (VOICE_MODELS[name] if name else None)
    assert voice_model_name(path) == label


def test_what_is_to_be_fetched() -> None:
    model = VOICE_MODELS["tiny"]
    folder = Path("models") / "voice"
    wanted = RemoteFile(model.url, model.sha256, 0, str(folder / "tiny.pt"))
    assert model.remote(folder) == wanted


def test_addresses_and_checksums_are_those_that_whisper_itself_uses() -> None:
    # Read and not imported: that would bring torch along.
    (folder,) = find_spec("whisper").submodule_search_locations
    table = (Path(folder) / "__init__.py").read_text(encoding="utf-8")
    assert [model.url for model in VOICE_MODELS.values() if model.url not in table] == []
