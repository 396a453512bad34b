"""The trash behind its dialog: brings back, deletes for good, and empties itself with time."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.session import Session
from desktop_app.core.trash import Deleted
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.saving import Saving
from desktop_app.ui.theme import Theme

if TYPE_CHECKING:
    from desktop_app.ui.trash_dialog import TrashDialog


class TrashDesk(QObject):
    """Opens the dialog when the window asks for it. UI thread, as long as `window`.

    Conversations are deleted for good one after the other, each in a turn of the event loop of
    its own: many of them, or long ones, hold nobody up.
    """

    failed = Signal(object)
    """It was not saved; carries the `Problem`."""

    def __init__(
        self, session: Session, window: MainWindow, show_list: Callable[[], None], theme: Theme
    ) -> None:
        """`show_list` brings the list of conversations up to date."""
        super().__init__(window)
        self._session = session
        self._window = window
        self._theme = theme
        self._show_list = show_list
        self._saving = Saving(self)
        self._saving.failed.connect(self.failed)
        self._dialog: TrashDialog | None = None
        self._doomed: list[str] = []
        """What is still to be deleted for good."""
        self._then: Callable[[], object] | None = None
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._purge_next)
        window.trash_requested.connect(self.open)

    def open(self) -> "TrashDialog":
        """Show what was deleted."""
        from desktop_app.ui.trash_dialog import TrashDialog

        if self._dialog is None:
            self._dialog = dialog = TrashDialog(self._theme, self._window)
            dialog.restore_requested.connect(self.restore)
            dialog.purge_requested.connect(self.purge)
            for gone in (dialog.finished, dialog.destroyed):
                gone.connect(partial(self._forget, dialog))
            self._show()
            dialog.open()
        return self._dialog

    def restore(self, conversations: Sequence[str]) -> None:
        """Bring conversations back into the list."""
        self._doomed = [id for id in self._doomed if id not in set(conversations)]
        if self._saving.done(lambda: self._session.restore(*conversations)):
            self._show_list()
        self._show()

    def purge(self, conversations: Sequence[str]) -> None:
        """Delete conversations for good. They are not listed any more from now on."""
        self._doomed += [id for id in conversations if id not in self._doomed]
        self._turn.start()
        self._show()

    def purge_overdue(self, then: Callable[[], object]) -> None:
        """Delete for good what was kept for long enough, then do `then`."""
        overdue: list[str] = []
        self._saving.done(lambda: overdue.extend(self._session.overdue()))
        self._then = then
        self.purge(overdue)

    def _purge_next(self) -> None:
        if self._doomed:
            id = self._doomed[0]
            if self._saving.done(lambda: self._session.purge(id)):
                self._doomed.pop(0)
            else:
                self._doomed.clear()  # The next one would fail as well: they stay listed.
                self._show()
        if not self._doomed:
            self._turn.stop()
            then, self._then = self._then, None
            if then is not None:
                then()

    def _show(self) -> None:
        if self._dialog is None:
            return
        deleted: list[Deleted] = []
        self._saving.done(lambda: deleted.extend(self._session.deleted()))
        doomed = set(self._doomed)
        rest = [each for each in deleted if each.id not in doomed]
        self._dialog.set_deleted(rest, time.time())

    def _forget(self, dialog: "TrashDialog", *_: object) -> None:
        # One that was closed is destroyed later, when another one may be open.
        if self._dialog is dialog:
            self._dialog = None
