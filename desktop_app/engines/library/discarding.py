"""Throwing away what was fetched and is not wanted: it can be gigabytes, and a slow disk."""

import os
from collections.abc import Iterator
from contextlib import suppress

from desktop_app.core import file_lock as lock
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event
from desktop_app.core.fetch import DiscardJob, discard, take_back


def throw_away(job: DiscardJob) -> Iterator[Event]:
    """Do it, unless another process fetches the file: then it is wanted. Raises `ParleyError`.

    Who fetches it holds the same lock, so nothing is deleted that somebody writes to.
    """
    yield from ()
    file = job.file
    try:
        note = lock.hold(file.note)
    except FileNotFoundError:
        # No folder, and nothing in it. With a link the file may stand there all the same.
        note = None
    except OSError as error:
        if not (file.link and isinstance(error, PermissionError)):
            raise _not_deleted(job, error) from error
        note = None  # What has come of it is another person's.
    else:
        if note is None:
            return
    try:
        if job.whole:
            take_back(file)
        if note is not None:
            with suppress(FileNotFoundError):
                file.part.unlink()
            if os.name == "nt":  # which deletes no open file
                note.close()
            discard(file)
    except OSError as error:
        raise _not_deleted(job, error) from error
    finally:
        if note is not None:
            note.close()


def _not_deleted(job: DiscardJob, error: OSError) -> ParleyError:
    return ParleyError(Problem("fetch.not_deleted", {"name": job.file.name}, str(error)))
