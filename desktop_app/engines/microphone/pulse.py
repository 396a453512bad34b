"""The microphones of PulseAudio, or of PipeWire in its place, each by its own name.

PortAudio as Linux systems ship it knows ALSA alone, in which the sound server is one device and
not the microphones behind it. Which of them that device gives is asked of the environment by the
server's libraries, whenever it is opened.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace

GATEWAYS = ("pulse", "pipewire")
"""What ALSA calls the device that leads to the server."""

_VARIABLES = ("PULSE_SOURCE", "PIPEWIRE_NODE")
"""Where libpulse, and where libpipewire, look for the name of a source."""

_BEFORE = {name: os.environ.get(name) for name in _VARIABLES}

_FACT = re.compile(r"^\t(Name|Description|Monitor of Sink): (.*)$", re.MULTILINE)
_NONE = "n/a"

_ANSWER_SECONDS = 2.0
"""A server that does not answer in this time is left alone."""


@dataclass(frozen=True, slots=True)
class Source:
    """A microphone of the sound server: what the server calls it, and what people do."""

    name: str
    label: str


def ask() -> str:
    """What the server tells of its sources; "" where there is none, or nobody to ask it."""
    program = shutil.which("pactl")
    if program is None:
        return ""
    try:
        # For people: as JSON, pactl leaves out every description that is not ASCII.
        done = subprocess.run(
            [program, "list", "sources"],
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_ANSWER_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode(errors="replace")


def sources(ask: Callable[[], str] = ask) -> tuple[Source, ...]:
    """The microphones that the server knows, without what it records of its own loudspeakers.

    Where two go by one name, the server's own tells them apart.
    """
    entries = [dict(_FACT.findall(entry)) for entry in ask().split("Source #")]
    found = [
        Source(entry["Name"], entry.get("Description") or entry["Name"])
        for entry in entries
        if "Name" in entry and entry.get("Monitor of Sink", _NONE) == _NONE
    ]
    labels = [source.label for source in found]
    return tuple(
        source
        if labels.count(source.label) == 1
        else replace(source, label=f"{source.label} ({source.name})")
        for source in found
    )


def route(source: str) -> None:
    """Let what is opened next through a gateway hear this source; "" the system's choice."""
    for name in _VARIABLES:
        value = source or _BEFORE[name]
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
