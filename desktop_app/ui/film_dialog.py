"""The window of one film: which part of it the model is shown, and what that takes."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import Problem
from desktop_app.core.excerpt import Choice
from desktop_app.core.film import MOST_FRAMES
from desktop_app.core.kinds.kind import Action
from desktop_app.core.subtitles import clock
from desktop_app.ui.banner import Banner
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.film_cost import FilmCost
from desktop_app.ui.film_range import FilmRange
from desktop_app.ui.film_terms import FilmTerms
from desktop_app.ui.first_size import open_at
from desktop_app.ui.switch import Switch
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.words import action_words, say

_STEPS = 1000
_FIELD = 84


class FilmDialog(QDialog):
    """Asks what of a film is wanted. Whoever reads the film says what it is by `offer`, fills in
    the pictures of `range` and, when `chosen` was emitted, tells by `show_progress` how far it is.
    """

    chosen = Signal(object)
    """The `Choice` that was made."""
    stop_requested = Signal()
    transcribe_requested = Signal()
    """Not for the model: the words are to be written down, and that is all."""
    remedy_requested = Signal(object, object)
    """The `Action` of the banner's button and its `Problem`."""
    returned = Signal()
    """The person came back to it, perhaps from the settings: the terms may be others now."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Show the model {name}").format(name=name))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, QSize(600, 420))
        self._theme = theme
        self._terms: FilmTerms | None = None
        self._busy = False
        self.banner: Banner | None = None
        self._build(name)
        self._connect()
        self.show_progress(self.tr("looking at the film"))

    def offer(self, terms: FilmTerms) -> None:
        """What can be made of the film; now something can be chosen."""
        self._terms = terms
        facts = terms.facts
        self.facts.setText(f"{clock(facts.seconds)} · {facts.width} × {facts.height}")
        self.range.set_seconds(facts.seconds)
        self.frames.setRange(0, MOST_FRAMES)
        self.frames.setValue(terms.frames_at_first())
        self.words.setChecked(terms.heard)
        self.show_problem(terms.voice if facts.has_sound else None)
        self._set_busy(False)
        self.add_button.setFocus()

    def renew(self, terms: FilmTerms) -> None:
        """The same film under other terms: what was chosen stays as far as it can."""
        before = self._terms
        if before is None or self._busy or terms == before:
            return
        self._terms = terms
        untouched = self.frames.value() == before.frames_at_first()
        if terms.sees != before.sees or untouched:
            self.frames.setValue(terms.frames_at_first())
        if terms.heard != before.heard:
            self.words.setChecked(terms.heard)
        if terms.voice != before.voice:
            self.show_problem(terms.voice if terms.facts.has_sound else None)
        self._set_busy(False)

    def choice(self) -> Choice:
        """What is chosen as it stands."""
        start, end = self.range.part
        return Choice(start, end, self.frames.value(), self.words.isChecked())

    def show_progress(self, words: str, fraction: float = 0.0) -> None:
        """Say what is being done; nothing can be chosen meanwhile."""
        self._set_busy(True)
        self.state.setText(words)
        self.bar.setValue(round(_STEPS * fraction))

    def choose_again(self, problem: Problem | None = None) -> None:
        """It could not be done, or was stopped: another choice may help."""
        self._set_busy(False)
        if problem is not None:
            self.show_problem(problem)

    def show_problem(self, problem: Problem | None) -> None:
        """Say what went wrong and what helps; `None`: it is mended."""
        if self.banner is not None:
            self._above.removeWidget(self.banner)
            self.banner.deleteLater()
            self.banner = None
        if problem is None:
            return
        tone = "warning" if self._terms is not None and problem == self._terms.voice else "error"
        banner = Banner(self._theme, tone, say(problem.sentence), say(problem.remedy))
        banner.problem = problem
        if words := action_words(problem.action):
            banner.set_button(words, lambda: self._remedy(problem))
        if problem.details:
            banner.set_details(problem.details)
        banner.closed.connect(lambda: self.show_problem(None))
        self._above.addWidget(banner)
        self.banner = banner

    def changeEvent(self, event: QEvent) -> None:
        """See whether the person comes back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.returned.emit()

    def reject(self) -> None:
        """Esc stops what is being made first, and closes the window only then."""
        if self._busy and self._terms is not None:
            self.stop_requested.emit()
        else:
            super().reject()

    def _build(self, name: str) -> None:
        self.name = ElidedLabel(self)
        self.name.setText(name)
        self.name.setFont(self._theme.font(1.12, bold=True))
        self.facts = QLabel(self)
        self.facts.setProperty("tone", "second")
        self.range = FilmRange(self._theme, self)
        self.cost = FilmCost(self._theme, self)
        self.state = ElidedLabel(self)
        self.state.setProperty("tone", "second")
        self.bar = QProgressBar(self)
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Done so far"))
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.facts)
        self._above = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addLayout(head)
        column.addLayout(self._above)
        column.addWidget(self.range)
        column.addLayout(self._options())
        column.addWidget(self.cost)
        column.addStretch(1)
        column.addWidget(self.state)
        column.addWidget(self.bar)
        column.addLayout(self._foot())

    def _options(self) -> QHBoxLayout:
        self.frames = QSpinBox(self)
        self.frames.setRange(0, MOST_FRAMES)
        self.frames.setSpecialValueText(self.tr("none"))
        self.frames.setFixedWidth(self._theme.scaled(_FIELD))
        # The style sheet's padding does not reach the words in it.
        self.frames.lineEdit().setTextMargins(SPACE[0], 0, SPACE[0], 0)
        self.frames.setAccessibleName(self.tr("Pictures"))
        label = QLabel(self.tr("&Pictures"), self)
        label.setBuddy(self.frames)
        self.words = Switch(self._theme, self)
        self.words.setText(self.tr("With &what is said"))
        self.words.setAccessibleName(self.tr("With what is said"))
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(label)
        row.addWidget(self.frames)
        row.addSpacing(SPACE[3])
        row.addWidget(self.words)
        row.addStretch(1)
        return row

    def _foot(self) -> QHBoxLayout:
        self.transcribe_button = self._button(
            self.tr("Only write down what is said"), self.transcribe_requested.emit
        )
        self.stop_button = self._button(self.tr("Stop"), self.stop_requested.emit)
        self.cancel_button = self._button(self.tr("Cancel"), self.close)
        self.add_button = self._button(self.tr("Add"), lambda: self.chosen.emit(self.choice()))
        self.add_button.setProperty("kind", "primary")
        self.add_button.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(self.transcribe_button)
        row.addStretch(1)
        for button in (self.stop_button, self.cancel_button, self.add_button):
            row.addWidget(button)
        return row

    def _button(self, words: str, pressed: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleName(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: pressed())
        return button

    def _connect(self) -> None:
        self.range.changed.connect(lambda *_: self._show_choice())
        self.frames.valueChanged.connect(self._show_choice)
        self.words.toggled.connect(self._show_choice)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        terms = self._terms
        ready = terms is not None and not busy
        focused = self.focusWidget()
        self.range.setEnabled(ready)
        self.frames.setEnabled(ready and terms is not None and terms.sees)
        self.words.setEnabled(ready and terms is not None and terms.heard)
        has_sound = terms is not None and terms.facts.has_sound
        self.transcribe_button.setVisible(not busy and has_sound)
        self.stop_button.setVisible(busy and terms is not None)
        self.cancel_button.setVisible(not (busy and terms is not None))
        self.add_button.setVisible(not busy)
        self.state.setVisible(busy)
        self.bar.setVisible(busy)
        if focused is not None and not focused.isVisible():
            (self.stop_button if busy else self.add_button).setFocus()
        self._show_choice()

    def _show_choice(self) -> None:
        if self._terms is None:
            return
        choice = self.choice()
        self.cost.show_choice(self._terms, choice)
        self.add_button.setEnabled(not self._busy and bool(choice.frames or choice.words))

    def _remedy(self, problem: Problem) -> None:
        if problem.action is Action.TRY_AGAIN:
            self.show_problem(None)
            self.chosen.emit(self.choice())
        else:
            self.remedy_requested.emit(problem.action, problem)
