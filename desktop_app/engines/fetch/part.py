"""The beginning of a file that is on its way, with a note of what it is the beginning of."""

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from io import FileIO
from pathlib import Path

from desktop_app.core import file_lock as lock
from desktop_app.core.fetch import RemoteFile

_BLOCK = 1 << 20
_LARGEST_ON_FAT = (1 << 32) - 1


class Part:
    """The bytes that have come so far. Whoever has one is the only one who writes to them.

    They stand at `path`. `size` counts them, `etag` is what the server called the version they are
    of ("" when it gave no strong name). All methods raise OSError when the disk does not do as it
    should.
    """

    def __init__(self, file: RemoteFile, note_path: Path, note: FileIO) -> None:
        self._file = file
        self._note_path = note_path
        self._note = note
        self.path = note_path.with_suffix("")
        self._hash = hashlib.sha256()
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | lock.PLAIN
        self._bytes = os.fdopen(os.open(self.path, flags, 0o666), "ab")
        self.size = 0
        self.etag = ""

    @classmethod
    def hold(cls, file: RemoteFile) -> "Part | None":
        """The part of `file`, made where there is none; None while another process has it."""
        # The Hub's cache may be shared between people; what they may do is the umask's matter.
        mode = 0o777 if file.link else 0o700
        with suppress(FileNotFoundError):
            file.part.parent.mkdir(mode=mode, parents=True, exist_ok=True)
            return cls._open_to_us(file)
        # Whoever deleted the last file of the folder has just taken it away with that.
        file.part.parent.mkdir(mode=mode, parents=True, exist_ok=True)
        return cls._open_to_us(file)

    @classmethod
    def _open_to_us(cls, file: RemoteFile) -> "Part | None":
        try:
            return cls._held(file, file.note)
        except PermissionError:
            if not file.link:
                raise
        # It is another person's. Raises again where the whole folder may not be written to.
        return cls._held(file, file.own_note)

    @classmethod
    def _held(cls, file: RemoteFile, path: Path) -> "Part | None":
        # The note carries the lock, as it stays where it is when the part gets its last name.
        note = lock.hold(path)
        if note is None:
            return None
        try:
            return cls(file, path, note)
        except BaseException:
            note.close()
            raise

    def read_again(self, between: Callable[[], None]) -> None:
        """Find out what is there already and take it into the hash.

        `between` is called after each block; it may raise to break off, and nothing is lost.
        """
        self.etag = self._known_etag()
        self._hash = hashlib.sha256()
        self.size = 0
        if self._note_is_of(self._file):
            with self.path.open("rb") as file:
                while block := file.read(_BLOCK):
                    self._hash.update(block)
                    self.size += len(block)
                    between()
        self._bytes.truncate(self.size)

    def check_fits(self, total: int) -> None:
        """Raise OSError (EFBIG) where no file may be so large, as on FAT; nothing is written."""
        if total <= _LARGEST_ON_FAT or self.size:
            return
        try:
            self._bytes.truncate(total)  # with a hole, which takes no room
        finally:
            self._bytes.truncate(0)

    def begin_anew(self, etag: str) -> None:
        """Drop what is there: what comes now is the file from its first byte on."""
        self._bytes.truncate(0)
        self._hash = hashlib.sha256()
        self.size = 0
        self.name_version(etag)

    def name_version(self, etag: str) -> None:
        """Note which version of the file the bytes are of."""
        self.etag = etag
        facts = {"url": self._file.url, "sha256": self._file.sha256, "etag": etag}
        # In one piece, over what was there: a crash, or a full disk, leaves one note or the other.
        length = os.fstat(self._note.fileno()).st_size
        self._note.seek(0)
        self._note.write(json.dumps(facts).encode().ljust(length))

    def append(self, data: bytes) -> None:
        """Take the next bytes."""
        before = self.size
        try:
            self._bytes.write(data)
            self._bytes.flush()
        except OSError:
            # Some of them may have been written: only what the hash has seen may stay.
            with suppress(OSError):
                self._bytes.truncate(before)
            raise
        self._hash.update(data)
        self.size += len(data)

    def is_proved(self) -> bool:
        """Whether the bytes are the file that was asked for."""
        return self._hash.hexdigest() == self._file.sha256.lower()

    def is_at_its_place(self) -> bool:
        """Whether the bytes still go to where they are looked for: folders can be removed."""
        return lock.is_at(self.path, self._bytes)

    def sync(self) -> None:
        """Bring what has come to the disk for good, which may take its time."""
        os.fsync(self._bytes.fileno())

    def seal(self) -> None:
        """Nothing more comes: on Windows the time of the last change stands only from here on."""
        self._bytes.close()

    def place(self) -> None:
        """Give the whole file, once it is sealed and on the disk for good, its name."""
        self.path.replace(self._file.path)
        self.close()

    def discard(self) -> None:
        """Throw away what has come."""
        self._bytes.truncate(0)
        self.close()

    def close(self) -> None:
        """Let others have it; an empty one leaves nothing behind. May be called twice."""
        if self._note.closed:
            return
        # Flushed after each append: there is nothing left that closing would write.
        with suppress(OSError):
            self._bytes.close()
        if os.name == "nt":  # which deletes no open file
            self._note.close()
        with suppress(OSError):  # another process waits for the lock; it will tidy up
            if not self.path.exists() or not self.path.stat().st_size:
                self.path.unlink(missing_ok=True)
                self._note_path.unlink(missing_ok=True)
        self._note.close()

    def _note_is_of(self, file: RemoteFile) -> bool:
        facts = self._facts()
        # A blob of the Hub is known by its checksum, wherever it comes from.
        same_place = bool(file.link) or facts.get("url") == file.url
        return same_place and facts.get("sha256") == file.sha256

    def _known_etag(self) -> str:
        etag = self._facts().get("etag")
        return etag if isinstance(etag, str) else ""

    def _facts(self) -> dict[str, object]:
        self._note.seek(0)
        try:
            facts = json.loads(self._note.readall() or b"{}")
        except ValueError:  # cut off in the middle of a word
            return {}
        return facts if isinstance(facts, dict) else {}


def is_whole(path: Path, file: RemoteFile, between: Callable[[], None]) -> bool:
    """Whether there is a file at `path`, and it is the right one.

    `between` is called after each block; it may raise to break off.
    """
    digest = hashlib.sha256()
    try:
        if file.size and path.stat().st_size != file.size:
            return False
        with path.open("rb") as source:
            while block := source.read(_BLOCK):
                digest.update(block)
                between()
    except OSError:
        return False
    return digest.hexdigest() == file.sha256.lower()
