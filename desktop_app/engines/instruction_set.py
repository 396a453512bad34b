"""The instructions that the processor of this computer has, as the system tells them."""

import sys
from collections.abc import Callable, Mapping

from desktop_app.core.processor_need import features_of_linux

_WINDOWS: Mapping[str, int] = {
    "cx16": 14,
    "ssse3": 36,
    "sse4_1": 37,
    "sse4_2": 38,
    "avx": 39,
    "avx2": 40,
}
"""The numbers by which IsProcessorFeaturePresent knows them (winnt.h), by their names in Linux."""

_COMES_WITH: Mapping[str, tuple[str, ...]] = {
    "sse4_2": ("popcnt", "lahf_lm"),
    "avx2": ("bmi2", "f16c", "fma"),
}
"""What Windows has no number for: no processor with the one lacks the others."""

_FIRST_TO_KNOW = 19041
"""Before this build Windows answers no to every number from 36 on."""


def features() -> frozenset[str] | None:
    """The names, as Linux has them; None where the system does not say, or has no other kind."""
    found: frozenset[str] | None = None
    if sys.platform == "linux":
        found = features_of_linux()
    elif sys.platform == "win32":
        found = _features_of_windows()
    return found


def _features_of_windows() -> frozenset[str] | None:
    import platform

    found: set[str] = set()
    if sys.platform == "win32" and platform.machine() == "AMD64":
        import ctypes

        if sys.getwindowsversion().build >= _FIRST_TO_KNOW:
            has = ctypes.windll.kernel32.IsProcessorFeaturePresent
            found = features_by(lambda number: bool(has(number)))
    return frozenset(found) or None


def features_by(has: Callable[[int], bool]) -> set[str]:
    """The names of what is there, where `has` answers to Windows' numbers."""
    found = {flag for flag, number in _WINDOWS.items() if has(number)}
    for flag, others in _COMES_WITH.items():
        if flag in found:
            found.update(others)
    return found
