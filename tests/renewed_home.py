"""A Parley that restores a backup, undoes that, and deletes everything; then it ends.

It prints the titles that each of its windows lists. The first word after its name is the backup,
the others are those of Parley.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox

from desktop_app import app
from desktop_app.__main__ import main as begin
from desktop_app.ui.parley import Parley


class Person:
    """Does one thing in each window."""

    def __init__(self, backup: Path) -> None:
        self.backup = backup
        self.windows = 0

    def meet(self, parley: Parley) -> None:
        self.windows += 1
        clock = QTimer(parley.window)
        clock.timeout.connect(lambda: self.look(parley, clock))
        clock.start(20)

    def look(self, parley: Parley, clock: QTimer) -> None:
        """Wait for the window, say what it lists, and go on."""
        if not parley.window.isVisible():
            return
        clock.stop()
        titles = [summary.title for summary in parley.session.summaries()]
        said = [banner.text() for banner in parley.window.notices.banners()]
        print(*sorted(titles), "|", *[words for words in said if "backup" in words.lower()])
        act = (self.restore, self.undo, self.erase, self.leave)[self.windows - 1]
        QTimer.singleShot(0, parley.window, lambda: act(parley))

    def restore(self, parley: Parley) -> None:
        parley.data.open()
        parley.data.check(self.backup)
        clock = QTimer(parley.window)
        clock.timeout.connect(lambda: self.agree(parley, clock))
        clock.start(20)

    def agree(self, parley: Parley, clock: QTimer) -> None:
        for box in parley.window.findChildren(QMessageBox):
            for button in box.buttons():
                if button.text() == "Restore":
                    clock.stop()
                    button.click()
                    return

    def undo(self, parley: Parley) -> None:
        parley.data.undo()

    def erase(self, parley: Parley) -> None:
        dialog = parley.data.ask_erase()
        dialog.field.setText("delete")
        dialog.accept()

    def leave(self, parley: Parley) -> None:
        parley.window.close()


def main() -> int:
    """The exit status of Parley."""
    person = Person(Path(sys.argv.pop(1)))
    assemble = app.assemble

    def assembled(*words: object) -> Parley:
        parley = assemble(*words)  # type: ignore[arg-type]
        person.meet(parley)
        return parley

    app.assemble = assembled
    return begin()
