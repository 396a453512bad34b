from collections.abc import Callable, Iterator

import pytest

from desktop_app.core.audio import Audio
from desktop_app.core.engine import CancelToken, Engine
from desktop_app.core.events import Captured, Event
from desktop_app.core.voice import ListenJob, ListenOptions
from desktop_app.engines.microphone.engine import MicrophoneEngine, Patience
from desktop_app.engines.voice_activity import VoiceActivity
from tests.engines.contract import do
from tests.engines.microphone.fake import FakeMicrophone, FakePortAudio

PATIENT = Patience(lost=60.0, first=60.0, last=0.0, close=30.0)
"""For microphones that go on, or end by themselves: a busy machine is no fault of theirs."""

IMPATIENT = Patience(lost=0.1, first=0.1, last=0.0, close=30.0)

Make = Callable[..., MicrophoneEngine]


@pytest.fixture(scope="session")
def activity() -> VoiceActivity:
    """The voice detection, whose weights set-up puts there: their absence is a fault."""
    return VoiceActivity()


@pytest.fixture
def make(activity: VoiceActivity) -> Iterator[Make]:
    """Makes engines that hear a fake PortAudio, and closes them."""
    engines = []

    def build(
        *microphones: FakeMicrophone,
        library: FakePortAudio | None = None,
        patience: Patience = PATIENT,
    ) -> MicrophoneEngine:
        engine = MicrophoneEngine(
            library or FakePortAudio(*microphones), lambda: activity, patience
        )
        engines.append(engine)
        return engine

    yield build
    for engine in engines:
        engine.close()


def listen(engine: Engine, device: str = "", **values: float) -> list[Event]:
    """All events of a recording that ends by itself."""
    return do(engine, ListenJob("listen", ListenOptions(device), **values))  # type: ignore[arg-type]


def listen_until(
    engine: Engine, seconds: float, *, stay_open: bool = False, device: str = ""
) -> list[Event]:
    """All events of a recording that is stopped when so many seconds of sound have come."""
    cancel = CancelToken()
    events = []
    job = ListenJob("listen", ListenOptions(device), stay_open=stay_open)
    for event in engine.run(job, cancel):
        events.append(event)
        if heard(events).seconds >= seconds:
            cancel.set()
    return events


def heard(events: list[Event]) -> Audio:
    """Everything that was captured."""
    return Audio(b"".join(event.audio.samples for event in events if isinstance(event, Captured)))
