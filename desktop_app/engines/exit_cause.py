"""Why a child process ended, in words: exit codes and signals become one `Problem`."""

import signal

from desktop_app.core.errors import Problem
from desktop_app.core.text import QT_TRANSLATE_NOOP, Sentence
from desktop_app.engines.device_loss import lost_device

CONTEXT = "ExitCause"

_SIGNALS = {
    "SIGSEGV": QT_TRANSLATE_NOOP("ExitCause", "segmentation fault"),
    "SIGABRT": QT_TRANSLATE_NOOP("ExitCause", "it aborted itself"),
    "SIGBUS": QT_TRANSLATE_NOOP("ExitCause", "its file changed or was cut while in use"),
    "SIGILL": QT_TRANSLATE_NOOP("ExitCause", "illegal instruction"),
    "SIGFPE": QT_TRANSLATE_NOOP("ExitCause", "arithmetic error"),
    "SIGKILL": QT_TRANSLATE_NOOP("ExitCause", "ended by the system"),
    "SIGTERM": QT_TRANSLATE_NOOP("ExitCause", "ended by another program"),
    "SIGXCPU": QT_TRANSLATE_NOOP("ExitCause", "its time limit was reached"),
}

_WINDOWS = {
    0xC0000005: QT_TRANSLATE_NOOP("ExitCause", "access violation"),
    0xC0000006: QT_TRANSLATE_NOOP("ExitCause", "its file changed or was cut while in use"),
    0xC0000017: QT_TRANSLATE_NOOP("ExitCause", "out of memory"),
    0xC000001D: QT_TRANSLATE_NOOP("ExitCause", "illegal instruction"),
    0xC0000094: QT_TRANSLATE_NOOP("ExitCause", "arithmetic error"),
    0xC00000FD: QT_TRANSLATE_NOOP("ExitCause", "stack overflow"),
    0xC0000135: QT_TRANSLATE_NOOP("ExitCause", "a library is missing"),
    0xC0000374: QT_TRANSLATE_NOOP("ExitCause", "damaged memory"),
    0xC0000409: QT_TRANSLATE_NOOP("ExitCause", "it aborted itself"),
}
"""NTSTATUS values, as Windows gives them as exit codes."""

_EARLY_END = QT_TRANSLATE_NOOP("ExitCause", "it ended too early")

_NO_MEMORY = ("SIGKILL", 0xC0000017)
_ILLEGAL_INSTRUCTION = ("SIGILL", 0xC000001D)


def problem_of(
    exit_code: int | None,
    details: str = "",
    family: str = "engine",
    *,
    had_model: bool = True,
    device: str = "",
) -> Problem:
    """The problem behind an exit code, as `multiprocessing.Process.exitcode` gives it.

    `family` is the first half of its code: "engine" for the model, "part" for anything else.
    `device` is the graphics card that held layers of the model, "" when none did.

    Negative codes are signals. For a child that the parent did not kill: an unasked SIGKILL is
    the kernel's way to get memory back, from a child that `had_model`. One without takes little
    memory, and no smaller model would mend it. `None` (unknown, still there) reads as an early end.
    """
    key = _key(exit_code)
    if key in _ILLEGAL_INSTRUCTION:
        return Problem("engine.illegal_instruction", details=details)
    if key in _NO_MEMORY and had_model:
        return Problem(f"{family}.no_memory", details=details)
    if family == "engine" and (lost := lost_device(key, details, device)):
        return Problem("engine.device_lost", {"device": lost}, details)
    return Problem(f"{family}.crashed", {"cause": cause_in_words(exit_code)}, details)


def cause_in_words(exit_code: int | None) -> Sentence:
    """What an exit code means, for a sentence that is shown."""
    return Sentence(CONTEXT, cause_of(exit_code))


def cause_of(exit_code: int | None) -> str:
    """What an exit code means, in a few words of English."""
    key = _key(exit_code)
    if isinstance(key, str):
        return _SIGNALS.get(key, key)
    if key in _WINDOWS:
        return _WINDOWS[key]
    if key == 0:
        return _EARLY_END
    return f"exit code {key}" if key < 0x80000000 else f"exit code 0x{key:08X}"


def _key(exit_code: int | None) -> str | int:
    """The name of a signal, or the exit code as an unsigned number."""
    if exit_code is None:
        return 0
    if exit_code >= 0:
        return exit_code
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"signal {-exit_code}"
