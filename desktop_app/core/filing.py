"""The order that a person brings into the conversations: which are pinned, which are in folders."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.core.conversation import new_id
from desktop_app.core.transaction import Transactions
from desktop_app.core.utf8 import well_formed

NAME_LENGTH = 120
"""Characters that a folder's name has at most; longer ones are cut."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder; its conversations know it by its id."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Filed:
    """Where one conversation stands: what an undo has to know."""

    id: str
    pinned: bool
    folder: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A folder that was deleted, its place among the others, and the conversations in it."""

    folder: Folder
    place: int
    conversations: tuple[str, ...]


class Filing:
    """Pins conversations and keeps folders. UI thread; what cannot be saved is a `ParleyError`.

    A conversation is shown in one place: a pinned one above all others. It stays in its folder
    meanwhile, and is there again when the pin is taken off. Nothing here changes when a
    conversation was changed last: to put something away is not to carry it on.
    """

    def __init__(self, transactions: Transactions) -> None:
        self._of = transactions

    def folders(self) -> list[Folder]:
        """All folders, in the person's order."""
        rows = self._of.read("SELECT id, name FROM folders ORDER BY place, rowid")
        return [Folder(row["id"], row["name"]) for row in rows]

    def filed(self, conversations: Iterable[str]) -> tuple[Filed, ...]:
        """Where these stand, without those that there are not."""
        ids = list(conversations)
        rows = self._of.read(
            "SELECT id, pinned, folder FROM conversations"
            " WHERE id IN (SELECT value FROM json_each(?))",
            json.dumps(ids),
        )
        found = {row["id"]: Filed(row["id"], bool(row["pinned"]), row["folder"]) for row in rows}
        return tuple(found[id] for id in ids if id in found)

    def put(self, filed: Iterable[Filed]) -> None:
        """Let conversations stand where they stood before."""
        rows = [(each.pinned, each.folder, each.id) for each in filed]
        with self._of.writing(durable=False):
            self._of.db.executemany(
                "UPDATE conversations SET pinned = ?, folder = ? WHERE id = ?", rows
            )

    def pin(self, conversations: Iterable[str], pinned: bool) -> None:
        """Have conversations above all others, or no longer."""
        rows = [(pinned, id) for id in conversations]
        with self._of.writing(durable=False):
            self._of.db.executemany("UPDATE conversations SET pinned = ? WHERE id = ?", rows)

    def move(self, conversations: Iterable[str], folder: str) -> None:
        """Put conversations into a folder, "" into none; where they are seen from then on, so a
        pin is taken off. Into a folder that there is not any more nothing is moved."""
        ids = json.dumps(list(conversations))
        with self._of.writing(durable=False):
            self._of.db.execute(
                "UPDATE conversations SET folder = ?, pinned = 0"
                " WHERE id IN (SELECT value FROM json_each(?))"
                " AND (? = '' OR EXISTS (SELECT 1 FROM folders WHERE id = ?))",
                (folder, ids, folder, folder),
            )

    def create(self, name: str) -> Folder:
        """A new folder, behind the others."""
        folder = Folder(new_id(), _name_of(name))
        with self._of.writing(durable=False):
            self._of.db.execute(
                "INSERT INTO folders (id, name, place)"
                " SELECT ?, ?, COALESCE(MAX(place), -1) + 1 FROM folders",
                (folder.id, folder.name),
            )
        return folder

    def rename(self, folder: str, name: str) -> None:
        """Give a folder another name; a blank one is ignored."""
        if name := _name_of(name):
            with self._of.writing(durable=False):
                self._of.db.execute("UPDATE folders SET name = ? WHERE id = ?", (name, folder))

    def remove(self, folder: str) -> Removed | None:
        """Delete a folder; its conversations, also deleted ones, stand among the others then.

        What `restore` needs to bring it back; None where there is no such folder.
        """
        found = self._of.read("SELECT name, place FROM folders WHERE id = ?", folder)
        if not found:
            return None
        inside = self._of.read("SELECT id FROM conversations WHERE folder = ?", folder)
        with self._of.writing(durable=False):
            self._of.db.execute("UPDATE conversations SET folder = '' WHERE folder = ?", (folder,))
            self._of.db.execute("DELETE FROM folders WHERE id = ?", (folder,))
        return Removed(
            Folder(folder, found[0]["name"]),
            found[0]["place"],
            tuple(row["id"] for row in inside),
        )

    def restore(self, removed: Removed) -> None:
        """Bring a deleted folder back, with those of its conversations that are in no other."""
        folder = removed.folder
        rows = [(folder.id, id) for id in removed.conversations]
        with self._of.writing(durable=False):
            self._of.db.execute(
                "INSERT OR IGNORE INTO folders (id, name, place) VALUES (?, ?, ?)",
                (folder.id, folder.name, removed.place),
            )
            self._of.db.executemany(
                "UPDATE conversations SET folder = ? WHERE id = ? AND folder = ''", rows
            )

    def arrange(self, folders: Sequence[str]) -> None:
        """Have the folders in this order; what is not named comes behind."""
        rest = [folder.id for folder in self.folders() if folder.id not in set(folders)]
        rows = [(place, id) for place, id in enumerate([*folders, *rest])]
        with self._of.writing(durable=False):
            self._of.db.executemany("UPDATE folders SET place = ? WHERE id = ?", rows)


def _name_of(words: str) -> str:
    """A name on one line, and not too long for a row."""
    return " ".join(well_formed(words).split())[:NAME_LENGTH].strip()
