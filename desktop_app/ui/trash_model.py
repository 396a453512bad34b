"""Deleted conversations as rows: the title, when it was deleted, how long it is still kept."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QDateTime, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.core.trash import Deleted
from desktop_app.ui.steady_rows import SteadyRows

Index = QModelIndex | QPersistentModelIndex


class TrashRole(IntEnum):
    """What a view can ask for beside the title."""

    ID = Qt.ItemDataRole.UserRole + 1
    WHEN = Qt.ItemDataRole.UserRole + 2
    """When it was deleted and how long it stays, in words."""


class TrashModel(SteadyRows[Deleted]):
    """What is in the trash, the last deleted first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = 0.0

    def set_deleted(self, deleted: Sequence[Deleted], now: float) -> None:
        """Show these; `now` is in seconds since the epoch."""
        # What was said of the days left is something else after midnight alone.
        moved, self._now = abs(now - self._now) > 60, now
        self._show(list(deleted), moved)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One fact about one of them; for assistive tools all that the row shows."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return row.title or self.tr("New conversation")
            case TrashRole.ID:
                return row.id
            case TrashRole.WHEN:
                return self._when(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.title or self.tr('New conversation')}, {self._when(row)}"
        return None

    def _when(self, row: Deleted) -> str:
        moment = QDateTime.fromSecsSinceEpoch(int(row.deleted))
        when = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
        days = row.days_left(self._now)
        if days == 0:
            words = self.tr("Deleted {when}, goes for good soon")
        else:
            words = self.tr("Deleted {when}, {days} days left", "", days)
        return words.format(when=when, days=days)
