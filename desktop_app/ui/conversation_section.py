"""Where each conversation stands in the list: pinned, in a folder, or among the days."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from desktop_app.core.filing import Folder
from desktop_app.core.summary import Summary


@dataclass(frozen=True, slots=True)
class FolderRow:
    """A folder as a row of its own, with how many conversations are shown in it when unfolded."""

    id: str
    name: str
    count: int
    folded: bool


Row = Summary | FolderRow


def arranged(
    summaries: Iterable[Summary], folders: Sequence[Folder], folded: Collection[str]
) -> list[Row]:
    """The pinned ones, then every folder with what is in it unless its id is in `folded`, then
    the others; each newest change first. Who is in a folder that is not there is in none."""
    inside: dict[str, list[Summary]] = {folder.id: [] for folder in folders}
    pinned: list[Row] = []
    loose: list[Row] = []
    for summary in sorted(summaries, key=lambda summary: summary.changed, reverse=True):
        if summary.pinned:
            pinned.append(summary)
        else:
            inside.get(summary.folder, loose).append(summary)
    rows = pinned
    for folder in folders:
        conversations = inside[folder.id]
        is_folded = folder.id in folded
        rows.append(FolderRow(folder.id, folder.name, len(conversations), is_folded))
        rows += [] if is_folded else conversations
    return rows + loose
