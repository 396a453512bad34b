"""What was found out about files, kept so that the next look need not open them.

One JSON file, written whole; a damaged one is dropped, as all of it can be found out again.
"""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from desktop_app.core.pairing import is_projector
from desktop_app.core.whole_file import write_whole
from desktop_app.engines.library.file_facts import PROJECTOR, FileFacts, from_json, read_facts
from desktop_app.engines.library.found import Found

_VERSION = 1
_HEAD = 1 << 16
_SAMPLES, _SAMPLE = 16, 4096
"""How much of a file is read to tell it from others of its size: its beginning with the header,
and pieces of its weights, which differ from one training to the next."""


class Index:
    """Answers questions about files, and opens these only when it must. One thread.

    What it knows of a file counts as long as its size and its time of change stay the same.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[str, dict[str, Any]] = _read(path) if path else {}
        self._used: dict[str, dict[str, Any]] = {}
        self._changed = False

    def knows_below(self, folder: str) -> bool:
        """Whether there were models in this folder once."""
        return any(_is_below(path, folder) for path in self._known)

    def facts(self, file: Found) -> FileFacts:
        """What the file is; its header is read when it is new."""
        entry = self._entry(file)
        facts = from_json(entry.get("facts"))
        if facts is None:
            facts = read_facts(Path(file.path))
            entry["facts"] = facts.as_json()
            self._changed = True
        return facts

    def is_projector(self, file: Found) -> bool:
        """Whether the file is a projector; of a new one no more is read than tells that."""
        entry = self._entry(file)
        facts = from_json(entry.get("facts"))
        if facts is not None:
            return facts.kind == PROJECTOR
        known = entry.get("clip")
        if not isinstance(known, bool):
            known = is_projector(Path(file.path))
            entry["clip"] = known
            self._changed = True
        return known

    def has_fingerprint(self, file: Found) -> bool:
        """Whether `fingerprint` was asked of it before."""
        return isinstance(self._entry(file).get("print"), str)

    def fingerprint(self, file: Found) -> str:
        """What two files of one size have in common only when they are the same; "" where it
        cannot be read."""
        entry = self._entry(file)
        known = entry.get("print")
        if not isinstance(known, str):
            known = _fingerprint(file)
            entry["print"] = known
            self._changed = True
        return known

    def pairing(self, file: Found, candidates: str) -> str | None:
        """The projector that was found among these candidates, "" none; None: nobody looked."""
        known = self._entry(file).get("eyes")
        if isinstance(known, list) and len(known) == 2 and known[0] == candidates:
            return known[1] if isinstance(known[1], str) else None
        return None

    def pair(self, file: Found, candidates: str, projector: str) -> None:
        """Keep which of the candidates is the file's projector, "" none."""
        self._entry(file)["eyes"] = [candidates, projector]
        self._changed = True

    def save(self, missing: tuple[str, ...] = (), whole: bool = True) -> None:
        """Write down what is known; what cannot be written is found out again next time.

        After a `whole` look, files that were not asked about are forgotten, but for those in the
        folders that are `missing` at the moment.
        """
        kept = self._used
        if not whole:
            kept = self._known | self._used
        elif missing:
            away = {
                path: entry
                for path, entry in self._known.items()
                if any(_is_below(path, folder) for folder in missing)
            }
            kept = away | self._used
        if self._path is None or (not self._changed and kept.keys() == self._known.keys()):
            return
        document = {"version": _VERSION, "files": kept}
        with suppress(OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(self._path, json.dumps(document, separators=(",", ":")).encode())
            self._changed = False

    def _entry(self, file: Found) -> dict[str, Any]:
        """What is known of a file as it is now; empty at first."""
        entry = self._used.get(file.path)
        if entry is None:
            entry = self._known.get(file.path, {})
        if entry.get("size") != file.size or entry.get("time") != file.modified_ns:
            entry = {"size": file.size, "time": file.modified_ns}
        self._used[file.path] = entry
        return entry


def _read(path: Path) -> dict[str, dict[str, Any]]:
    document: Any = None
    with suppress(OSError, ValueError, RecursionError):
        document = json.loads(path.read_bytes())
    if not isinstance(document, dict) or document.get("version") != _VERSION:
        return {}
    files = document.get("files")
    if not isinstance(files, dict):
        return {}
    return {name: entry for name, entry in files.items() if isinstance(entry, dict)}


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip(os.sep) + os.sep)


def _fingerprint(file: Found) -> str:
    digest = hashlib.sha256(str(file.size).encode())
    try:
        with Path(file.path).open("rb") as stream:
            digest.update(stream.read(_HEAD))
            for number in range(1, _SAMPLES + 1):
                stream.seek(max(0, file.size * number // _SAMPLES - _SAMPLE))
                digest.update(stream.read(_SAMPLE))
    except OSError:
        return ""
    return digest.hexdigest()
