from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.context import Exchange, first_kept, reply_room

COSTS = st.lists(st.builds(Exchange, st.integers(1, 60), st.integers(1, 90)), max_size=40)


def total(exchanges: list[Exchange], fixed: int) -> int:
    return fixed + sum(map(sum, exchanges))


def test_nothing_is_left_out_while_everything_fits() -> None:
    exchanges = [Exchange(10, 20), Exchange(10, 20), Exchange(40, 0)]

    assert first_kept(exchanges, 0, 100) == 0


def test_a_quarter_of_the_window_is_left_out_at_a_time() -> None:
    exchanges = [Exchange(10, 10)] * 5 + [Exchange(10, 0)]

    # 110 are too many for 100; whole exchanges go until 75 remain.
    assert first_kept(exchanges, 0, 100) == 2
    assert first_kept([*exchanges[:-1], Exchange(10, 10), Exchange(10, 0)], 0, 100) == 2


def test_the_last_message_always_stays() -> None:
    assert first_kept([Exchange(5, 5), Exchange(99, 0)], 10, 100) == 1
    assert first_kept([Exchange(500, 0)], 10, 100) == 0


@given(COSTS, st.integers(0, 50), st.integers(100, 400))
def test_what_was_left_out_once_stays_out(
    exchanges: list[Exchange], fixed: int, budget: int
) -> None:
    cuts = [
        first_kept([*exchanges[:count], Exchange(question, 0)], fixed, budget)
        for count, (question, _) in enumerate(exchanges)
    ]

    assert cuts == sorted(cuts)


@given(COSTS, st.integers(0, 50), st.integers(100, 400))
def test_what_stays_fits_and_nothing_goes_without_need(
    exchanges: list[Exchange], fixed: int, budget: int
) -> None:
    asked = [*exchanges, Exchange(30, 0)]
    first = first_kept(asked, fixed, budget)

    assert 0 <= first < len(asked)
    if total(asked, fixed) <= budget and all(
        total(asked[:count], fixed) <= budget for count in range(len(asked))
    ):
        assert first == 0
    if first < len(asked) - 1:
        assert total(asked[first:], fixed) <= budget


def test_room_for_the_reply() -> None:
    assert reply_room(8192, 0) == 512
    assert reply_room(1024, 0) == 256
    assert reply_room(8192, 100) == 100
    assert reply_room(1024, 4000) == 256
