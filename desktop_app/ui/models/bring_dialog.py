"""How a model file that was dropped comes among Parley's models: copied, moved or linked."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
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

from desktop_app.core.local_model import Bring
from desktop_app.core.models import part_names
from desktop_app.ui.first_size import open_at
from desktop_app.ui.models.model_folders import ModelFolders, Space
from desktop_app.ui.models.model_words import short_path
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import size_words

_INDENT = 28
"""From the edge to the words beside a radio button (px): its circle, margins and gap."""
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
        self._size = sum(size_of(path) for path in paths)
        self._one_disk = all(_same_disk(path, folders.own) for path in paths)
        space = folders.space()
        self.ways: dict[Bring, QRadioButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[3])
        column.setSpacing(SPACE[1])
        head = QLabel(", ".join(Path(path).name for path in paths))
        head.setWordWrap(True)
        head.setFont(theme.font(1.12, bold=True))
        head.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(head)
        column.addWidget(self._second(self._facts(folders.own, space)))
        column.addSpacing(SPACE[1])
        for how, words, about in self._offers(space):
            column.addWidget(self._way(how, words))
            label = self._second(about)
            label.setContentsMargins(theme.scaled(_INDENT), 0, 0, SPACE[0])
            self.ways[how].setAccessibleDescription(about)
            column.addWidget(label)
        self._forbid(space)
        column.addStretch(1)
        column.addWidget(self._buttons())

    def chosen_way(self) -> Bring | None:
        """What is marked."""
        marked = (how for how, button in self.ways.items() if button.isChecked())
        return next(marked, None)

    def accept(self) -> None:
        """Take the marked way."""
        if (how := self.chosen_way()) is not None:
            self.chosen.emit(how)
        super().accept()

    def _facts(self, folder: Path, space: Space | None) -> str:
        size = size_words(self._size)
        if space is None:
            return self.tr("{size}, into {folder}").format(
                size=size, folder=short_path(str(folder))
            )
        return self.tr("{size}, into {folder}, where {free} are free").format(
            size=size, folder=short_path(str(folder)), free=size_words(space.free)
        )

    def _offers(self, space: Space | None) -> list[tuple[Bring, str, str]]:
        copied = self.tr("The file stays where it is as well, and takes {size} once more.").format(
            size=size_words(self._size)
        )
        if not self._has_room(space):
            copied = self.tr("There is not enough room for a copy.")
        moved = self.tr("The file is not in its old place any more.")
        if not self._one_disk and not self._has_room(space):
            moved = self.tr("There is not enough room on that disk.")
        linked = self.tr("Nothing is copied; the model is gone when its file is deleted.")
        return [
            (Bring.COPY, self.tr("Copy"), copied),
            (Bring.MOVE, self.tr("Move"), moved),
            (Bring.LINK, self.tr("Link"), linked),
        ]

    def _has_room(self, space: Space | None) -> bool:
        return space is None or space.free >= self._size * _SPARE

    def _forbid(self, space: Space | None) -> None:
        """Leave out what there is no room for, and mark the first way that is left."""
        if not self._has_room(space):
            self.ways[Bring.COPY].setEnabled(False)
            self.ways[Bring.MOVE].setEnabled(self._one_disk)
        next(button for button in self.ways.values() if button.isEnabled()).setChecked(True)

    def _way(self, how: Bring, words: str) -> QRadioButton:
        button = self.ways[how] = QRadioButton(words)
        button.setAccessibleName(words)
        self._group.addButton(button)
        return button

    def _second(self, words: str) -> QLabel:
        label = QLabel(words)
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


def size_of(path: str) -> int:
    """Bytes of a model file with its other parts, as far as they are there."""
    total = 0
    for name in part_names(Path(path).name):
        try:
            total += Path(path).with_name(name).stat().st_size
        except OSError:
            continue
    return total


def _same_disk(path: str, folder: Path) -> bool:
    """Whether moving a file there takes no room."""
    for place in (folder, *folder.parents):
        try:
            return place.stat().st_dev == Path(path).stat().st_dev
        except OSError:
            continue
    return False
