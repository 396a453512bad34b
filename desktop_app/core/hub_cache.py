"""Where the files of the Hub stand on the disk, in the layout that all of its programs share.

A repository is a folder `models--maker--name`. In it, `blobs` holds each file under its SHA-256,
`snapshots/<commit>/<path>` the names that people know, and `refs/main` the commit that was
last fetched by that name. The layout is that of huggingface_hub (`file_download.py`).
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from desktop_app.core.errors import ParleyError, Problem

MARKS = ".parley"
"""The folder in a repository's one with a file for each blob that Parley brought there: its name is
the checksum, its lines the names that Parley gave it (`name_below_snapshots`), each with the time
when the file was last changed. By that it is told from one that another program fetched later."""

_LONGEST_MARK = 1 << 20

_SAME_SECONDS = 2
"""File systems keep times with different care: FAT counts every second second."""

_REPO = re.compile(r"[\w.-]+(/[\w.-]+)?", re.ASCII)
_COMMIT = re.compile(r"[0-9A-Za-z]{1,64}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_TIME = re.compile(r"-?[0-9]{1,18}", re.ASCII)

_FORBIDDEN = frozenset('\\:*?"<>|')
"""Characters that are more than a part of a name on one system or another."""

_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {port + digit for port in ("com", "lpt") for digit in "0123456789¹²³"}
)
"""What Windows takes for a device, with any suffix and in any folder."""

_TURNS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""Characters that turn the direction of writing, so that "fugg.exe" is read as another name."""

_LONGEST = 255
"""Bytes of one name, on nearly all file systems."""


def repo_folder(folder: Path, repo: str) -> Path:
    """The folder of a repository in the cache `folder`; raises `ParleyError` for no such name."""
    parts = repo.split("/")
    odd = any(set(part) <= {"."} or "--" in part or ".." in part for part in parts)
    if odd or not _REPO.fullmatch(repo):
        raise _unsafe(repo, repo)
    return folder / "--".join(["models", *parts])


def blob(repository: Path, sha256: str) -> Path:
    """Where the bytes with this checksum stand; raises ValueError when it is none."""
    if not _SHA256.fullmatch(sha256.lower()):
        raise ValueError(f"not a SHA-256: {sha256!r}")
    return repository / "blobs" / sha256.lower()


def snapshot(repository: Path, repo: str, commit: str, path: str) -> Path:
    """The name of a file in one commit.

    Whoever made the repository chose `path`: raises `ParleyError` for one that could lead to
    another place than the one it names, on any system.
    """
    if not _COMMIT.fullmatch(commit):
        raise _unsafe(repo, commit)
    parts = path.split("/")
    if not all(_is_plain(part) for part in parts):
        raise _unsafe(repo, path)
    return repository.joinpath("snapshots", commit, *parts)


def reference(repository: Path, revision: str) -> Path:
    """The file that says which commit a branch or a tag is; raises ValueError for no such name."""
    steps = revision.split("/")
    if not all(_is_plain(step) for step in steps):
        raise ValueError(f"not a revision: {revision!r}")
    return repository.joinpath("refs", *steps)


def check_place(path: Path, link: Path, sha256: str) -> None:
    """Raise ValueError unless these are the places of one file in a repository."""
    repository = path.parent.parent
    commit, *steps = link.relative_to(repository / "snapshots").parts
    plain = _COMMIT.fullmatch(commit) and steps and all(_is_plain(step) for step in steps)
    if not plain or path != blob(repository, sha256):
        raise ValueError(f"no places of one file: {path}, {link}")


def check_distinct(repo: str, paths: Iterable[str]) -> None:
    """Raise `ParleyError` when two of the names are one where case and accents do not count."""
    files: set[str] = set()
    folders: set[str] = set()
    for path in paths:
        plain = PurePosixPath(_folded(path))
        if str(plain) in files:
            raise _unsafe(repo, path)
        files.add(str(plain))
        folders |= {str(parent) for parent in plain.parents}
        if files & folders:
            raise _unsafe(repo, path)


def mark(path: Path) -> Path:
    """The mark which says that Parley brought the blob at `path`."""
    return path.parent.parent / MARKS / path.name


def marked_names(marked: Path) -> dict[str, str]:
    """The names in a mark with their times, none where there is no mark.

    Raises OSError where it cannot be read.
    """
    try:
        if not marked.is_file() or marked.stat().st_size > _LONGEST_MARK:
            return {}
        lines = marked.read_text("utf-8").split("\n")
    except (FileNotFoundError, ValueError):
        return {}
    parts = (line.partition("\t") for line in lines if line)
    return {name: time for name, _, time in parts}


def put_mark(marked: Path, names: Mapping[str, str]) -> None:
    """Write a mark with these names and times; raises OSError."""
    marked.parent.mkdir(parents=True, exist_ok=True)
    # One that a crash cuts short says too little, which keeps files from being deleted.
    lines = "".join(f"{name}\t{time}\n" for name, time in names.items())
    # A link that somebody with the same cache has put there could lead to any file.
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(marked, flags, 0o666), "w", encoding="utf-8", newline="\n") as file:
        file.write(lines)


def time_of(file: Path) -> str:
    """When a file was last changed, as a mark says it; raises OSError."""
    return str(int(file.stat().st_mtime))


def is_marked(file: Path, times: Iterable[str]) -> bool:
    """Whether one of the times in its mark is that of this file; raises OSError."""
    changed = int(time_of(file))
    return any(
        _TIME.fullmatch(time) is not None and abs(int(time) - changed) <= _SAME_SECONDS
        for time in times
    )


def name_below_snapshots(repository: Path, link: Path) -> str:
    """How a mark calls the file with this name: its commit and its path in that."""
    return link.relative_to(repository / "snapshots").as_posix()


def names_of(blob: Path) -> Iterator[Path]:
    """The links in the repository's snapshots that lead to this blob."""
    for path in (blob.parent.parent / "snapshots").rglob("*"):
        # A link that leads in a circle is none; Python tells that in different ways.
        with suppress(OSError, RuntimeError):
            if path.is_symlink() and path.resolve() == blob.resolve():
                yield path


def commit_of(repository: Path, link: Path) -> str:
    """The commit that a name below `snapshots` belongs to; raises ValueError for another one."""
    snapshots, commit, *path = link.relative_to(repository).parts
    if snapshots != "snapshots" or not path:
        raise ValueError(f"not in a snapshot: {link}")
    return commit


def _is_plain(part: str) -> bool:
    if not part or part in (".", "..") or part[-1] in ". " or any(map(_is_hostile, part)):
        return False
    if len(part.encode()) > _LONGEST:
        return False
    return part.split(".", 1)[0].rstrip(" ").lower() not in _DEVICES


def _is_hostile(char: str) -> bool:
    """Whether it cannot stand in a name everywhere, or shows the name as another one."""
    turns = unicodedata.bidirectional(char) in _TURNS
    return turns or char in _FORBIDDEN or unicodedata.category(char) in ("Cc", "Cs")


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", path).casefold())


def _unsafe(repo: str, name: str) -> ParleyError:
    return ParleyError(Problem("hub.unsafe_name", {"repo": repo, "name": ascii(name)}))
