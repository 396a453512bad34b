"""The window of one document: which part of it the model is shown, and what that takes."""

from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.document import PAGE_BREAK, Document
from desktop_app.ui.document_tokens import room
from desktop_app.ui.document_words import extent_words
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.first_size import open_at
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import count

_CHARACTERS_OF_A_TOKEN = 3.5
"""Taken while the model has counted nothing."""

_PROPOSED = 0.6
"""Of the context: so much is proposed of what is longer, for a talk about it to have room."""

_STEP = 500
_FEWEST = 100
_FIELD = 110


class DocumentDialog(QDialog):
    """Asks for all of it, some pages, or the beginning. The sums are estimates: the model counts
    what was chosen afterwards."""

    chosen = Signal(object)
    """The same `Document` with the part that was chosen."""

    def __init__(
        self,
        theme: Theme,
        document: Document,
        text: str,
        tokens: int,
        others: int,
        context: int,
        parent: QWidget | None = None,
    ) -> None:
        """`text` is the whole of it. `tokens` is what the part that is shown now takes (0: not
        known), `others` what other documents take, of a context of so many tokens (0: not known).
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("What the model is shown of {name}").format(name=document.name))
        self.setAccessibleName(self.windowTitle())
        open_at(self, QSize(theme.scaled(460), theme.scaled(300)))
        self._theme = theme
        self._document = document
        self._others = others
        self._context = context
        pages = text.split(PAGE_BREAK) if document.pages else [text]
        # What stands around a page takes tokens too.
        extra = len("[Page 1]\n\n\n") if document.pages else 0
        self._lengths = [0, *accumulate(len(page) + extra for page in pages)]
        shown = len(document.part_of(text))
        rate = shown / tokens if tokens and shown else _CHARACTERS_OF_A_TOKEN
        self._rate = max(0.1, rate)
        self._build()
        self._set_first_choice()
        self._refresh()

    def choice(self) -> Document:
        """The document with the part that is chosen as things stand."""
        whole = replace(self._document, first=0, last=0, most=0, anyway=not self._fits())
        if self.some_pages.isChecked():
            return replace(whole, first=self.first.value(), last=self.last.value())
        if self.beginning.isChecked():
            most = round(self.tokens.value() * self._rate)
            return replace(whole, most=min(most, self._document.length))
        return whole

    def _build(self) -> None:
        pages = self._document.pages
        self.name = ElidedLabel(self)
        self.name.setText(self._document.name)
        self.name.setFont(self._theme.font(1.12, bold=True))
        facts = QLabel(extent_words(replace(self._document, first=0, last=0, most=0)), self)
        facts.setProperty("tone", "second")
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(facts)
        self.all = QRadioButton(self.tr("&All of it"), self)
        self.some_pages = QRadioButton(self.tr("&Pages"), self)
        self.beginning = QRadioButton(self.tr("The &beginning, up to"), self)
        self._group = QButtonGroup(self)
        for button in (self.all, self.some_pages, self.beginning):
            button.setAccessibleName(button.text().replace("&", ""))
            self._group.addButton(button)
        self._group.buttonToggled.connect(self._refresh)
        self.first = self._field(1, max(1, pages), self.tr("First page"))
        self.last = self._field(1, max(1, pages), self.tr("Last page"))
        self.first.valueChanged.connect(self._on_first)
        self.last.valueChanged.connect(self._on_last)
        self.tokens = self._field(_FEWEST, 10_000_000, self.tr("Tokens of the beginning"))
        self.tokens.setSingleStep(_STEP)
        self.tokens.setGroupSeparatorShown(True)
        self.tokens.valueChanged.connect(lambda: self._pick(self.beginning))
        self.cost = self._label("second")
        self.warning = self._label("warning")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addLayout(head)
        column.addWidget(self.all)
        column.addWidget(self._pages_row())
        column.addLayout(self._row(self.beginning, self.tokens, QLabel(self.tr("tokens"), self)))
        column.addWidget(self.cost)
        column.addWidget(self.warning)
        column.addStretch(1)
        column.addLayout(self._foot())

    def _pages_row(self) -> QWidget:
        row = QWidget(self)
        to = QLabel(self.tr("to"), row)
        inner = self._row(self.some_pages, self.first, to, self.last)
        inner.setContentsMargins(0, 0, 0, 0)
        row.setLayout(inner)
        row.setVisible(self._document.pages > 1)
        return row

    def _row(self, *parts: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        for part in parts:
            row.addWidget(part)
        row.addStretch(1)
        return row

    def _field(self, least: int, most: int, name: str) -> QSpinBox:
        field = QSpinBox(self)
        field.setRange(least, most)
        field.setFixedWidth(self._theme.scaled(_FIELD))
        field.lineEdit().setTextMargins(SPACE[0], 0, SPACE[0], 0)
        field.setAccessibleName(name)
        return field

    def _label(self, tone: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("tone", tone)
        label.setFont(self._theme.font(CAPTION))
        label.setWordWrap(True)
        return label

    def _foot(self) -> QHBoxLayout:
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self.reject)
        self.use_button = QPushButton(self)
        self.use_button.setProperty("kind", "primary")
        self.use_button.setDefault(True)
        self.use_button.clicked.connect(self._on_use)
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addStretch(1)
        for button in (self.cancel_button, self.use_button):
            button.setAccessibleName(button.text())
            row.addWidget(button)
        return row

    def _set_first_choice(self) -> None:
        """What was chosen before; of what is too long, as much as fits."""
        document = self._document
        whole = round(self._lengths[-1] / self._rate)
        too_long = self._context > 0 and whole + self._others > room(self._context)
        proposed = max(_FEWEST, round(_PROPOSED * self._context) - self._others)
        fitting = proposed if too_long else whole
        pages = bisect_right(self._lengths, fitting * self._rate) - 1
        before = round(document.most / self._rate)
        self.first.setValue(document.first if document.by_pages else 1)
        self.last.setValue(document.last if document.by_pages else max(1, pages))
        self.tokens.setValue(before or fitting)
        if document.by_pages:
            self.some_pages.setChecked(True)
        elif document.is_part:
            self.beginning.setChecked(True)
        elif too_long and document.pages > 1 and pages >= 1 and not document.anyway:
            self.some_pages.setChecked(True)
        elif too_long and not document.anyway:
            self.beginning.setChecked(True)
        else:
            self.all.setChecked(True)

    def _cost(self) -> int:
        """What the choice takes, as far as can be told."""
        whole = round(self._lengths[-1] / self._rate)
        if self.some_pages.isChecked():
            chosen = self._lengths[self.last.value()] - self._lengths[self.first.value() - 1]
            return round(chosen / self._rate)
        return min(whole, self.tokens.value()) if self.beginning.isChecked() else whole

    def _fits(self) -> bool:
        return not self._context or self._cost() + self._others <= room(self._context)

    def _on_first(self, page: int) -> None:
        self.last.setValue(max(page, self.last.value()))
        self._pick(self.some_pages)

    def _on_last(self, page: int) -> None:
        self.first.setValue(min(page, self.first.value()))
        self._pick(self.some_pages)

    def _pick(self, button: QRadioButton) -> None:
        button.setChecked(True)
        self._refresh()

    def _refresh(self) -> None:
        cost = self._cost()
        about = round(cost, -1)
        words = self.tr("About {tokens} tokens.", "", about).format(tokens=count(about))
        if self._context:
            share = max(1, round(100 * (cost + self._others) / self._context))
            all_in = self.tr("With what else is attached {percent} % of the {size} at once.")
            alone = self.tr("That is {percent} % of the {size} that the model sees at once.")
            together = (all_in if self._others else alone).replace(" %", "\N{NO-BREAK SPACE}%")
            words += " " + together.format(percent=count(share), size=count(self._context))
        self.cost.setText(words)
        self.cost.setAccessibleName(words)
        fits = self._fits()
        self.warning.setText(
            ""
            if fits
            else self.tr("That is more than the model can read: it will most likely refuse.")
        )
        self.warning.setVisible(not fits)
        self.use_button.setText(self.tr("Show this") if fits else self.tr("Show it anyway"))
        self.use_button.setAccessibleName(self.use_button.text())

    def _on_use(self) -> None:
        self.chosen.emit(self.choice())
        self.accept()
