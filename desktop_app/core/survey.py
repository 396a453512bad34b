"""Gathers what a bug report needs to know. Reads some files, changes nothing."""

import contextlib
import getpass
import os
import platform
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from desktop_app import __version__
from desktop_app.core.diagnostics import WINDOW_LOG, Facts
from desktop_app.core.engine import ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.core.events import Fitted, Loaded
from desktop_app.core.model_facts import model_facts
from desktop_app.core.paths import Places
from desktop_app.core.setting import SETTINGS
from desktop_app.core.settings import Settings

LIBRARIES = (
    "PySide6-Essentials",
    "llama-cpp-python",
    "openai-whisper",
    "pywhispercpp",
    "torch",
    "numpy",
    "pillow",
    "sounddevice",
)
"""Those that computers differ in, by the names of their packages."""

_PROCESSES = (
    *("engine", "voice", "microphone", "sound", "pictures", "film"),
    *("fetch", "downloads", "hub", "library"),
)
LOGS = (WINDOW_LOG, "crash.log", *(f"{n}.log{old}" for n in _PROCESSES for old in (".1", "")))
"""The logs of the window and its processes; of each process also the one before."""

_TAIL_BYTES = 16_384


def survey(
    settings: Settings,
    places: Places,
    *,
    options: ModelOptions | None = None,
    answer: Fitted | None = None,
    problem: Problem | None = None,
    loaded: Loaded | None = None,
) -> Facts:
    """All that can be found out here.

    `options` name the model, `answer` is that of the engine to a `FitJob`, `problem` why there is
    none, or none about the model.
    """
    return Facts(
        versions=(("Parley", __version__), *versions()),
        system=_system(),
        processors=os.cpu_count() or 0,
        allowed_processors=_allowed(),
        fitted=answer,
        problem=problem,
        model=model_facts(Path(options.path)) if options and options.path else None,
        options=options,
        loaded=loaded,
        settings={key: settings.get(key) for key in SETTINGS},
        logs=_tails(places.logs),
        secrets=tuple(_secrets()),
    )


def versions() -> list[tuple[str, str]]:
    """Python and those of `LIBRARIES` that are here, each with its version."""
    found = [("Python", platform.python_version())]
    for name in LIBRARIES:
        with contextlib.suppress(PackageNotFoundError):
            found.append((name, version(name)))
    return found


def _system() -> str:
    """The system, its version and its machine; and whether this is a packaged program."""
    kind = f"{platform.system()} {platform.release()} {platform.machine()}"
    if sys.platform == "darwin":
        kind = f"macOS {platform.mac_ver()[0]}, {kind}"
    elif sys.platform == "linux":
        with contextlib.suppress(OSError):
            kind = f"{platform.freedesktop_os_release().get('PRETTY_NAME', 'Linux')}, {kind}"
    return f"{kind}, packaged" if getattr(sys, "frozen", False) else kind


def _allowed() -> int:
    """The processors that this process may use, 0 where the system does not say."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 0


def _tails(folder: Path) -> Mapping[str, str]:
    """The ends of the logs that are there."""
    tails = {}
    for name in LOGS:
        with contextlib.suppress(OSError), (folder / name).open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL_BYTES))
            tails[name] = file.read().decode("utf-8", "replace")
    return tails


def _secrets() -> list[tuple[str, str]]:
    """Words that name a person or their computer, with what stands for them in the text."""
    found: list[tuple[str, str]] = []
    with contextlib.suppress(RuntimeError):  # no home
        found += [(str(Path.home()), "<home>"), (Path.home().name, "<user>")]
    with contextlib.suppress(OSError, KeyError, ImportError):  # no name
        found.append((getpass.getuser(), "<user>"))
    host = platform.node()
    found += [(host, "<host>"), (host.partition(".")[0], "<host>")]
    return [pair for pair in found if pair[0]]
