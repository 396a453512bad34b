"""Does it work here? Each library is imported in a process of its own at the end of set-up.

A library that crashes takes only its probe with it.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from parley_setup import system_library
from parley_setup.system_library import SystemLibrary

# Whisper compiles some of its code at the first import, and a cold disk is slow.
_TIMEOUT_SECONDS = 180


@dataclass(frozen=True)
class Probe:
    """One library: code that ends with status 0 if it works, and what is lost if it does not.

    Several may serve one `part` of Parley, whose loss is said once.
    """

    part: str
    title: str
    code: str
    lost: str
    remedy: str


_TORCH = """
import sys, torch
if sys.platform == "linux" and not torch.__version__.endswith("+cpu"):
    sys.exit(f"torch {torch.__version__} is not the CPU build")
torch.zeros(2) + 1
"""

_LLAMA = """
import ctypes, pathlib, llama_cpp
native = llama_cpp.llama_cpp._lib
folder = pathlib.Path(llama_cpp.__file__).parent / "lib"
# A build with its backends as plug-ins finds none until it is told where they are.
load = getattr(native, "ggml_backend_load_all_from_path", None)
if load is not None:
    load.argtypes = [ctypes.c_char_p]
    load(str(folder).encode())
    native.ggml_backend_dev_count.restype = ctypes.c_size_t
    if not native.ggml_backend_dev_count():
        raise SystemExit("llama.cpp found nothing to compute with")
"""

_SOUND = """
import ctypes, sys
if sys.platform == "linux":
    ctypes.CDLL("libportaudio.so.2")  # its error names the file, sounddevice's does not
import sounddevice
sounddevice.get_portaudio_version()
"""

_WHISPER_CPP = """
import platform, sys
# There are no wheels for these, and set-up installs none.
machine = (sys.platform, platform.machine())
if machine not in {("darwin", "x86_64"), ("win32", "ARM64")}:
    import _pywhispercpp
"""

_PICTURES = """
import platform, sys
from PIL import features
codecs = ("jpg", "zlib", "webp", "avif", "libtiff", "littlecms2")
missing = [name for name in codecs if not features.check(name)]
if missing:
    sys.exit(f"Pillow was built without {', '.join(missing)}")
# There is no wheel for this one, and set-up installs none.
if (sys.platform, platform.machine()) != ("win32", "ARM64"):
    import pi_heif
"""

_FILES = """
import sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtMultimedia import QMediaFormat
app = QCoreApplication([])
if not QMediaFormat().supportedFileFormats(QMediaFormat.ConversionMode.Decode):
    sys.exit("Qt Multimedia reads no format")
"""

_SPEECH = f"""
import shutil, sys
from PySide6.QtMultimedia import QAudioSink
from PySide6.QtTextToSpeech import QTextToSpeech
if sys.platform == "linux":
    if not any(map(shutil.which, {system_library.SPEAKERS!r})):
        sys.exit("the system has not got {system_library.VOICE.soname}")
elif not set(QTextToSpeech.availableEngines()) - {{"mock"}}:
    sys.exit("Qt knows no voice")
"""

_NO_VOICE = "Voice does not work; text chat does"

_AGAIN = "Run: python3 dev.py setup"

PROBES = (
    Probe(
        "window",
        "the window (Qt)",
        "from PySide6.QtWidgets import QApplication; QApplication([])",
        "The window cannot open; `parley ask` works without it",
        _AGAIN,
    ),
    Probe(
        "model",
        "the model (llama.cpp)",
        _LLAMA,
        "Models cannot run here",
        "Run: python3 dev.py setup --compile",
    ),
    Probe(
        "pictures",
        "pictures (Pillow, pi-heif)",
        _PICTURES,
        "Pictures cannot be shown to a model, or not all of them; text chat works",
        _AGAIN,
    ),
    Probe("voice", "PyTorch", _TORCH, _NO_VOICE, _AGAIN),
    Probe("voice", "Whisper", "import whisper", _NO_VOICE, _AGAIN),
    Probe(
        "light voice",
        "whisper.cpp",
        _WHISPER_CPP,
        "The voice engine whisper.cpp does not work; the other, openai-whisper, is not touched",
        _AGAIN,
    ),
    Probe(
        "microphone",
        "the microphone (PortAudio)",
        _SOUND,
        "The microphone does not work; text chat does",
        _AGAIN,
    ),
    Probe(
        "sound files",
        "sound files (Qt Multimedia)",
        _FILES,
        "Sound files cannot be read; text chat works",
        _AGAIN,
    ),
    Probe(
        "speech",
        "reading aloud (Qt TextToSpeech)",
        _SPEECH,
        "Nothing can be read aloud; text chat works",
        _AGAIN,
    ),
)


def outcome(python: Path, probe: Probe) -> str:
    """Run one probe in a child. An empty string if all is well, otherwise why not."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "OMP_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            [str(python), "-P", "-c", probe.code],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=env,
            timeout=_TIMEOUT_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return f"no answer in {_TIMEOUT_SECONDS} seconds"
    except OSError as error:
        return str(error)
    return why(done.returncode, done.stderr.decode(errors="replace"))


def why(status: int, errors: str) -> str:
    """The reason in one line, from a child's exit status and standard error."""
    if status == 0:
        return ""
    if status < 0:
        try:
            return f"it ended with {signal.Signals(-status).name}"
        except ValueError:
            return f"it ended with signal {-status}"
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    return lines[-1] if lines else f"it ended with status {status}"


def sentence(probe: Probe, reason: str, lacking: Sequence[SystemLibrary]) -> str:
    """What does not work here and how to mend it, where the system lacks these libraries."""
    guilty = [library for library in lacking if library.soname in reason]
    mend = f"{system_library.remedy(guilty)}, then: python3 dev.py setup" if guilty else ""
    return f"{probe.lost} ({probe.title}: {reason}).\n  {mend or probe.remedy}"
