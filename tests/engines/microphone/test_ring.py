import threading

import numpy as np
import pytest

from desktop_app.engines.microphone.ring import BEFORE_SECONDS, Ring
from tests.sound import Samples

RATE = 1000


def block(number: int, frames: int = 100) -> Samples:
    return np.full((frames, 1), number, np.float32)


def numbers(ring: Ring) -> list[int]:
    return [int(taken[0, 0]) for taken in ring.take(0)]


@pytest.fixture
def ring() -> Ring:
    return Ring(RATE)


def test_everything_comes_out_once_and_in_order(ring: Ring) -> None:
    for number in range(20):
        ring.put(block(number))
    assert numbers(ring) == list(range(20))
    assert numbers(ring) == []


def test_at_rest_the_last_half_second_stays(ring: Ring) -> None:
    ring.rest()
    for number in range(20):
        ring.put(block(number))
    ring.record()
    ring.put(block(20))
    kept = round(BEFORE_SECONDS * RATE / 100)
    assert numbers(ring) == list(range(20 - kept, 21))


def test_what_was_not_taken_at_the_end_of_a_recording_is_forgotten(ring: Ring) -> None:
    for number in range(20):
        ring.put(block(number))
    ring.rest()
    assert len(numbers(ring)) == round(BEFORE_SECONDS * RATE / 100)


def test_more_than_fits_is_told_and_leaves_no_hole(
    ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.engines.microphone.ring.MOST_SECONDS", 0.5)
    small = Ring(RATE)
    for number in range(7):
        small.put(block(number))
    assert small.overflowed
    assert numbers(small) == [0, 1, 2, 3, 4]
    small.put(block(9))
    assert numbers(small) == [], "nothing comes after what is missing"


def test_gaps_are_counted_for_one_recording(ring: Ring) -> None:
    ring.put(block(0), after_gap=True)
    assert ring.gaps == 0, "nothing was heard before it"
    ring.put(block(1), after_gap=True)
    ring.put(block(2), after_gap=True)
    assert ring.gaps == 2
    ring.record()
    assert ring.gaps == 0


def test_whoever_waits_is_woken(ring: Ring) -> None:
    taken: list[Samples] = []
    waiting = threading.Thread(target=lambda: taken.extend(ring.take(60)))
    waiting.start()
    ring.put(block(7))
    waiting.join(30)
    assert [int(found[0, 0]) for found in taken] == [7]


def test_the_end_wakes_too_and_leaves_what_there_is(ring: Ring) -> None:
    waiting = threading.Thread(target=lambda: ring.take(60))
    waiting.start()
    ring.end()
    waiting.join(30)
    assert not waiting.is_alive()
    ring.put(block(1))
    assert ring.ended
    assert numbers(ring) == [1]


def test_fed_until_it_ends(ring: Ring) -> None:
    assert not ring.is_fed(60)
    ring.put(block(1))
    assert ring.is_fed(60)
    assert not ring.is_fed(0)
    ring.end()
    assert not ring.is_fed(60)
