import numpy as np
import pytest

from desktop_app.core.audio import SAMPLE_RATE
from desktop_app.engines.microphone.resampler import Resampler
from tests import sound
from tests.sound import Samples

RATES = (8000, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000)
MIDDLE = slice(SAMPLE_RATE // 4, -SAMPLE_RATE // 4)


def resampled(samples: Samples, rate: int, block: int = 0) -> Samples:
    resampler = Resampler(rate)
    size = block or len(samples)
    pieces = [resampler.feed(samples[at : at + size]) for at in range(0, len(samples), size)]
    return np.concatenate([*pieces, resampler.finish()])


def loudness(samples: Samples) -> float:
    return 20 * float(np.log10(np.sqrt(np.mean(np.square(samples[MIDDLE]))) + 1e-12))


@pytest.mark.parametrize("rate", RATES)
def test_length_is_right_to_the_sample(rate: int) -> None:
    for seconds in (0.1, 1.0, 2.5):
        found = len(resampled(sound.sine(440, seconds, rate), rate, block=rate // 50))
        assert found == pytest.approx(seconds * SAMPLE_RATE, abs=1)


@pytest.mark.parametrize("rate", RATES)
def test_what_can_be_heard_keeps_its_level(rate: int) -> None:
    for frequency in (50, 1000, 3500, 7000):
        if frequency < rate * 0.45:
            found = resampled(sound.sine(frequency, 1.0, rate), rate)
            assert loudness(found) == pytest.approx(loudness(sound.sine(frequency, 1.0)), abs=0.1)


@pytest.mark.parametrize("rate", [rate for rate in RATES if rate > SAMPLE_RATE])
def test_what_is_too_high_does_not_come_back_as_something_else(rate: int) -> None:
    for frequency in (9000, 10_000, 15_000, 20_000, 30_000):
        if frequency < rate * 0.48:
            assert loudness(resampled(sound.sine(frequency, 1.0, rate), rate)) < -90


@pytest.mark.parametrize("rate", RATES)
def test_block_by_block_is_the_same_as_all_at_once(rate: int) -> None:
    samples = sound.sine(440, 0.1, rate)
    whole = resampled(samples, rate)
    for block in (1, 137, 480, 5000):
        assert resampled(samples, rate, block) == pytest.approx(whole, abs=1e-5)


@pytest.mark.parametrize("rate", [8000, 44_100, 48_000])
def test_a_sound_stays_where_it_is(rate: int) -> None:
    """No delay: what is written beside the words must be the time at which they were said."""
    samples = np.zeros(rate, np.float32)
    samples[rate // 2] = 1.0
    assert int(np.argmax(resampled(samples, rate))) == pytest.approx(SAMPLE_RATE // 2, abs=1)
