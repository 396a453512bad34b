"""A context beyond all memory: what is asked for and what fits are said in numbers."""

from pathlib import Path

import pytest

from desktop_app.core.engine import CancelToken, ModelOptions
from desktop_app.core.events import Finished, Loaded, Notice
from desktop_app.engines.llama.engine import LlamaEngine
from desktop_app.engines.llama.memory import Memory
from tests.engines.contract import chat
from tests.gguf_parts import take_apart
from tests.random_texts.attention import llama


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A model that says it was trained for a billion tokens."""
    path = llama(tmp_path / "endless.gguf")
    parts = take_apart(path.read_bytes()).having("llama.context_length", 1 << 30)
    path.write_bytes(parts.put_together())
    return path


@pytest.fixture
def small_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(free=400 << 20, total=512 << 20)
    monkeypatch.setattr("desktop_app.engines.llama.fit.main_memory", lambda: memory)
    # The process of the tests has grown by all the tests before.
    monkeypatch.setattr("desktop_app.engines.llama.fit.resident_bytes", lambda: 64 << 20)


@pytest.mark.usefixtures("small_memory")
@pytest.mark.parametrize("wanted", [1 << 24, (1 << 31) - 1])
def test_the_number_that_fits_is_said_and_used(endless: Path, wanted: int) -> None:
    engine = LlamaEngine()
    options = ModelOptions(str(endless), context_size=wanted, threads=1)
    events = list(engine.run(chat(options, "Hello!", max_tokens=2), CancelToken()))
    engine.close()

    assert isinstance(events[-1], Finished)
    (loaded,) = (event for event in events if isinstance(event, Loaded))
    assert 512 <= loaded.context_size < wanted
    assert loaded.plan is not None
    assert loaded.plan.fits
    told = [event.problem for event in events if isinstance(event, Notice)]
    assert [problem.code for problem in told] == ["model.context_reduced"]
    assert told[0].values == {"context_size": loaded.context_size}
    assert f"{loaded.context_size:,}" in told[0].sentence.english()


@pytest.mark.usefixtures("small_memory")
def test_a_batch_beyond_the_context_is_no_larger_than_it(endless: Path) -> None:
    engine = LlamaEngine()
    options = ModelOptions(str(endless), context_size=512, threads=1, batch_size=1 << 30)
    events = list(engine.run(chat(options, "Hello!", max_tokens=2), CancelToken()))
    engine.close()

    assert isinstance(events[-1], Finished)
    (loaded,) = (event for event in events if isinstance(event, Loaded))
    assert loaded.context_size == 512
