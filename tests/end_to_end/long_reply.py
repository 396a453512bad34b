"""A Parley that writes a very long reply and prints how much of it is on the screen."""

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.app import Makers, assemble
from desktop_app.core.engine import EngineSpec
from desktop_app.core.options import WindowOptions
from desktop_app.core.paths import Places
from desktop_app.engines.isolated import IsolatedEngine
from desktop_app.engines.scripted import Reply, ScriptedOptions

if __name__ == "__main__":
    application = QApplication([])
    places = Places(Path(sys.argv[1]))
    places.create()
    script = ScriptedOptions(replies=(Reply("word " * 100_000),), tokens_per_second=100.0)
    spec = EngineSpec("desktop_app.engines.scripted:create", script)
    make = Makers.of(WindowOptions(), places)
    make = replace(make, chat=lambda: IsolatedEngine(spec, places.logs))
    parley = assemble(application, places, WindowOptions(), make)
    parley.settings.set("model.path", "scripted.gguf")
    parley.window.show()
    QTimer.singleShot(0, lambda: parley.chat.send("Tell me something long"))

    def tell() -> None:
        model = parley.transcript.model()
        if model.rowCount() == 2:
            print(len(model.index(1, 0).data()), flush=True)

    timer = QTimer(interval=100)
    timer.timeout.connect(tell)
    timer.start()
    application.exec()
