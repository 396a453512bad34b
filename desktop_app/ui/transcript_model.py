"""The messages on the path that is shown, as Qt's views and assistive tools read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop_app.core.conversation import Message, Role

IdRole = Qt.ItemDataRole.UserRole + 1
AuthorRole = Qt.ItemDataRole.UserRole + 2
MessageRole = Qt.ItemDataRole.UserRole + 3

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One message and its place (from 1) among the `count` versions of it."""

    message: Message
    position: int = 1
    count: int = 1


class TranscriptModel(QAbstractListModel):
    """Rows are messages, oldest first. DisplayRole is the plain text without thoughts.

    While a reply is written its pieces are kept as they come; views hear of them when `flush` is
    called, once for all of them.
    """

    live_changed = Signal()
    """Another message is being written, or none."""
    first_seen_changed = Signal()
    unheard = Signal()
    """Pieces have come that the views do not know yet. Emitted once until the next `flush`."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._numbers: dict[str, int] = {}
        self._texts: dict[str, list[str]] = {}
        self._thoughts: dict[str, list[str]] = {}
        self._unheard: set[str] = set()
        self._live = ""
        self._first_seen = ""

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        message = self._rows[index.row()].message
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(message.id)
        if role == IdRole:
            return message.id
        if role == AuthorRole:
            return message.role.value
        if role == MessageRole:
            return message
        return None

    def roleNames(self) -> dict[int, QByteArray]:
        names = {IdRole: b"messageId", AuthorRole: b"author", MessageRole: b"message"}
        return super().roleNames() | {role: QByteArray(name) for role, name in names.items()}

    def row(self, number: int) -> Row:
        """The row as it was last set; pieces that came since are not in its message."""
        return self._rows[number]

    def number(self, id: str) -> int:
        """The row of a message, -1 when it is not on the path."""
        return self._numbers.get(id, -1)

    def text(self, id: str) -> str:
        """The text of a message with all pieces that have come; "" for one that is not here."""
        return self._whole(self._texts, id, "text")

    def thought(self, id: str) -> str:
        """The thoughts of a message with all pieces that have come."""
        return self._whole(self._thoughts, id, "thought")

    @property
    def live(self) -> str:
        """The id of the reply that is being written, "" when none is."""
        return self._live

    @property
    def first_seen(self) -> str:
        """The id of the first message that the model still sees, "" when it sees all."""
        return self._first_seen

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show another path. Leaves the scroll position to the view: it opens at the end."""
        self.beginResetModel()
        self._rows = list(rows)
        self._numbers = {row.message.id: number for number, row in enumerate(rows)}
        self._texts.clear()
        self._thoughts.clear()
        self._unheard.clear()
        self._first_seen = ""
        self.endResetModel()

    def append(self, row: Row) -> None:
        """Add a message at the end."""
        number = len(self._rows)
        self.beginInsertRows(QModelIndex(), number, number)
        self._rows.append(row)
        self._numbers[row.message.id] = number
        self.endInsertRows()

    def update(self, row: Row) -> None:
        """Replace a message by what it has become; pieces that came before are in it."""
        number = self._numbers[row.message.id]
        self._rows[number] = row
        for pieces in (self._texts, self._thoughts):
            pieces.pop(row.message.id, None)
        self._unheard.discard(row.message.id)
        index = self.index(number)
        self.dataChanged.emit(index, index)

    def remove_from(self, number: int) -> None:
        """Take out the row `number` and all below it."""
        last = len(self._rows) - 1
        if number > last:
            return
        self.beginRemoveRows(QModelIndex(), number, last)
        for row in self._rows[number:]:
            del self._numbers[row.message.id]
            for pieces in (self._texts, self._thoughts):
                pieces.pop(row.message.id, None)
            self._unheard.discard(row.message.id)
        del self._rows[number:]
        self.endRemoveRows()

    def append_text(self, id: str, text: str) -> None:
        """Keep the next piece of a reply; one that is not on the path is none of our business."""
        self._append(self._texts, id, "text", text)

    def append_thought(self, id: str, text: str) -> None:
        """Keep the next piece of a reply's thoughts."""
        self._append(self._thoughts, id, "thought", text)

    def flush(self) -> None:
        """Tell the views of all that has come since the last time."""
        heard, self._unheard = self._unheard, set()
        for id in heard:
            index = self.index(self._numbers[id])
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DisplayRole])

    def set_live(self, id: str | None) -> None:
        """Say which reply is being written; None when none is."""
        if (id or "") != self._live:
            self._live = id or ""
            self.live_changed.emit()

    def set_first_seen(self, id: str) -> None:
        """Say where the part begins that the model still sees; "" when it sees all."""
        if id != self._first_seen:
            self._first_seen = id
            self.first_seen_changed.emit()

    def ids(self) -> Iterable[str]:
        """The ids of the messages, oldest first."""
        return self._numbers

    def _append(self, kept: dict[str, list[str]], id: str, part: str, text: str) -> None:
        number = self._numbers.get(id)
        if number is None or not text:
            return
        if id not in kept:
            kept[id] = [getattr(self._rows[number].message, part)]
        kept[id].append(text)
        if not self._unheard:
            self._unheard.add(id)
            self.unheard.emit()
        else:
            self._unheard.add(id)

    def _whole(self, kept: dict[str, list[str]], id: str, part: str) -> str:
        number = self._numbers.get(id)
        if number is None:
            return ""
        if id not in kept:
            return str(getattr(self._rows[number].message, part))
        kept[id] = ["".join(kept[id])]
        return kept[id][0]


def author(message: Message) -> str:
    """Whose words a message holds, for looks: everybody who is not the model is the user."""
    return "assistant" if message.role is Role.ASSISTANT else "user"
