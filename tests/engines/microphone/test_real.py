"""PortAudio itself, with a sound server of the test's own."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from desktop_app.core.audio import SAMPLE_RATE
from desktop_app.core.engine import CancelToken, EngineSpec
from desktop_app.core.errors import Action
from desktop_app.core.events import Captured, Devices, Event, Failed, Listening, Notice, Reason
from desktop_app.core.voice import DevicesJob, ListenJob, ListenOptions
from desktop_app.engines.isolated import IsolatedEngine
from tests import sound
from tests.engines.contract import do, last_of
from tests.engines.microphone.conftest import heard, listen_until
from tests.sound import Samples
from tests.sound_server import SoundServer, SoundServerError

pytestmark = [
    pytest.mark.usefixtures("no_child_left"),
    pytest.mark.skipif(sys.platform != "linux", reason="PulseAudio is Linux's"),
]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    with SoundServer(("desk",)) as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def engine(server: SoundServer, tmp_path: Path, no_child_left: None) -> Iterator[IsolatedEngine]:
    spec = EngineSpec("desktop_app.engines.microphone:create")
    engine = IsolatedEngine(spec, tmp_path, name="microphone", family="part", grace=20.0)
    yield engine
    engine.close()


def record_speech(
    server: SoundServer, engine: IsolatedEngine, device: str = "", microphone: str = "voice"
) -> list[Event]:
    """What is heard while the committed sentence is said."""
    events = []
    job = ListenJob("listen", ListenOptions(device), silence=1.0, longest=20.0)
    with server.spoken_when_asked(sound.SPEECH, microphone) as speak:
        for event in engine.run(job, CancelToken()):
            events.append(event)
            if isinstance(event, Listening):
                speak()
    return events


def likeness(found: Samples, expected: Samples) -> float:
    """The correlation where the two fit best: 1 is the same."""
    size = len(found) + len(expected)
    spectrum = np.fft.rfft(found, size) * np.conj(np.fft.rfft(expected, size))
    at = int(np.argmax(np.fft.irfft(spectrum, size)[: len(found)]))
    part = found[at : at + len(expected)]
    return float(np.corrcoef(part, expected[: len(part)])[0, 1])


class TestRecording:
    @pytest.mark.parametrize(("device", "microphone"), [("", "voice"), ("desk", "desk")])
    def test_what_is_said_is_heard(
        self, server: SoundServer, engine: IsolatedEngine, device: str, microphone: str
    ) -> None:
        events = record_speech(server, engine, device, microphone)
        assert events[0] == Listening(device or "default", SAMPLE_RATE, 1)
        assert last_of(events).reason is Reason.SILENCE
        found = np.frombuffer(heard(events).samples, "<f4")
        assert likeness(found, sound.speech()) > 0.99
        assert any(event.speech for event in events if isinstance(event, Captured))

    def test_warm_microphone(self, engine: IsolatedEngine) -> None:
        for _ in range(3):
            events = listen_until(engine, 0.3, stay_open=True)
            assert last_of(events).reason is Reason.CANCELLED

    def test_two_engines_hear_the_same(
        self, engine: IsolatedEngine, server: SoundServer, tmp_path: Path
    ) -> None:
        other = IsolatedEngine(
            EngineSpec("desktop_app.engines.microphone:create"), tmp_path, name="other", grace=20.0
        )
        cancel = CancelToken()
        events = []
        for event in engine.run(ListenJob("one", ListenOptions()), cancel):
            events.append(event)
            if isinstance(event, Listening):
                assert heard(listen_until(other, 0.3)).seconds >= 0.3
                cancel.set()
        assert last_of(events).reason is Reason.CANCELLED
        other.close()


class TestDevices:
    def test_names(self, engine: IsolatedEngine) -> None:
        assert do(engine, DevicesJob("devices")) == [Devices(("desk", "default"), "default")]

    def test_sources_of_the_server(self, server: SoundServer, engine: IsolatedEngine) -> None:
        """ALSA knows the server as one device: each of its microphones is offered by its name."""
        server.add_gateway()
        server.control(
            "load-module",
            "module-remap-source",
            "source_name=headset",
            "master=desk.monitor",
            "source_properties=device.description=Kopfhörer",
        )
        expected = Devices(("Kopfhörer", "default"), "default")
        assert do(engine, DevicesJob("devices")) == [expected]
        events = record_speech(server, engine, "Kopfhörer", "desk")
        assert events[0] == Listening("Kopfhörer", SAMPLE_RATE, 1)
        found = np.frombuffer(heard(events).samples, "<f4")
        assert likeness(found, sound.speech()) > 0.99
        events = record_speech(server, engine, "", "voice")
        assert last_of(events).reason is Reason.SILENCE, "and the system's choice is another one"

    def test_one_that_is_not_there(self, engine: IsolatedEngine) -> None:
        notice, *events = listen_until(engine, 0.3, device="headset")
        assert isinstance(notice, Notice)
        assert notice.problem.values == {"name": "headset", "other": "default"}
        assert last_of(events).reason is Reason.CANCELLED


class TestFault:
    def test_unplugged_in_mid_word(self, server: SoundServer, engine: IsolatedEngine) -> None:
        """The only source goes: what was heard is handed over, and then its loss is told."""
        for name in ("desk", "speaker"):
            server.unplug(name)
        self._lose(engine, lambda: server.unplug("voice"))

    def test_server_is_killed(self, server: SoundServer, engine: IsolatedEngine) -> None:
        self._lose(engine, server.kill)

    def test_no_server(self, server: SoundServer, engine: IsolatedEngine) -> None:
        server.kill()
        (failed,) = do(engine, ListenJob("listen", ListenOptions()))
        assert isinstance(failed, Failed)
        assert failed.problem.code in {"microphone.none", "microphone.refused", "microphone.busy"}

    @pytest.mark.parametrize("settings", ["", "pcm.mine { type null }", "nowhere"])
    def test_no_sound_system_at_all(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: str
    ) -> None:
        """PortAudio aborts then; a computer without a microphone is no fault of Parley's."""
        path = tmp_path / "asound.conf"
        if settings != "nowhere":
            path.write_text(settings)
        monkeypatch.setenv("ALSA_CONFIG_PATH", str(path))
        engine = IsolatedEngine(
            EngineSpec("desktop_app.engines.microphone:create"), tmp_path, name="microphone"
        )
        for job in (DevicesJob("devices"), ListenJob("listen", ListenOptions())):
            (failed,) = do(engine, job)
            assert isinstance(failed, Failed)
            assert failed.problem.code == "microphone.none"
            assert failed.problem.action is Action.TRY_AGAIN
        engine.close()

    def _lose(self, engine: IsolatedEngine, lose: object) -> None:
        assert callable(lose)
        events: list[Event] = []
        is_lost = False
        for event in engine.run(ListenJob("listen", ListenOptions(), longest=30.0), CancelToken()):
            events.append(event)
            if heard(events).seconds >= 0.5 and not is_lost:
                is_lost = True
                lose()
        last = events[-1]
        assert isinstance(last, Failed)
        assert last.problem.code == "microphone.lost"
        assert 0.5 <= heard(events).seconds < 25.0, "before the longest time was over"


class TestServer:
    def test_what_is_played_is_recorded(self, server: SoundServer) -> None:
        with server.recorded() as record:
            server.say(sound.SPEECH, "speaker")
        assert likeness(record.samples, sound.speech()) > 0.99

    def test_nothing_of_the_server_is_left(self) -> None:
        with SoundServer() as server:
            folder = Path(server.environment["PULSE_RUNTIME_PATH"])
            assert folder.is_dir()
        assert not folder.exists()
        with pytest.raises(SoundServerError):
            server.control("info")

    def test_missing_microphone(self, server: SoundServer) -> None:
        with pytest.raises(SoundServerError):
            server.unplug("headset")
