"""The two real models: what is reused gives the logits of a cold start.

SmolLM2 attends to all it has read, Gemma 3 in most of its layers to the last 512 tokens. Gemma
brings no chat template, so it reads texts as they are.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from desktop_app.core.engine import ModelOptions
from desktop_app.engines.llama.context import Outcome
from desktop_app.engines.llama.engine import LlamaEngine
from tests.engines.llama.reader import QUANTISED_TOLERANCE, Pair, Reader, assert_same
from tests.engines.llama.test_reuse_window import Narrow, lowest
from tests.engines.llama.witness import Witness

pytestmark = pytest.mark.model

RIVER = (
    "A river begins where water that has fallen on high ground finds a way down. On its way it "
    "takes up what is loose, first stones, then gravel and sand, and the slower it becomes, the"
)
SEA = (
    "The tide comes twice a day, because the moon pulls at the water on the near side more than "
    "at the earth. Sailors have kept tables of it for a thousand years, and in every harbour the"
)


@pytest.fixture(scope="module")
def smollm2(starter_model: Path) -> Iterator[Pair]:
    with Pair(starter_model, 512) as pair:
        yield pair


@pytest.fixture(scope="module")
def gemma(window_model: Path) -> Iterator[Pair]:
    with Pair(window_model, 512) as pair:
        yield pair


@pytest.fixture(params=["smollm2", "gemma"])
def pair(request: pytest.FixtureRequest) -> Pair:
    found: Pair = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def warm(pair: Pair) -> Reader:
    pair.warm.context.clear()
    return pair.warm


def check(pair: Pair, prompt: list[int], kept: int) -> None:
    assert_same(pair.warm.logits(prompt), pair.cold.anew(prompt), QUANTISED_TOLERANCE)
    assert pair.warm.kept == kept


def test_a_conversation_edited_regenerated_left_and_come_back_to(pair: Pair, warm: Reader) -> None:
    river, sea = pair.tokens(RIVER), pair.tokens(SEA)
    shared = pair.warm.context.tokens.ids
    check(pair, river, 0)
    reply = warm.write(6)
    check(pair, [*river, *reply, *sea[1:10]], len(river) + 5)
    check(pair, river, len(river) - 1)
    check(pair, [*river[:20], *sea[1:20]], 20)
    begin = int(river[0] == sea[0])
    check(pair, sea, begin)
    check(pair, river, begin)
    assert shared == river


def test_a_stop(pair: Pair, warm: Reader) -> None:
    river, sea = pair.tokens(RIVER), pair.tokens(SEA)
    warm.read(river, 10, chunks=2)
    with warm.aborting(200):
        assert warm.context.decode(sea, output=True) is Outcome.ABORTED
    assert warm.context.tokens.ids == river[:20]
    check(pair, river, 20)


def test_the_same_chunks_give_the_same_bits(pair: Pair, warm: Reader) -> None:
    river, sea = pair.tokens(RIVER), pair.tokens(SEA)
    edited = [*river[:16], *sea[1:20]]
    warm.read(river, 16)

    assert np.array_equal(warm.logits(edited, 16), pair.cold.anew(edited, 16))
    assert warm.kept == 16


def test_a_wrong_token_in_the_cache_is_found(pair: Pair, warm: Reader) -> None:
    river, sea = pair.tokens(RIVER), pair.tokens(SEA)
    warm.read([*river[:-12], *sea[1:13]])
    warm.context.tokens.ids[:] = river  # which it did not read

    with pytest.raises(AssertionError, match="differ by"):
        check(pair, [*river, *sea[1:5]], len(river))


def test_where_the_window_is_gone_the_prompt_is_read_again(gemma: Pair) -> None:
    assert gemma.model.sliding_window == 512
    long = (gemma.tokens(RIVER) + gemma.tokens(SEA)[1:]) * 12
    narrow = gemma.reader(Narrow, size=1024, batch_size=256)
    narrow.read(long[:840], 256)
    assert lowest(narrow) > 60
    prompt = [*long[:60], *gemma.tokens(SEA)[20:30]]

    assert_same(narrow.logits(prompt), gemma.cold.anew(prompt), QUANTISED_TOLERANCE)
    assert narrow.kept == 0


def test_replies_through_the_engine(starter_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = LlamaEngine()
    options = ModelOptions(str(starter_model), context_size=512, threads=1)
    witness = Witness(engine, options, monkeypatch)
    talk = witness.dialogue()
    talk.say("Name a river.")
    witness.hears(talk, "Where does it end?", QUANTISED_TOLERANCE)
    assert talk.planned.reused_tokens > 40
    del talk.turns[-4:]
    witness.hears(talk, "Name a river in Asia.", QUANTISED_TOLERANCE)
    witness.close()
    engine.close()
