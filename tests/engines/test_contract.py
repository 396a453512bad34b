from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.engine import Engine, EngineSpec, ModelOptions
from desktop_app.core.engine_names import LLAMA
from desktop_app.engines.isolated import IsolatedEngine
from desktop_app.engines.scripted import Reply, ScriptedOptions
from tests.engines.children import end_children
from tests.engines.contract import EngineContract

# A finite text, but longer than the child could have sent before it hears a Stop.
_STORY = Reply("Once upon a time there was a word. " * 3000, thought="Once?")
_SCRIPTED = EngineSpec("desktop_app.engines.scripted:create", ScriptedOptions((_STORY,)))


class TestScripted(EngineContract):
    @pytest.fixture
    def fresh(self) -> Iterator[Engine]:
        engine = _SCRIPTED.create()
        yield engine
        engine.close()

    @pytest.fixture
    def model(self) -> ModelOptions:
        return ModelOptions("script.gguf")


class TestIsolatedScripted(EngineContract):
    @pytest.fixture
    def fresh(self, tmp_path: Path, no_child_left: None) -> Iterator[Engine]:
        engine = IsolatedEngine(_SCRIPTED, tmp_path)
        yield engine
        engine.close()

    @pytest.fixture
    def model(self) -> ModelOptions:
        return ModelOptions("script.gguf")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One real engine for all tests that do not care what it did before."""
    engine = IsolatedEngine(LLAMA, tmp_path_factory.mktemp("logs"))
    yield engine
    engine.close()
    assert end_children() == []


@pytest.mark.model
class TestIsolatedLlama(EngineContract):
    @pytest.fixture
    def fresh(self, tmp_path: Path) -> Iterator[Engine]:
        engine = IsolatedEngine(LLAMA, tmp_path)
        yield engine
        engine.close()

    @pytest.fixture
    def engine(self, shared: Engine) -> Engine:
        return shared

    @pytest.fixture
    def model(self, starter_model: Path) -> ModelOptions:
        return ModelOptions(str(starter_model), context_size=1024, threads=1)
