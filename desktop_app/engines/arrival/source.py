"""The file with conversations: a .json, or a .zip in which some lie beside pictures.

Nothing is ever unpacked onto the disk, and no name in a .zip becomes a path.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from desktop_app.core.errors import ParleyError, Problem

BLOCK = 2**20

MOST_BYTES = 8 * 2**30
"""Of all conversations of a .zip: what is unpacked from it goes by, but takes its time."""

MOST_PICTURE_BYTES = 64 * 2**20

MOST_MEMBERS = 200_000

_DAMAGE = (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error)
"""What Python's zipfile raises for one that is damaged, or locked with a password."""

_ZIP = b"PK"
_MAIN = re.compile(r"(?:.*/)?conversations(?:[-_ ]?\d+)?\.json", re.IGNORECASE)
_ASSET = re.compile(r"file[-_][A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One text with conversations: what it is called, "" for the whole file; its bytes in order."""

    name: str
    size: int
    blocks: Callable[[], Iterator[bytes]]


class SourceFile:
    """An open file. Raises `ParleyError` where it is damaged, too large or not there."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._path = path
        self._zip: zipfile.ZipFile | None = None
        self._assets: dict[str, str] | None = None
        with self._told():
            if not path.is_file():
                raise ParleyError(Problem("import.missing", {"name": self.name}))
            with path.open("rb") as file:
                packed = file.read(len(_ZIP)) == _ZIP
            if packed:
                self._zip = zipfile.ZipFile(path)
                self._check_zip(self._zip)

    def close(self) -> None:
        """Let go of the file."""
        if self._zip is not None:
            self._zip.close()

    def parts(self) -> list[Part]:
        """The texts that may hold conversations, in the order of their names."""
        if self._zip is None:
            return [Part("", self._path.stat().st_size, self._plain_blocks)]
        infos = [info for info in self._zip.infolist() if not info.is_dir()]
        named = [info for info in infos if _MAIN.fullmatch(info.filename)]
        texts = named or [info for info in infos if info.filename.lower().endswith(".json")]
        return [
            Part(info.filename, info.file_size, self._member_blocks(info))
            for info in sorted(texts, key=lambda info: info.filename)
        ]

    def picture(self, asset: str) -> bytes | None:
        """The file beside the conversations whose name begins with this id, None without one."""
        known = _ASSET.match(asset)
        if known is None:
            return None
        if self._assets is None:
            self._assets = self._found_assets()
        name = self._assets.get(known[0])
        if name is None:
            return None
        try:
            with self._opened(name) as file:
                data = file.read(MOST_PICTURE_BYTES + 1)
        except (
            OSError,
            zipfile.BadZipFile,
            RuntimeError,
            NotImplementedError,
            EOFError,
            zlib.error,
        ):
            return None
        return data if len(data) <= MOST_PICTURE_BYTES else None

    def _opened(self, name: str) -> IO[bytes]:
        if self._zip is not None:
            return self._zip.open(name)
        return (self._path.parent / name).open("rb")

    def _found_assets(self) -> dict[str, str]:
        """The names of files by the ids with which they begin."""
        if self._zip is not None:
            names = self._zip.namelist()
        else:
            try:
                names = [path.name for path in self._path.parent.iterdir()]
            except OSError:
                names = []
        found: dict[str, str] = {}
        for name in names:
            if match := _ASSET.match(name.rpartition("/")[2]):
                found.setdefault(match[0], name)
        return found

    def _plain_blocks(self) -> Iterator[bytes]:
        with self._told(), self._path.open("rb") as file:
            while block := file.read(BLOCK):
                yield block

    def _member_blocks(self, info: zipfile.ZipInfo) -> Callable[[], Iterator[bytes]]:
        def blocks() -> Iterator[bytes]:
            assert self._zip is not None
            done = 0
            with self._told(info.filename), self._zip.open(info) as file:
                while block := file.read(BLOCK):
                    done += len(block)
                    if done > info.file_size:
                        raise zipfile.BadZipFile("longer than it says")
                    yield block

        return blocks

    def _check_zip(self, archive: zipfile.ZipFile) -> None:
        infos = archive.infolist()
        total = sum(info.file_size for info in infos if info.filename.lower().endswith(".json"))
        if len(infos) > MOST_MEMBERS or total > MOST_BYTES:
            place = f"{len(infos):,} files, {total:,} bytes of text"
            raise ParleyError(Problem("import.too_large", {"name": self.name, "place": place}))

    @contextmanager
    def _told(self, place: str = "") -> Iterator[None]:
        """What can be wrong with a file, as a `ParleyError`."""
        try:
            yield
        except (
            zipfile.BadZipFile,
            RuntimeError,
            NotImplementedError,
            EOFError,
            zlib.error,
        ) as error:
            values = {"name": self.name, "place": place or "it is no whole .zip"}
            raise ParleyError(Problem("import.damaged", values, str(error))) from error
        except OSError as error:
            raise ParleyError(Problem("import.missing", {"name": self.name}, str(error))) from error
        except ValueError as error:
            values = {"name": self.name, "place": place or "its list of files"}
            raise ParleyError(Problem("import.damaged", values, str(error))) from error
