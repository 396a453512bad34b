"""The real voice model, run in children; torch never enters the tests' own process."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from desktop_app.core.audio import Audio
from desktop_app.core.engine import EngineSpec
from desktop_app.core.engine_names import voice_engine
from desktop_app.core.voice import TranscribeJob, VoiceOptions
from desktop_app.core.voice_engine import ENGINES
from desktop_app.engines.isolated import IsolatedEngine
from tests.conftest import ROOT
from tests.engines.children import end_children
from tests.sound import Samples

STARTER = ROOT / "resources" / "models" / "whisper-tiny.en.pt"


@pytest.fixture(scope="session")
def voice_file() -> Path:
    """The starter voice model, which set-up makes: its absence is a fault, not a skip."""
    if not STARTER.is_file():
        pytest.fail(f"{STARTER.name} is missing: run `{Path(sys.executable).name} dev.py setup`")
    return STARTER


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where models in whisper.cpp's form are made, once for all tests."""
    return tmp_path_factory.mktemp("voice")


@pytest.fixture(scope="session")
def spec(folder: Path) -> EngineSpec:
    return voice_engine(folder)


class Children:
    """One child for each decoder, started when first asked for."""

    def __init__(self, spec: EngineSpec, logs: Path) -> None:
        self._spec, self._logs = spec, logs
        self._engines: dict[str, IsolatedEngine] = {}

    def __getitem__(self, decoder: str) -> IsolatedEngine:
        if decoder not in self._engines:
            self._engines[decoder] = IsolatedEngine(
                self._spec, self._logs, name=decoder, family="part"
            )
        return self._engines[decoder]

    def close(self) -> None:
        for engine in self._engines.values():
            engine.close()


@pytest.fixture(scope="package")
def children(spec: EngineSpec, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Children]:
    """Engines for all tests that do not care what they did before."""
    found = Children(spec, tmp_path_factory.mktemp("logs"))
    yield found
    found.close()
    assert end_children() == []


@pytest.fixture(params=list(ENGINES))
def decoder(request: pytest.FixtureRequest) -> str:
    """The name of a decoder; tests that ask for it are done with each."""
    return str(request.param)


@pytest.fixture
def engine(children: Children, decoder: str) -> IsolatedEngine:
    return children[decoder]


@pytest.fixture
def model(voice_file: Path, decoder: str) -> VoiceOptions:
    return VoiceOptions(str(voice_file), decoder, "cpu", threads=1)


def audio(samples: Samples) -> Audio:
    return Audio(samples.astype("<f4").tobytes())


def job(
    model: VoiceOptions, samples: Samples, language: str = "en", **wishes: object
) -> TranscribeJob:
    """Write down `samples`."""
    assert samples.dtype == np.float32
    return TranscribeJob("job", model, audio(samples), language, **wishes)  # type: ignore[arg-type]
