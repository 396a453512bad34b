"""All that is known of a model: a word for each fact, and the fact beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from desktop_app.ui.models.model_words import abilities, date_words, source_words, speed_words
from desktop_app.ui.models.shelf_model import Entry
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import count, size_words


class FactGrid(QWidget):
    """Shows an `Entry`. What is not known is left out; places can be selected and copied."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[tuple[QLabel, QLabel | PlaceField]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE[2])
        self._grid.setVerticalSpacing(SPACE[0])
        self._grid.setColumnStretch(1, 1)

    def show_entry(self, entry: Entry) -> None:
        """Show another model, or the same as it is now."""
        facts = self._facts(entry)
        places = self._places(entry)
        shown = [(words, value) for words, value in facts if value]
        self._set_rows(len(shown), len(places))
        for (word, value), (words, text) in zip(self._rows, [*shown, *places], strict=True):
            word.setText(words)
            if value.text() != text:
                value.setText(text)
            value.setAccessibleName(f"{words}: {text}")

    def texts(self) -> dict[str, str]:
        """What stands there, by its words; of several places the first."""
        return {word.text(): value.text() for word, value in reversed(self._rows)}

    def _facts(self, entry: Entry) -> list[tuple[str, str]]:
        model = entry.model
        size = size_words(model.size)
        if len(model.files) > 1:
            size = self.tr("{size} in {count} files").format(size=size, count=len(model.files))
        context = self.tr("{count} tokens").format(count=count(model.trained_context))
        origin = " · ".join(filter(None, (source_words(model.source), model.repo)))
        return [
            (self.tr("Size"), size),
            (self.tr("Family"), model.architecture),
            (self.tr("Parameters"), model.parameters),
            (self.tr("Quantization"), model.quantization),
            (self.tr("Longest context"), context if model.trained_context else ""),
            (self.tr("Abilities"), ", ".join(words for _, words in abilities(model))),
            (self.tr("Speed here"), speed_words(entry.record.speed)),
            (self.tr("From"), origin),
            (self.tr("Changed"), date_words(model.modified)),
        ]

    def _places(self, entry: Entry) -> list[tuple[str, str]]:
        model = entry.model
        places = [(self.tr("File"), model.path)]
        if model.projector:
            places.append((self.tr("Part that sees"), model.projector))
        return places + [(self.tr("Also in"), path) for path in model.also]

    def _set_rows(self, facts: int, places: int) -> None:
        """So many rows with words, then so many with places."""
        kinds = [QLabel] * facts + [PlaceField] * places
        if [type(value) for _, value in self._rows] == kinds:
            return
        for each in self._rows:
            for widget in each:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._rows = [self._add_row(row, kind is PlaceField) for row, kind in enumerate(kinds)]

    def _add_row(self, row: int, is_place: bool) -> "tuple[QLabel, QLabel | PlaceField]":
        word = QLabel()
        word.setProperty("tone", "second")
        word.setFont(self._theme.font(CAPTION))
        value: QLabel | PlaceField
        if is_place:
            value = PlaceField()
        else:
            value = QLabel()
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setFont(self._theme.font(CAPTION))
        self._grid.addWidget(word, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)
        return word, value


class PlaceField(QLineEdit):
    """The path of a file on one line: the end of it is seen, all of it can be selected."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFrame(False)
        self.setProperty("kind", "place")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # As every path is read.

    def setText(self, text: str | None) -> None:
        """Show another path; its beginning says less than its end."""
        super().setText(text)
        self.setToolTip(self.text())
        self.setCursorPosition(len(self.text()))
