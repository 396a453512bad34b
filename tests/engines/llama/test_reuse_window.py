"""A sliding window: with all of the cache kept a rewind is exact, with less of it it is noticed.

Parley keeps all (`swa_full`). Where only the window were kept, llama.cpp would take tokens back
gladly whose window is gone already: what `window_is_whole` is for is shown on such a context.
"""

from collections.abc import Iterator

import pytest

from desktop_app.engines.llama import context as context_module
from desktop_app.engines.llama.context import Context, ContextOptions
from tests.engines.llama.families import FAMILIES, WINDOWS
from tests.engines.llama.reader import Pair, Reader, assert_same
from tests.engines.llama.test_reuse_families import words
from tests.random_texts.attention import WINDOW

pytestmark = pytest.mark.model

BATCH = 32
LONG = words(21, 700)
"""More than a cache for the window alone holds: llama.cpp makes that one of 256 tokens."""


class Narrow(Context):
    """A context that keeps of some layers only what their window needs."""

    def _params(self, options: ContextOptions) -> object:
        params = super()._params(options)
        params.swa_full = False  # type: ignore[attr-defined]
        return params


@pytest.fixture(scope="module", params=WINDOWS)
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pair]:
    path = tmp_path_factory.mktemp("windows") / "window.gguf"
    with Pair(FAMILIES[request.param].make(path), 1024, batch_size=BATCH) as pair:
        assert pair.model.sliding_window == WINDOW
        yield pair


@pytest.fixture
def narrow(pair: Pair) -> Reader:
    return pair.reader(Narrow)


def lowest(reader: Reader) -> int:
    position: int = reader._api.llama_memory_seq_pos_min(reader.context._memory, 0)
    return position


def test_a_rewind_beyond_the_window_is_exact(pair: Pair) -> None:
    pair.warm.read(LONG, BATCH)
    assert lowest(pair.warm) == 0
    prompt = [*LONG[:100], *words(22, 40)]

    assert_same(pair.warm.logits(prompt, BATCH), pair.cold.anew(prompt, 7))
    assert pair.warm.kept == 100


def test_where_the_window_is_gone_the_prompt_is_read_again(pair: Pair, narrow: Reader) -> None:
    narrow.read(LONG, BATCH)
    assert lowest(narrow) > 100
    prompt = [*LONG[:100], *words(22, 40)]

    assert_same(narrow.logits(prompt, BATCH), pair.cold.anew(prompt, 7))
    assert narrow.kept == 0


def test_where_the_window_is_there_it_is_used(pair: Pair, narrow: Reader) -> None:
    narrow.read(LONG, BATCH)
    prompt = [*LONG[:690], *words(22, 40)]

    assert_same(narrow.logits(prompt, BATCH), pair.cold.anew(prompt, 7))
    assert narrow.kept == 690


def test_without_the_rule_the_answer_would_be_wrong(
    pair: Pair, narrow: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context_module, "window_is_whole", lambda *_: True)
    narrow.read(LONG, BATCH)
    prompt = [*LONG[:100], *words(22, 4)]
    with pytest.raises(AssertionError, match="differ by"):
        assert_same(narrow.logits(prompt, BATCH), pair.cold.anew(prompt, 7))

    assert narrow.kept == 100


def test_the_edge_of_the_rule(pair: Pair, narrow: Reader) -> None:
    """What is kept is right down to the last token for which the rule lets it be kept."""
    narrow.read(LONG, BATCH)
    edge = lowest(narrow) + WINDOW
    prompt = [*LONG[:edge], *words(23, 2)]
    assert_same(narrow.logits(prompt, BATCH), pair.cold.anew(prompt, 7))
    assert narrow.kept == edge

    narrow.anew(LONG, BATCH)
    edge = lowest(narrow) + WINDOW - 1
    narrow.logits([*LONG[:edge], *words(23, 2)], BATCH)
    assert narrow.kept == 0
