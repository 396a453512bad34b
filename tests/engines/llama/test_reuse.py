import pytest

from desktop_app.core.conversation import Role
from desktop_app.core.engine import Turn
from desktop_app.engines.llama.kept import MOST_TOKENS, KeptReplies
from desktop_app.engines.llama.reuse import common_prefix, window_is_whole


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [([], [], 0), ([1], [], 0), ([1, 2], [1, 2, 3], 2), ([1, 2, 3], (1, 9, 3), 1), ([1], [2], 0)],
)
def test_common_prefix(first: list[int], second: list[int], count: int) -> None:
    assert common_prefix(first, second) == count
    assert common_prefix(second, first) == count


def test_a_cache_serves_only_with_the_window_before_the_next_token() -> None:
    assert window_is_whole(0, 100, 0)
    assert not window_is_whole(50, 100, 0)
    assert window_is_whole(36, 100, 64)
    assert not window_is_whole(37, 100, 64)
    assert not window_is_whole(-1, 100, 64)
    assert window_is_whole(0, 10, 64)
    assert window_is_whole(-1, 0, 64)


def test_replies_are_kept_while_their_text_is_the_same() -> None:
    kept = KeptReplies()
    kept.keep("a", "Hello", [1, 2])

    assert kept.tokens(Turn("a", Role.ASSISTANT, "Hello")) == (1, 2)
    assert kept.tokens(Turn("a", Role.ASSISTANT, "Hello!")) is None
    assert kept.tokens(Turn("b", Role.ASSISTANT, "Hello")) is None
    kept.keep("a", "", ())
    assert kept.tokens(Turn("a", Role.ASSISTANT, "")) is None


def test_only_so_many_tokens_are_kept() -> None:
    kept = KeptReplies()
    for id in "abc":
        kept.keep(id, id, range(MOST_TOKENS // 2))

    assert kept.tokens(Turn("a", Role.ASSISTANT, "a")) is None
    assert kept.tokens(Turn("c", Role.ASSISTANT, "c")) is not None
