"""The job of writing conversations into files, and what these files are called."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum

from desktop_app.core.room import RoomEvent, RoomJob

LONGEST_NAME = 80
"""Characters of a title that a file's name has."""

_MOST_BYTES = 180
"""Bytes of such a name: file systems take 255, of which a number and an end need some."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)", re.I)


class Format(Enum):
    """What a conversation can be written as; the values are the ends of the files' names."""

    MARKDOWN = "md"
    HTML = "html"
    JSON = "json"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Unkept:
    """A conversation that is in no file: the database that has it, as SQLite would write it, and
    the folder of what it shows, "" where there is none."""

    database: bytes
    pictures: str


@dataclass(frozen=True, slots=True)
class ExportJob(RoomJob):
    """Write the conversations `ids` (none: all that are not deleted) of `database`.

    `pictures` is the folder of kept pictures. `path` is a file when there is one conversation, or
    when `format` is JSON; else a folder, which is made, for a file each. In a folder nothing is
    replaced: what is there keeps its name, and the new file gets a number. `Fetching` counts
    conversations (of a PDF, pages too), `Exported` tells what was written, then `Finished`.
    Each file is written whole or not at all.
    """

    database: str
    pictures: str
    ids: tuple[str, ...]
    path: str
    format: Format
    thoughts: bool = False
    folder: bool = False
    """Whether `path` is a folder also for one conversation."""
    unkept: Unkept | None = None
    """Where the conversations are looked for instead of in `database`; what they show may be in
    `pictures` all the same."""


@dataclass(frozen=True, slots=True)
class Exported(RoomEvent):
    """What was written where. `lost` pictures were named, but their files are gone."""

    paths: tuple[str, ...]
    conversations: int
    lost: int = 0


def safe_name(title: str) -> str:
    """A title as a file's name that every system takes, without its end. Never empty."""
    words = unicodedata.normalize("NFC", title.encode("utf-8", "replace").decode("utf-8"))
    words = _FORBIDDEN.sub(" ", "".join(sign if _is_plain(sign) else " " for sign in words))
    words = " ".join(words.split()).strip(". ")[:LONGEST_NAME]
    while len(words.encode("utf-8")) > _MOST_BYTES:
        words = words[:-1]
    words = words.strip(". ")
    if _RESERVED.fullmatch(words.partition(".")[0].strip()):
        words = f"_{words}"
    return words or "Conversation"


def free_name(name: str, end: str, taken: Collection[str]) -> str:
    """`name` with its end, and a number where there is one of that name already.

    `taken` are names in lower case: to some systems case makes no difference.
    """
    found, number = f"{name}.{end}", 2
    while found.casefold() in taken:
        found, number = f"{name} ({number}).{end}", number + 1
    return found


def names_for(titles: Iterable[str], end: str, taken: Iterable[str] = ()) -> list[str]:
    """A name of its own for each of these titles, beside those that are taken."""
    used = {name.casefold() for name in taken}
    names = []
    for title in titles:
        names.append(free_name(safe_name(title), end, used))
        used.add(names[-1].casefold())
    return names


def _is_plain(sign: str) -> bool:
    # Cf: signs that turn the direction of what follows, and make names look like others. Those
    # that join letters and emoji are part of how words are written.
    category = unicodedata.category(sign)
    return sign in "\u200c\u200d" or category not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
