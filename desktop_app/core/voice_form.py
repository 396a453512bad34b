"""Where models lie in whisper.cpp's form, which can be made again of openai-whisper's."""

import hashlib
from contextlib import suppress
from pathlib import Path

SUFFIX = ".bin"


def form_path(path: Path, folder: Path) -> Path:
    """The file in `folder` for the model in `path`; raises OSError when that is not there.

    The name is that of this very file, by place, size and time: what was fetched again is made
    again.
    """
    state = path.stat()
    key = f"{path.resolve()}\n{state.st_size}\n{state.st_mtime_ns}"
    digest = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return folder / f"{path.stem}-{digest}{SUFFIX}"


def forget_forms(path: Path, folder: Path) -> None:
    """Remove from `folder` what was made of the model in `path`, or of one with its name.

    What the system does not let go (on Windows, while it is in use) stays; it is found again when
    the next form of that name is made.
    """
    for old in folder.glob(f"*{SUFFIX}"):
        if old.stem.rpartition("-")[0] == path.stem:
            with suppress(OSError):
                old.unlink()
