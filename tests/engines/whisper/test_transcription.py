"""What is asked of a decoder, and what becomes of its answers: with a decoder that is a script."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError
from desktop_app.core.events import Event, Language, Segment, Transcribing
from desktop_app.core.voice import DETECT, TranscribeJob, VoiceOptions
from desktop_app.engines.voice_activity import VoiceActivity
from desktop_app.engines.whisper.aside import Aside
from desktop_app.engines.whisper.decoder import (
    DIVISIBLE_SECONDS,
    Guess,
    Piece,
    Samples,
    Task,
)
from desktop_app.engines.whisper.transcription import Transcription
from tests import sound
from tests.engines.whisper.conftest import job

MODEL = VoiceOptions("/models/tiny.pt")
SURE = Guess("fr", 0.9)


@dataclass
class Script:
    """Answers every chunk with the same pieces, and remembers what it was asked."""

    pieces: Sequence[Piece] = (Piece(0.0, 3.0, "Good morning."),)
    guess: Guess = SURE
    is_multilingual: bool = True
    translates: bool = True
    device: str = "script"
    threads: int = 1
    tasks: list[Task] = field(default_factory=list)
    heard: list[Samples] = field(default_factory=list)

    def detect(self, samples: Samples, cancel: CancelToken) -> Guess:
        return self.guess

    def decode(self, samples: Samples, task: Task, cancel: CancelToken) -> Sequence[Piece]:
        self.heard.append(samples)
        self.tasks.append(task)
        return self.pieces

    def close(self) -> None:
        pass


@pytest.fixture(scope="module")
def activity() -> VoiceActivity:
    return VoiceActivity()


def events_of(script: Script, wanted: TranscribeJob, activity: VoiceActivity) -> list[Event]:
    aside = Aside()
    try:
        sound_of_job = np.frombuffer(wanted.audio.samples, "<f4")
        transcription = Transcription(wanted, script, activity, aside)
        return list(transcription.run(sound_of_job, CancelToken()))
    finally:
        aside.settle()
        aside.close()


def test_nothing_is_asked_about_no_speech(activity: VoiceActivity) -> None:
    script = Script()
    events = events_of(script, job(MODEL, sound.keyboard(5), DETECT), activity)
    assert events == [Transcribing(0.0, 5.0)]
    assert script.heard == []


def test_only_speech_is_heard_and_times_are_those_of_the_sound(activity: VoiceActivity) -> None:
    speech = sound.speech()
    samples = np.concatenate((sound.silence(6), speech, sound.silence(6), speech))
    length = len(speech) / sound.RATE
    script = Script()
    segments = [
        event
        for event in events_of(script, job(MODEL, samples), activity)
        if isinstance(event, Segment)
    ]
    assert [len(heard) / sound.RATE for heard in script.heard] == pytest.approx(
        [length] * 2, abs=0.5
    )
    assert [segment.start for segment in segments] == pytest.approx([6.0, 12 + length], abs=0.4)


def test_sure_language_is_taken(activity: VoiceActivity) -> None:
    script = Script()
    events = events_of(script, job(MODEL, sound.speech(), DETECT, fallback="de"), activity)
    assert Language("fr", 0.9, fallen_back=False) in events
    assert [task.language for task in script.tasks] == ["fr"]


def test_the_only_language_of_a_model_is_told_where_none_was_asked_for(
    activity: VoiceActivity,
) -> None:
    script = Script(is_multilingual=False)
    events = events_of(script, job(MODEL, sound.speech(), DETECT, fallback="de"), activity)
    assert [event for event in events if isinstance(event, Language)] == [Language("en", 1.0)]
    assert [task.language for task in script.tasks] == ["en"]


def test_unsure_language_is_not(activity: VoiceActivity) -> None:
    script = Script(guess=Guess("fr", 0.59))
    events = events_of(script, job(MODEL, sound.speech(), DETECT, fallback="de-CH"), activity)
    assert Language("de", 0.59, fallen_back=True) in events
    assert [task.language for task in script.tasks] == ["de"]


def test_locked_and_unknown_language(activity: VoiceActivity) -> None:
    script = Script()
    events = events_of(script, job(MODEL, sound.speech(), "nb_NO"), activity)
    assert not any(isinstance(event, Language) for event in events)
    events = events_of(script, job(MODEL, sound.speech(), "tlh"), activity)
    assert any(isinstance(event, Language) for event in events)
    assert [task.language for task in script.tasks] == ["no", "fr"]


@pytest.mark.parametrize(
    ("language", "translate", "multilingual", "code"),
    [
        ("de", False, False, "voice.language"),
        ("en", True, False, "voice.translate"),
        ("de", True, True, "voice.translate"),
    ],
)
def test_what_the_model_cannot(
    activity: VoiceActivity, language: str, translate: bool, multilingual: bool, code: str
) -> None:
    script = Script(is_multilingual=multilingual, translates=False)
    with pytest.raises(ParleyError) as caught:
        events_of(script, job(MODEL, sound.speech(), language, translate=translate), activity)
    assert caught.value.problem.code == code
    assert "Tiny" in caught.value.problem.sentence.english()


def test_what_is_asked_for_reaches_the_decoder(activity: VoiceActivity) -> None:
    script = Script()
    samples = np.concatenate((sound.speech(), sound.silence(5), sound.speech()))
    wishes = {"words": ("Parley",), "before": "Dear Zoë,", "translate": True, "draft": True}
    events_of(script, job(MODEL, samples, "de", **wishes), activity)
    assert script.tasks == [
        Task("de", translate=True, prompt="Parley. Dear Zoë,", draft=True),
        Task("de", translate=True, prompt="Parley.", draft=True),
    ]


class TestRepetitiveText:
    OFTEN = Script((Piece(0.0, 6.0, "So it is, and so it was. " * 9),))

    def test_long_sound_is_heard_again_in_parts(self, activity: VoiceActivity) -> None:
        script = replace(self.OFTEN, tasks=[], heard=[])
        samples = np.concatenate((sound.speech(), sound.silence(1)) * 4)
        wishes = {"words": ("Parley",), "before": "Dear Zoë,"}
        events = events_of(script, job(MODEL, samples, **wishes), activity)
        whole, *parts = (len(heard) / sound.RATE for heard in script.heard)
        assert len(parts) > 1
        assert sum(parts) == pytest.approx(whole, abs=0.01)
        assert max(parts) <= DIVISIBLE_SECONDS
        prompts = [task.prompt for task in script.tasks]
        assert prompts == ["Parley. Dear Zoë,"] * 2 + ["Parley."] * (len(parts) - 1)
        starts = [event.start for event in events if isinstance(event, Segment)]
        assert len(starts) == len(parts)
        assert starts[-1] > len(samples) / sound.RATE / 2

    def test_short_sound_and_draft_are_not(self, activity: VoiceActivity) -> None:
        for seconds, draft in ((6.0, False), (12.0, True)):
            script = replace(self.OFTEN, tasks=[], heard=[])
            samples = np.tile(sound.speech(), 4)[: round(seconds * sound.RATE)]
            events_of(script, job(MODEL, samples, draft=draft), activity)
            assert len(script.heard) == 1


def test_quiet_speech_is_heard_loud(activity: VoiceActivity) -> None:
    script = Script()
    events_of(script, job(MODEL, sound.at_level(sound.speech(), -45)), activity)
    (heard,) = script.heard
    assert np.quantile(np.abs(heard), 0.999) > 0.3


def test_what_the_gate_stops_is_no_segment(activity: VoiceActivity) -> None:
    script = Script((Piece(0, 1, "[Music]"), Piece(1, 2, "Hello."), Piece(2, 3, " ")))
    events = events_of(script, job(MODEL, sound.speech()), activity)
    assert [event.text for event in events if isinstance(event, Segment)] == ["Hello."]


def test_no_number_is_silence(activity: VoiceActivity) -> None:
    script = Script()
    samples = sound.speech().copy()
    samples[100], samples[200], samples[300] = np.nan, np.inf, 50.0
    events_of(script, job(MODEL, samples), activity)
    (heard,) = script.heard
    assert np.isfinite(heard).all()
    assert np.abs(heard).max() <= 1.0
