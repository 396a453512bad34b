"""What both decoders must keep to, with the real model in a child of each."""

import os
import signal
from pathlib import Path

import numpy as np
import psutil
import pytest

from desktop_app.core.engine import CancelToken, LoadJob, ModelOptions, UnloadJob
from desktop_app.core.events import (
    Event,
    Failed,
    Finished,
    Language,
    Loaded,
    Loading,
    Reason,
    Segment,
    Transcribing,
)
from desktop_app.core.voice import DETECT, TranscribeJob, VoiceOptions
from desktop_app.engines.isolated import IsolatedEngine
from tests import sound
from tests.conftest import ROOT
from tests.engines.contract import do, kinds_of, last_of
from tests.engines.whisper.conftest import job
from tests.engines.whisper.small_model import write_model

pytestmark = pytest.mark.model


SAID = sound.SPEECH_TEXT.replace(",", "")
"""A comma more or less is a matter of taste, in which the decoders differ."""


WEATHER, _ = sound.read_wav(ROOT / "tests" / "data" / "voice" / "weather.wav")
"""Good morning. Please write down this sentence about the weather, and then send it. (espeak-ng)"""

LONG = np.concatenate((sound.speech(), WEATHER, sound.speech(), WEATHER))
"""Enough for a Stop in the middle of it."""


def quick(model: VoiceOptions) -> TranscribeJob:
    """The committed sentence, as a draft: to see that an engine works."""
    return job(model, sound.speech(), draft=True)


def segments_of(events: list[Event]) -> list[Segment]:
    return [event for event in events if isinstance(event, Segment)]


def text_of(events: list[Event]) -> str:
    return " ".join(segment.text for segment in segments_of(events)).replace(",", "")


def problem_of(events: list[Event]) -> str:
    last = events[-1]
    assert isinstance(last, Failed), last
    return last.problem.code


class TestLoading:
    def test_goes_up_and_says_what_was_loaded(
        self, engine: IsolatedEngine, model: VoiceOptions
    ) -> None:
        do(engine, UnloadJob("unload"))
        events = do(engine, LoadJob("load", model))
        assert kinds_of(events) == [Loading, Loaded, Finished]
        fractions = [event.fraction for event in events if isinstance(event, Loading)]
        assert fractions == sorted(fractions)
        assert all(0 <= fraction <= 1 for fraction in fractions)
        (loaded,) = (event for event in events if isinstance(event, Loaded))
        assert (loaded.model, loaded.name) == (model.path, "Tiny, English")
        assert (loaded.device, loaded.threads, loaded.context_size) == ("cpu", 1, 0)

    def test_equal_options_load_once(self, engine: IsolatedEngine, model: VoiceOptions) -> None:
        do(engine, LoadJob("load", model))
        assert kinds_of(do(engine, LoadJob("load", model))) == [Finished]

    def test_stop_while_loading(self, engine: IsolatedEngine, model: VoiceOptions) -> None:
        do(engine, UnloadJob("unload"))
        cancel = CancelToken()
        events = []
        for event in engine.run(job(model, sound.speech()), cancel):
            events.append(event)
            cancel.set()
        assert last_of(events).reason is Reason.CANCELLED
        assert text_of(do(engine, quick(model))) == SAID

    def test_no_model_is_chosen(self, engine: IsolatedEngine, decoder: str) -> None:
        assert (
            problem_of(do(engine, LoadJob("load", VoiceOptions("", decoder)))) == "voice.no_model"
        )

    def test_missing_file(self, engine: IsolatedEngine, decoder: str, tmp_path: Path) -> None:
        options = VoiceOptions(str(tmp_path / "small.pt"), decoder)
        events = do(engine, LoadJob("load", options))
        assert problem_of(events) == "voice.model_missing"
        assert "small.pt" in events[-1].problem.sentence.english()  # type: ignore[union-attr]

    @pytest.mark.parametrize("kind", ["cut", "page", "empty", "ggml", "folder", "half"])
    def test_file_that_is_no_model(
        self, engine: IsolatedEngine, decoder: str, tmp_path: Path, kind: str
    ) -> None:
        path = tmp_path / "model.pt"
        if kind == "cut":
            whole = write_model(path, n_audio_state=16, n_text_state=16).read_bytes()
            path.write_bytes(whole[: len(whole) // 2])
        elif kind == "half":
            write_model(path, n_audio_state=16, n_text_state=16)
            data = bytearray(path.read_bytes())
            data[len(data) // 2] ^= 0xFF
            path.write_bytes(data)
        elif kind == "folder":
            path.mkdir()
        else:
            content = {"page": b"<html>not here</html>", "empty": b"", "ggml": b"lmgg" + bytes(60)}
            path.write_bytes(content[kind])
        events = do(engine, LoadJob("load", VoiceOptions(str(path), decoder, "cpu", 1)))
        assert problem_of(events) == "voice.model_damaged"

    def test_a_job_for_another_engine(self, engine: IsolatedEngine) -> None:
        assert problem_of(do(engine, LoadJob("load", ModelOptions("a.gguf")))) == "internal"


class TestSpeech:
    def test_is_written_down(self, engine: IsolatedEngine, model: VoiceOptions) -> None:
        events = do(engine, job(model, sound.speech()))
        kinds = [kind for kind in kinds_of(events) if kind not in (Loading, Loaded)]
        assert kinds == [Transcribing, Segment, Transcribing, Finished]
        assert text_of(events) == SAID

    def test_times_are_those_of_the_sound(
        self, engine: IsolatedEngine, model: VoiceOptions
    ) -> None:
        pause = sound.silence(5)
        samples = np.concatenate((pause, sound.speech(), pause, WEATHER, sound.silence(2)))
        length = len(sound.speech()) / sound.RATE
        events = do(engine, job(model, samples))
        first, *others = segments_of(events)
        assert text_of([first]) == SAID
        assert "about the weather" in text_of(others)
        assert first.start == pytest.approx(5.0, abs=0.6)
        assert first.end == pytest.approx(5.0 + length, abs=0.8)
        assert others[0].start == pytest.approx(10.0 + length, abs=0.6)
        assert others[-1].end == pytest.approx(len(samples) / sound.RATE - 2, abs=0.8)
        done = [event.done for event in events if isinstance(event, Transcribing)]
        assert done == sorted(done)

    @pytest.mark.parametrize("level", [-40, -3])
    def test_quiet_and_loud(
        self, engine: IsolatedEngine, model: VoiceOptions, level: float
    ) -> None:
        samples = sound.at_level(sound.speech(), level)
        noise = sound.at_level(sound.white(4), -60)[: len(samples)]
        text = text_of(do(engine, job(model, samples + noise)))
        assert "write down what I say" in text
        assert "read it back to me" in text

    def test_what_is_said_again_and_again_is_written_as_often(
        self, engine: IsolatedEngine, model: VoiceOptions
    ) -> None:
        samples = np.concatenate((sound.speech(), sound.silence(0.3)) * 5)
        words = text_of(do(engine, job(model, samples))).split()
        assert words == SAID.split() * 5

    def test_draft(self, engine: IsolatedEngine, model: VoiceOptions) -> None:
        assert text_of(do(engine, quick(model))) == SAID

    def test_what_was_heard_before_changes_nothing(
        self, engine: IsolatedEngine, model: VoiceOptions
    ) -> None:
        texts = []
        for before in (sound.speech(), LONG):
            do(engine, job(model, before, draft=True))
            texts.append(segments_of(do(engine, job(model, WEATHER, draft=True))))
        assert texts[0] == texts[1] != []

    def test_the_same_twice(self, engine: IsolatedEngine, model: VoiceOptions) -> None:
        first, again = (segments_of(do(engine, quick(model))) for _ in range(2))
        assert first == again != []

    def test_words_of_the_person_and_what_came_before(
        self, engine: IsolatedEngine, model: VoiceOptions
    ) -> None:
        wishes = {"words": ("Parley", "<|endoftext|>"), "before": "This is a test."}
        text = text_of(do(engine, job(model, sound.speech(), **wishes)))
        assert "read it back to me" in text
        assert "Parley" not in text


class TestNothingInvented:
    @pytest.mark.parametrize("kind", sound.NOT_SPEECH)
    @pytest.mark.parametrize("seconds", [1, 5, 30])
    def test_what_is_no_speech_gives_no_text(
        self, engine: IsolatedEngine, model: VoiceOptions, kind: str, seconds: float
    ) -> None:
        events = do(engine, job(model, sound.NOT_SPEECH[kind](seconds, 1)))
        assert segments_of(events) == []
        assert last_of(events).reason is Reason.STOP

    def test_a_prompt_is_not_read_out(self, engine: IsolatedEngine, model: VoiceOptions) -> None:
        wishes = {"words": ("Parley", "Qwen"), "before": "Thank you for the letter."}
        for samples in (sound.silence(3), sound.white(3), sound.breathing(6)):
            assert segments_of(do(engine, job(model, samples, **wishes))) == []

    def test_broken_samples_are_silence(self, engine: IsolatedEngine, model: VoiceOptions) -> None:
        broken = np.full(2 * sound.RATE, np.nan, np.float32)
        broken[::5] = np.inf
        assert segments_of(do(engine, job(model, broken))) == []
        samples = sound.speech().copy()
        samples[::4001] = np.nan
        assert "read it back" in text_of(do(engine, job(model, samples)))

    def test_no_sound_at_all(self, engine: IsolatedEngine, model: VoiceOptions) -> None:
        assert segments_of(do(engine, job(model, np.zeros(0, np.float32)))) == []


class TestLanguage:
    def test_english_only_model(self, engine: IsolatedEngine, model: VoiceOptions) -> None:
        assert problem_of(do(engine, job(model, sound.speech(), "de"))) == "voice.language"
        problem = problem_of(do(engine, job(model, sound.speech(), translate=True)))
        assert problem == "voice.translate"
        for language in (DETECT, "en-GB"):
            assert text_of(do(engine, job(model, sound.speech(), language, draft=True))) == SAID

    def test_unsure_detection_falls_back(
        self, engine: IsolatedEngine, decoder: str, tmp_path: Path
    ) -> None:
        # Drawn values know nothing: every language is as likely as the others.
        path = write_model(tmp_path / "tiny.pt", n_audio_state=16, n_text_state=16)
        model = VoiceOptions(str(path), decoder, "cpu", 1)
        events = do(engine, job(model, sound.speech(), DETECT, fallback="de-AT", draft=True))
        (language,) = (event for event in events if isinstance(event, Language))
        assert language.code == "de"
        assert language.fallen_back
        assert 0 < language.probability < 0.6
        locked = do(engine, job(model, sound.speech(), "fr", draft=True))
        assert not any(isinstance(event, Language) for event in locked)
        assert isinstance(locked[-1], Finished)


class TestStop:
    def test_before_the_start(self, engine: IsolatedEngine, model: VoiceOptions) -> None:
        cancel = CancelToken()
        cancel.set()
        events = do(engine, job(model, sound.speech()), cancel)
        assert last_of(events).reason is Reason.CANCELLED
        assert segments_of(events) == []

    def test_in_the_middle_and_the_next_job_works(
        self, engine: IsolatedEngine, model: VoiceOptions
    ) -> None:
        do(engine, LoadJob("load", model))
        cancel = CancelToken()
        events = []
        for event in engine.run(job(model, LONG), cancel):
            events.append(event)
            if isinstance(event, Transcribing):
                cancel.set()
        assert last_of(events).reason is Reason.CANCELLED
        assert segments_of(events) == []
        assert text_of(do(engine, quick(model))) == SAID

    def test_leaving_early_leaves_the_engine_idle(
        self, engine: IsolatedEngine, model: VoiceOptions
    ) -> None:
        do(engine, LoadJob("load", model))
        for event in engine.run(job(model, LONG), CancelToken()):
            if isinstance(event, Transcribing):
                break
        events = do(engine, quick(model))
        assert isinstance(events[0], Transcribing), "no model was lost, no old event came late"
        assert text_of(events) == SAID


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
def test_a_child_that_dies_in_the_middle(
    engine: IsolatedEngine, model: VoiceOptions, decoder: str
) -> None:
    death, code = {
        "openai-whisper": (signal.SIGKILL, "part.no_memory"),
        "whisper.cpp": (signal.SIGSEGV, "part.crashed"),
    }[decoder]
    do(engine, LoadJob("load", model))
    events: list[Event] = []
    for event in engine.run(job(model, LONG), CancelToken()):
        events.append(event)
        if isinstance(event, Transcribing):
            assert engine.child_pid is not None
            psutil.Process(engine.child_pid).send_signal(death)
    assert problem_of(events) == code
    assert text_of(do(engine, quick(model))) == SAID
