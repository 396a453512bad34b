"""A process that reads aloud, for tests that listen to it: PROGRAM TEXT [stop|pause].

It has the sound library to itself, which connects to the sound server once in its life. It tells
what happens, a line each, and ends with the reading.
"""

import sys

from PySide6.QtCore import QCoreApplication, QTimer

from desktop_app.core.errors import Problem
from desktop_app.core.spoken import utterances
from desktop_app.ui.speech.program import Espeak, Flite, ProgramSynthesizer
from desktop_app.ui.speech.speaker import Speaker

HAND = 700
"""Milliseconds after the beginning at which the person presses, and presses again."""


def main(program: str, text: str, act: str = "") -> int:
    application = QCoreApplication([])
    kind = {"espeak-ng": Espeak, "flite": Flite}[program]
    nothing = Problem("speech.no_voice", {"fix": ""})
    speaker = Speaker([lambda: ProgramSynthesizer(kind())], lambda: nothing)

    def leave(*words: str) -> None:
        print(*words, flush=True)
        # Qt asks that devices are given back before the application goes.
        speaker.close()
        QTimer.singleShot(0, application, application.quit)

    def on_started(number: int) -> None:
        print("started", number, flush=True)
        if act == "stop" and number == 0:
            QTimer.singleShot(HAND, application, lambda: (speaker.stop(), leave("stopped")))
        elif act == "pause" and number == 0:
            QTimer.singleShot(HAND, application, speaker.pause)
            QTimer.singleShot(3 * HAND, application, speaker.resume)

    speaker.started.connect(on_started)
    speaker.finished.connect(lambda: leave("finished"))
    speaker.failed.connect(lambda problem: leave(problem.code, problem.details))
    speaker.say(list(utterances(text)))
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
