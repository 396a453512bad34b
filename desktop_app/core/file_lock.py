"""A lock on an open file, which the system lets go when its process ends, however it does."""

import errno
import os
import sys
from io import FileIO
from pathlib import Path
from typing import IO

HOME = "parley.lock"
"""The file in the data folder that whoever may change all of a home holds: the window, mostly."""

_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


def acquire(descriptor: int) -> bool:
    """Lock an open file; False when another process holds it.

    Where the file system knows no locks, everyone may have it: two that fetch the same file at
    the same time spoil each other's work, and the hash finds out; two windows of one home share
    its database.
    """
    try:
        _lock(descriptor)
    except OSError as error:
        return error.errno not in _HELD
    return True


def hold(path: Path, mode: int = 0o600) -> FileIO | None:
    """The file at `path`, made with `mode` where there is none, for us alone until it is closed.

    None while another process has it. Raises OSError when the disk does not do as it should.
    """
    file = FileIO(os.open(path, os.O_RDWR | os.O_CREAT | PLAIN, mode), "r+")
    try:
        if acquire(file.fileno()) and is_at(path, file):
            return file
    except BaseException:
        file.close()
        raise
    file.close()
    return None


def is_at(path: Path, file: IO[bytes]) -> bool:
    """Whether an open file still is the one at `path`: its last holder may have removed it."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


PLAIN: int = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
"""How to open a file that is written to: Windows would translate line ends otherwise, and a link
that somebody with the same cache has put there would lead to any file of this person's."""

if sys.platform == "win32":
    import msvcrt

    _BYTE = 2**30
    """Which byte is locked: one that nobody reads, as Windows keeps others from a locked one."""

    def _lock(descriptor: int) -> None:
        place = os.lseek(descriptor, 0, os.SEEK_CUR)
        os.lseek(descriptor, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(descriptor, place, os.SEEK_SET)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
