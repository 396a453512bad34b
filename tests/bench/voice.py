"""Writing down speech: how long after its end the text is there, and what is made of no speech."""

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from tests import sound
from tests.bench.figure import Better, Counts, Figure, ratios, spread
from tests.bench.run import ROOT, Run
from tests.bench.side import Side

MODEL = ROOT / "resources" / "models" / "whisper-tiny.en.pt"
SENTENCE = ROOT / "tests" / "data" / "voice" / "weather.wav"
SECONDS = 5
DECODERS = ("openai-whisper", "whisper.cpp")
LENGTHS = (1, 5, 30)
NOISES = 5
"""How many times the quiet sentence is heard, each time in other noise."""


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sides = {name: stack.enter_context(Side("transcribe")) for name in DECODERS}
        bare = stack.enter_context(Side("bare_whisper"))
        for name, side in sides.items():
            side.ask("load", model=str(MODEL), decoder=name, folder=str(folder))
        bare.ask("load", model=str(MODEL))
        yield from _time(run, {**sides, "bare": bare}, folder)
        for name, side in sides.items():
            yield _invented(run, name, side, folder)
        for name, side in sides.items():
            yield _quiet(run, name, side, folder)


def _time(run: Run, sides: Mapping[str, Side], folder: Path) -> Iterator[Figure]:
    samples, _ = sound.read_wav(SENTENCE)
    path = _write(folder, samples[: SECONDS * sound.RATE])
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for side in sides.values():
        side.ask("write", sound=path)  # the first time is another one
    for number in range(run.pairs):
        run.say(f"{SECONDS} s of speech, {number + 1} of {run.pairs}")
        order = list(sides) if number % 2 else list(reversed(sides))
        for name in order:
            seconds[name].append(sides[name].ask("write", sound=path)["seconds"])
    ours, lighter = (seconds[name] for name in DECODERS)
    yield Figure(
        f"End of {SECONDS} s of speech to its text, over a bare `model.transcribe` of the same",
        1.2,
        tuple(ratios(ours, seconds["bare"])),
        Better.LOWER,
        note=f"{spread(ours).median:.2f} s over {spread(seconds['bare']).median:.2f} s",
    )
    yield Figure(
        "The same with whisper.cpp, over openai-whisper",
        0.6,
        tuple(ratios(lighter, ours)),
        Better.LOWER,
        note=f"{spread(lighter).median:.2f} s",
    )


def _invented(run: Run, name: str, side: Side, folder: Path) -> Figure:
    letters = []
    for kind, make in sound.NOT_SPEECH.items():
        for length in LENGTHS:
            run.say(f"{name}: {length} s of {kind}")
            text = side.ask("write", sound=_write(folder, make(length, length)))["text"]
            letters.append(float(len(text)))
    kinds = ", ".join(sound.NOT_SPEECH)
    return Figure(
        f"Text inserted by {name} over {kinds} (1, 5 and 30 s each)",
        0,
        tuple(letters),
        Better.LOWER,
        "characters",
        Counts.LONGEST,
    )


def _quiet(run: Run, name: str, side: Side, folder: Path) -> Figure:
    """Of the sentence's words, how many come through in their order."""
    quiet = sound.at_level(sound.speech(), -40)
    shares = []
    for seed in range(NOISES):
        run.say(f"{name}: a quiet sentence, {seed + 1} of {NOISES}")
        noise = sound.at_level(sound.white(len(quiet) / sound.RATE + 1, seed), -60)
        text = side.ask("write", sound=_write(folder, quiet + noise[: len(quiet)]))["text"]
        shares.append(_share(_words(text), _words(sound.SPEECH_TEXT)))
    what = f"Words of speech at −40 dBFS with noise at −60 that {name} writes down"
    return Figure(what, 0.9, tuple(shares), Better.HIGHER)


def _share(found: list[str], wanted: list[str]) -> float:
    """The longest common subsequence over what was wanted."""
    row = [0] * (len(wanted) + 1)
    for word in found:
        before = 0
        for at, other in enumerate(wanted, start=1):
            before, row[at] = row[at], before + 1 if word == other else max(row[at], row[at - 1])
    return row[-1] / len(wanted)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


def _write(folder: Path, samples: sound.Samples) -> str:
    path = folder / "sound.f32"
    path.write_bytes(samples.astype("<f4").tobytes())
    return str(path)
