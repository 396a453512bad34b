"""What a search of the conversations found, as Qt's views see it."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop_app.core.chat_search import Hit

_LATEST = 2**40
"""Seconds; a clock that says more is wrong."""

Index = QModelIndex | QPersistentModelIndex


class HitRole(IntEnum):
    """What a view can ask for beside the title (DisplayRole)."""

    HIT = Qt.ItemDataRole.UserRole + 1
    DAY = Qt.ItemDataRole.UserRole + 2
    """When it was said, short."""


class HitModel(QAbstractListModel):
    """The hits in the order in which they came."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show these in place of those before."""
        if list(hits) == self._hits:
            return  # Asked again while the index grew: what is marked stays marked.
        self.beginResetModel()
        self._hits = list(hits)
        self.endResetModel()

    def add(self, hits: Sequence[Hit]) -> None:
        """Show these too."""
        if hits:
            first = len(self._hits)
            self.beginInsertRows(QModelIndex(), first, first + len(hits) - 1)
            self._hits += hits
            self.endInsertRows()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One fact about one hit."""
        if not index.isValid() or index.row() >= len(self._hits):
            return None
        hit = self._hits[index.row()]
        title = " ".join(hit.title.text.split()) or self.tr("New conversation")
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == HitRole.HIT:
            return hit
        if role == HitRole.DAY:
            return day_words(hit.time)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (title, hit.text.text, day_words(hit.time))))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (title, hit.model)))
        return None


def day_words(seconds: float) -> str:
    """A day as people write it where the window is: the time alone for today."""
    if not 0 < seconds < _LATEST:
        return ""
    when = QDateTime.fromSecsSinceEpoch(int(seconds))
    short = QLocale.FormatType.ShortFormat
    if when.date() == QDate.currentDate():
        return QLocale().toString(when.time(), short)
    return QLocale().toString(when.date(), short)
