"""The conversations as Qt's views see them: pinned ones, folders, and the others by their days."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QLocale,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop_app.core.filing import Folder
from desktop_app.core.summary import Summary
from desktop_app.ui.conversation_drag import Dragged, packed
from desktop_app.ui.conversation_section import FolderRow, Row, arranged
from desktop_app.ui.steady_rows import SteadyRows

Index = QModelIndex | QPersistentModelIndex


class ConversationRole(IntEnum):
    """What a view can ask for beside the title (DisplayRole, EditRole)."""

    ID = Qt.ItemDataRole.UserRole + 1
    CHANGED = Qt.ItemDataRole.UserRole + 2
    """Seconds since the epoch (float)."""
    SECTION = Qt.ItemDataRole.UserRole + 3
    """The caption above this row ("Pinned", "Today"), "" where the row above has the same."""
    WRITING = Qt.ItemDataRole.UserRole + 4
    """Whether an answer is being written in it."""
    PRESET = Qt.ItemDataRole.UserRole + 5
    """The name of its preset, "" for none."""
    FOLDER = Qt.ItemDataRole.UserRole + 6
    """The id of the folder that this row is, or that it stands in; "" for none."""
    COUNT = Qt.ItemDataRole.UserRole + 7
    """How many conversations a folder's row stands for; None for a conversation."""
    FOLDED = Qt.ItemDataRole.UserRole + 8
    """Whether a folder's row hides them."""
    PINNED = Qt.ItemDataRole.UserRole + 9


class ConversationListModel(SteadyRows[Row]):
    """A picture of the store's summaries and folders. Rows keep their identity when the order
    changes. The row of a folder has no ID, and so is no conversation."""

    renamed = Signal(str, str)
    """Id and new title: the person typed it; whoever owns the store keeps it."""
    folder_renamed = Signal(str, str)
    """The same of a folder."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._captions: list[str] | None = None
        """The caption above each row; None while they are not known."""
        self._summaries: dict[str, Summary] = {}
        self._folders: tuple[Folder, ...] = ()
        self._folder_ids: frozenset[str] = frozenset()
        self._folded: frozenset[str] = frozenset()
        self._writing: frozenset[str] = frozenset()
        self._today = date.today()
        self._day_names: dict[date, str] = {}
        """The caption of each day that was asked for: there are many rows, and few days."""
        self._moment_names: dict[float, str] = {}
        """The same of moments: most rows are what they were a moment ago."""
        self._preset_name: Callable[[str], str] = str

    def set_summaries(self, summaries: Sequence[Summary], folders: Sequence[Folder] = ()) -> None:
        """Show these conversations and folders; an open editor or selection stays."""
        self._summaries = {summary.id: summary for summary in summaries}
        self._folders = tuple(folders)
        self._folder_ids = frozenset(folder.id for folder in folders)
        self._arrange()

    def summaries(self) -> Collection[Summary]:
        """The conversations, also those in folded folders."""
        return self._summaries.values()

    def folders(self) -> Sequence[Folder]:
        """The folders in their order."""
        return self._folders

    def summary(self, id: str) -> Summary | None:
        """A conversation, shown or in a folded folder; None where there is none."""
        return self._summaries.get(id)

    def folded(self) -> frozenset[str]:
        """The ids of the folders whose conversations are hidden."""
        return self._folded

    def set_folded(self, folders: Collection[str]) -> None:
        """Hide the conversations of these folders, and show all others."""
        if self._folded != frozenset(folders):
            self._folded = frozenset(folders)
            self._arrange()

    def reveal(self, id: str) -> None:
        """Unfold the folder that a conversation stands in."""
        summary = self._summaries.get(id)
        if summary is not None and not summary.pinned and summary.folder in self._folded:
            self.set_folded(self._folded - {summary.folder})

    def caption(self, row: int) -> str:
        """What stands above a row, "" for nothing."""
        if self._captions is None:
            sections = self._sections()
            pairs = zip([None, *sections], sections, strict=False)
            self._captions = ["" if one == before else one for before, one in pairs]
        return self._captions[row]

    def set_writing(self, ids: frozenset[str] | set[str]) -> None:
        """Mark the conversations in which an answer is being written."""
        changed = self._writing ^ ids
        self._writing = frozenset(ids)
        for row in filter(lambda row: row >= 0, map(self.row_of, changed)):
            self.dataChanged.emit(self.index(row), self.index(row))

    def set_preset_names(self, name_of: Callable[[str], str]) -> None:
        """Call presets as `name_of` calls them by their ids, "" where there is none (any more).
        To be told again whenever it gives another answer."""
        self._preset_name = name_of
        self._tell_all()

    def set_preset(self, id: str, preset: str) -> None:
        """A conversation has the preset with this id from now on, "" for none."""
        summary = self._summaries.get(id)
        if summary is not None and summary.preset != preset:
            self._change(replace(summary, preset=preset))

    def refresh_days(self) -> None:
        """Name the days again when midnight has passed."""
        if self._today != date.today():
            self._begin_day()
            self._captions = None
            self._tell_all()

    def _begin_day(self) -> None:
        self._today = date.today()
        self._day_names.clear()
        self._moment_names.clear()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One fact about one conversation or folder."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ConversationRole.SECTION:
            return self.caption(index.row())
        if isinstance(row, FolderRow):
            return self._of_folder(row, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title or self.tr("New conversation")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), row)
        preset = self._preset_name(row.preset) if row.preset else ""
        about = self.tr("Preset: {name}").format(name=preset) if preset else ""
        facts = {
            int(Qt.ItemDataRole.EditRole): row.title,
            int(Qt.ItemDataRole.ToolTipRole): "\n".join(filter(None, (row.title, about))),
            int(Qt.ItemDataRole.AccessibleDescriptionRole): about,
            int(ConversationRole.ID): row.id,
            int(ConversationRole.CHANGED): row.changed,
            int(ConversationRole.WRITING): row.id in self._writing,
            int(ConversationRole.PRESET): preset,
            int(ConversationRole.FOLDER): "" if row.pinned else self._folder_of(row),
            int(ConversationRole.PINNED): row.pinned,
        }
        return facts.get(int(role))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a new title or name; an empty one, or the same, changes nothing."""
        words = " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not words:
            return False
        row = self._rows[index.row()]
        if isinstance(row, FolderRow):
            if words == row.name:
                return False
            self._rows[index.row()] = replace(row, name=words)
            self.dataChanged.emit(index, index)
            self.folder_renamed.emit(row.id, words)
            return True
        if words == row.title:
            return False
        self._change(replace(row, title=words))
        self.renamed.emit(row.id, words)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be renamed in place, and dragged to another one."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        movable = Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        return super().flags(index) | movable

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """What these rows are while they are dragged: conversations, or one folder."""
        rows = [self._rows[index.row()] for index in sorted(indexes, key=lambda each: each.row())]
        ids = tuple(row.id for row in rows if isinstance(row, Summary))
        folders = [row.id for row in rows if isinstance(row, FolderRow)]
        return packed(Dragged(ids) if ids or not folders else Dragged((), folders[0]))

    def supportedDragActions(self) -> Qt.DropAction:
        """They are somewhere else afterwards."""
        return Qt.DropAction.MoveAction

    def _change(self, summary: Summary) -> None:
        """A conversation has another title or preset: nothing that changes its place."""
        self._summaries[summary.id] = summary
        row = self.row_of(summary.id)
        if row >= 0:
            self._rows[row] = summary
            self.dataChanged.emit(self.index(row), self.index(row))

    def _arrange(self) -> None:
        """Make the rows what they are to be."""
        midnight = self._today != date.today()
        if midnight:
            self._begin_day()
        wanted = arranged(self._summaries.values(), self._folders, self._folded)
        self._show(wanted, midnight)
        if self._rows:
            self.caption(0)  # Now, and not while the rows are laid out: that takes long enough.

    def _moved(self) -> None:
        self._captions = None

    def _folder_of(self, summary: Summary) -> str:
        """The id of the folder a conversation is in, "" for none: there may be no such folder."""
        return summary.folder if summary.folder in self._folder_ids else ""

    def _sections(self) -> list[str]:
        """The section that each row stands in. All of them at each change, so as cheap as can
        be: there may be tens of thousands."""
        folders, pinned = self.tr("Folders"), self.tr("Pinned")
        known, ids = self._moment_names, self._folder_ids
        if len(known) > 2 * len(self._rows) + len(self._summaries):
            known.clear()
        sections = []
        for row in self._rows:
            if isinstance(row, FolderRow):
                sections.append(folders)
            elif row.pinned:
                sections.append(pinned)
            elif row.folder in ids:
                sections.append(folders)
            else:
                name = known.get(row.changed)
                if name is None:
                    name = known[row.changed] = self._days(row.changed)
                sections.append(name)
        return sections

    def _days(self, changed: float) -> str:
        """The caption for a moment: exact for what is near, coarser with time."""
        day = date.fromtimestamp(changed)
        name = self._day_names.get(day)
        if name is None:
            name = self._day_names[day] = self._name_of(day)
        return name

    def _name_of(self, day: date) -> str:
        age = self._today - day
        if age < timedelta(days=1):
            return self.tr("Today")
        if age < timedelta(days=2):
            return self.tr("Yesterday")
        if age < timedelta(days=7):
            return self.tr("Last 7 days")
        if age < timedelta(days=30):
            return self.tr("Last 30 days")
        locale = QLocale()
        month = locale.standaloneMonthName(day.month)
        return month if day.year == self._today.year else f"{month} {day.year}"

    def _of_folder(self, row: FolderRow, role: int) -> Any:
        facts = {
            int(Qt.ItemDataRole.DisplayRole): row.name,
            int(Qt.ItemDataRole.EditRole): row.name,
            int(Qt.ItemDataRole.ToolTipRole): row.name,
            int(Qt.ItemDataRole.AccessibleTextRole): self._spoken_folder(row),
            int(ConversationRole.ID): "",
            int(ConversationRole.FOLDER): row.id,
            int(ConversationRole.COUNT): row.count,
            int(ConversationRole.FOLDED): row.folded,
        }
        return facts.get(int(role))

    def _spoken_folder(self, row: FolderRow) -> str:
        if row.folded:
            words = self.tr("Folder {name}, folded, conversations: {count}")
        else:
            words = self.tr("Folder {name}, unfolded, conversations: {count}")
        return words.format(name=row.name, count=row.count)

    def _spoken(self, row: int, summary: Summary) -> str:
        """The title, and what the eye sees from where it stands."""
        words = summary.title or self.tr("New conversation")
        if summary.id in self._writing:
            words = self.tr("{title}, an answer is being written").format(title=words)
        if summary.pinned:
            return self.tr("{title}, pinned").format(title=words)
        for folder in self._folders:
            if folder.id == summary.folder:
                return self.tr("{title}, in the folder {name}").format(
                    title=words, name=folder.name
                )
        caption = self.caption(row)
        return f"{words}, {caption}" if caption else words
