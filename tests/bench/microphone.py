"""What the way through the microphone costs in words, whatever form the microphone delivers in."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import jiwer
import numpy as np
import soxr

from desktop_app.core.audio import Audio
from desktop_app.core.engine import CancelToken, EngineSpec
from desktop_app.core.events import Captured, Failed, Segment
from desktop_app.core.voice import ListenJob, ListenOptions, TranscribeJob, VoiceOptions
from desktop_app.engines.isolated import IsolatedEngine
from desktop_app.engines.microphone.engine import MicrophoneEngine
from desktop_app.engines.microphone.stream import Format
from tests import sound
from tests.bench.figure import Better, Counts, Figure
from tests.bench.run import ROOT, Run
from tests.bench.side import Side, SideError
from tests.engines.microphone.fake import FakeMicrophone, FakePortAudio, Source

MODEL = ROOT / "resources" / "models" / "whisper-tiny.en.pt"
VOICES = ("slt", "rms", "awb")
FORMS = (
    Format(8000, 1),
    Format(8000, 2),
    Format(16_000, 1),
    Format(16_000, 8),
    Format(22_050, 2),
    Format(44_100, 1),
    Format(44_100, 4),
    Format(48_000, 2),
    Format(96_000, 1),
    Format(96_000, 8),
)
PAUSE_SECONDS = 0.7
NOISE_DBFS = -65
WHISTLE_HERTZ, WHISTLE_PEAK = 15_000, 0.03

SENTENCES = (
    "Could you please send me the report before the end of the week?",
    "I would like to know what the weather will be like tomorrow.",
    "My sister and her husband moved to a small town near the sea.",
    "Please write a short letter to the bank and ask for a new card.",
    "We are going to meet at the train station at half past seven.",
    "The doctor told me to drink more water and to sleep longer.",
    "What is the difference between a comet and a planet?",
    "She bought some bread, two bottles of milk and a bag of apples.",
    "Tell me a story about a little boy who could talk to animals.",
    "The children were playing in the garden when it started to rain.",
    "How long does it take to drive from London to Paris?",
    "He opened the window because it was very hot in the room.",
    "I have been working on this problem for more than three days.",
    "Thank you very much for your help, I will call you next week.",
    "The museum is open every day from nine in the morning until six.",
    "Can you explain to me how a computer stores a picture?",
    "They decided to stay at home and watch a film together.",
    "My favorite season is autumn, when the leaves turn red and yellow.",
    "Please remind me to water the plants before we leave.",
    "The meeting was moved to Monday because the manager is ill.",
    "I think that we should try again and see what happens.",
)
"""Everyday sentences, a third of them for each voice: what the model knows well, so that an error
is one of the way, and not the toss of a coin between two odd words."""

_WORDS = jiwer.Compose(
    [
        jiwer.ToLowerCase(),
        jiwer.RemovePunctuation(),
        jiwer.RemoveMultipleSpaces(),
        jiwer.Strip(),
        jiwer.ReduceToListOfListOfWords(),
    ]
)


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    with tempfile.TemporaryDirectory() as folder:
        run.say("making speech")
        clips = _clips(Path(folder))
        with Side("whole_whisper") as whole:
            whole.ask("load", model=str(MODEL), seconds=120)
            clean = [whole.ask("transcribe", path=str(path), seconds=300) for path in clips]
        engine = IsolatedEngine(EngineSpec("desktop_app.engines.whisper:create"), grace=30.0)
        try:
            yield _figure(run, engine, list(clips), _error(clean))
        finally:
            engine.close()


def _figure(run: Run, engine: IsolatedEngine, clips: list[Path], clean: float) -> Figure:
    forms = FORMS[:: len(FORMS) - 1] if run.quick else FORMS
    added = {}
    for form in forms:
        run.say(f"a microphone with {form.rate} Hz and {form.channels} channels")
        heard = [_heard(path, form) for path in clips]
        added[form] = 100 * (_error([_written(engine, audio) for audio in heard]) - clean)
    worst = max(added, key=lambda form: added[form])
    return Figure(
        "Word error rate through microphone, resampler, voice detection and Whisper, less that of "
        "Whisper on the clean file",
        1.0,
        tuple(added.values()),
        Better.LOWER,
        "points",
        Counts.LONGEST,
        note=f"clean: {100 * clean:.1f} %; the most at {worst.rate} Hz, {worst.channels} channels",
    )


def _clips(folder: Path) -> list[Path]:
    """Each voice's sentences with pauses between them, 16 kHz mono."""
    if shutil.which("flite") is None:
        raise SideError("flite is missing, which speaks the sentences")
    pause = np.zeros(round(PAUSE_SECONDS * sound.RATE), np.float32)
    paths = []
    for voice in VOICES:
        pieces = [pause]
        for sentence in _sentences(voice):
            path = folder / "sentence.wav"
            subprocess.run(["flite", "-voice", voice, "-t", sentence, "-o", str(path)], check=True)
            samples, rate = sound.read_wav(path)
            pieces += [soxr.resample(samples, rate, sound.RATE, "VHQ"), pause]
        paths.append(sound.write_wav(folder / f"{voice}.wav", np.concatenate(pieces)))
    return paths


def _sentences(voice: str) -> tuple[str, ...]:
    return SENTENCES[VOICES.index(voice) :: len(VOICES)]


def _heard(path: Path, form: Format) -> Audio:
    """What the microphone engine makes of a clip that a device in this form hears."""
    samples, rate = sound.read_wav(path)
    length = len(samples) / rate
    microphone = FakeMicrophone(
        "bench",
        _device(samples),
        rates=(form.rate,),
        channels=(form.channels,),
        rate=form.rate,
        most_channels=form.channels,
    )
    engine = MicrophoneEngine(FakePortAudio(microphone))
    pieces = []
    for event in engine.run(ListenJob("listen", ListenOptions(), longest=length), CancelToken()):
        if isinstance(event, Captured):
            pieces.append(event.audio.samples)
        elif isinstance(event, Failed) and len(pieces) < 10:
            raise SideError(event.problem.sentence.english())
    engine.close()
    return Audio(b"".join(pieces))


def _device(samples: sound.Samples) -> Source:
    """The clip as a device hears it: every channel with a noise of its own, and, where the rate
    allows it, a whistle that a careless resampler would bring down among the speech."""

    def hear(rate: int, channels: int) -> sound.Samples:
        voice = soxr.resample(samples, sound.RATE, rate, "VHQ")
        if rate > 2 * WHISTLE_HERTZ:
            time = np.arange(len(voice)) / rate
            voice = voice + WHISTLE_PEAK * np.sin(2 * np.pi * WHISTLE_HERTZ * time)
        noise = np.random.default_rng(rate + channels).standard_normal((len(voice), channels))
        frames = voice[:, None] + 10 ** (NOISE_DBFS / 20) * noise
        return frames.astype(np.float32)

    return hear


def _written(engine: IsolatedEngine, audio: Audio) -> str:
    job = TranscribeJob("bench", VoiceOptions(str(MODEL), threads=1), audio, language="en")
    texts = []
    for event in engine.run(job, CancelToken()):
        if isinstance(event, Segment):
            texts.append(event.text)
        elif isinstance(event, Failed):
            raise SideError(f"{event.problem.sentence.english()}\n{event.problem.details}")
    return " ".join(texts)


def _error(texts: list[str]) -> float:
    """The word error rate of what was written of all voices."""
    truths = [" ".join(_sentences(voice)) for voice in VOICES]
    rate: float = jiwer.wer(truths, texts, reference_transform=_WORDS, hypothesis_transform=_WORDS)
    return rate
