"""How a model file that was dropped comes among Parley's models: copied, moved or linked."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.disk import LookedUp, Space
from desktop_app.core.local_model import Bring
from desktop_app.core.models import part_names
from desktop_app.ui.first_size import open_at
from desktop_app.ui.models.model_folders import ModelFolders
from desktop_app.ui.models.model_words import short_path
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import size_words

_INDENT = 28
"""From the edge to the words beside a radio button (px): its circle, margins and gap."""
_UNKNOWN = "…"
_SPARE = 1.1
"""A copy needs a tenth more than its size: file systems keep some for themselves."""


class BringDialog(QDialog):
    """Asks once for all files that were dropped together."""

    chosen = Signal(object)
    """How they are to be brought: a `Bring`."""

    def __init__(
        self,
        theme: Theme,
        paths: Sequence[str],
        folders: ModelFolders,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add to the models"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        open_at(self, QSize(480, 0))
        self._theme = theme
        self._paths = tuple(paths)
        self._own = folders.own
        self._seen: LookedUp | None = None
        self.ways: dict[Bring, QRadioButton] = {}
        self._about: dict[Bring, QLabel] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[3])
        column.setSpacing(SPACE[1])
        head = QLabel(", ".join(Path(path).name for path in paths))
        head.setWordWrap(True)
        head.setFont(theme.font(1.12, bold=True))
        head.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(head)
        self._facts = self._second()
        column.addWidget(self._facts)
        column.addSpacing(SPACE[1])
        for how, words in (
            (Bring.COPY, self.tr("Copy")),
            (Bring.MOVE, self.tr("Move")),
            (Bring.LINK, self.tr("Link")),
        ):
            column.addWidget(self._way(how, words))
            label = self._about[how] = self._second()
            label.setContentsMargins(theme.scaled(_INDENT), 0, 0, SPACE[0])
            column.addWidget(label)
        column.addStretch(1)
        column.addWidget(self._buttons())
        self._show()
        folders.disk.looked.connect(self._on_look)
        parts = (path for each in paths for path in _parts(each))
        self._look = folders.disk.look((*paths, *parts), str(self._own))

    def chosen_way(self) -> Bring | None:
        """What is marked."""
        marked = (how for how, button in self.ways.items() if button.isChecked())
        return next(marked, None)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the sentences need at this width: a layout does not see to it."""
        super().showEvent(event)
        self._grow()

    def _grow(self) -> None:
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            need = layout.totalHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), need))

    def accept(self) -> None:
        """Take the marked way."""
        if (how := self.chosen_way()) is not None:
            self.chosen.emit(how)
        super().accept()

    def _on_look(self, ticket: int, seen: LookedUp | None) -> None:
        if ticket == self._look and seen is not None:
            self._seen = seen
            self._show()

    def _show(self) -> None:
        """Show what is known of the files and the disk; the engine looks again before it brings
        them."""
        space = self._seen.space if self._seen is not None else None
        size = self._size()
        words = size_words(size) if size is not None else _UNKNOWN
        self._facts.setText(self._fact_words(words, space))
        has_room = size is None or space is None or space.free >= size * _SPARE
        one_disk = self._one_disk(space)
        copied = self.tr("The file stays where it is as well, and takes {size} once more.").format(
            size=words
        )
        if not has_room:
            copied = self.tr("There is not enough room for a copy.")
        moved = self.tr("The file is not in its old place any more.")
        if not one_disk and not has_room:
            moved = self.tr("There is not enough room on that disk.")
        linked = self.tr("Nothing is copied; the model is gone when its file is deleted.")
        for how, about in ((Bring.COPY, copied), (Bring.MOVE, moved), (Bring.LINK, linked)):
            self._about[how].setText(about)
            self.ways[how].setAccessibleDescription(about)
        self._forbid(has_room, one_disk)

    def _fact_words(self, size: str, space: Space | None) -> str:
        folder = short_path(str(self._own))
        if space is None:
            return self.tr("{size}, into {folder}").format(size=size, folder=folder)
        return self.tr("{size}, into {folder}, where {free} are free").format(
            size=size, folder=folder, free=size_words(space.free)
        )

    def _size(self) -> int | None:
        """Bytes of all files with their other parts, as far as they are there; None unknown."""
        if self._seen is None:
            return None
        spots = (self._seen.spot(part) for path in self._paths for part in _parts(path))
        return sum(spot.size for spot in spots if spot is not None)

    def _one_disk(self, space: Space | None) -> bool:
        """Whether moving the files takes no room."""
        if self._seen is None or space is None:
            return False
        spots = [self._seen.spot(path) for path in self._paths]
        return all(spot is not None and spot.disk == space.disk for spot in spots)

    def _forbid(self, has_room: bool, one_disk: bool) -> None:
        """Leave out what there is no room for; where that was marked, mark the first way left."""
        self.ways[Bring.COPY].setEnabled(has_room)
        self.ways[Bring.MOVE].setEnabled(has_room or one_disk)
        marked = self._group.checkedButton()
        if marked is None or not marked.isEnabled():
            next(button for button in self.ways.values() if button.isEnabled()).setChecked(True)

    def _way(self, how: Bring, words: str) -> QRadioButton:
        button = self.ways[how] = QRadioButton(words)
        button.setAccessibleName(words)
        self._group.addButton(button)
        return button

    def _second(self) -> QLabel:
        label = QLabel()
        label.setWordWrap(True)
        label.setFont(self._theme.font(CAPTION))
        label.setProperty("tone", "second")
        return label

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        add = QPushButton(self.tr("Add"))
        add.setProperty("kind", "primary")
        add.setDefault(True)
        box.addButton(add, QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box


def _parts(path: str) -> list[str]:
    """The file with its other parts."""
    return [str(Path(path).with_name(name)) for name in part_names(Path(path).name)]
