"""The program's own way from a sound to its text: child process, pipe, thread, event loop.

Run as a side, see side.py.
"""

import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject

from desktop_app.core.audio import Audio
from desktop_app.core.engine import Job, LoadJob
from desktop_app.core.engine_names import voice_engine
from desktop_app.core.events import TERMINAL, Event, Finished, Segment
from desktop_app.core.voice import TranscribeJob, VoiceOptions
from desktop_app.engines.isolated import IsolatedEngine
from desktop_app.ui.engine_thread import EngineThread
from tests.bench.answers import Answers

SHUT_DOWN_MILLISECONDS = 5000


class Transcribe(QObject):
    """Hears the engine's events on the main thread, as the window does."""

    def load(self, model: str, decoder: str, folder: str) -> None:
        """Load the model."""
        self._model = VoiceOptions(model, decoder, "cpu", threads=1)
        self._engine = IsolatedEngine(voice_engine(Path(folder)), name="voice", family="part")
        self._thread = EngineThread(lambda: self._engine)
        self._thread.happened.connect(self._hear)
        self._loop = QEventLoop()
        self._do(LoadJob("load", self._model))

    def write(self, sound: str, draft: bool = False) -> dict[str, object]:
        """Write down a file of samples; seconds from handing them over to having all the text."""
        audio = Audio(Path(sound).read_bytes())
        began = time.perf_counter()
        self._do(TranscribeJob("job", self._model, audio, "en", draft=draft))
        seconds = time.perf_counter() - began
        texts = [event.text for event in self._events if isinstance(event, Segment)]
        return {"seconds": seconds, "text": " ".join(texts)}

    def close(self) -> None:
        """End the engine and its process."""
        self._thread.shut_down(SHUT_DOWN_MILLISECONDS)

    def _do(self, job: Job) -> None:
        self._events: list[Event] = []
        self._ticket = self._thread.submit(job)
        self._loop.exec()
        if not isinstance(self._events[-1], Finished):
            raise RuntimeError(f"the job went wrong: {self._events[-1]}")

    def _hear(self, ticket: int, event: Event) -> None:
        if ticket == self._ticket:
            self._events.append(event)
            if isinstance(event, TERMINAL):
                self._loop.quit()


if __name__ == "__main__":
    application = QCoreApplication([])
    transcribe = Transcribe()
    Answers().serve({"load": transcribe.load, "write": transcribe.write})
    transcribe.close()
