"""What is changed by hand and may not be saved: the disk is full, or a file is in other hands."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop_app.core.errors import ParleyError


class Saving(QObject):
    """Does what touches the store, and tells who cannot save. Lives on the UI thread."""

    failed = Signal(object)
    """It was not saved; carries the `Problem`."""

    def done(self, change: Callable[[], object]) -> bool:
        """Do it; False when it failed, which has been told."""
        try:
            change()
        except ParleyError as error:
            self.failed.emit(error.problem)
            return False
        return True
