"""A file that was found in a cache of the Hub's layout: whose it is, and what it must be.

The layout is that of `core.hub_cache`. Where links are not allowed, files stand in the snapshot
themselves. What Parley brought is marked, so that it deletes nothing else: `.parley/<sha256>` for
a blob that it fetched. Files of this computer that were imported are repositories of the maker
`local`, with the one snapshot `import`; there `.parley` alone is the mark. A mark holds the names
that Parley gave the file (`<commit>/<path>`), by which a file that is no blob is found.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.hub_cache import MARKS, is_marked, marked_names, name_below_snapshots

LOCAL = "local"
"""The maker of what was imported from this computer."""

IMPORTED = "import"
"""The snapshot that such a repository has."""

_PREFIX = "models--"
_LONGEST = 56
"""Characters of a name, each of which may take four of the 255 bytes that file systems allow."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Cached:
    """A file of the cache: `path` is its name in a snapshot of the repository `folder`."""

    folder: Path
    commit: str
    path: Path

    @property
    def repo(self) -> str:
        """The repository on the Hub, "" for what was imported."""
        return "" if self.is_import else repo_id(self.folder.name)

    @property
    def is_import(self) -> bool:
        """Whether it came from this computer; the Hub may have a maker of that name too."""
        return self.commit == IMPORTED and self.folder.name.startswith(f"{_PREFIX}{LOCAL}--")

    @property
    def blob(self) -> Path | None:
        """The file that its name leads to, in `blobs`; None where it stands there itself."""
        with suppress(OSError, ValueError, RuntimeError):
            target = self.path.resolve()
            if target.parent == (self.folder / "blobs").resolve():
                # Not where the cache is when links lead to it: names are looked for beside this.
                return self.folder / "blobs" / target.name
        return None

    @property
    def sha256(self) -> str:
        """The SHA-256 that is known of it, "" when none is."""
        blob = self.blob
        if blob is not None:
            return blob.name if _SHA256.fullmatch(blob.name) else ""
        if self.path.is_symlink():
            return ""
        name = name_below_snapshots(self.folder, self.path)
        with suppress(OSError):
            for mark in (self.folder / MARKS).iterdir():
                if _SHA256.fullmatch(mark.name) and name in marked_names(mark):
                    return mark.name
        return ""

    @property
    def is_ours(self) -> bool:
        """Whether Parley brought it, and may delete it."""
        marks = self.folder / MARKS
        with suppress(OSError, RuntimeError):
            # A folder that is a link may be anybody's.
            if not self.path.parent.resolve().is_relative_to(self.folder.resolve()):
                return False
        if self.is_import:
            return marks.is_dir()
        with suppress(OSError):
            if sha256 := self.sha256:
                names = marked_names(marks / sha256)
                if blob := self.blob:
                    return is_marked(blob, names.values())
                own = names.get(name_below_snapshots(self.folder, self.path), "")
                return is_marked(self.path, [own])
        return False


def cached(path: Path, cache: Path) -> Cached | None:
    """What a file of this cache is by its path alone; None for one that is none of its own."""
    with suppress(ValueError):
        repo, snapshots, commit, *rest = path.relative_to(cache).parts
        if (
            repo.startswith(_PREFIX)
            and snapshots == "snapshots"
            and rest
            and ".." not in (commit, *rest)
        ):
            return Cached(cache / repo, commit, path)
    return None


def cached_anywhere(path: Path) -> Cached | None:
    """The same for a file of whatever cache."""
    for parent in path.parents:
        if parent.name == "snapshots" and parent.parent.name.startswith(_PREFIX):
            return cached(path, parent.parent.parent)
    return None


def repo_id(folder: str) -> str:
    """The name on the Hub of a repository's folder, "" for one that is none."""
    maker, _, name = folder.removeprefix(_PREFIX).partition("--")
    return f"{maker}/{name}" if folder.startswith(_PREFIX) and name else ""


def local_repo(name: str) -> str:
    """The folder for an imported file that is to be called `name`."""
    # "--" parts the maker from the name, and a name may not begin or end with a dot or a dash.
    plain = re.sub(r"-{2,}", "-", re.sub(r"[^\w.-]", "-", name)).strip(".-")
    return f"{_PREFIX}{LOCAL}--{plain[:_LONGEST].strip('.-') or 'model'}"
