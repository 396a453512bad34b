import numpy as np
import pytest

from desktop_app.engines.microphone.mixer import Mixer
from tests import sound

RATE = 48_000


def mixed(frames: sound.Samples, block: int = 960) -> sound.Samples:
    mixer = Mixer(RATE, frames.shape[1])
    return np.concatenate(
        [mixer.mix(frames[at : at + block]) for at in range(0, len(frames), block)]
    )


@pytest.mark.parametrize("channels", [1, 2, 4, 8])
def test_equal_channels_stay_as_they_are(channels: int) -> None:
    tone = sound.sine(440, 0.5, RATE)
    frames = np.tile(tone[:, None], (1, channels))
    assert mixed(frames) == pytest.approx(tone, abs=1e-6)


@pytest.mark.parametrize("live", [0, 3, 7])
def test_one_live_channel_among_dead_ones_keeps_its_level(live: int) -> None:
    frames = np.zeros((RATE // 2, 8), np.float32)
    frames[:, live] = sound.sine(440, 0.5, RATE)
    assert mixed(frames) == pytest.approx(frames[:, live], abs=1e-6)


def test_a_channel_of_noise_hardly_disturbs_a_voice() -> None:
    tone = sound.sine(440, 0.5, RATE)
    hiss = np.random.default_rng(0).standard_normal(len(tone)).astype(np.float32) * 0.01
    found = mixed(np.stack((tone, hiss), axis=1))
    assert np.sqrt(np.mean(np.square(found - tone))) < 1e-3


def test_the_voice_moves_to_another_channel_without_a_click() -> None:
    tone = sound.sine(200, 1.0, RATE)
    frames = np.zeros((2 * RATE, 2), np.float32)
    frames[:RATE, 0] = tone
    frames[RATE:, 1] = tone
    found = mixed(frames)
    steepest = np.abs(np.diff(tone)).max()
    assert np.abs(np.diff(found)).max() < 1.5 * steepest
    assert np.abs(found[-RATE // 4 :]).max() > 0.4


def test_silence_and_nothing() -> None:
    assert not mixed(np.zeros((960, 2), np.float32)).any()
    assert len(Mixer(RATE, 2).mix(np.zeros((0, 2), np.float32))) == 0
