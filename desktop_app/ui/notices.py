"""The one door for everything the person should know: banners with a sentence and a button."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.core.errors import Problem
from desktop_app.ui.banner import Banner
from desktop_app.ui.theme import PROSE_WIDTH, SPACE, Theme
from desktop_app.ui.words import action_words, say

SHOWN = 2
"""More banners than this wait behind the newest ones."""
KEPT = 20
UNDO_SECONDS = 8

_WARNINGS = frozenset(
    {"model.none", "model.no_template", "model.context_reduced", "model.context_longest"}
    | {"message.too_long", "model.reply_full", "model.thinks_not"}
    | {"settings.value", "settings.damaged", "voice.unsent", "microphone.replaced"}
    | {"picture.elsewhere", "screenshot.unavailable", "library.here_already"}
    | {"export.pictures_lost", "import.pictures_lost"}
    | {"model.stepped_down", "model.on_processor", "device.missing"}
)
"""Problems that end nothing: told in the colour of a warning."""


class Notices(QWidget):
    """The banners, newest on top. Empty it takes no room."""

    action_requested = Signal(object, object)
    """The `Action` of a banner's button and its `Problem`."""

    diagnostics_requested = Signal()
    """Somebody reads the details of a problem and wants to report it."""

    told = Signal(object)
    """A `Problem` was shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self.setAccessibleName(self.tr("Notices"))
        self.setMaximumWidth(PROSE_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._theme = theme
        self._banners: list[Banner] = []
        self._news: Banner | None = None
        self._most = SHOWN
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE[1])
        self.hide()

    def show_problem(self, problem: Problem) -> None:
        """Say what went wrong and offer its remedy. The same problem is shown once."""
        for banner in list(self._banners):
            if banner.problem == problem:
                self._drop(banner)
        tone = "warning" if problem.code in _WARNINGS else "error"
        banner = Banner(self._theme, tone, say(problem.sentence), say(problem.remedy))
        banner.problem = problem
        words = action_words(problem.action)
        if words:
            banner.set_button(words, lambda: self.action_requested.emit(problem.action, problem))
        if words := action_words(problem.second):
            banner.set_second(words, lambda: self.action_requested.emit(problem.second, problem))
        if problem.details:
            banner.set_details(problem.details)
            banner.diagnostics_requested.connect(self.diagnostics_requested)
        self.told.emit(problem)
        self._show(banner, QAccessible.AnnouncementPoliteness.Assertive)

    def show_undo(
        self, text: str, undo: Callable[[], None], settle: Callable[[], None] | None = None
    ) -> None:
        """Say that something was done and offer to take it back, for some seconds.

        `settle` is called as soon as nobody can take it back any more.
        """
        banner = Banner(self._theme, "info", text)
        banner.set_button(self.tr("Undo"), undo)
        banner.settle = settle
        banner.set_lifetime(UNDO_SECONDS)
        self._show(banner, QAccessible.AnnouncementPoliteness.Polite)

    def show_offer(self, text: str, words: str, act: Callable[[], None]) -> Banner:
        """Say something with one thing to do about it; it stays until that or until it is closed.

        Whoever knows that it is no news any more emits the banner's `closed`.
        """
        banner = Banner(self._theme, "info", text)
        banner.set_button(words, act)
        self._show(banner, QAccessible.AnnouncementPoliteness.Polite)
        return banner

    def show_news(self, text: str) -> None:
        """Say something that needs no answer, in place of what was said so before."""
        self.clear_news()
        self._news = Banner(self._theme, "info", text)
        self._show(self._news, QAccessible.AnnouncementPoliteness.Polite)

    def clear_news(self) -> None:
        """Take back what was said last with `show_news`: it is not true any more."""
        if self._news is not None:
            self._drop(self._news)
            self._news = None

    def set_most(self, most: int) -> None:
        """Show so many banners at once: what stands behind them comes when they are closed."""
        if most != self._most:
            self._most = most
            self._arrange()

    def clear_problem(self, code: str) -> None:
        """Take back the problems of one code: they are solved."""
        for banner in list(self._banners):
            if banner.problem is not None and banner.problem.code == code:
                self._drop(banner)

    def banners(self) -> list[Banner]:
        """All banners, newest first; the first `SHOWN` are visible."""
        return list(self._banners)

    def _show(self, banner: Banner, politeness: QAccessible.AnnouncementPoliteness) -> None:
        banner.closed.connect(lambda: self._drop(banner))
        self._banners.insert(0, banner)
        self._column.insertWidget(0, banner)
        for old in self._banners[KEPT:]:
            self._drop(old)
        self._arrange()
        announcement = QAccessibleAnnouncementEvent(self, banner.text())
        announcement.setPoliteness(politeness)
        QAccessible.updateAccessibility(announcement)

    def _drop(self, banner: Banner) -> None:
        if banner not in self._banners:
            return
        self._banners.remove(banner)
        self._column.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        self._arrange()
        if banner.settle is not None:
            banner.settle()

    def _arrange(self) -> None:
        for place, banner in enumerate(self._banners):
            banner.setVisible(place < self._most)
        self.setVisible(bool(self._banners))
