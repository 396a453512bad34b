from importlib import import_module

import pytest

from desktop_app.core import voice_engine
from desktop_app.core.build import Build
from desktop_app.core.setting import SETTINGS
from desktop_app.core.voice_engine import ENGINES, WHISPER, WHISPER_CPP, engine_for, engines_of


def test_every_engine_has_a_decoder() -> None:
    for module in ENGINES.values():
        assert callable(import_module(module).load)


def test_the_setting_knows_them_all() -> None:
    assert set(SETTINGS["voice.engine"].choices or ()) == set(ENGINES)


def test_the_slim_edition_has_one_of_them() -> None:
    assert engines_of(Build("slim")) == (WHISPER_CPP,)
    assert engines_of(Build("full")) == engines_of(Build()) == (WHISPER, WHISPER_CPP)


def test_what_was_chosen_in_another_edition_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine_for(WHISPER) == WHISPER
    monkeypatch.setattr(voice_engine, "this_build", lambda: Build("slim"))
    assert engine_for(WHISPER) == WHISPER_CPP
    assert engine_for(WHISPER_CPP) == WHISPER_CPP
