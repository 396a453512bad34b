"""The list of what the keyboard can do, opened by F1; most of its keys can be changed there."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.shortcut import SHORTCUTS
from desktop_app.ui.button import IconButton
from desktop_app.ui.first_size import open_at
from desktop_app.ui.key_button import KeyButton
from desktop_app.ui.keys import Keys, native
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.words import say


class ShortcutDialog(QDialog):
    """Shows the keys that can be changed, if any are given, then pairs of a key and what it does.

    What cannot be had is told in a sentence, with the way out. On a low screen the arrow keys
    scroll the list.
    """

    def __init__(
        self,
        theme: Theme,
        shortcuts: Iterable[tuple[str, str]],
        parent: QWidget | None = None,
        keys: Keys | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        self._keys = keys
        self._wanted = ("", "")
        self.key_buttons: dict[str, KeyButton] = {}
        self._resets: dict[str, IconButton] = {}
        self._rows: list[tuple[str, list[QWidget]]] = []
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search the keys"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.told.hide()
        self.take_button = QPushButton(self.tr("Use it here instead"), self)
        self.take_button.setAutoDefault(False)
        self.take_button.clicked.connect(self._take)
        self.take_button.hide()
        self._lay_out(self._listed(shortcuts))
        if keys is not None:
            keys.changed.connect(self._refresh)
            self._refresh()

    def _listed(self, shortcuts: Iterable[tuple[str, str]]) -> QWidget:
        listed = QWidget()
        self._grid = QGridLayout(listed)
        self._grid.setContentsMargins(0, 0, SPACE[3], 0)
        self._grid.setHorizontalSpacing(SPACE[4])
        self._grid.setVerticalSpacing(SPACE[1])
        self._grid.setColumnStretch(1, 1)
        for id, shortcut in SHORTCUTS.items() if self._keys is not None else ():
            words = say(shortcut.sentence)
            button = self.key_buttons[id] = KeyButton(words, listed)
            button.chosen.connect(lambda key, id=id: self._choose(id, key))
            name = self.tr("Back to the first key of: {words}").format(words=words)
            reset = self._resets[id] = IconButton(self._theme, "reset", name, parent=listed)
            reset.clicked.connect(lambda _=False, id=id: self._reset(id))
            self._add_row(words, button, reset)
        for key, words in shortcuts:
            shown = QLabel(native(key), listed)
            shown.setFont(self._theme.font(1.0, bold=True))
            self._add_row(words, shown)
        return listed

    def _add_row(self, words: str, first: QWidget, last: QWidget | None = None) -> None:
        row = len(self._rows)
        label = QLabel(words)
        label.setWordWrap(True)
        self._grid.addWidget(first, row, 0)
        self._grid.addWidget(label, row, 1)
        parts: list[QWidget] = [first, label]
        if last is not None:
            self._grid.addWidget(last, row, 2)
            parts.append(last)
        self._rows.append((words, parts))

    def _lay_out(self, listed: QWidget) -> None:
        self.area = area = QScrollArea(self)
        area.setAccessibleName(self.windowTitle())
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(listed)
        area.setMinimumWidth(listed.minimumSizeHint().width() + SPACE[4])
        for ground in (area.viewport(), listed):
            ground.setAutoFillBackground(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        for button in buttons.buttons():
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)  # Enter in the search field closes nothing.
        if self._keys is not None:
            role = QDialogButtonBox.ButtonRole.ResetRole
            self.reset_button = buttons.addButton(self.tr("Reset all keys"), role)
            self.reset_button.setAutoDefault(False)
            self.reset_button.clicked.connect(lambda: self._reset())
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[4])
        column.setSpacing(SPACE[2])
        column.addWidget(self.search)
        column.addWidget(self.told)
        column.addWidget(self.take_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(area, 1)
        column.addWidget(buttons)
        around = 2 * SPACE[4] + 2 * SPACE[2]
        around += buttons.sizeHint().height() + self.search.sizeHint().height()
        width = max(listed.sizeHint().width() + 3 * SPACE[4], self._theme.scaled(560))
        open_at(self, QSize(width, around + listed.sizeHint().height() + SPACE[0]))

    def _choose(self, id: str, key: str) -> None:
        assert self._keys is not None
        found = self._keys.clash(id, key) if key else None
        self._tell("")
        if found is None:
            self._keys.set(id, (key,) if key else ())
            return
        self._wanted = (id, key)
        self._tell(say(found.sentence), bool(found.taken_by))

    def _take(self) -> None:
        assert self._keys is not None
        id, key = self._wanted
        self._keys.take(id, key)
        self.key_buttons[id].setFocus()
        self._tell("")

    def _reset(self, *ids: str) -> None:
        assert self._keys is not None
        self._tell("")
        for id in ids:
            self.key_buttons[id].setFocus()
        for id in ids:
            for key in SHORTCUTS[id].keys:
                found = self._keys.clash(id, key)
                if found is not None:
                    self._wanted = (id, key)
                    self._tell(say(found.sentence), bool(found.taken_by))
                    return
        self._keys.reset(*ids)

    def _tell(self, words: str, can_take: bool = False) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self.take_button.setVisible(can_take)
        if words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _refresh(self) -> None:
        assert self._keys is not None
        for id, button in self.key_buttons.items():
            button.set_keys(", ".join(map(native, self._keys.of(id))))
            self._resets[id].setEnabled(self._keys.is_changed(id))

    def _filter(self, wanted: str) -> None:
        parts = wanted.casefold().split()
        for words, widgets in self._rows:
            shown = widgets[0].text() if isinstance(widgets[0], QLabel | QPushButton) else ""
            where = f"{words} {shown}".casefold()
            for widget in widgets:
                widget.setVisible(all(part in where for part in parts))
