"""Files in every format, cut, empty, wrong and long, read by Qt Multimedia in a child process."""

import os
import shutil
import subprocess
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop_app.core.audio import SAMPLE_RATE
from desktop_app.core.engine import CancelToken, EngineSpec, LoadJob, ModelOptions, UnloadJob
from desktop_app.core.events import Decoded, Event, Failed, Finished, Reason
from desktop_app.core.voice import DecodeJob, SoundFile
from desktop_app.engines.isolated import IsolatedEngine
from tests.engines.children import end_children

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "sound"
SECONDS = 3.575
"""Of the sentence in each of the samples."""

ENGINE = EngineSpec("desktop_app.media.sound_file:create")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IsolatedEngine]:
    engine = IsolatedEngine(ENGINE, tmp_path_factory.mktemp("logs"), name="sound", family="part")
    yield engine
    engine.close()
    assert end_children() == []


def read(
    engine: IsolatedEngine, path: Path | str, begin: float = 0.0, seconds: float = 0.0
) -> tuple[NDArray[np.float32], list[Event]]:
    """The sound of a file, and what else the engine said."""
    job = DecodeJob("read", SoundFile(str(path)), begin, seconds)
    events = list(engine.run(job, CancelToken()))
    pieces = [event.audio.samples for event in events if isinstance(event, Decoded)]
    return np.frombuffer(b"".join(pieces), "<f4"), events


def problem_of(events: list[Event]) -> tuple[str, str]:
    (event,) = (event for event in events if not isinstance(event, Decoded))
    assert isinstance(event, Failed)
    return event.problem.code, event.problem.details


def tone(
    path: Path, rate: int = 16_000, channels: int = 1, seconds: float = 1.0, pitch: float = 440.0
) -> Path:
    """A WAV file of half-loud sine, the same in all its channels."""
    line = 0.5 * np.sin(2 * np.pi * pitch * np.arange(round(rate * seconds)) / rate)
    frames = np.repeat((line * 32767).astype("<i2"), channels)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(frames.tobytes())
    return path


def level(samples: NDArray[np.float32]) -> float:
    """The amplitude of a sine in the middle of these samples."""
    middle = samples[len(samples) // 4 : -len(samples) // 4]
    return float(np.sqrt(2 * np.mean(middle.astype(np.float64) ** 2)))


@pytest.mark.parametrize("sample", sorted(path.name for path in SAMPLES.iterdir()))
def test_every_format(engine: IsolatedEngine, sample: str) -> None:
    samples, events = read(engine, SAMPLES / sample)
    assert events[-1] == Finished(Reason.STOP)
    # Codecs round up to whole frames.
    assert SECONDS - 0.02 <= len(samples) / SAMPLE_RATE <= SECONDS + 0.15
    assert 0.3 < np.abs(samples).max() <= 1.0
    totals = {event.total for event in events if isinstance(event, Decoded)}
    assert all(total == pytest.approx(SECONDS, abs=0.15) for total in totals)


def test_all_formats_hold_the_same_words_at_the_same_time(engine: IsolatedEngine) -> None:
    def loudness(name: str) -> NDArray[np.float64]:
        samples, _ = read(engine, SAMPLES / name)
        frames = samples[: len(samples) // 800 * 800].astype(np.float64).reshape(-1, 800)
        return np.sqrt((frames**2).mean(axis=1))

    clean = loudness("train.wav")[:68]
    for path in SAMPLES.iterdir():
        # Some codecs begin a little late.
        heard = loudness(path.name)
        likeness = max(np.corrcoef(clean, heard[late : late + 68])[0, 1] for late in range(3))
        assert likeness > 0.95, path.name


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 44_100, 48_000, 96_000])
def test_every_rate_keeps_length_and_level(
    engine: IsolatedEngine, tmp_path: Path, rate: int
) -> None:
    samples, _ = read(engine, tone(tmp_path / "tone.wav", rate))
    assert len(samples) == pytest.approx(SAMPLE_RATE, abs=40)
    assert level(samples) == pytest.approx(0.5, rel=0.01)


@pytest.mark.parametrize("channels", [2, 4, 6, 8])
def test_channels_are_mixed_without_clipping(
    engine: IsolatedEngine, tmp_path: Path, channels: int
) -> None:
    samples, _ = read(engine, tone(tmp_path / "tone.wav", 48_000, channels))
    assert level(samples) == pytest.approx(0.5, rel=0.01)


def test_what_is_too_high_does_not_come_back_as_something_lower(
    engine: IsolatedEngine, tmp_path: Path
) -> None:
    samples, _ = read(engine, tone(tmp_path / "tone.wav", 48_000, pitch=10_000))
    assert level(samples) < 0.001


def test_a_name_with_spaces_and_every_letter(engine: IsolatedEngine, tmp_path: Path) -> None:
    path = tmp_path / "Zoë Ünal" / "漢字 #1 50%20 & “x”?.mp3"
    path.parent.mkdir()
    shutil.copy(SAMPLES / "train.mp3", path)
    assert read(engine, path)[1][-1] == Finished(Reason.STOP)


class TestParts:
    def test_one_after_the_other_they_are_the_whole(self, engine: IsolatedEngine) -> None:
        path = SAMPLES / "train.ogg"
        whole, _ = read(engine, path)
        first, events = read(engine, path, 0.0, 1.25)
        assert events[-1] == Finished(Reason.LENGTH)
        assert len(first) == 1.25 * SAMPLE_RATE
        second, _ = read(engine, path, 1.25, 1.0)
        rest, events = read(engine, path, 2.25, 60.0)
        assert events[-1] == Finished(Reason.STOP)
        assert np.array_equal(np.concatenate((first, second, rest)), whole)

    def test_from_the_middle_and_from_the_beginning_again(self, engine: IsolatedEngine) -> None:
        path = SAMPLES / "train.flac"
        whole, _ = read(engine, path)
        middle, _ = read(engine, path, 2.0)
        assert np.array_equal(middle, whole[2 * SAMPLE_RATE :])
        assert np.array_equal(read(engine, path)[0], whole)

    def test_even_the_smallest_part_is_no_end(self, engine: IsolatedEngine) -> None:
        path, at, pieces = SAMPLES / "train.mp3", 0, []
        whole, _ = read(engine, path, 0.0, 0.05)
        for samples in (1, 2, 3, 40, 7):
            piece, events = read(engine, path, at / SAMPLE_RATE, samples / SAMPLE_RATE)
            assert events[-1] == Finished(Reason.LENGTH)
            assert len(piece) == samples
            pieces.append(piece)
            at += samples
        assert np.array_equal(np.concatenate(pieces), whole[:at])

    def test_another_file_in_between(self, engine: IsolatedEngine) -> None:
        first, _ = read(engine, SAMPLES / "train.wav", 0.0, 1.0)
        read(engine, SAMPLES / "train.mp3", 0.0, 1.0)
        second, _ = read(engine, SAMPLES / "train.wav", 1.0, 1.0)
        assert len(first) == len(second) == SAMPLE_RATE
        assert not np.array_equal(first, second)

    def test_behind_the_end_there_is_nothing(self, engine: IsolatedEngine) -> None:
        samples, events = read(engine, SAMPLES / "train.wav", 60.0)
        assert (len(samples), events) == (0, [Finished(Reason.STOP)])


class TestFaults:
    def test_no_file(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        assert problem_of(read(engine, tmp_path / "a.mp3")[1])[0] == "sound.missing"

    def test_a_folder(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        assert problem_of(read(engine, tmp_path)[1]) == ("sound.unreadable", "it is a folder")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
    def test_a_pipe_that_nobody_writes_to(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.wav")
        code, _ = problem_of(read(engine, tmp_path / "a.wav")[1])
        assert code == "sound.unreadable"

    @pytest.mark.parametrize(
        ("content", "details"),
        [
            (b"", "the file is empty"),
            (b"This is no sound at all, only words.\n" * 20, ""),
            (b"RIFF\x24\x00\x00\x00WAVE", ""),
            (bytes(range(256)) * 40, ""),
        ],
        ids=["empty", "words", "half a header", "anything"],
    )
    def test_what_is_no_sound(
        self, engine: IsolatedEngine, tmp_path: Path, content: bytes, details: str
    ) -> None:
        path = tmp_path / "a.mp3"
        path.write_bytes(content)
        code, told = problem_of(read(engine, path)[1])
        assert code == "sound.unreadable"
        assert details in told
        assert told

    def test_a_picture_has_no_sound(self, engine: IsolatedEngine) -> None:
        icon = SAMPLES.parents[2] / "resources" / "icons" / "parley.svg"
        assert problem_of(read(engine, icon)[1])[0] == "sound.unreadable"

    def test_a_wav_file_without_a_sample(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        path = tone(tmp_path / "a.wav", seconds=0.0)
        assert problem_of(read(engine, path)[1]) == ("sound.unreadable", "there is no sound in it")

    def test_a_cut_file_is_read_as_far_as_it_goes(
        self, engine: IsolatedEngine, tmp_path: Path
    ) -> None:
        path = tone(tmp_path / "a.wav", 48_000, 2, seconds=20.0)
        path.write_bytes(path.read_bytes()[: 10 * 48_000 * 4 + 47])
        samples, events = read(engine, path)
        assert 8 < len(samples) / SAMPLE_RATE <= 10.01
        assert level(samples) == pytest.approx(0.5, rel=0.01)
        event = events[-1]
        if isinstance(event, Failed):  # Not every version of the decoder minds half a frame.
            assert event.problem.code == "sound.damaged"
            assert event.problem.values["time"] in ("0:08", "0:09", "0:10")

    @pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root"
    )
    def test_a_file_that_may_not_be_read(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        path = tone(tmp_path / "a.wav")
        path.chmod(0)
        code, told = problem_of(read(engine, path)[1])
        assert code == "sound.unreadable"
        assert "ermission" in told

    def test_after_a_fault_the_next_file_is_read(
        self, engine: IsolatedEngine, tmp_path: Path
    ) -> None:
        before = engine.child_pid
        read(engine, tmp_path / "none.mp3")
        assert read(engine, SAMPLES / "train.mp3")[1][-1] == Finished(Reason.STOP)
        assert engine.child_pid == before


def test_a_stop_is_heard_in_mid_file_and_the_next_job_works(
    engine: IsolatedEngine, tmp_path: Path
) -> None:
    path = tone(tmp_path / "long.wav", 48_000, 2, seconds=120.0)
    cancel, events = CancelToken(), []
    for event in engine.run(DecodeJob("read", SoundFile(str(path))), cancel):
        events.append(event)
        cancel.set()
    assert events[-1] == Finished(Reason.CANCELLED)
    assert len(events) < 20, "it did not read to the end"
    assert len(read(engine, path, 0.0, 1.0)[0]) == SAMPLE_RATE


def test_other_jobs(engine: IsolatedEngine) -> None:
    assert list(engine.run(UnloadJob("unload"), CancelToken())) == [Finished()]
    (event,) = engine.run(LoadJob("load", ModelOptions("a.gguf")), CancelToken())
    assert isinstance(event, Failed)
    assert event.problem.code == "internal"


def test_the_chatter_of_the_decoder_stays_in_its_log(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.media.test_sound_file import ENGINE, SAMPLES, IsolatedEngine, read\n"
        "if __name__ == '__main__':\n"
        "    engine = IsolatedEngine(ENGINE, Path(sys.argv[1]), name='sound')\n"
        "    print(len(read(engine, SAMPLES / 'train.mp3')[0]))\n"
        "    engine.close()\n"
        "    assert not {'PySide6', 'soxr'} & set(sys.modules)\n"
    )
    script = tmp_path / "read.py"
    script.write_text(code, encoding="utf-8")
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    root = str(SAMPLES.parents[2])
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path)],
        env={**environment, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) == pytest.approx(SECONDS * SAMPLE_RATE, rel=0.05)
    assert "ffmpeg" in (tmp_path / "sound.log").read_text(encoding="utf-8").lower()
