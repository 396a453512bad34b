import sys
from types import SimpleNamespace

import pytest

from desktop_app.core.errors import ParleyError
from desktop_app.engines.microphone import library
from desktop_app.engines.microphone.device import Device, microphones
from desktop_app.engines.microphone.pulse import Source
from desktop_app.engines.microphone.stream import Format, forms
from tests.engines.microphone.fake import FakePortAudio, PortAudioError


@pytest.mark.parametrize(
    ("manager", "line"),
    [
        ("apt-get", "Run: sudo apt install libportaudio2"),
        ("dnf", "Run: sudo dnf install portaudio"),
        ("pacman", "Run: sudo pacman -S portaudio"),
        ("zypper", "Run: sudo zypper install libportaudio2"),
        ("brew", "Run: brew install portaudio"),
        ("none of them", "Install the PortAudio library."),
    ],
)
def test_the_line_that_mends_it(manager: str, line: str) -> None:
    found = library.fix("linux", lambda name: name if name == manager else None)
    assert found.english() == line


def test_on_windows_the_wheel_brings_it() -> None:
    found = library.fix("win32", lambda name: name)
    assert found.english() == "Run the set-up again."


def test_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    # None in sys.modules is what makes an import fail.
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    with pytest.raises(ParleyError) as caught:
        library.load()
    problem = caught.value.problem
    assert problem.code == "microphone.no_library"
    assert problem.remedy.english() == library.fix().english()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError("PortAudio library not found"), "microphone.no_library"),
        (RuntimeError("Error initializing PortAudio", -9999), "microphone.none"),
    ],
)
def test_missing_library(monkeypatch: pytest.MonkeyPatch, error: Exception, code: str) -> None:
    def fail(name: str) -> object:
        raise error

    monkeypatch.setattr(library, "import_module", fail)
    with pytest.raises(ParleyError) as caught:
        library.load()
    assert caught.value.problem.code == code
    assert str(error) in caught.value.problem.details


def test_a_sound_system_that_went_away_is_no_microphone_until_it_is_back() -> None:
    class Gone(FakePortAudio):
        gone = True

        def _initialize(self) -> None:
            if self.gone:
                raise PortAudioError("Error initializing PortAudio", -9999)

        def _terminate(self) -> None:
            if self.gone:
                raise PortAudioError("PortAudio not initialized", -10000)

    Gone.gone = False
    portaudio = Gone()
    Gone.gone = True
    for _ in range(2):
        with pytest.raises(ParleyError) as caught:
            library.rescan(portaudio)
        assert caught.value.problem.code == "microphone.none"
    Gone.gone = False
    library.rescan(portaudio)


def test_numbers_of_errors() -> None:
    assert library.code_of(RuntimeError("Device unavailable", -9985)) == -9985
    assert library.code_of(RuntimeError("odd", "text")) == 0
    assert library.code_of(RuntimeError()) == 0


class Systems:
    """Two sound systems, as on Windows; the first one is not the default."""

    default = SimpleNamespace(hostapi=1)

    def __init__(self, *, second_is_deaf: bool = False) -> None:
        self.second_is_deaf = second_is_deaf

    def query_devices(self) -> list[dict[str, object]]:
        def entry(name: str, inputs: int) -> dict[str, object]:
            return {"name": name, "max_input_channels": inputs, "default_samplerate": 44_100.0}

        inputs = 0 if self.second_is_deaf else 2
        return [
            entry("Desk (first)", 1),
            entry("Desk", inputs),
            entry("Desk", inputs),
            entry("sysdefault", inputs),
            entry("default", inputs),
            entry("Speaker", 0),
        ]

    def query_hostapis(self) -> list[dict[str, object]]:
        return [
            {"devices": [0], "default_input_device": 0},
            {"devices": [1, 2, 3, 4, 5], "default_input_device": 4},
        ]


def test_each_microphone_of_the_default_system_once() -> None:
    found = microphones(Systems())  # type: ignore[arg-type]
    assert [device.name for device in found.all] == ["Desk", "default"]
    assert found.default == Device(4, "default", 44_100, 2)
    assert found.choose("Desk").index == 1
    assert found.choose("gone").index == 4


class Server(Systems):
    """ALSA with a way to a sound server."""

    default = SimpleNamespace(hostapi=0)

    def query_devices(self) -> list[dict[str, object]]:
        names = ("HDA Intel (hw:0,0)", "pulse", "default")
        return [
            {"name": name, "max_input_channels": 32, "default_samplerate": 44_100.0}
            for name in names
        ]

    def query_hostapis(self) -> list[dict[str, object]]:
        return [{"devices": [0, 1, 2], "default_input_device": 2}]


def test_the_sources_of_a_server_stand_for_the_way_to_it() -> None:
    known = (Source("alsa_input.pci", "Built-in"), Source("bluez.1", "Headset"))
    found = microphones(Server(), lambda: known)  # type: ignore[arg-type]
    assert [device.name for device in found.all] == ["Built-in", "Headset", "default"]
    assert found.choose("Headset") == Device(1, "Headset", 44_100, 32, "bluez.1")
    assert found.choose("") == Device(2, "default", 44_100, 32)
    assert found.choose("HDA Intel (hw:0,0)").index == 0, "it was chosen before"


def test_without_a_server_there_are_its_devices() -> None:
    found = microphones(Server(), lambda: ())  # type: ignore[arg-type]
    assert [device.name for device in found.all] == ["HDA Intel (hw:0,0)", "pulse", "default"]


def test_nobody_is_asked_where_no_way_leads_to_a_server() -> None:
    def sources() -> tuple[Source, ...]:
        raise AssertionError

    assert microphones(Systems(), sources).all  # type: ignore[arg-type]


def test_another_system_where_the_default_one_has_no_microphone() -> None:
    found = microphones(Systems(second_is_deaf=True))  # type: ignore[arg-type]
    assert [device.name for device in found.all] == ["Desk (first)"]


def test_forms_from_the_best_to_the_last() -> None:
    found = list(forms(Device(0, "desk", 44_100, 8)))
    assert found[0] == Format(16_000, 1)
    assert found[1:4] == [Format(44_100, 1), Format(44_100, 2), Format(44_100, 8)]
    assert len(found) == len(set(found)) == 7


def test_a_mono_device_is_not_asked_for_more() -> None:
    assert {form.channels for form in forms(Device(0, "desk", 48_000, 1))} == {1}
