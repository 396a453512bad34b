import itertools
from pathlib import Path

import numpy as np
import pytest

from desktop_app.core.errors import ParleyError
from desktop_app.engines.silero import FRAME, Silero, read_safetensors
from desktop_app.engines.voice_activity import (
    FRAME_SECONDS,
    MIN_SILENCE,
    PADDING,
    RELEASE,
    THRESHOLD,
    Hysteresis,
    VoiceActivity,
    speech_spans,
)
from tests import sound
from tests.conftest import ROOT

WEIGHTS = ROOT / "resources" / "models" / "silero_vad_16k.safetensors"

REFERENCE = (
    0.02369,
    0.00553,
    0.26895,
    0.99142,
    0.99934,
    0.99984,
    0.99993,
    0.99990,
    0.99715,
    0.99990,
    0.99995,
    0.99988,
    0.99829,
    0.99995,
    0.99936,
    0.03345,
    0.99906,
    0.99988,
    0.99995,
    0.99999,
    0.99998,
    0.99933,
    0.99991,
    0.99997,
    0.99962,
    0.01817,
)
"""What onnxruntime 1.31.1 says of the committed sentence, running Silero's own ONNX graph with the
weights of the safetensors file: every fourth frame."""


@pytest.fixture(scope="module")
def weights() -> Path:
    if not WEIGHTS.is_file():
        pytest.fail(f"{WEIGHTS.name} is missing: run `python dev.py setup`")
    return WEIGHTS


@pytest.fixture(scope="module")
def activity(weights: Path) -> VoiceActivity:
    return VoiceActivity(weights)


class TestSilero:
    def test_same_as_another_runtime(self, weights: Path) -> None:
        samples = sound.speech()
        whole = samples[: len(samples) // FRAME * FRAME]
        found = Silero(weights).probabilities(whole)[::4]
        assert found == pytest.approx(REFERENCE, abs=1e-4)

    def test_frame_by_frame_is_the_same_as_all_at_once(self, weights: Path) -> None:
        samples = sound.speech()[: 40 * FRAME]
        network = Silero(weights)
        at_once = network.probabilities(samples)
        network.reset()
        one_by_one = [network.probabilities(frame)[0] for frame in samples.reshape(-1, FRAME)]
        assert one_by_one == pytest.approx(at_once, abs=1e-5)

    def test_very_long_sound_is_done_in_blocks(self, weights: Path) -> None:
        network = Silero(weights)
        samples = np.tile(sound.speech()[: 40 * FRAME], 15)
        at_once = network.probabilities(samples)
        network.reset()
        parts = [network.probabilities(part) for part in np.split(samples, 5)]
        assert np.concatenate(parts) == pytest.approx(at_once, abs=1e-5)


class TestFile:
    @pytest.mark.parametrize("content", [b"", b"\x05", b"<html>not here</html>", b"\0" * 40])
    def test_another_file_is_refused(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "weights.safetensors"
        path.write_bytes(content)
        with pytest.raises(ParleyError) as caught:
            VoiceActivity(path)
        assert caught.value.problem.code == "voice.unavailable"
        assert caught.value.problem.details

    def test_cut_file_is_refused(self, tmp_path: Path, weights: Path) -> None:
        path = tmp_path / "weights.safetensors"
        path.write_bytes(weights.read_bytes()[:-5000])
        with pytest.raises(ParleyError):
            VoiceActivity(path)

    def test_missing_file_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ParleyError):
            VoiceActivity(tmp_path / "none")

    def test_shapes_are_those_of_the_header(self, weights: Path) -> None:
        tensors = read_safetensors(weights)
        assert tensors["conv1.weight"].shape == (128, 129, 3)
        assert sum(tensor.size for tensor in tensors.values()) == 309_633


class TestSpans:
    def test_speech_is_found_where_it_is(self, activity: VoiceActivity) -> None:
        pause = np.zeros(2 * sound.RATE, np.float32)
        speech = sound.speech()
        samples = np.concatenate((pause, speech, pause, speech, pause))
        length = len(speech) / sound.RATE
        (first, second) = speech_spans(samples, activity)
        for (start, end), expected in ((first, 2.0), (second, 4.0 + length)):
            assert start == pytest.approx(expected, abs=0.4)
            assert end == pytest.approx(expected + length, abs=0.5)

    @pytest.mark.parametrize("level", [-3, -20, -40, -50])
    def test_quiet_speech_in_a_little_noise(self, activity: VoiceActivity, level: float) -> None:
        pause = np.zeros(sound.RATE, np.float32)
        speech = np.concatenate((pause, sound.at_level(sound.speech(), level), pause))
        noise = sound.at_level(sound.white(len(speech) / sound.RATE), -60)
        ((start, end),) = speech_spans(speech + noise[: len(speech)], activity)
        assert start < 1.3
        assert end > len(speech) / sound.RATE - 1.3

    @pytest.mark.parametrize("kind", sound.NOT_SPEECH)
    def test_what_is_no_speech(self, activity: VoiceActivity, kind: str) -> None:
        for seconds, level in itertools.product((1, 5), (-60, -40, -20, -6)):
            samples = sound.NOT_SPEECH[kind](seconds, -level)
            if kind != "silence":
                samples = sound.at_level(samples, level)
            assert speech_spans(samples, activity) == []
        assert speech_spans(sound.NOT_SPEECH[kind](30, 1), activity) == []

    def test_after_loud_noise_quiet_speech_is_heard_again(self, activity: VoiceActivity) -> None:
        door = sound.at_level(sound.white(0.2), -6)
        quiet = sound.at_level(sound.speech(), -40)
        pause = sound.at_level(sound.white(3), -70)
        ((_, end),) = speech_spans(np.concatenate((door, pause, quiet, pause)), activity)
        assert end == pytest.approx(3.2 + len(quiet) / sound.RATE, abs=0.5)

    def test_spans_touch_but_never_overlap_or_leave_the_sound(
        self, activity: VoiceActivity
    ) -> None:
        pause = np.zeros(round((MIN_SILENCE + 0.1) * sound.RATE), np.float32)
        samples = np.concatenate((sound.speech(), pause, sound.speech()))
        spans = speech_spans(samples, activity, padding=1.0)
        assert len(spans) == 2
        (start, middle), (again, end) = spans
        assert start == 0.0
        assert middle == again
        assert end == len(samples) / sound.RATE

    def test_nothing_and_less_than_a_frame(self, activity: VoiceActivity) -> None:
        assert speech_spans(np.zeros(0, np.float32), activity) == []
        assert speech_spans(np.ones(100, np.float32), activity) == []

    def test_broken_samples_are_silence(self, activity: VoiceActivity) -> None:
        samples = np.full(sound.RATE, np.nan, np.float32)
        samples[::7] = np.inf
        assert speech_spans(samples, activity) == []

    def test_a_recording_knows_nothing_of_the_one_before(self, activity: VoiceActivity) -> None:
        quiet = sound.at_level(sound.speech(), -45)
        first = speech_spans(quiet, activity)
        speech_spans(sound.at_level(sound.white(3), -3), activity)
        assert speech_spans(quiet, activity) == first

    def test_padding_is_kept_on_both_sides(self, activity: VoiceActivity) -> None:
        pause = np.zeros(2 * sound.RATE, np.float32)
        samples = np.concatenate((pause, sound.speech(), pause))
        ((start, end),) = speech_spans(samples, activity, padding=0.0)
        assert speech_spans(samples, activity) == [(start - PADDING, end + PADDING)]


class TestFrames:
    def test_one_frame_after_another(self, activity: VoiceActivity) -> None:
        samples = sound.speech()
        frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
        activity.reset()
        found = [activity.probability(frame) for frame in frames]
        activity.reset()
        assert found == pytest.approx(activity.probabilities(frames.reshape(-1)), abs=1e-3)
        assert max(found) > 0.9

    def test_a_click_is_not_speech(self) -> None:
        hysteresis = Hysteresis()
        assert not any(hysteresis.hear(p) for p in (0.0, 1.0, 1.0, 0.0, 1.0, 0.0))

    def test_doubt_changes_nothing(self) -> None:
        hysteresis = Hysteresis()
        doubt = (THRESHOLD + RELEASE) / 2
        assert not any(hysteresis.hear(doubt) for _ in range(50))
        for _ in range(10):
            hysteresis.hear(1.0)
        assert all(hysteresis.hear(doubt) for _ in range(50))

    def test_speech_lasts_through_a_pause_and_then_ends(self) -> None:
        hysteresis = Hysteresis()
        for _ in range(10):
            hysteresis.hear(1.0)
        quiet = [hysteresis.hear(0.0) for _ in range(30)]
        assert quiet.index(False) * FRAME_SECONDS == pytest.approx(MIN_SILENCE, abs=FRAME_SECONDS)
        assert not any(quiet[quiet.index(False) :])
