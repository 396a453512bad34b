"""Faults that a child with the real libraries would not have on this computer."""

import errno
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from desktop_app.core import voice_engine
from desktop_app.core.build import Build
from desktop_app.core.engine import CancelToken, LoadJob, UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished
from desktop_app.core.voice import VoiceOptions
from desktop_app.core.voice_engine import ENGINES
from desktop_app.engines.whisper import cpp, create
from desktop_app.engines.whisper.decoder import Loading, Samples, Task, context_for, threads_of
from desktop_app.engines.whisper.engine import WhisperEngine
from desktop_app.engines.whisper.transcription import clean
from tests import sound
from tests.engines.contract import do
from tests.engines.whisper.conftest import job
from tests.engines.whisper.small_model import write_model

SMALL = {"n_audio_state": 16, "n_text_state": 16, "n_audio_ctx": 20}


def problem_of(events: list[Event]) -> Problem:
    last = events[-1]
    assert isinstance(last, Failed), last
    return last.problem


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[WhisperEngine]:
    made = WhisperEngine(tmp_path / "cache")
    yield made
    made.close()
    made.close()


@pytest.mark.parametrize(
    ("decoder", "missing", "name"),
    [
        ("openai-whisper", "torch", "openai-whisper"),
        ("openai-whisper", "whisper", "openai-whisper"),
        ("whisper.cpp", "_pywhispercpp", "whisper.cpp"),
    ],
)
def test_a_part_that_is_not_installed(
    engine: WhisperEngine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    decoder: str,
    missing: str,
    name: str,
) -> None:
    # None stands for a module that cannot be found; a stand-in keeps the real torch out of here.
    monkeypatch.setitem(sys.modules, "torch", SimpleNamespace())
    monkeypatch.setitem(sys.modules, missing, None)
    path = write_model(tmp_path / "model.pt", **SMALL)
    problem = problem_of(do(engine, LoadJob("load", VoiceOptions(str(path), decoder))))
    assert problem.code == "voice.unavailable"
    assert name in problem.sentence.english()
    assert missing in problem.details


@pytest.mark.parametrize(
    ("edition", "code"), [("full", "voice.processor"), ("slim", "voice.processor_slim")]
)
def test_a_processor_that_whisper_cpp_would_die_on(
    engine: WhisperEngine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    edition: str,
    code: str,
) -> None:
    monkeypatch.setattr(cpp, "features", lambda: frozenset({"avx", "sse4_2"}))
    monkeypatch.setattr(voice_engine, "this_build", lambda: Build(edition))
    # Not even imported: that alone would end the process.
    monkeypatch.setitem(sys.modules, "_pywhispercpp", None)
    path = write_model(tmp_path / "model.pt", **SMALL)
    problem = problem_of(do(engine, LoadJob("load", VoiceOptions(str(path), "whisper.cpp"))))
    assert problem.code == code
    assert "lacks AVX2, BMI2, F16C, FMA." in problem.sentence.english()


@pytest.mark.parametrize("decoder", ENGINES)
def test_too_little_memory(
    engine: WhisperEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, decoder: str
) -> None:
    little = SimpleNamespace(available=100_000_000)
    monkeypatch.setattr("psutil.virtual_memory", lambda: little)
    path = write_model(tmp_path / "small.pt", **SMALL)
    problem = problem_of(do(engine, LoadJob("load", VoiceOptions(str(path), decoder))))
    assert problem.code == "voice.too_big"
    assert "0.1 GB is free" in problem.sentence.english()


def test_no_room_for_the_other_form(tmp_path: Path) -> None:
    path = write_model(tmp_path / "small.pt", **SMALL)

    def full(fraction: float) -> None:
        if fraction > 0.5:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(ParleyError) as caught:
        cpp.load(VoiceOptions(str(path), "whisper.cpp"), Loading(full, tmp_path / "cache"))
    assert caught.value.problem.code == "fetch.full"
    assert list((tmp_path / "cache").iterdir()) == []


class _Failing:
    """A decoder in which something goes wrong."""

    device, threads, is_multilingual, translates = "script", 1, False, False

    def __init__(self, error: Exception) -> None:
        self._error = error

    def decode(self, samples: Samples, task: Task, cancel: CancelToken) -> list[object]:
        raise self._error

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RuntimeError("whisper_full: -7"), "voice.failed"),
        (RuntimeError("CUDA out of memory. Tried to allocate 2 GiB"), "part.no_memory"),
        (MemoryError(), "part.no_memory"),
    ],
)
def test_a_decoder_that_fails(
    engine: WhisperEngine, monkeypatch: pytest.MonkeyPatch, error: Exception, code: str
) -> None:
    options = VoiceOptions(__file__, "whisper.cpp")
    module = import_module(ENGINES["whisper.cpp"])
    monkeypatch.setattr(module, "load", lambda options, loading: _Failing(error))
    assert problem_of(do(engine, job(options, sound.speech()))).code == code
    # The model stays: the next job may go well.
    assert do(engine, LoadJob("load", options))[-1] == Finished(
        usage=do(engine, LoadJob("load", options))[-1].usage  # type: ignore[union-attr]
    )
    assert do(engine, UnloadJob("unload")) == [Finished()]


def test_options_are_a_folder(tmp_path: Path) -> None:
    create(str(tmp_path)).close()
    create().close()
    with pytest.raises(TypeError, match="a folder"):
        create(7)


def test_threads() -> None:
    assert threads_of(VoiceOptions("a.pt", threads=3)) == 3
    assert threads_of(VoiceOptions("a.pt")) >= 1


def test_a_short_sound_needs_a_short_context() -> None:
    sizes = [context_for(sound.silence(seconds), 1500) for seconds in (0, 1, 5, 10, 25, 30)]
    assert sizes == sorted(sizes)
    assert sizes[0] < 500
    assert sizes[-1] == 1500
    assert all(
        size >= 50 * length for size, length in zip(sizes, (0, 1, 5, 10, 25, 30), strict=True)
    )


def test_clean() -> None:
    values = np.array([np.nan, np.inf, -np.inf, 3.0, -3.0, 0.5], np.float32)
    assert clean(values).tolist() == [0.0, 0.0, 0.0, 1.0, -1.0, 0.5]
