"""The folder of kept pictures and texts: each is one file, named by what is in it."""

import hashlib
import os
import re
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from desktop_app.core.document import Document
from desktop_app.core.picture import Image, Picture
from desktop_app.core.temporary_folder import TemporaryFolder
from desktop_app.core.whole_file import write_whole

_KEPT = re.compile(r"([0-9a-f]{64})\.(?:png|jpg|txt)")
"""The name of a kept picture or text: its SHA-256, and what sort of file it is."""

_HALF_WRITTEN = re.compile(r"\.[0-9a-f]{64}\.(?:png|jpg|txt)\..*\.tmp")
"""What `write_whole` leaves behind when the computer is switched off in its midst."""


class PictureShelf:
    """Keeps pictures, and the texts of documents, in `folder`.

    Several processes may use one folder at the same time. Those of temporary conversations are in
    a folder of their own, `temporary`.
    """

    def __init__(self, folder: Path, temporary: TemporaryFolder | None = None) -> None:
        self._folder = folder
        self.temporary = temporary or TemporaryFolder(folder)

    @property
    def folder(self) -> Path:
        """Where it keeps them."""
        return self._folder

    def keep(self, data: bytes, suffix: str) -> str:
        """Keep the file `data`, and return its SHA-256; `suffix` is ".png", ".jpg" or ".txt".

        It is on the disk when this returns. What is there already is not written again, unless
        it is damaged. Makes the folder where it is missing. Raises OSError.
        """
        hash = hashlib.sha256(data).hexdigest()
        path = self._folder / f"{hash}{suffix}"
        if not self._renewed(path, data):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(path, data)
        return hash

    def path(self, picture: Picture | Document) -> Path:
        """The file of a picture or text, whether or not it is there."""
        folder = self.temporary.path
        if folder is not None and (path := folder / picture.file_name).is_file():
            return path
        return self._folder / picture.file_name

    def keep_temporary(self, picture: Picture | Document) -> None:
        """Keep a picture or text of a temporary conversation from now on. Raises OSError."""
        folder = self.temporary.path
        if folder is not None and (path := folder / picture.file_name).is_file():
            self.keep(path.read_bytes(), path.suffix)

    def has(self, picture: Picture | Document) -> bool:
        """Whether the picture or text is there."""
        return self.path(picture).is_file()

    def read(self, picture: Picture | Document) -> bytes | None:
        """The bytes of a picture or text, None when its file is gone or cannot be read."""
        try:
            return self.path(picture).read_bytes()
        except OSError:
            return None

    def image(self, picture: Picture) -> Image:
        """The picture as a model is shown it."""
        path = self.path(picture)
        temporary = path.parent == self.temporary.path
        return Image(str(path), picture.hash, picture.width, picture.height, temporary)

    def text(self, document: Document) -> str:
        """The whole text of a document. Raises OSError where it is gone."""
        return self.path(document).read_bytes().decode("utf-8", "replace")

    def sweep(self, used: Collection[str], older_than_seconds: float) -> int:
        """Delete the files whose hashes are not in `used`, and return how many these were.

        Younger files than `older_than_seconds` stay: nobody may have had the time to refer to
        them yet. Files that are not Parley's, and such as cannot be deleted, stay as well.
        """
        latest = time.time() - older_than_seconds
        swept = 0
        for path in list(self._unused(used)):
            with suppress(OSError):
                if path.stat().st_mtime <= latest:
                    path.unlink()
                    swept += 1
        return swept

    def _unused(self, used: Collection[str]) -> Iterator[Path]:
        if not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            kept = _KEPT.fullmatch(path.name)
            if (kept and kept[1] not in used) or _HALF_WRITTEN.fullmatch(path.name):
                yield path

    @staticmethod
    def _renewed(path: Path, data: bytes) -> bool:
        """Whether the file is there and whole; it counts as new, so that no sweep takes it."""
        try:
            os.utime(path)  # first: a sweep that is at work leaves it
            if path.read_bytes() != data:
                return False
        except OSError:  # not there, or not ours to touch: then it is written
            return False
        return True
