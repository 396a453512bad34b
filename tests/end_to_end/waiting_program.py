"""A Parley that writes a very long reply, for the end of which two messages wait."""

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.app import Makers, assemble
from desktop_app.core.options import WindowOptions
from desktop_app.core.paths import Places
from desktop_app.engines.scripted import Reply, ScriptedEngine, ScriptedOptions

if __name__ == "__main__":
    application = QApplication([])
    places = Places(Path(sys.argv[1]))
    places.create()
    script = ScriptedOptions(replies=(Reply("word " * 100_000),), tokens_per_second=100.0)
    make = replace(Makers.of(WindowOptions(), places), chat=lambda: ScriptedEngine(script))
    parley = assemble(application, places, WindowOptions(), make)
    parley.settings.set("model.path", "scripted.gguf")
    parley.window.show()

    def say() -> None:
        for text in ("First", "Second", "Third"):
            parley.window.composer.set_text(text)
            parley.chat.conversations.save_draft()
            parley.chat.send(text)
        print("waits", flush=True)

    QTimer.singleShot(0, say)
    application.exec()
