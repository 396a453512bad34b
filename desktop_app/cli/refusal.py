"""Telling why Parley cannot run here, before anything of it can: in English, without Qt."""

import contextlib
import os
import sys
from collections.abc import Mapping, Sequence
from shutil import which

STATUS = 1

_TITLE = "Parley"
_ERROR_ICON = 0x10
"""MB_ICONERROR"""

_BOXES: Sequence[tuple[str, Sequence[str]]] = (
    ("kdialog", ("--title", _TITLE, "--error")),
    ("zenity", ("--error", "--no-markup", f"--title={_TITLE}", "--text")),
    ("xmessage", ("-center",)),
)
"""Programs that show a message, with what stands before its words."""


def processor_sentence(lacking: Sequence[str]) -> str:
    """What is said where the processor lacks these instructions."""
    return (
        f"Parley cannot run on this processor: it lacks {', '.join(lacking)}, which processors"
        " from about 2009 on have. In a virtual machine, let it use the processor of its host."
    )


def refuse(lacking: Sequence[str], *, window: bool) -> int:
    """Say it on standard error and, to who wants a window and has no terminal, in a box; the exit
    status."""
    sentence = processor_sentence(lacking)
    print(sentence, file=sys.stderr, flush=True)
    if window and not sys.stderr.isatty():
        show(sentence)
    return STATUS


def show(sentence: str, environment: Mapping[str, str] = os.environ) -> None:
    """Show a message in a box of the system's, where it has one. Nobody waits for it on Linux."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, sentence, _TITLE, _ERROR_ICON)
    elif sys.platform == "linux" and _has_screen(environment):
        for program, words in _BOXES:
            if found := which(program, path=environment.get("PATH")):
                _start([found, *words, sentence], environment)
                return


def _start(command: list[str], environment: Mapping[str, str]) -> None:
    """Start a program that outlives this one, and holds none of its streams."""
    streams = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in range(3)]
    with contextlib.suppress(OSError):
        os.posix_spawn(command[0], command, environment, file_actions=streams, setsid=True)


def _has_screen(environment: Mapping[str, str]) -> bool:
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
