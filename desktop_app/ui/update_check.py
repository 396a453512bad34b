"""Looks for a newer Parley: once a day where that is wanted, and whenever somebody asks."""

import contextlib
import datetime
import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from desktop_app import __version__
from desktop_app.core.errors import ParleyError
from desktop_app.core.events import TERMINAL, Event, Failed
from desktop_app.core.settings import Settings
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.link import ask_to_open
from desktop_app.ui.main_window import MainWindow

if TYPE_CHECKING:
    from desktop_app.core.update import Latest

FIRST_LOOK = 60_000
"""Milliseconds after the start until the first look: the person came to talk."""

NEXT_LOOK = 3_600_000
"""Milliseconds between two looks at the calendar: Parley may stay open for weeks."""

Clock = Callable[[], datetime.date]


class UpdateCheck(QObject):
    """Asks where Parley is published, and fetches nothing. UI thread, as long as `window`.

    What it does by itself it does quietly: when it fails nobody hears of it, and a newer version
    is told of once. Only made where this build knows its homepage.
    """

    asking = Signal()
    """Somebody asked, and the answer is awaited: one of the others follows."""

    found = Signal(object)
    """A newer one is there: a `Latest`. For who asked."""

    newest = Signal()
    """This is the newest. For who asked."""

    failed = Signal(object)
    """It could not be found out; carries the `Problem`. For who asked."""

    def __init__(
        self,
        engine: EngineThread,
        settings: Settings,
        window: MainWindow,
        homepage: str,
        today: Clock = datetime.date.today,
    ) -> None:
        """`engine` is that of the Hub."""
        super().__init__(window)
        self._engine = engine
        self._settings = settings
        self._window = window
        self._homepage = homepage
        self._today = today
        self._ticket = 0
        self._quiet = True
        self._latest: Latest | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        engine.happened.connect(self._on_event)
        settings.changed.append(self._on_setting)

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._ticket)

    def start(self) -> None:
        """Look by itself from now on, where the settings say so."""
        self._timer.start(FIRST_LOOK)

    def look(self) -> None:
        """Ask quietly, if that is wanted and has not been done today."""
        self._timer.start(NEXT_LOOK)
        today = self._today().isoformat()
        wanted = self._settings.get("updates.check") and self._window.isVisible()
        if not wanted or self._ticket or self._settings.get("updates.looked") == today:
            return
        if self._settings.hub_access().within(os.environ).offline:
            return
        self._note("updates.looked", today)
        self._ask(quiet=True)

    def ask(self) -> None:
        """Ask at once: one of the signals tells what came of it."""
        if self._ticket:
            self._quiet = False  # What is on its way is the answer.
        else:
            self._ask(quiet=False)
        self.asking.emit()

    def _ask(self, *, quiet: bool) -> None:
        from desktop_app.core.update import UpdateJob

        self._quiet = quiet
        self._latest = None
        job = UpdateJob("update", self._homepage, self._settings.hub_access())
        self._ticket = self._engine.submit(job)

    def _on_event(self, ticket: int, event: Event) -> None:
        if not self._ticket or ticket != self._ticket:
            return
        from desktop_app.core.update import Latest

        if isinstance(event, Latest):
            self._latest = event
        elif isinstance(event, TERMINAL):
            self._ticket = 0
            self._on_end(event)

    def _on_end(self, end: Event) -> None:
        from desktop_app.core.update import is_newer

        latest = self._latest
        if latest is not None and is_newer(latest.version, __version__):
            if self._quiet:
                self._tell(latest)
            else:
                self._note("updates.told", latest.version)
                self.found.emit(latest)
        elif self._quiet:
            return
        elif isinstance(end, Failed):
            self.failed.emit(end.problem)
        elif latest is not None:
            self.newest.emit()

    def _tell(self, latest: "Latest") -> None:
        """Say it in the window, unless it was said before."""
        if self._settings.get("updates.told") == latest.version:
            return
        self._note("updates.told", latest.version)
        self._window.notices.show_offer(
            newer_words(latest.version),
            self.tr("Open its page"),
            partial(self._open, latest.page),
        )

    def _open(self, page: str) -> None:
        ask_to_open(page, self._window)

    def _note(self, key: str, value: str) -> None:
        # Without a way to keep it, it counts until the end; the settings tell of that themselves.
        with contextlib.suppress(ParleyError):
            self._settings.set(key, value)

    def _on_setting(self, key: str) -> None:
        if key == "updates.check":
            self.look()


def newer_words(version: str) -> str:
    """That there is a newer one."""
    return QCoreApplication.translate("Update", "Parley {version} is there.").format(
        version=version
    )
