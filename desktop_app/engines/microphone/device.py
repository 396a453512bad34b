"""The microphones of this computer, and which of them is meant."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.engines.microphone.library import SoundLibrary
from desktop_app.engines.microphone.pulse import GATEWAYS, Source, sources

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
    """A microphone: PortAudio's index of it, its name, and what it does of its own accord.

    `source` is the one that a sound server gives there, "" for that of its choice.
    """

    index: int
    name: str
    rate: int
    channels: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class Microphones:
    """Those there are, each name once, and the one that the system chose (or None).

    `others` are the same ones by other names, which were chosen once.
    """

    all: tuple[Device, ...]
    default: Device | None
    others: tuple[Device, ...] = ()

    def choose(self, name: str) -> Device:
        """The one of this name; when it is missing or "" the system's choice, or else any.

        Raises `ParleyError` when there is none at all.
        """
        for device in (*self.all, *self.others):
            if device.name == name:
                return device
        chosen = self.default or next(iter(self.all), None)
        if chosen is None:
            raise ParleyError(Problem("microphone.none"))
        return chosen


def microphones(
    library: SoundLibrary, sources: Callable[[], Sequence[Source]] = sources
) -> Microphones:
    """The microphones that PortAudio found when it last looked.

    A device appears once for each sound system ("host API"); those of the default one are taken,
    and the others only where it has no microphone. Where one of them leads to a sound server, the
    `sources` of that stand in their place.
    """
    entries = library.query_devices()
    systems = library.query_hostapis()
    preferred = library.default.hostapi
    order = sorted(range(len(systems)), key=lambda index: index != preferred)
    for number in order:
        found = _of_system(entries, systems[number])
        if found.all:
            return _behind(found, sources)
    return Microphones((), None)


def _behind(found: Microphones, sources: Callable[[], Sequence[Source]]) -> Microphones:
    gateway = next((device for device in found.all if device.name in GATEWAYS), None)
    known = sources() if gateway else ()
    if gateway is None or not known:
        return found
    devices = [replace(gateway, name=each.label, source=each.name) for each in known]
    if found.default is not None:
        devices.append(found.default)
    others = tuple(device for device in found.all if device not in devices)
    return Microphones(tuple(devices), found.default, others)


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
