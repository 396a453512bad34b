"""PortAudio, as the sounddevice package offers it, and what to do where it is missing."""

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, Protocol, cast

from desktop_app.core.errors import ParleyError, Problem

DEVICE_UNAVAILABLE = -9985
"""PortAudio's paDeviceUnavailable: another program has the device."""


class NativeStream(Protocol):
    """sounddevice.InputStream."""

    latency: float

    def start(self) -> None:
        """Let the callback be called."""
        ...

    def abort(self) -> None:
        """End at once."""
        ...

    def close(self) -> None:
        """Free everything."""
        ...


class Defaults(Protocol):
    """sounddevice.default."""

    hostapi: int


class SoundLibrary(Protocol):
    """What is used of the module sounddevice."""

    PortAudioError: type[Exception]
    default: Defaults
    InputStream: Callable[..., NativeStream]

    def query_devices(self) -> Sequence[Mapping[str, Any]]:
        """All devices, in the order of their index."""
        ...

    def query_hostapis(self) -> Sequence[Mapping[str, Any]]:
        """The sound systems, each with its devices and its default one."""
        ...

    def _initialize(self) -> None: ...

    def _terminate(self) -> None: ...


def load() -> SoundLibrary:
    """Load PortAudio; raises `ParleyError` where it is missing or finds no sound system."""
    try:
        return cast(SoundLibrary, import_module("sounddevice"))
    except (ImportError, OSError) as error:
        problem = Problem("microphone.no_library", {"fix": fix()}, str(error))
        raise ParleyError(problem) from error
    except Exception as error:  # its PortAudioError: there is no module to take the class from
        raise ParleyError(Problem("microphone.none", details=str(error))) from error


def rescan(library: SoundLibrary) -> None:
    """Look for devices anew: PortAudio does so only when it starts. No stream may be open."""
    library._terminate()
    library._initialize()


_INSTALL = {
    "apt-get": "sudo apt install libportaudio2",
    "dnf": "sudo dnf install portaudio",
    "pacman": "sudo pacman -S portaudio",
    "zypper": "sudo zypper install libportaudio2",
    "brew": "brew install portaudio",
}


def fix(platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which) -> str:
    """What to do on this system to get PortAudio."""
    if platform == "win32":  # the wheel brings it
        return "Run the set-up again."
    for manager, line in _INSTALL.items():
        if which(manager):
            return f"Run: {line}"
    return "Install the PortAudio library."


def code_of(error: Exception) -> int:
    """PortAudio's number for an error, 0 when it has none."""
    number = error.args[1] if len(error.args) > 1 else 0
    return number if isinstance(number, int) else 0
