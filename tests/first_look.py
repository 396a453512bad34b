"""A Parley that waits for the card of the first start, opens the window of models, and ends.

It prints what it has seen. The words after its name are those of Parley.
"""

from PySide6.QtCore import QTimer

from desktop_app import app
from desktop_app.__main__ import main as begin
from desktop_app.ui.models.page import Page
from desktop_app.ui.models.welcome import Welcome
from desktop_app.ui.parley import Parley


def look(parley: Parley, clock: QTimer) -> None:
    """Once the card offers something, show each page and close the window."""
    card = parley.window.empty_page.findChild(Welcome)
    if card is None or not card.offered():
        return
    clock.stop()
    print("a card")
    pages = [parley.models.open(page).page(page) for page in Page]
    print(len(pages), "pages")
    QTimer.singleShot(0, parley.window.close)


def main() -> int:
    """The exit status of Parley."""
    assemble = app.assemble

    def watched(*arguments: object) -> Parley:
        parley = assemble(*arguments)  # type: ignore[arg-type]
        clock = QTimer(parley.window)
        clock.timeout.connect(lambda: look(parley, clock))
        clock.start(20)
        return parley

    app.assemble = watched
    return begin()
