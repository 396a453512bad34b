"""What the window, the task bar and the system say of downloads."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from desktop_app.core.download import Parcel
from desktop_app.core.errors import Problem
from desktop_app.ui.banner import Banner
from desktop_app.ui.header import Header
from desktop_app.ui.models.downloads import Downloads
from desktop_app.ui.models.patience import NETWORK
from desktop_app.ui.notices import Notices
from desktop_app.ui.theme import Theme
from desktop_app.ui.words import say

if TYPE_CHECKING:
    from desktop_app.ui.models.download_badge import DownloadBadge
    from desktop_app.ui.models.notification import Notification
    from desktop_app.ui.models.task_bar import TaskBar


class DownloadWatch(QObject):
    """Shows the badge and the bar when the first thing is on its way, and says what arrived.

    Makes each of them when it is needed first. Lives on the UI thread, as long as the window.
    """

    page_requested = Signal()
    """The person wants to see the downloads."""

    use_requested = Signal(str)
    """A model that arrived is to be used; carries the path of its file."""

    def __init__(
        self,
        downloads: Downloads,
        header: Header,
        notices: Notices,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._downloads = downloads
        self._header = header
        self._notices = notices
        self._theme = theme
        self._offers: dict[str, Banner] = {}
        """What is said of models that arrived, by the paths of their files."""
        self._badge: DownloadBadge | None = None
        self._task_bar: TaskBar | None = None
        self._notification: Notification | None = None
        downloads.changed.connect(self._on_change)
        downloads.arrived.connect(self._on_arrival)
        downloads.failed.connect(self._on_failure)
        downloads.mended.connect(notices.clear_problem)
        self._on_change()

    def withdraw(self, path: str) -> None:
        """Offer the model in this file no more: it is in use, or gone."""
        offer = self._offers.pop(path, None)
        if offer in self._notices.banners():
            offer.closed.emit()

    def shut_down(self) -> None:
        """Take the bar from the program's symbol, where it may outlive the window."""
        if self._task_bar is not None:
            self._task_bar.show(None)

    def _on_change(self) -> None:
        progress = self._downloads.overall()
        if progress is not None and self._badge is None:
            self._make_signs()
        if self._task_bar is not None:
            from desktop_app.ui.models.download_words import percent_of

            self._task_bar.show(percent_of(progress) if progress else None)

    def _make_signs(self) -> None:
        from desktop_app.ui.models.download_badge import DownloadBadge
        from desktop_app.ui.models.task_bar import TaskBar

        self._badge = badge = DownloadBadge(self._theme, self._downloads, self._header)
        badge.clicked.connect(self.page_requested)
        self._header.show_before_menu(badge)
        self._task_bar = TaskBar(self)

    def _on_arrival(self, parcel: Parcel) -> None:
        words = self.tr("{title} is here.").format(title=parcel.title)
        use = self.tr("Use it")
        self.withdraw(parcel.model)
        self._offers[parcel.model] = self._notices.show_offer(
            words, use, lambda: self.use_requested.emit(parcel.model)
        )
        self._notify(words, self.tr("It can be used now."))

    def _on_failure(self, problem: Problem) -> None:
        if problem.code not in NETWORK:  # which is tried again by itself
            self._notify(say(problem.sentence), say(problem.remedy))

    def _notify(self, title: str, text: str) -> None:
        """Say it outside, where nobody looks at a window of ours."""
        if QApplication.activeWindow() is not None:
            return
        from desktop_app.ui.models.notification import Notification

        if self._notification is None:
            self._notification = Notification(self)
        self._notification.show(title, text)
