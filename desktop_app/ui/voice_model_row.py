"""One voice model in the settings: what it can, what has become of it, what can be done."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QWidget,
)

from desktop_app.core.voice_models import VoiceModel, voice_model_name
from desktop_app.core.voice_shelf import USABLE, Item, Shelf
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.voice_library import VoiceLibrary, label_of
from desktop_app.ui.words import size_words

_STEPS = 1000
_INDENT = 28
"""From the edge to the words beside a radio button (px): its circle, margins and gap."""


class VoiceModelRow(QFrame):
    """A radio button to choose it with, a line of facts, and the buttons that fit its state.

    A picture of an `Item`; what the person does goes to the library.
    """

    chosen = Signal(str)
    """The person chose the model in the file with this path."""

    def __init__(self, theme: Theme, library: VoiceLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._item = Item("", None, Shelf.ABSENT)
        self.radio = QRadioButton()
        self.radio.clicked.connect(lambda: self.chosen.emit(self._item.path))
        self._facts = QLabel()
        self._facts.setFont(theme.font(CAPTION))
        self._facts.setWordWrap(True)
        self._facts.setProperty("tone", "second")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.go_button = _button()
        self.go_button.clicked.connect(self._go)
        self.drop_button = _button()
        self.drop_button.setProperty("kind", "quiet")
        self.drop_button.clicked.connect(self._drop)

        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE[1])
        buttons.addWidget(self.drop_button)
        buttons.addWidget(self.go_button)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, SPACE[1], 0, SPACE[0])
        grid.setHorizontalSpacing(SPACE[1])
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, _INDENT - SPACE[1])
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.radio, 0, 0, 1, 2)
        grid.addWidget(self._facts, 1, 1)
        grid.addLayout(buttons, 0, 2, 2, 1)
        grid.setRowMinimumHeight(2, SPACE[1])
        grid.addWidget(self.bar, 2, 1, 1, 2, Qt.AlignmentFlag.AlignBottom)

    def show_item(self, item: Item) -> None:
        """Show another state of the model, or another model."""
        self._item = item
        name = label_of(item.model) if item.model else voice_model_name(item.path)
        buttons = (self.go_button, self.drop_button)
        focused = next((button for button in buttons if button.hasFocus()), None)
        self.radio.setText(name.replace("&", "&&"))  # one alone would underline a letter
        self.radio.setAccessibleName(name)
        self.radio.setEnabled(item.state in USABLE)
        self.radio.setToolTip(item.path if item.state in (Shelf.OWN, Shelf.MISSING) else "")
        self._facts.setText(self._words_of(item))
        self.radio.setAccessibleDescription(self._facts.text())
        self.bar.setVisible(item.state in (Shelf.FETCHING, Shelf.PAUSED))
        self.bar.setValue(round(_STEPS * item.done / item.total) if item.total else 0)
        self.bar.setAccessibleName(self.tr("How much of {model} is here").format(model=name))
        self._name_button(self.go_button, self._go_words(), name)
        self._name_button(self.drop_button, self._drop_words(), name)
        if focused is not None and focused.isHidden():
            # The keyboard stays in this row.
            left = (button for button in (*buttons, self.radio) if not button.isHidden())
            next(left).setFocus()

    def facts(self) -> str:
        """The line under the name."""
        return self._facts.text()

    def _name_button(self, button: QPushButton, words: str, name: str) -> None:
        button.setText(words)
        button.setAccessibleName(f"{words}: {name}")
        button.setVisible(bool(words))

    def _go_words(self) -> str:
        match self._item.state:
            case Shelf.ABSENT:
                return self.tr("Fetch")
            case Shelf.FETCHING:
                return self.tr("Pause")
            case Shelf.PAUSED:
                return self.tr("Go on")
            case Shelf.LEAVING:
                return self.tr("Fetch again")
        return ""

    def _go(self) -> None:
        assert self._item.model is not None
        if self._item.state is Shelf.FETCHING:
            self._library.pause(self._item.model)
        else:
            self._library.fetch(self._item.model)

    def _drop_words(self) -> str:
        match self._item.state:
            case Shelf.FETCHING | Shelf.PAUSED:
                return self.tr("Cancel")
            case Shelf.HERE:
                return self.tr("Delete")
            case Shelf.LEAVING:
                return self.tr("Keep")
        return ""

    def _drop(self) -> None:
        if self._item.state is Shelf.HERE:
            self._library.delete(self._item)
        elif self._item.state is Shelf.LEAVING:
            self._library.keep(self._item)
        elif self._item.model is not None:
            self._library.discard(self._item.model)

    def _words_of(self, item: Item) -> str:
        come = self.tr("{done} of {total}").format(
            done=size_words(item.done), total=size_words(item.total)
        )
        match item.state:
            case Shelf.FETCHING:
                return come
            case Shelf.PAUSED:
                return self.tr("Paused at {come}").format(come=come)
            case Shelf.LEAVING:
                return self.tr("Is deleted when you close the settings")
            case Shelf.OWN:
                return self.tr("Your own file")
            case Shelf.MISSING:
                return self.tr("This file is not there any more")
            case Shelf.STARTER:
                size = self.tr("Came with Parley")
            case _:
                size = size_words(item.total)
        return " · ".join([size, *self._abilities(item.model)]) if item.model else size

    def _abilities(self, model: VoiceModel) -> list[str]:
        if not model.multilingual:
            languages = self.tr("English only")
        elif not model.translates:
            languages = self.tr("many languages, no translation")
        else:
            languages = self.tr("many languages")
        speed = QLocale().toString(float(model.speed), "g", 3)
        pace = self.tr("{speed} times as fast as Large").format(speed=speed)
        return [languages, self.tr("the most exact, and the slowest") if model.speed <= 1 else pace]


def _button() -> QPushButton:
    button = QPushButton()
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
