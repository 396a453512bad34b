"""What shows one model that is, or may be, fetched: words, buttons beside them, and a bar."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import Problem
from desktop_app.core.kinds.kind import Action
from desktop_app.ui.button import SteadyButton
from desktop_app.ui.models.download_words import percent_of
from desktop_app.ui.models.downloads import Progress
from desktop_app.ui.models.word_label import WordLabel
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import action_words, say

_STEPS = 1000
_SHARE_OF_BUTTONS = 0.42
"""Where the buttons would take more of the width than this, they stand below the words."""


class FetchRow(QFrame):
    """The base of such rows. What is wrong stands below the words, with the buttons that help.

    Another try is no such button: that is what `go_button` is for, which does what is most likely
    wanted. `drop_button` undoes it.
    """

    use_requested = Signal(str)
    """The model is here, and to be used; carries the path of its file."""

    action_requested = Signal(object, object)
    """The `Action` of a remedy and its `Problem`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem: Problem | None = None
        self.state = WordLabel(theme, CAPTION, tone="second")
        self.sentence = WordLabel(theme, tone="error")
        self.remedy = WordLabel(theme, CAPTION, tone="second")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.remedy_button = row_button()
        self.second_button = row_button()
        self.remedy_button.clicked.connect(lambda: self._act(0))
        self.second_button.clicked.connect(lambda: self._act(1))
        self.drop_button = row_button("quiet")
        self.go_button = row_button()
        self.go_button.clicked.connect(self._go)

    def _go(self) -> None:
        """Do what `go_button` says."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where beside them too little is left."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _build(self, words: Sequence[QLabel], lesser: Sequence[QWidget] = ()) -> QVBoxLayout:
        """Lay it out: `words` above what is wrong, `lesser` buttons before the others."""
        column = QVBoxLayout()
        column.setSpacing(2)
        for label in (*words, self.state, self.sentence, self.remedy):
            column.addWidget(label)
        self._help = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._help.setSpacing(SPACE[1])
        self._help.setContentsMargins(0, SPACE[0], 0, 0)
        self._help.addWidget(self.remedy_button)
        self._help.addWidget(self.second_button)
        self._help.addStretch(1)
        column.addLayout(self._help)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(SPACE[1])
        self._acts.addStretch(1)
        for button in (*lesser, self.drop_button, self.go_button):
            self._acts.addWidget(button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(SPACE[2])
        self._row.addLayout(column, 1)
        self._row.addLayout(self._acts)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(SPACE[0])
        self._whole.addLayout(self._row)
        self._whole.addWidget(self.bar)
        return self._whole

    def buttons(self) -> tuple[QWidget, ...]:
        """In the order in which one comes by; the last is what is most likely wanted."""
        return (self.remedy_button, self.second_button, self.drop_button, self.go_button)

    def _focused(self) -> QWidget | None:
        """The button that has the keyboard."""
        return next((button for button in self.buttons() if button.hasFocus()), None)

    def _settle(self, focused: QWidget | None) -> None:
        """The buttons are as they shall be. The keyboard, which `focused` had, stays in the row."""
        if focused is not None and focused.isHidden():
            left = [each for each in self.buttons() if not each.isHidden() and each.isEnabled()]
            if left:
                left[-1].setFocus()
        self._arrange(self.width())

    def _show_problem(self, problem: Problem | None, title: str) -> None:
        """Say what is wrong with the model that is called `title`, and offer what helps."""
        if problem is not None and problem != self._problem and self._is_in_hand():
            QTimer.singleShot(0, self, self._come_into_view)
        self._problem = problem
        self.sentence.show_words(say(problem.sentence) if problem else "")
        self.remedy.show_words(say(problem.remedy) if problem else "")
        self.sentence.setToolTip(problem.details if problem else "")
        helps = [action_words(action) for action in remedies(problem)]
        for button, words in zip(
            (self.remedy_button, self.second_button), [*helps, "", ""], strict=False
        ):
            offer(button, words, title)

    def _show_progress(self, progress: Progress | None, title: str) -> None:
        """Let the bar say how much of the model is here; without `progress` there is none."""
        self.bar.setVisible(progress is not None)
        if progress is None:
            return
        self.bar.setValue(_STEPS * progress.done // progress.total if progress.total else 0)
        self.bar.setAccessibleName(self.tr("How much of {model} is here").format(model=title))
        self.bar.setAccessibleDescription(
            self.tr("{percent} %").format(percent=percent_of(progress))
        )

    def _is_in_hand(self) -> bool:
        return self.underMouse() or self._focused() is not None

    def _come_into_view(self) -> None:
        """Scroll to what is wrong: the row has grown, perhaps beyond the edge of what is seen."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            area.ensureWidgetVisible(self, 0, SPACE[1])

    def _act(self, place: int) -> None:
        action = remedies(self._problem)[place]
        self.action_requested.emit(action, self._problem)

    def _arrange(self, width: int) -> None:
        margins = self._whole.contentsMargins()
        width -= margins.left() + margins.right()
        beside = self._acts.sizeHint().width() <= width * _SHARE_OF_BUTTONS
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        edge = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag(0)
        self._row.setAlignment(self._acts, edge)
        room = width - (self._acts.sizeHint().width() + SPACE[2] if beside else 0)
        helps = (each for each in (self.remedy_button, self.second_button) if each.text())
        in_line = sum(each.sizeHint().width() + SPACE[1] for each in helps) <= room
        self._help.setDirection(direction.LeftToRight if in_line else direction.TopToBottom)


def remedies(problem: Problem | None) -> list[Action]:
    """What helps besides another try, the most likely first."""
    if problem is None:
        return []
    none = (Action.NONE, Action.TRY_AGAIN)
    return [action for action in (problem.action, problem.second) if action not in none]


def row_button(kind: str = "") -> QPushButton:
    """A button of a row; `kind` is one of the style sheet's."""
    button = SteadyButton()
    if kind:
        button.setProperty("kind", kind)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(False)
    return button


def offer(button: QPushButton, words: str, title: str) -> None:
    """Let a button say `words` about the model that is called `title`; without any, hide it."""
    button.setText(words)
    button.setVisible(bool(words))
    button.setAccessibleName(f"{words}: {title}")
