"""Whether there is a file to be read at all: decoders say only that they cannot."""

from pathlib import Path

from desktop_app.core.errors import ParleyError, Problem


class NotReadableError(Exception):
    """There is nothing in the file that could be read; its words say why."""


def check_readable(path: str, missing: str) -> None:
    """Look whether a file is there, and not empty.

    Raises `ParleyError` with the code `missing` for one that is not there, and
    `NotReadableError` with the reason for one that cannot be read.
    """
    file = Path(path)
    try:
        if not file.exists():
            raise ParleyError(Problem(missing, {"name": file.name}))
        if not file.is_file():
            raise NotReadableError("it is a folder" if file.is_dir() else "it is not a file")
        with file.open("rb") as stream:
            if not stream.read(1):
                raise NotReadableError("the file is empty")
    except (OSError, ValueError) as error:
        raise NotReadableError(str(error)) from error
