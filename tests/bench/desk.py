"""A window over conversations that are there, with what app.main does around it while it runs."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop_app.app import Makers, Parley, assemble
from desktop_app.core.options import WindowOptions
from desktop_app.core.paths import Places
from desktop_app.ui.garbage import GarbageCollection
from tests.bench.listing import spin

_SETTLE = 800
"""Milliseconds from the start until the window has come to rest."""


def opened(home: Path, application: QApplication) -> Parley:
    """The window, shown and come to rest, with scripted answers in place of a model."""
    garbage = GarbageCollection(application)
    places = Places(home)
    options = WindowOptions(home=home, demo=True)
    parley = assemble(application, places, options, Makers.of(options, places))
    parley.desk.show()
    garbage.settle()
    spin(_SETTLE)
    # The first conversation that is opened has the parser of Markdown imported.
    parley.chat.conversations.open(parley.session.summaries()[0].id)
    spin(_SETTLE)
    return parley
