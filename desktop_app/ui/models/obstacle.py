"""What went wrong, told in the place where its answer would have stood."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.core.errors import Problem
from desktop_app.ui.banner import Banner
from desktop_app.ui.theme import PROSE_WIDTH, Theme
from desktop_app.ui.words import action_words, say


class Obstacle(QWidget):
    """One problem at most, with its remedy. Without one it takes no room."""

    action_requested = Signal(object, object)
    """The `Action` of a button and the `Problem`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner: Banner | None = None
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setMaximumWidth(theme.scaled(PROSE_WIDTH))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def buttons(self) -> list[QPushButton]:
        """What can be pressed, in the order in which one comes by."""
        banner = self.banner
        if banner is None:
            return []
        second = [banner.second_button] if banner.second_button else []
        return [*second, banner.button, banner.details_button]

    @property
    def problem(self) -> Problem | None:
        """What is told."""
        return self.banner.problem if self.banner else None

    def show_problem(self, problem: Problem | None, tone: str = "error") -> None:
        """Tell this one in place of the one before; None takes it back."""
        if problem == self.problem:
            return
        if self.banner is not None:
            self._column.removeWidget(self.banner)
            self.banner.hide()
            self.banner.deleteLater()
            self.banner = None
        if problem is not None:
            self.banner = self._banner(problem, tone)
            self._column.addWidget(self.banner)
            told = QAccessibleAnnouncementEvent(self, self.banner.text())
            told.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(told)
        self.setVisible(problem is not None)

    def _banner(self, problem: Problem, tone: str) -> Banner:
        banner = Banner(self._theme, tone, say(problem.sentence), say(problem.remedy))
        banner.problem = problem
        banner.close_button.hide()  # It goes when things are otherwise.
        for action, offer in (
            (problem.action, banner.set_button),
            (problem.second, banner.set_second),
        ):
            if words := action_words(action):
                offer(words, partial(self.action_requested.emit, action, problem))
        if problem.details:
            banner.set_details(problem.details)
        return banner
