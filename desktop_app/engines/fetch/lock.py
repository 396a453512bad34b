"""A lock on an open file, which the system lets go when its process ends, however it does."""

import errno
import sys

_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


def acquire(descriptor: int) -> bool:
    """Lock an open file; False when another process holds it.

    Where the file system knows no locks, everyone may have it: two that fetch the same file at
    the same time spoil each other's work, and the hash finds out.
    """
    try:
        _lock(descriptor)
    except OSError as error:
        return error.errno not in _HELD
    return True


if sys.platform == "win32":
    import msvcrt
    import os

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
