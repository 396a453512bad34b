"""Which licences may be in what Parley is shipped with, and which works stand under which.

Anything that asks of Parley itself no more than to name it and to pass its text on: MIT, BSD,
Apache, the LGPL (as a library of its own, which can be exchanged), the MPL. Not the GPL.
"""

from __future__ import annotations

import re
from importlib import metadata

_GPL = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)
_GPL_LIBRARY = re.compile(
    r"^(lib)?(x264|x265|xvidcore|postproc|fdk-?aac|kvazaar|readline|gdbm|db-?\d|history)",
    re.IGNORECASE,
)
_FFMPEG = re.compile(r"^(lib)?(avcodec|avformat|avutil|swresample|swscale)[-.]", re.IGNORECASE)

_QT_UNDER_GPL = re.compile(
    r"Qt6?(Charts|CoAP|DataVisualization|Graphs|Grpc|HttpServer|InsightTracker|LanguageServer|Lottie"
    r"|Mqtt|NetworkAuth|OpcUa|Protobuf|Quick3D|QuickTimeline|VirtualKeyboard|WaylandCompositor)",
)
"""The parts of Qt that its makers give out under the GPL, or for money."""

WITH_AN_EXCEPTION = frozenset({"pyinstaller", "pyinstaller-hooks-contrib"})
"""Under the GPL, and yet no trouble: PyInstaller's start program may, by an exception in its
licence, be shipped under any terms; of its collection of hooks only those that run while a package
is made are under the GPL, those that go into it under Apache-2.0."""


def is_permitted(licence: str) -> bool:
    """Whether a licence, or one of several to choose from, is not the GPL."""
    choices = re.split(r"\s+or\s+", licence, flags=re.IGNORECASE)
    return any(choice.strip() and not _GPL.search(choice) for choice in choices)


def said_licences(work: metadata.Distribution) -> list[str]:
    """What a work says of its licence; the expression outdoes what was usual before it."""
    known = work.metadata
    if expressions := known.get_all("License-Expression"):
        return expressions
    said = [words.strip().partition("\n")[0] for words in known.get_all("License") or ()]
    said += [line for line in known.get_all("Classifier") or () if line.startswith("License ::")]
    return [words for words in said if words]


def is_forbidden_library(name: str) -> bool:
    """Whether the native library of this file name stands under the GPL."""
    return bool(_GPL_LIBRARY.match(name) or _QT_UNDER_GPL.search(name))


def is_ffmpeg(name: str) -> bool:
    """Whether this is one of FFmpeg's libraries, whose licence is chosen when they are built."""
    return bool(_FFMPEG.match(name))


def ffmpeg_fault(content: bytes) -> str:
    """Why a library of FFmpeg's may not be shipped, "" where it may: it says how it was built."""
    if b"--enable-gpl" in content or b"--enable-nonfree" in content:
        return "built with its GPL parts"
    if b"license: LGPL version 2.1 or later" not in content:
        return "does not say that it is LGPL"
    return ""
