"""The three standard streams, which a program without a terminal may lack.

Then what is printed by mistake raises, and the next file that is opened gets the number of one of
them: native code that writes an error to "standard error" writes into it.
"""

import os
import sys

_STREAMS = (("stdin", os.O_RDONLY, "r"), ("stdout", os.O_WRONLY, "w"), ("stderr", os.O_WRONLY, "w"))


def make_valid() -> None:
    """Let each stream that is not there lead nowhere. Before anything else is opened."""
    for number, (name, flags, mode) in enumerate(_STREAMS):
        _occupy(number, flags)
        if getattr(sys, name) is None:
            # Not closed with the object: the number must stay taken.
            stream = open(number, mode, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


def _occupy(number: int, flags: int) -> None:
    """Open the null device under `number`, where nothing is open under it."""
    try:
        os.fstat(number)
    except OSError:
        # The lowest free number: those below are taken, so it is this one.
        opened = os.open(os.devnull, flags)
        if opened == number:
            os.set_inheritable(opened, True)
        else:
            os.dup2(opened, number)
            os.close(opened)
