"""A Parley whose language is changed in its settings, and back again; then it ends.

It prints what it has seen. The first word after its name is a folder with translations, the others
are those of Parley.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog

from desktop_app import app
from desktop_app.__main__ import main as begin
from desktop_app.ui import interface_language
from desktop_app.ui.parley import Parley

SETTING = "Language of the window"


class Person:
    """Chooses Chinese in the first window, English in the second, and closes the third."""

    def __init__(self) -> None:
        self.windows = 0

    def meet(self, parley: Parley) -> None:
        self.windows += 1
        clock = QTimer(parley.window)
        clock.timeout.connect(lambda: self.look(parley, clock))
        clock.start(20)

    def look(self, parley: Parley, clock: QTimer) -> None:
        """Wait for what the window was made for, say it, and go on."""
        dialogs = [dialog for dialog in parley.window.findChildren(QDialog) if dialog.isVisible()]
        if not parley.window.isVisible() or (self.windows > 1 and not dialogs):
            return
        clock.stop()
        words = parley.window.composer.text()
        direction = QApplication.layoutDirection().name
        print(parley.window.side_panel.new_button.text(), words, len(dialogs), direction, sep="|")
        if self.windows == 1:
            parley.window.composer.edit.set_text("half a thought")
            parley.window.composer.flush_draft()
            parley.desk.open_settings("language")
        if self.windows == 3:
            QTimer.singleShot(0, parley.window.close)
            return
        QTimer.singleShot(0, parley.window, lambda: self.choose(parley, ("zh_CN", "en")))

    def choose(self, parley: Parley, codes: tuple[str, str]) -> None:
        for box in parley.window.findChildren(QComboBox):
            if box.isVisible() and box.findData(codes[0]) >= 0:
                place = box.findData(codes[self.windows - 1])
                box.setCurrentIndex(place)
                box.activated.emit(place)


def main() -> int:
    """The exit status of Parley."""
    folder = Path(sys.argv.pop(1))
    interface_language.resources = lambda: folder  # type: ignore[attr-defined]
    person, assemble = Person(), app.assemble

    def watched(*arguments: object) -> Parley:
        parley = assemble(*arguments)  # type: ignore[arg-type]
        person.meet(parley)
        return parley

    app.assemble = watched
    return begin()
