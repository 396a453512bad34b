"""What a sound server tells of its microphones, and how one of them is meant."""

import os

import pytest

from desktop_app.engines.microphone.pulse import Source, route, sources


def answer(*entries: tuple[str, str, str]) -> str:
    """As pactl tells it, with what else it tells."""
    return "\n\n".join(
        f"Source #{number}\n\tState: IDLE\n\tName: {name}\n\tDescription: {label}\n"
        f"\tMute: no\n\tMonitor of Sink: {sink}\n\tProperties:\n"
        f'\t\tdevice.description = "{label}"\n\t\tName: "no fact"'
        for number, (name, label, sink) in enumerate(entries)
    )


def test_microphones_and_no_loudspeakers() -> None:
    told = answer(("mic", "Eingebaut: Größer", "n/a"), ("out.monitor", "Monitor of Out", "out"))
    assert sources(lambda: told) == (Source("mic", "Eingebaut: Größer"),)


def test_two_of_one_name_are_told_apart() -> None:
    told = answer(("usb.1", "USB", "n/a"), ("usb.2", "USB", "n/a"), ("mic", "Mic", "n/a"))
    labels = [source.label for source in sources(lambda: told)]
    assert labels == ["USB (usb.1)", "USB (usb.2)", "Mic"]


def test_one_without_a_description_goes_by_its_name() -> None:
    assert sources(lambda: answer(("mic", "", "n/a"))) == (Source("mic", "mic"),)


@pytest.mark.parametrize("told", ["", "Connection refused", "Source #1\n", "Source #1\n\tName:"])
def test_an_answer_that_is_none(told: str) -> None:
    assert sources(lambda: told) == ()


def test_a_source_is_named_to_the_servers_libraries_and_taken_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("PULSE_SOURCE", "PIPEWIRE_NODE"):
        monkeypatch.delenv(name, raising=False)
    route("usb.1")
    assert (os.environ["PULSE_SOURCE"], os.environ["PIPEWIRE_NODE"]) == ("usb.1", "usb.1")
    route("")
    assert "PULSE_SOURCE" not in os.environ
    assert "PIPEWIRE_NODE" not in os.environ
