"""A screen for the window: the one that is there, or a virtual one."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.bench.side import SideError

XCB = {"QT_QPA_PLATFORM": "xcb"}
"""A real window on an X server, not Qt's own picture of one."""

SIZE = "1280x900x24"
_SECONDS = 10.0


@contextmanager
def display(say: Callable[[str], None]) -> Iterator[None]:
    """Within this, DISPLAY names a screen where one can be had."""
    if os.environ.get("DISPLAY"):
        yield
        return
    if shutil.which("Xvfb") is None:
        say("Xvfb is not installed and there is no screen: the window cannot be measured")
        yield
        return
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=(writer,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as pipe:
            os.environ["DISPLAY"] = f":{pipe.readline().strip()}"
        yield
    finally:
        os.environ.pop("DISPLAY", None)
        server.terminate()
        server.wait(_SECONDS)


def need_display() -> None:
    """Raise SideError where no window can be shown."""
    if not os.environ.get("DISPLAY"):
        raise SideError("there is no screen, and Xvfb is not installed")
