"""Tries to import a library, in a process of its own: one that crashes takes nothing with it."""

import contextlib
import importlib.metadata
import multiprocessing
import sys
import time
from importlib import import_module
from multiprocessing.connection import Connection

from desktop_app.engines.child import redirect_output
from desktop_app.engines.child_process import interrupt_blocked
from desktop_app.engines.exit_cause import cause_of

LIBRARIES = (
    "sqlite3",
    "jinja2",
    "markdown_it",
    "platformdirs",
    "psutil",
    "pygments",
    "tomlkit",
    "PIL",
    "pi_heif",
    "PySide6.QtWidgets",
    "PySide6.QtMultimedia",
    "PySide6.QtTextToSpeech",
    "llama_cpp",
    "torch",
    "whisper",
    "sounddevice",
    "soxr",
    "httpx2",
    "huggingface_hub",
)
"""All that Parley stands on, the heavy ones last."""

TIMEOUT_SECONDS = 180.0
"""torch and whisper are large, and a disk may be cold."""


def found(module: str, timeout: float = TIMEOUT_SECONDS) -> tuple[bool, str]:
    """Whether `module` can be imported, and its version or what went wrong."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_try, args=(module, theirs), daemon=True)
    began = time.monotonic()
    try:
        with interrupt_blocked():
            process.start()
        theirs.close()
        try:
            well, words = ours.recv() if ours.poll(timeout) else (False, "it hangs")
        except (EOFError, OSError):
            process.join(1.0)
            return False, f"the import ends its process ({cause_of(process.exitcode)})"
        return well, f"{words} in {time.monotonic() - began:.1f} s" if well else words
    finally:
        theirs.close()
        ours.close()
        process.kill()
        process.join()
        process.close()


def _try(module: str, connection: Connection) -> None:
    """In the child: import it and tell how that went."""
    redirect_output(None)
    try:
        import_module(module)
        connection.send((True, _version(module)))
    except BaseException as error:
        words = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        connection.send((False, " ".join(words.split())))


def _version(module: str) -> str:
    """The version of what was imported, "imported" where it does not say."""
    package = module.partition(".")[0]
    for name in ("sqlite_version", "__version__"):
        if isinstance(version := getattr(sys.modules[package], name, None), str):
            return version
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        for distribution in importlib.metadata.packages_distributions().get(package, []):
            return importlib.metadata.version(distribution)
    return "imported"
