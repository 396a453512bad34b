"""A Parley in which a temporary conversation has just been answered, and goes on standing there."""

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.app import Makers, assemble
from desktop_app.core.options import WindowOptions
from desktop_app.core.paths import Places
from desktop_app.engines.scripted import Reply, ScriptedEngine, ScriptedOptions
from desktop_app.ui.offer import offer_of_files

if __name__ == "__main__":
    application = QApplication([])
    places = Places(Path(sys.argv[1]))
    places.create()
    options = WindowOptions(home=places.home, in_process=True)
    script = ScriptedOptions(replies=(Reply(sys.argv[2]),), tokens_per_second=1_000.0)
    make = replace(Makers.of(options, places), chat=lambda: ScriptedEngine(script))
    parley = assemble(application, places, options, make)
    parley.settings.set("model.path", "scripted.gguf")
    parley.window.show()
    parley.window.temporary_requested.emit()
    parley.window.take(offer_of_files([sys.argv[3]]))

    def say() -> None:
        composer = parley.window.composer
        if not composer.attachments():
            QTimer.singleShot(20, say)
            return
        composer.set_text(sys.argv[2])
        parley.chat.send(sys.argv[2])
        QTimer.singleShot(20, tell)

    def tell() -> None:
        if parley.session.jobs_running:
            QTimer.singleShot(20, tell)
        else:
            print(parley.shelf.temporary.path, flush=True)

    QTimer.singleShot(0, say)
    application.exec()
