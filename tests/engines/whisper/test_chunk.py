import numpy as np
import pytest

from desktop_app.engines.whisper.chunk import Chunk, chunks, louder
from desktop_app.engines.whisper.decoder import WINDOW_SECONDS
from tests import sound


def test_no_speech_no_chunk() -> None:
    assert chunks(sound.silence(5), []) == []


def test_neighbours_go_together_and_others_do_not() -> None:
    spans = [(1.0, 3.0), (3.5, 6.0), (30.0, 31.0)]
    assert chunks(sound.silence(40), spans) == [Chunk(tuple(spans[:2])), Chunk((spans[2],))]


def test_no_chunk_is_longer_than_a_window() -> None:
    spans = [(at, at + 4.0) for at in np.arange(0.0, 100.0, 5.0).tolist()]
    found = chunks(sound.silence(110), spans)
    assert [span for chunk in found for span in chunk.spans] == spans
    assert all(chunk.seconds <= WINDOW_SECONDS for chunk in found)
    assert len(found) == 3


def test_a_long_span_is_cut_where_it_is_quiet() -> None:
    samples = sound.white(70)
    for pause in (27.0, 50.0):
        at = round(pause * sound.RATE)
        samples[at : at + sound.RATE // 5] *= 0.01
    found = chunks(samples, [(0.0, 70.0)])
    cuts = [chunk.spans[0][0] for chunk in found]
    assert cuts == pytest.approx([0.0, 27.1, 50.1], abs=0.1)
    assert found[-1].spans[-1][1] == 70.0


def test_a_shorter_length_can_be_asked_for() -> None:
    spans = [(0.0, 3.0), (3.5, 6.5), (7.0, 10.0), (10.5, 22.5)]
    found = chunks(sound.white(23), spans, 8.0)
    assert all(chunk.seconds <= 8.0 for chunk in found)
    assert found[0] == Chunk(tuple(spans[:2]))
    assert found[1].spans[0] == spans[2]
    assert found[-1].spans[-1][1] == 22.5
    assert sum(chunk.seconds for chunk in found) == pytest.approx(21.0)


def test_samples_are_those_of_the_spans() -> None:
    samples = np.concatenate((sound.sine(300, 1), sound.silence(1), sound.sine(500, 2)))
    heard = Chunk(((0.0, 1.0), (2.0, 4.0))).samples(samples)
    assert heard == pytest.approx(np.concatenate((samples[:16000], samples[32000:])), abs=1e-3)


def test_times_of_the_chunk_are_times_of_the_sound() -> None:
    chunk = Chunk(((10.0, 12.0), (20.0, 25.0)))
    assert chunk.seconds == 7.0
    assert [chunk.time(at) for at in (-1.0, 0.0, 1.5, 2.0, 3.0, 9.0)] == [
        10.0,
        10.0,
        11.5,
        20.0,
        21.0,
        25.0,
    ]
    assert chunk.time(2.0, end=True) == 12.0
    assert chunk.time(7.0, end=True) == 25.0


def test_seconds_of_speech_between_two_times() -> None:
    chunk = Chunk(((10.0, 12.0), (20.0, 25.0)))
    assert chunk.speech(10.0, 25.0, padding=0.2) == pytest.approx(1.6 + 4.6)
    assert chunk.speech(11.0, 20.0, padding=0.2) == pytest.approx(0.8)
    assert chunk.speech(24.9, 25.0, padding=0.2) == 0.0


class TestLouder:
    def test_quiet_becomes_loud(self) -> None:
        quiet = sound.at_level(sound.speech(), -45) + np.float32(0.01)
        loud = louder(quiet)
        assert 0.4 < np.quantile(np.abs(loud), 0.999) < 0.6
        assert abs(float(loud.mean())) < 0.01

    def test_loud_stays(self) -> None:
        samples = sound.sine(300, 1, peak=0.8)
        assert louder(samples) is samples

    def test_a_click_does_not_keep_speech_quiet(self) -> None:
        samples = sound.at_level(sound.speech(), -45)
        samples[1000:1010] = 0.9
        loud = louder(samples)
        assert np.quantile(np.abs(loud), 0.99) > 0.1
        assert np.abs(loud).max() <= 1.0

    def test_silence_stays_silence(self) -> None:
        assert not louder(sound.silence(1)).any()
