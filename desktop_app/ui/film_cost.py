"""What a film takes of the model's context, in words."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.core.excerpt import Choice
from desktop_app.core.film import Cost
from desktop_app.ui.film_terms import FilmTerms
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import count


class FilmCost(QWidget):
    """The sums of a choice, a warning where they are too large, and what cannot be used at all."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notes = self._label(theme)
        self.sums = self._label(theme)
        self.sums.setAccessibleName(self.tr("Tokens that the film takes"))
        self.warning = self._label(theme, "warning")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[0])
        for label in (self.notes, self.sums, self.warning):
            column.addWidget(label)

    def show_choice(self, terms: FilmTerms, choice: Choice) -> None:
        """Say what this takes."""
        cost = terms.cost(choice)
        self._say(self.notes, self._notes(terms))
        self._say(self.sums, self._sums(terms, choice, cost))
        self._say(self.warning, "" if cost.fits else self._too_large())
        self.sums.setAccessibleDescription(self.sums.text())

    def _label(self, theme: Theme, tone: str = "second") -> QLabel:
        label = QLabel(self)
        label.setProperty("tone", tone)
        label.setFont(theme.font(CAPTION))
        label.setWordWrap(True)
        return label

    def _say(self, label: QLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))

    def _notes(self, terms: FilmTerms) -> str:
        notes = []
        if not terms.sees and terms.model:
            words = self.tr("{model} cannot see: it is given only what is said.")
            notes.append(words.format(model=terms.model))
        elif not terms.sees:
            notes.append(self.tr("The model cannot see: it is given only what is said."))
        if not terms.facts.has_sound:
            notes.append(self.tr("Nothing can be heard in this film."))
        return " ".join(notes)

    def _sums(self, terms: FilmTerms, choice: Choice, cost: Cost) -> str:
        sums = []
        if choice.frames and terms.measured:
            words = self.tr("Pictures: {tokens} tokens.", "", cost.frames)
            sums.append(words.format(tokens=count(cost.frames)))
        elif choice.frames:
            words = self.tr(
                "Pictures: about {tokens} tokens, estimated until the model has seen one.",
                "",
                cost.frames,
            )
            sums.append(words.format(tokens=count(cost.frames)))
        if choice.words:
            words = self.tr(
                "Words: about {tokens} tokens if somebody speaks all the time.", "", cost.words
            )
            sums.append(words.format(tokens=count(cost.words)))
        if cost.total and cost.context:
            words = self.tr("Together {percent} % of the {size} that the model sees at once.")
            percent = max(1, round(cost.share * 100))
            words = words.replace(" %", "\N{NO-BREAK SPACE}%")  # No line begins with it.
            sums.append(words.format(percent=percent, size=count(cost.context)))
        return " ".join(sums)

    def _too_large(self) -> str:
        return self.tr(
            "That leaves too little room for a question and its answer:"
            " take fewer pictures or a shorter part."
        )
