"""Every family of models: what is reused gives the logits of a cold start, or is read again.

Each check is also made of a cache that is deliberately wrong, and must fail there.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from desktop_app.engines.llama.context import Outcome
from desktop_app.engines.llama.tokens import Tokens
from tests.engines.llama.families import FAMILIES
from tests.engines.llama.reader import Pair, Reader, assert_same
from tests.random_texts.writing import WIDTH

pytestmark = pytest.mark.model

SIZE = 512
_PLAIN, _NEW = 60, 50
"""The first token that a text may hold (special ones come before), and one that none holds."""


@pytest.fixture(scope="module", params=list(FAMILIES))
def family(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def pair(family: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    folder: Path = tmp_path_factory.mktemp("families")
    with Pair(FAMILIES[family].make(folder / f"{family}.gguf"), SIZE) as pair:
        yield pair


@pytest.fixture
def warm(pair: Pair) -> Reader:
    pair.warm.context.clear()
    return pair.warm


def words(seed: int, count: int) -> list[int]:
    """A text that is always the same."""
    draw = random.Random(seed)
    return [draw.randrange(_PLAIN, 256) for _ in range(count)]


TEXT, OTHER = words(1, 150), words(2, 90)


def check(pair: Pair, prompt: list[int]) -> None:
    assert_same(pair.warm.logits(prompt), pair.cold.anew(prompt))


def test_appending_reads_only_what_is_new(pair: Pair, warm: Reader) -> None:
    for prompt in (TEXT, [*TEXT, _NEW], [*TEXT, _NEW, *OTHER]):
        before = len(warm.context.tokens.ids)
        check(pair, prompt)
        assert warm.kept == before


def test_a_follow_up_to_a_reply_reads_only_the_question(pair: Pair, warm: Reader) -> None:
    warm.logits(TEXT)
    reply = warm.write(12)
    check(pair, [*TEXT, *reply, *words(4, 20)])

    assert warm.kept == len(TEXT) + len(reply) - 1


def test_editing(pair: Pair, warm: Reader, family: str) -> None:
    for place in (0, 1, 60, 149):
        warm.logits(TEXT)
        check(pair, [*TEXT[:place], _NEW, *words(5, 40)])
        assert warm.kept == (place if FAMILIES[family].rewinds else 0)


def test_regenerating(pair: Pair, warm: Reader, family: str) -> None:
    first = warm.logits(TEXT)
    warm.write(10)
    again = warm.logits(TEXT)
    assert_same(again, pair.cold.anew(TEXT))
    assert_same(again, first)

    assert warm.kept == (len(TEXT) - 1 if FAMILIES[family].rewinds else 0)


def test_taking_back(pair: Pair, warm: Reader) -> None:
    warm.logits([*TEXT, *OTHER])
    for count in (200, 150, 1):
        check(pair, [*TEXT, *OTHER][:count])


def test_switching_conversations_and_back(pair: Pair, warm: Reader) -> None:
    for prompt in (TEXT, OTHER, TEXT, [*OTHER, *TEXT], OTHER):
        check(pair, prompt)


def test_a_stop_between_two_chunks(pair: Pair, warm: Reader) -> None:
    warm.read(TEXT, 40, chunks=2)
    assert warm.context.tokens.ids == TEXT[:80]
    check(pair, TEXT)
    assert warm.kept == 80
    warm.read(OTHER, 40, chunks=1)
    check(pair, [*OTHER[:20], *TEXT])


def test_a_stop_in_midst_of_a_chunk(pair: Pair, warm: Reader, family: str) -> None:
    for nodes in (0, 1, 8, 16, 24):
        warm.read(TEXT, 50, chunks=2)
        kept = len(warm.context.tokens.ids)
        with warm.aborting(nodes):
            assert warm.context.decode(OTHER, output=True) is Outcome.ABORTED
        assert warm.context.tokens.ids == (TEXT[:kept] if FAMILIES[family].rewinds else [])
        check(pair, TEXT)
        with warm.aborting(nodes):
            assert warm.context.decode_one(_NEW) is Outcome.ABORTED
        check(pair, [*TEXT, *words(6, 5)])


def test_a_context_that_is_full(pair: Pair, warm: Reader, family: str) -> None:
    full = words(7, SIZE)
    check(pair, full)
    if FAMILIES[family].fills_up:
        assert warm.context.decode_one(_NEW) is Outcome.FULL
        assert warm.context.decode(TEXT, output=True) is Outcome.FULL
    assert warm.context.tokens.ids == full
    check(pair, full[: SIZE - 3])
    check(pair, [*full[:200], *TEXT])


def test_what_does_not_fit_leaves_everything_as_it_was(
    pair: Pair, warm: Reader, family: str
) -> None:
    nearly = words(9, SIZE - 20)
    warm.read(nearly)
    outcome = warm.context.decode(TEXT, output=True)
    held = list(warm.context.tokens.ids)
    check(pair, [*held, *OTHER[:10]])

    assert outcome is (Outcome.FULL if FAMILIES[family].fills_up else Outcome.DONE)
    assert held == (nearly if outcome is Outcome.FULL else [*nearly, *TEXT])
    assert warm.kept == len(held)


def test_the_same_chunks_give_the_same_bits(pair: Pair, warm: Reader, family: str) -> None:
    warm.read(TEXT, 50)
    warm.read([*TEXT[:100], *OTHER], 50)
    reused = warm.last()

    assert warm.kept == (100 if FAMILIES[family].rewinds else 0)
    assert np.array_equal(reused, pair.cold.anew([*TEXT[:100], *OTHER], 50))


def test_a_cleared_context_is_a_new_one(pair: Pair, warm: Reader) -> None:
    warm.logits(OTHER)
    with warm.aborting(30):
        warm.context.decode(TEXT, output=True)
    anew = warm.anew(TEXT)
    fresh = pair.reader()

    assert np.array_equal(anew, fresh.logits(TEXT, 512))


def test_what_is_no_number_does_not_outlive_its_conversation(pair: Pair, warm: Reader) -> None:
    warm.read(OTHER)
    warm.spoil(WIDTH)
    assert np.isnan(warm.last()).all()
    warm.context.clear()

    assert np.array_equal(warm.logits(TEXT), pair.cold.anew(TEXT, 64))


def test_a_wrong_token_in_the_cache_is_found(pair: Pair, warm: Reader) -> None:
    prompt = [*TEXT, *words(8, 4)]
    warm.read([*TEXT[:-20], *OTHER[:20]])
    warm.context.tokens.ids[:] = TEXT  # which it did not read

    with pytest.raises(AssertionError, match="differ by"):
        check(pair, prompt)


def test_a_state_that_moved_on_is_found(pair: Pair, warm: Reader) -> None:
    warm.read(TEXT)
    warm.context.decode(OTHER[:20], output=False)
    del warm.context.tokens.ids[len(TEXT) :]  # though it has read them

    with pytest.raises(AssertionError, match="differ by"):
        check(pair, [*TEXT, *words(8, 4)])


def test_a_position_is_never_decoded_twice(pair: Pair, warm: Reader, family: str) -> None:
    """What the cache holds beyond the prompt must be gone: asking it back is refused or cut."""
    warm.read([*TEXT, *OTHER])
    kept = warm.context.keep_prefix(Tokens(tuple(TEXT)))
    api, memory = warm._api, warm.context._memory

    assert api.llama_memory_seq_pos_max(memory, 0) == kept - 1
    assert kept == (len(TEXT) - 1 if FAMILIES[family].rewinds else 0)
