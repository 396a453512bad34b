"""What is dragged from the list of conversations to another place in it."""

import json
from dataclasses import dataclass

from PySide6.QtCore import QMimeData

_TYPE = "application/x-parley-conversations"


@dataclass(frozen=True, slots=True)
class Dragged:
    """Conversations by their ids, or one folder by its own."""

    conversations: tuple[str, ...]
    folder: str = ""


def packed(dragged: Dragged) -> QMimeData:
    """As Qt carries it."""
    data = QMimeData()
    words = json.dumps([list(dragged.conversations), dragged.folder])
    data.setData(_TYPE, words.encode())
    return data


def unpacked(data: QMimeData) -> Dragged | None:
    """What `packed` made; None for what comes from elsewhere."""
    if not data.hasFormat(_TYPE):
        return None
    conversations, folder = json.loads(bytes(data.data(_TYPE).data()))
    return Dragged(tuple(conversations), folder)
