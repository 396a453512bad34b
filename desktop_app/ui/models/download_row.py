"""One model on its way: how far it has come, what is wrong with it, what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.download import Order, Stage
from desktop_app.core.errors import Problem
from desktop_app.core.kinds.kind import Action
from desktop_app.ui.button import IconButton, SteadyButton
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.models.download_words import percent_of, state_words
from desktop_app.ui.models.downloads import Downloads
from desktop_app.ui.models.word_label import WordLabel
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import action_words, say

_STEPS = 1000
_SHARE_OF_BUTTONS = 0.42
"""Where the buttons would take more of the row's width than this, they stand below the words."""


class DownloadRow(QFrame):
    """A card with the title, a line of words, a bar, and the buttons that fit its state.

    A picture of an `Order`; what the person does goes to `Downloads`, or out as a signal.
    """

    use_requested = Signal(str)
    """The model is to be used; carries the path of its file."""

    cancel_requested = Signal(str)
    """It is not wanted any more; carries the id of the order."""

    action_requested = Signal(object, object)
    """The `Action` of a remedy and its `Problem`."""

    def __init__(
        self, theme: Theme, downloads: Downloads, order: Order, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settingsCard")
        self._downloads = downloads
        self._order = order
        self.title = ElidedLabel(self)
        self.title.setFont(theme.font(1.0, bold=True))
        self.state = WordLabel(theme, CAPTION, tone="second")
        self.sentence = WordLabel(theme, tone="error")
        self.remedy = WordLabel(theme, CAPTION, tone="second")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.up_button = IconButton(theme, "chevron-up", self.tr("Earlier"))
        self.up_button.clicked.connect(lambda: downloads.move_up(self._id))
        self.first_button = _button("quiet")
        self.first_button.clicked.connect(lambda: downloads.prefer(self._id))
        self.remedy_button = _button("quiet")
        self.remedy_button.clicked.connect(self._act)
        self.drop_button = _button("quiet")
        self.drop_button.clicked.connect(self._drop)
        self.go_button = _button()
        self.go_button.clicked.connect(self._go)
        self._build()
        self.show_order(order)

    def show_order(self, order: Order) -> None:
        """Show how the order stands now."""
        self._order = order
        progress = self._downloads.progress(self._id)
        title, words = order.parcel.title, state_words(self._downloads, order, progress)
        focused = next((button for button in self._buttons() if button.hasFocus()), None)
        self.setAccessibleName(title)
        if self.title.text() != title:
            self.title.setText(title)
        self.state.setText(words)
        self.setAccessibleDescription(words)
        problem = order.problem if order.stage is Stage.FAILED else None
        self._show_problem(problem)
        begun = progress.done > 0 and order.stage is not Stage.DONE
        self.bar.setVisible(begun or order.stage is Stage.FETCHING)
        self.bar.setValue(_STEPS * progress.done // progress.total if progress.total else 0)
        self.bar.setAccessibleName(self.tr("How much of {model} is here").format(model=title))
        self.bar.setAccessibleDescription(
            self.tr("{percent} %").format(percent=percent_of(progress))
        )
        self._show_buttons(order, problem)
        if focused is not None and focused.isHidden():
            # The keyboard stays in this row.
            next(button for button in reversed(self._buttons()) if not button.isHidden()).setFocus()
        self._arrange(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where beside them too little is left."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    @property
    def _id(self) -> str:
        return self._order.parcel.id

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self.title, self.state, self.sentence, self.remedy):
            words.addWidget(label)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(SPACE[1])
        self._acts.addStretch(1)
        for button in self._buttons():
            self._acts.addWidget(button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(SPACE[1])
        self._row.addLayout(words, 1)
        self._row.addLayout(self._acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[2], SPACE[2])
        column.setSpacing(SPACE[1])
        column.addLayout(self._row)
        column.addWidget(self.bar)

    def _buttons(self) -> tuple[QWidget, ...]:
        """From the one that is wanted least to the one that is wanted most."""
        few = (self.up_button, self.first_button, self.remedy_button)
        return (*few, self.drop_button, self.go_button)

    def _show_problem(self, problem: Problem | None) -> None:
        self.sentence.setVisible(problem is not None)
        self.remedy.setVisible(problem is not None)
        if problem is not None:
            self.sentence.setText(say(problem.sentence))
            self.remedy.setText(say(problem.remedy))
            self.sentence.setToolTip(problem.details)

    def _show_buttons(self, order: Order, problem: Problem | None) -> None:
        waits = order.stage is Stage.WAITING
        line = [each for each in self._downloads.orders() if each.stage is not Stage.DONE]
        first = bool(line) and line[0].parcel.id == self._id
        self.up_button.setVisible(waits and not first)
        _say(self.up_button, self.tr("Earlier"), order, text=False)
        behind = self._downloads.current is not None and waits
        _say(self.first_button, self.tr("Fetch now") if behind else "", order)
        action = _remedy_of(problem)
        _say(self.remedy_button, action_words(action), order)
        _say(self.drop_button, self._drop_words(), order)
        _say(self.go_button, self._go_words(), order)
        kind = "primary" if order.stage is Stage.DONE else None
        if self.go_button.property("kind") != kind:
            self.go_button.setProperty("kind", kind)
            self.go_button.style().unpolish(self.go_button)
            self.go_button.style().polish(self.go_button)

    def _go_words(self) -> str:
        match self._order.stage:
            case Stage.WAITING | Stage.FETCHING:
                return self.tr("Pause")
            case Stage.PAUSED:
                return self.tr("Go on")
            case Stage.FAILED:
                return self.tr("Try again")
            case Stage.DONE:
                return self.tr("Use it")

    def _go(self) -> None:
        match self._order.stage:
            case Stage.WAITING | Stage.FETCHING:
                self._downloads.pause(self._id)
            case Stage.DONE:
                self.use_requested.emit(self._order.parcel.model)
            case _:
                self._downloads.fetch(self._order.parcel)

    def _drop_words(self) -> str:
        if self._order.stage is Stage.DONE:
            return self.tr("Remove from the list")
        return self.tr("Cancel")

    def _drop(self) -> None:
        if self._order.stage is Stage.DONE:
            self._downloads.forget(self._id)
        else:
            self.cancel_requested.emit(self._id)

    def _act(self) -> None:
        problem = self._order.problem
        if problem is not None:
            self.action_requested.emit(_remedy_of(problem), problem)

    def _arrange(self, width: int) -> None:
        beside = self._acts.sizeHint().width() <= width * _SHARE_OF_BUTTONS
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)


def _remedy_of(problem: Problem | None) -> Action:
    """What helps besides another try, for which there is a button anyway."""
    if problem is None:
        return Action.NONE
    others = (each for each in (problem.action, problem.second) if each is not Action.TRY_AGAIN)
    return next((each for each in others if each is not Action.OPEN_MODELS), Action.NONE)


def _say(button: QWidget, words: str, order: Order, text: bool = True) -> None:
    """Show a button with these words, or hide it without any."""
    if text:
        assert isinstance(button, QPushButton)
        button.setText(words)
        button.setVisible(bool(words))
    button.setAccessibleName(f"{words}: {order.parcel.title}")


def _button(kind: str = "") -> QPushButton:
    button = SteadyButton()
    if kind:
        button.setProperty("kind", kind)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
