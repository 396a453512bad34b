"""The conversations as Qt's views see them: newest first, each with the day it belongs to."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop_app.core.store import Summary

Index = QModelIndex | QPersistentModelIndex


class ConversationRole(IntEnum):
    """What a view can ask for beside the title (DisplayRole, EditRole)."""

    ID = Qt.ItemDataRole.UserRole + 1
    CHANGED = Qt.ItemDataRole.UserRole + 2
    """Seconds since the epoch (float)."""
    SECTION = Qt.ItemDataRole.UserRole + 3
    """The caption above this row ("Today"), "" where the row above belongs to the same days."""
    WRITING = Qt.ItemDataRole.UserRole + 4
    """Whether an answer is being written in it."""
    PRESET = Qt.ItemDataRole.UserRole + 5
    """The name of its preset, "" for none."""


class ConversationListModel(QAbstractListModel):
    """A picture of the store's summaries. Rows keep their identity when the order changes."""

    renamed = Signal(str, str)
    """Id and new title: the person typed it; whoever owns the store keeps it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Summary] = []
        self._writing: frozenset[str] = frozenset()
        self._today = date.today()
        self._preset_name: Callable[[str], str] = str

    def set_summaries(self, summaries: Sequence[Summary]) -> None:
        """Show these conversations, newest change first; an open editor or selection stays."""
        wanted = sorted(summaries, key=lambda summary: summary.changed, reverse=True)
        new = {summary.id: summary for summary in wanted}
        for row in range(len(self._rows) - 1, -1, -1):
            if self._rows[row].id not in new:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._rows[row]
                self.endRemoveRows()
        known = {summary.id for summary in self._rows}
        for row, summary in enumerate(wanted):
            if summary.id not in known:
                row = min(row, len(self._rows))
                self.beginInsertRows(QModelIndex(), row, row)
                self._rows.insert(row, summary)
                self.endInsertRows()
        self._reorder(wanted)
        self._today = date.today()
        self._tell_all()

    def set_writing(self, ids: frozenset[str] | set[str]) -> None:
        """Mark the conversations in which an answer is being written."""
        if ids != self._writing:
            self._writing = frozenset(ids)
            self._tell_all()

    def set_preset_names(self, name_of: Callable[[str], str]) -> None:
        """Call presets as `name_of` calls them by their ids, "" where there is none (any more).
        To be told again whenever it gives another answer."""
        self._preset_name = name_of
        self._tell_all()

    def set_preset(self, id: str, preset: str) -> None:
        """A conversation has the preset with this id from now on, "" for none."""
        row = self.row_of(id)
        if row >= 0 and self._rows[row].preset != preset:
            self._rows[row] = replace(self._rows[row], preset=preset)
            self.dataChanged.emit(self.index(row), self.index(row))

    def refresh_days(self) -> None:
        """Name the days again when midnight has passed."""
        if self._today != date.today():
            self._today = date.today()
            self._tell_all()

    def row_of(self, id: str) -> int:
        """The row of a conversation, -1 when it is not listed."""
        return next((row for row, summary in enumerate(self._rows) if summary.id == id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many conversations there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One fact about one conversation."""
        if not index.isValid():
            return None
        summary = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return summary.title or self.tr("New conversation")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row())
        preset = self._preset_name(summary.preset) if summary.preset else ""
        about = self.tr("Preset: {name}").format(name=preset) if preset else ""
        facts = {
            int(Qt.ItemDataRole.EditRole): summary.title,
            int(Qt.ItemDataRole.ToolTipRole): "\n".join(filter(None, (summary.title, about))),
            int(Qt.ItemDataRole.AccessibleDescriptionRole): about,
            int(ConversationRole.ID): summary.id,
            int(ConversationRole.CHANGED): summary.changed,
            int(ConversationRole.SECTION): self._section(index.row()),
            int(ConversationRole.WRITING): summary.id in self._writing,
            int(ConversationRole.PRESET): preset,
        }
        return facts.get(int(role))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a new title; an empty one, or the same, changes nothing."""
        title = " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not title:
            return False
        summary = self._rows[index.row()]
        if title == summary.title:
            return False
        self._rows[index.row()] = replace(summary, title=title)
        self.dataChanged.emit(index, index)
        self.renamed.emit(summary.id, title)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be renamed in place."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def _reorder(self, wanted: list[Summary]) -> None:
        """Put the rows in the wanted order; persistent indexes (editors) move along."""
        if [summary.id for summary in wanted] == [summary.id for summary in self._rows]:
            self._rows = wanted
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        ids = [self._rows[index.row()].id for index in old]
        self._rows = wanted
        self.changePersistentIndexList(old, [self.index(self.row_of(id)) for id in ids])
        self.layoutChanged.emit()

    def _tell_all(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _section(self, row: int) -> str:
        name = self._days(self._rows[row].changed)
        return "" if row and name == self._days(self._rows[row - 1].changed) else name

    def _days(self, changed: float) -> str:
        """The caption for a moment: exact for what is near, coarser with time."""
        day = date.fromtimestamp(changed)
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

    def _spoken(self, row: int) -> str:
        summary = self._rows[row]
        title = summary.title or self.tr("New conversation")
        if summary.id in self._writing:
            return self.tr("{title}, an answer is being written").format(title=title)
        return title
