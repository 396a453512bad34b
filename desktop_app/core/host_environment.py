"""The variables that a packaged program was started with, given back to what it starts itself."""

import os
import sys
from collections.abc import MutableMapping

_PATH = "LD_LIBRARY_PATH"
_BEFORE = "LD_LIBRARY_PATH_ORIG"
_ANEW = "PYINSTALLER_RESET_ENVIRONMENT"


def restore_library_path(variables: MutableMapping[str, str] = os.environ) -> None:
    """Let what Parley starts (a browser, a voice) take its libraries from the system.

    The packaged program's loader points LD_LIBRARY_PATH to the libraries inside, and keeps what
    was there before under another name. This process has been linked by then, and goes on with
    them; children that are Parley itself are told to set it for themselves. Before anything is
    started. Of no effect from sources and outside of Linux.
    """
    if not getattr(sys, "frozen", False) or not sys.platform.startswith("linux"):
        return
    if _BEFORE in variables:
        variables[_PATH] = variables.pop(_BEFORE)
    elif _is_inside(variables.get(_PATH, "")):
        del variables[_PATH]
    # Otherwise the loader in a child relies on what it gets from us, and a library that is inside
    # would be looked for in the system.
    variables[_ANEW] = "1"


def _is_inside(path: str) -> bool:
    """Whether the first folder of `path` is the one that the program has its libraries in."""
    inside = getattr(sys, "_MEIPASS", "")
    return bool(inside) and path.partition(os.pathsep)[0] == inside
