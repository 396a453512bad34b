"""Which conversations are exported, as what: asked before the place is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.export_job import Format
from desktop_app.core.summary import Summary
from desktop_app.ui.first_size import open_at
from desktop_app.ui.switch import Switch
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.ticked_list import TickedList
from desktop_app.ui.ticked_model import TickedModel

_LIST_LINES = 7


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be exported; `ids` are never none."""

    ids: tuple[str, ...]
    format: Format
    thoughts: bool


class ExportDialog(QDialog):
    """Asks for one, some or all conversations, for a format, and whether thoughts go with it."""

    chosen = Signal(object)
    """The `Wish`."""

    def __init__(
        self,
        theme: Theme,
        summaries: Sequence[Summary],
        current: str,
        parent: QWidget | None = None,
        temporary: bool = False,
    ) -> None:
        """`current` is the open conversation, which is `temporary` when it is in no list and can
        be exported all the same."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export conversations"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._theme = theme
        self._summaries = tuple(summaries)
        self._current = current
        self._temporary = temporary
        self.formats: dict[Format, QRadioButton] = {}
        self._what = QButtonGroup(self)
        self._kinds = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[3])
        column.setSpacing(SPACE[1])
        self._add_what(column)
        column.addSpacing(SPACE[2])
        self._add_formats(column)
        column.addSpacing(SPACE[1])
        self.thoughts = Switch(theme)
        self.thoughts.setText(self.tr("With what the model thought"))
        self.thoughts.setAccessibleName(self.thoughts.text())
        column.addWidget(self.thoughts)
        column.addStretch(1)
        column.addWidget(self._made_buttons())
        self._what.buttonToggled.connect(lambda *_: self._refresh())
        self._kinds.buttonToggled.connect(lambda *_: self._refresh())
        self.rows.dataChanged.connect(lambda *_: self._refresh())
        self._refresh()
        open_at(self, QSize(theme.scaled(440), 0))

    def wish(self) -> Wish:
        """What is marked now; no ids where nothing is."""
        marked = next(each for each, button in self.formats.items() if button.isChecked())
        if self.this.isChecked():
            ids: tuple[str, ...] = (self._current,)
        elif self.all.isChecked():
            ids = tuple(summary.id for summary in self._summaries)
        else:
            ids = tuple(self._ticked())
        return Wish(ids, marked, self.thoughts.isChecked())

    def accept(self) -> None:
        """Take what is marked."""
        wish = self.wish()
        if wish.ids:
            self.chosen.emit(wish)
            super().accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Words that wrap need a height that a layout does not claim by itself."""
        if (layout := self.layout()) is not None:
            layout.activate()
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def _add_what(self, column: QVBoxLayout) -> None:
        titles = {summary.id: summary.title for summary in self._summaries}
        self.this = self._choice(self._what, self.tr("This conversation"))
        self.some = self._choice(self._what, self.tr("Some of them"))
        self.all = self._choice(self._what, self.tr("All {count}").format(count=f"{len(titles):,}"))
        words = [
            " ".join(title.split()) or self.tr("New conversation") for title in titles.values()
        ]
        ticked = {row for row, id in enumerate(titles) if id == self._current}
        self.rows = TickedModel(words, ticked, self)
        self.list = TickedList(self._theme)
        self.list.setModel(self.rows)
        self.list.setAccessibleName(self.tr("Conversations"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setFixedHeight(_LIST_LINES * self.fontMetrics().lineSpacing() + SPACE[3])
        self.list.setUniformItemSizes(True)
        for widget in (self.this, self.some, self.list, self.all):
            column.addWidget(widget)
        here = self._temporary or self._current in titles
        for choice in (self.some, self.all):
            choice.setVisible(bool(titles))
        self.this.setEnabled(here)
        (self.this if here else self.all).setChecked(True)

    def _add_formats(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE[3])
        for format, words in (
            (Format.MARKDOWN, self.tr("Markdown")),
            (Format.HTML, self.tr("Web page")),
            (Format.PDF, self.tr("PDF")),
            (Format.JSON, self.tr("JSON")),
        ):
            button = self.formats[format] = self._choice(self._kinds, words)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setFont(self._theme.font(CAPTION))
        self.about.setProperty("tone", "second")
        column.addWidget(self.about)
        self.formats[Format.MARKDOWN].setChecked(True)

    def _choice(self, group: QButtonGroup, words: str) -> QRadioButton:
        button = QRadioButton(words)
        button.setAccessibleName(words)
        group.addButton(button)
        return button

    def _made_buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.setProperty("kind", "primary")
        self.export_button.setDefault(True)
        box.addButton(self.export_button, QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def _ticked(self) -> list[str]:
        return [self._summaries[row].id for row in sorted(self.rows.ticked)]

    def _refresh(self) -> None:
        self.list.setVisible(self.some.isChecked())
        wish = self.wish()
        self.export_button.setEnabled(bool(wish.ids))
        about = {
            Format.MARKDOWN: self.tr("The branch that is shown, as text. Pictures are named."),
            Format.HTML: self.tr("The branch that is shown, with its pictures, in one file."),
            Format.PDF: self.tr("The branch that is shown, with its pictures, on pages."),
            Format.JSON: self.tr("All branches and pictures. Parley can import it again."),
        }[wish.format]
        self.about.setText(about)
        self.formats[wish.format].setAccessibleDescription(about)
        self._make_room()
