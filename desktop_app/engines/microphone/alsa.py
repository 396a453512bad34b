"""Whether ALSA knows of any device: where it does not, PortAudio ends the whole process."""

import ctypes
import sys

_LIBRARY = "libasound.so.2"

_ALWAYS_THERE = (b"pcm.default", b"pcm.dmix")
"""The devices that every configuration of ALSA has."""


def is_configured() -> bool:
    """False on a Linux whose ALSA has neither cards nor settings, as in a bare container.

    PortAudio counts all devices, opens those but "default" and "dmix" one after the other, and
    asserts that fewer could be opened than there are: with neither of the two it aborts.
    """
    if sys.platform != "linux":
        return True
    try:
        library = ctypes.CDLL(_LIBRARY)
        if library.snd_config_update() < 0:
            return False
        top = ctypes.c_void_p.in_dll(library, "snd_config")
    except (OSError, AttributeError, ValueError):
        return True  # It cannot be asked; then PortAudio does not ask it either.
    found = ctypes.c_void_p()
    return any(
        library.snd_config_search(top, name, ctypes.byref(found)) >= 0 for name in _ALWAYS_THERE
    )
