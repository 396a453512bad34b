"""The microphones of this computer, and which of them is meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.engines.microphone.library import SoundLibrary

_NO_MICROPHONES = frozenset(
    {
        "a52",
        "dmix",
        "dsnoop",
        "front",
        "iec958",
        "jack",
        "lavrate",
        "null",
        "oss",
        "samplerate",
        "spdif",
        "speex",
        "speexrate",
        "sysdefault",
        "upmix",
        "vdownmix",
    }
)
"""Plugins of ALSA that it lists as devices; they convert, and are nothing to speak into."""


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone: PortAudio's index of it, its name, and what it does of its own accord."""

    index: int
    name: str
    rate: int
    channels: int


@dataclass(frozen=True, slots=True)
class Microphones:
    """Those there are, each name once, and the one that the system chose (or None)."""

    all: tuple[Device, ...]
    default: Device | None

    def choose(self, name: str) -> Device:
        """The one of this name; when it is missing or "" the system's choice, or else any.

        Raises `ParleyError` when there is none at all.
        """
        for device in self.all:
            if device.name == name:
                return device
        chosen = self.default or next(iter(self.all), None)
        if chosen is None:
            raise ParleyError(Problem("microphone.none"))
        return chosen


def microphones(library: SoundLibrary) -> Microphones:
    """The microphones that PortAudio found when it last looked.

    A device appears once for each sound system ("host API"); those of the default one are taken,
    and the others only where it has no microphone.
    """
    entries = library.query_devices()
    systems = library.query_hostapis()
    preferred = library.default.hostapi
    order = sorted(range(len(systems)), key=lambda index: index != preferred)
    for number in order:
        found = _of_system(entries, systems[number])
        if found.all:
            return found
    return Microphones((), None)


def _of_system(entries: Sequence[Mapping[str, Any]], system: Mapping[str, Any]) -> Microphones:
    devices: dict[str, Device] = {}
    chosen: Device | None = None
    for index in system["devices"]:
        entry = entries[index]
        name = str(entry["name"])
        is_default = index == system["default_input_device"]
        if entry["max_input_channels"] < 1 or (name in _NO_MICROPHONES and not is_default):
            continue
        rate, channels = round(entry["default_samplerate"]), entry["max_input_channels"]
        device = devices.setdefault(name, Device(index, name, rate, channels))
        if is_default:
            chosen = device
    return Microphones(tuple(devices.values()), chosen)
