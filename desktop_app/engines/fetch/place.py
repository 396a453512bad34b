"""The place of a file in the Hub's cache, made as huggingface_hub makes it (`file_download.py`)."""

import os
import shutil
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desktop_app.core.fetch import RemoteFile
from desktop_app.core.hub_cache import (
    commit_of,
    is_marked,
    mark,
    marked_names,
    name_below_snapshots,
    put_mark,
    reference,
    time_of,
)

_BLOCK = 1 << 20


class Place:
    """Gives a whole file its name in the snapshot. A file without a `link` needs nothing of it.

    All methods raise OSError when the disk does not do as it should.
    """

    def __init__(self, file: RemoteFile) -> None:
        self._blob = Path(file.path)
        self._repository = self._blob.parent.parent
        self._link = Path(file.link) if file.link else None
        self._ref = file.ref

    @property
    def holds_bytes(self) -> bool:
        """Whether the name itself is a file, as it is where there are no links."""
        link = self._link
        return link is not None and link.is_file() and not link.is_symlink()

    @property
    def is_named(self) -> bool:
        """Whether the file has the name by which programs know it."""
        with suppress(OSError):
            return self._link is None or self.holds_bytes or self._link.samefile(self._blob)
        return False

    def claim(self, whole: Path) -> None:
        """Mark the blob as one that Parley brought; before it is there, lest a crash forget it.

        Until then its bytes stand at `whole`.
        """
        if self._link is None:
            return
        marked = mark(self._blob)
        name = name_below_snapshots(self._repository, self._link)
        with suppress(PermissionError):  # the mark of another person with the same cache
            names = marked_names(marked)
            if names.get(name) != (time := time_of(whole)):
                put_mark(marked, names | {name: time})

    def name(self, between: Callable[[], None]) -> None:
        """Give the blob its name; `between` is called while it is copied, and may raise."""
        if self._link is None:
            return
        if not self.holds_bytes or self._blob.exists():
            self._point(self._link, between)
        self._refer(commit_of(self._repository, self._link))

    def _point(self, link: Path, between: Callable[[], None]) -> None:
        link.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            if link.samefile(self._blob):
                return
        link.unlink(missing_ok=True)
        try:
            link.symlink_to(os.path.relpath(self._blob, link.parent))
        except (OSError, NotImplementedError):
            self._do_without_link(link, between)

    def _do_without_link(self, link: Path, between: Callable[[], None]) -> None:
        """The name is the file itself: moved there, unless others may know it as a blob."""
        if link.exists() and link.samefile(self._blob):
            return  # another process was first
        if is_marked(self._blob, marked_names(mark(self._blob)).values()):
            self.claim(self._blob)  # maybe by another name, before a crash
            self._blob.replace(link)
            return
        copy = self._blob.with_name(f"{self._blob.name}.{uuid.uuid4().hex[:8]}.copy")
        try:
            with self._blob.open("rb") as source, copy.open("wb") as target:
                while block := source.read(_BLOCK):
                    target.write(block)
                    between()
            shutil.copymode(self._blob, copy)
            copy.replace(link)
        finally:
            copy.unlink(missing_ok=True)

    def _refer(self, commit: str) -> None:
        """Let "main", or what it was asked for by, mean this commit.

        Programs without a network find it by that name. Not worth failing for: the file is there,
        under its commit.
        """
        if not self._ref:
            return
        named = reference(self._repository, self._ref)
        # Not beside it: whoever looks through the cache takes each file there for a name.
        fresh = self._repository / f".{uuid.uuid4().hex[:8]}.tmp"
        with suppress(OSError):
            if named.exists() and named.read_text() == commit:
                return
            named.parent.mkdir(parents=True, exist_ok=True)
            try:
                fresh.write_text(commit)
                fresh.replace(named)
            finally:
                fresh.unlink(missing_ok=True)
