"""Each step against what it is to find out; with the real engines in test_selftest.py."""

import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.cli import voice_steps
from desktop_app.cli.step import SkippedError, StepError
from desktop_app.cli.voice_steps import SAID, VoiceSteps
from desktop_app.core.audio import Audio
from desktop_app.core.engine import Job
from desktop_app.core.errors import Problem
from desktop_app.core.events import (
    Decoded,
    Devices,
    Event,
    Failed,
    Finished,
    Loaded,
    Segment,
)
from desktop_app.core.paths import Places

LOADED = Loaded("m.pt", "m", 0, "cpu", 1, 0.5)


class PlayedEngine:
    """Answers one job after the other with these events."""

    answers: Iterator[tuple[Event, ...]] = iter(())

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def run(self, job: Job, cancel: object) -> tuple[Event, ...]:
        return next(self.answers)

    def close(self) -> None:
        pass


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> VoiceSteps:
    monkeypatch.setattr(voice_steps, "IsolatedEngine", PlayedEngine)
    model = tmp_path / "m.pt"
    model.write_bytes(b"x" * 2_000_000)
    return VoiceSteps(Places(tmp_path), model)


def answer(monkeypatch: pytest.MonkeyPatch, *answers: tuple[Event, ...]) -> None:
    monkeypatch.setattr(PlayedEngine, "answers", iter(answers))


def heard(text: str) -> tuple[Event, ...]:
    return (LOADED, Segment(0, 1, text), Finished())


NOTHING = (Finished(),)


def test_the_steps_in_order(steps: VoiceSteps) -> None:
    assert [name for name, _ in steps] == [
        "voice model",
        "hear, openai-whisper",
        "hear, whisper.cpp",
        "sound file",
        "microphone",
    ]


def test_without_a_model_only_what_needs_none_is_tried(tmp_path: Path) -> None:
    steps = VoiceSteps(Places(tmp_path), None)
    for step in (steps.find, lambda: steps.hear("whisper.cpp")):
        with pytest.raises(StepError, match="voice model"):
            step()


@pytest.mark.parametrize("text", [SAID, "The weather is nice, today!"])
def test_the_words_count_and_not_the_signs(
    steps: VoiceSteps, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    answer(monkeypatch, heard(text), NOTHING)
    assert steps.hear("whisper.cpp") == f"“{text}”, loaded in 0.5 s on cpu"


@pytest.mark.parametrize("text", ["", "The weather is nice"])
def test_other_words_are_a_fault(
    steps: VoiceSteps, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    answer(monkeypatch, heard(text), NOTHING)
    with pytest.raises(StepError, match="instead of"):
        steps.hear("whisper.cpp")


def test_words_in_silence_are_a_fault(steps: VoiceSteps, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, heard(SAID), heard("Thank you."))
    with pytest.raises(StepError, match=r"Thank you\."):
        steps.hear("whisper.cpp")


@pytest.mark.parametrize("code", ["voice.processor", "voice.processor_slim"])
def test_what_the_processor_cannot_is_skipped(
    steps: VoiceSteps, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    problem = Problem(code, {"name": "whisper.cpp", "missing": "AVX2"})
    answer(monkeypatch, (Failed(problem),))
    with pytest.raises(SkippedError, match=r"^not on this processor, which lacks AVX2$"):
        steps.hear("whisper.cpp")


def test_half_a_file_is_a_fault(steps: VoiceSteps, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = voice_steps._sound()
    first, second = Decoded(whole.until(1), 0), Decoded(whole.since(1), 0)
    answer(monkeypatch, (first, second, Finished()), (first, Finished()))
    assert steps.decode().endswith("s of sound in selftest.wav")
    with pytest.raises(StepError, match=r"1\.00 s of sound instead of"):
        steps.decode()


def test_no_microphone_is_no_fault(steps: VoiceSteps, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, (Devices(("Desk", "Headset"), "Desk"),), (Devices((), ""),))
    assert steps.microphones() == "Desk, Headset"
    assert steps.microphones() == "there is none"


def test_a_failure_is_told_with_its_reason(
    steps: VoiceSteps, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem("internal", details="Traceback\nOSError: no such thing")
    answer(monkeypatch, (Failed(problem),))
    with pytest.raises(StepError, match="no such thing"):
        steps.microphones()


def test_the_sound_is_some_seconds_of_speech() -> None:
    sound: Audio = voice_steps._sound()
    samples = array.array("f", sound.samples)
    assert 1 < sound.seconds < 4
    assert 0.1 < max(samples) <= 1


def test_a_missing_sound_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice_steps, "resources", lambda: tmp_path)
    with pytest.raises(StepError, match=r"selftest\.wav cannot be read"):
        voice_steps._sound()
