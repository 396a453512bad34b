"""The step of `parley selftest` about the window: it opens for a moment, where nobody sees it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import desktop_app
from desktop_app.cli.step import Step, StepError

TIMEOUT_SECONDS = 120.0


class WindowStep:
    """Starts this same program once more, with a home of its own that is thrown away."""

    def __iter__(self) -> Iterator[tuple[str, Step]]:
        yield "window", self.open

    def open(self) -> str:
        """The window opens, takes typing, and closes."""
        with TemporaryDirectory(prefix="parley-", ignore_cleanup_errors=True) as home:
            words, environment = _program()
            words += ["--home", home, "--exit-when-shown"]
            began = time.monotonic()
            try:
                done = subprocess.run(
                    words,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    capture_output=True,
                    timeout=TIMEOUT_SECONDS,
                    check=False,
                )
            except (OSError, subprocess.TimeoutExpired) as error:
                raise StepError(str(error)) from error
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise StepError(" ".join([f"it ended with {done.returncode}", *said]))
        return f"opened and closed in {time.monotonic() - began:.1f} s"


def _program() -> tuple[list[str], dict[str, str]]:
    """The command that starts this program once more, and its environment."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    if getattr(sys, "frozen", False):
        return [sys.executable], environment
    sources = str(Path(desktop_app.__file__).resolve().parent.parent)
    known = [sources, *filter(None, [os.environ.get("PYTHONPATH")])]
    environment["PYTHONPATH"] = os.pathsep.join(known)
    return [sys.executable, "-P", "-m", "desktop_app"], environment
