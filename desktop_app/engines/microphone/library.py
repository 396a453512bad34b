"""PortAudio, as the sounddevice package offers it, and what to do where it is missing."""

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, Protocol, cast

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.text import QT_TRANSLATE_NOOP, Sentence
from desktop_app.engines.microphone.alsa import is_configured

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
    _look_at_alsa()
    try:
        return cast(SoundLibrary, import_module("sounddevice"))
    except (ImportError, OSError) as error:
        problem = Problem("microphone.no_library", {"fix": fix()}, str(error))
        raise ParleyError(problem) from error
    except Exception as error:  # its PortAudioError: there is no module to take the class from
        raise ParleyError(Problem("microphone.none", details=str(error))) from error


def rescan(library: SoundLibrary) -> None:
    """Look for devices anew: PortAudio does so only when it starts. No stream may be open.

    Raises `ParleyError` where it finds no sound system any more.
    """
    _look_at_alsa()
    with suppress(library.PortAudioError):  # It did not start the last time.
        library._terminate()
    try:
        library._initialize()
    except library.PortAudioError as error:
        raise ParleyError(Problem("microphone.none", details=str(error))) from error


def _look_at_alsa() -> None:
    if not is_configured():
        raise ParleyError(Problem("microphone.none", details="ALSA knows of no device"))


_INSTALL = {
    "apt-get": "sudo apt install libportaudio2",
    "dnf": "sudo dnf install portaudio",
    "pacman": "sudo pacman -S portaudio",
    "zypper": "sudo zypper install libportaudio2",
    "brew": "brew install portaudio",
}


CONTEXT = "MicrophoneLibrary"

_RUN = QT_TRANSLATE_NOOP("MicrophoneLibrary", "Run: {command}")
_SET_UP = QT_TRANSLATE_NOOP("MicrophoneLibrary", "Run the set-up again.")
_SOMEHOW = QT_TRANSLATE_NOOP("MicrophoneLibrary", "Install the PortAudio library.")


def fix(
    platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which
) -> Sentence:
    """What to do on this system to get PortAudio."""
    if platform == "win32":  # the wheel brings it
        return Sentence(CONTEXT, _SET_UP)
    for manager, line in _INSTALL.items():
        if which(manager):
            return Sentence(CONTEXT, _RUN, {"command": line})
    return Sentence(CONTEXT, _SOMEHOW)


def code_of(error: Exception) -> int:
    """PortAudio's number for an error, 0 when it has none."""
    number = error.args[1] if len(error.args) > 1 else 0
    return number if isinstance(number, int) else 0
