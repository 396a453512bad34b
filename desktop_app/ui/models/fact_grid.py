"""All that is known of a model: a word for each fact, and the fact beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPlainTextEdit, QWidget

from desktop_app.core.local_model import LocalModel
from desktop_app.core.text import QT_TRANSLATE_NOOP, Sentence
from desktop_app.ui.models.model_words import (
    abilities,
    date_words,
    source_words,
    speed_words,
    translate,
)
from desktop_app.ui.models.shelf_entry import Entry
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import say, size_words

_EDGE = 1
"""Above and below a path (px): the ring of the keyboard's focus is there."""
_FILES = QT_TRANSLATE_NOOP("Models", "{size} in {count} files", "", 1)
_TOKENS = QT_TRANSLATE_NOOP("Models", "{count} tokens", "", 1)
_SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class FactGrid(QWidget):
    """Shows rows of words and what they stand for; paths can be selected and copied."""

    def __init__(self, theme: Theme, places: bool = False, parent: QWidget | None = None) -> None:
        """With `places` what stands beside the words are paths."""
        super().__init__(parent)
        self._theme = theme
        self._places = places
        self._before: QWidget | None = None
        self._rows: list[tuple[QLabel, QLabel | PlaceField]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE[2])
        self._grid.setVerticalSpacing(SPACE[0])
        self._grid.setColumnStretch(1, 1)

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show other facts, or the same as they are now; what is not known is left out."""
        shown = [(words, text) for words, text in rows if text]
        while len(self._rows) > len(shown):
            for widget in self._rows.pop():
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        while len(self._rows) < len(shown):
            self._rows.append(self._add_row(len(self._rows)))
        for (word, value), (words, text) in zip(self._rows, shown, strict=True):
            word.setText(words)
            if value.text() != text:  # What is selected in it stays so.
                value.setText(text)
            value.setAccessibleName(f"{words}: {text}")

    def follow(self, before: QWidget) -> None:
        """Tab comes here from `before`, and goes through the places in their order."""
        self._before = before

    def texts(self) -> list[tuple[str, str]]:
        """What stands there."""
        return [(word.text(), value.text()) for word, value in self._rows]

    def _add_row(self, row: int) -> "tuple[QLabel, QLabel | PlaceField]":
        word = QLabel()
        word.setProperty("tone", "second")
        value = PlaceField() if self._places else _value(self.isRightToLeft())
        for column, widget in enumerate((word, value)):
            widget.setFont(self._theme.font(CAPTION))
            self._grid.addWidget(widget, row, column)
        before = self._rows[-1][1] if self._rows else self._before
        if self._places and before is not None:
            # Made later than all others, it would be the last one otherwise.
            QWidget.setTabOrder(before, value)
        self._grid.setAlignment(word, Qt.AlignmentFlag.AlignTop)
        return word, value


def facts_of(entry: Entry) -> list[tuple[str, str]]:
    """What a model is, whose it is, and how it does here."""
    model = entry.model
    size = size_words(model.size)
    if len(model.files) > 1:
        number = len(model.files)
        size = say(Sentence("Models", _FILES, {"size": size, "count": number}, number))
    seen = model.trained_context
    context = say(Sentence("Models", _TOKENS, {"count": seen}, seen))
    origin = " · ".join(filter(None, (source_words(model.source), model.repo)))
    return [
        (translate("Models", "Size"), size),
        (translate("Models", "Family"), model.architecture),
        (translate("Models", "Parameters"), model.parameters),
        (translate("Models", "Quantization"), model.quantization),
        (translate("Models", "Longest context"), context if model.trained_context else ""),
        (translate("Models", "Abilities"), ", ".join(words for _, words in abilities(model))),
        (translate("Models", "Speed here"), speed_words(entry.record.speed)),
        (translate("Models", "From"), origin),
        (translate("Models", "Changed"), date_words(model.modified)),
    ]


def places_of(model: LocalModel) -> list[tuple[str, str]]:
    """Where its files are, as the system writes it."""
    also = translate("Models", "Also in")
    return [
        (translate("Models", "File"), model.path),
        (translate("Models", "Part that sees"), model.projector),
        *((also, path) for path in model.also),
    ]


class PlaceField(QPlainTextEdit):
    """The path of a file, all of it to be seen, selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "place")
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(_SELECTABLE)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # As every path is read.
        for bar in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)

    def text(self) -> str:
        """The path."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Show another path."""
        self.setPlainText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many lines as it takes."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc belongs to the window."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        lines = max(1, round(self.document().size().height()))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2 * _EDGE)


def _value(mirrored: bool) -> QLabel:
    label = QLabel()
    if mirrored:
        # By itself a label puts Latin letters at the left, whichever way the page is read.
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
