from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.engine import ModelOptions
from desktop_app.engines.llama.engine import LlamaEngine


@pytest.fixture(scope="session")
def options(starter_model: Path) -> ModelOptions:
    return ModelOptions(str(starter_model), context_size=1024, threads=1)


@pytest.fixture(scope="session")
def llama() -> Iterator[LlamaEngine]:
    """One engine for all tests: the model is loaded once. Each test begins with its own words."""
    engine = LlamaEngine()
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def small(starter_model: Path) -> ModelOptions:
    """A window that is soon full."""
    return ModelOptions(str(starter_model), context_size=256, threads=1)


@pytest.fixture(scope="session")
def small_llama() -> Iterator[LlamaEngine]:
    """The engine for the small window."""
    engine = LlamaEngine()
    yield engine
    engine.close()
