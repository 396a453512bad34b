from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.engine import Engine, EngineSpec, ModelOptions
from desktop_app.engines.isolated import IsolatedEngine
from desktop_app.engines.scripted import Reply, ScriptedOptions
from tests.engines.contract import EngineContract

# A finite text, but longer than the child could have sent before it hears a Stop.
_STORY = Reply("Once upon a time there was a word. " * 3000, thought="Once?")
_SCRIPTED = EngineSpec("desktop_app.engines.scripted:create", ScriptedOptions((_STORY,)))
_LLAMA = EngineSpec("desktop_app.engines.llama:create")


class TestScripted(EngineContract):
    @pytest.fixture
    def engine(self) -> Iterator[Engine]:
        engine = _SCRIPTED.create()
        yield engine
        engine.close()

    @pytest.fixture
    def model(self) -> ModelOptions:
        return ModelOptions("script.gguf")


class TestIsolatedScripted(EngineContract):
    @pytest.fixture
    def engine(self, tmp_path: Path, no_child_left: None) -> Iterator[Engine]:
        engine = IsolatedEngine(_SCRIPTED, tmp_path)
        yield engine
        engine.close()

    @pytest.fixture
    def model(self) -> ModelOptions:
        return ModelOptions("script.gguf")


@pytest.mark.model
class TestIsolatedLlama(EngineContract):
    @pytest.fixture
    def engine(self, tmp_path: Path, no_child_left: None) -> Iterator[Engine]:
        engine = IsolatedEngine(_LLAMA, tmp_path)
        yield engine
        engine.close()

    @pytest.fixture
    def model(self, starter_model: Path) -> ModelOptions:
        return ModelOptions(str(starter_model), context_size=2048, threads=1)
