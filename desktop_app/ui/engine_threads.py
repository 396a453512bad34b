"""All engines of the window, and how they end together."""

import time
from dataclasses import dataclass

from desktop_app.ui.engine_thread import EngineThread

SHUT_DOWN_MILLISECONDS = 4500
"""How long the engines have to end; after that the process goes without them, all is saved."""


@dataclass(frozen=True, slots=True)
class EngineThreads:
    """One thread for each engine, each started with its first job."""

    chat: EngineThread
    voice: EngineThread
    microphone: EngineThread
    fetch: EngineThread
    reader: EngineThread
    """Decodes sound files."""
    pictures: EngineThread
    documents: EngineThread
    """Reads the text of files."""
    films: EngineThread
    downloads: EngineThread
    """Fetches models; `fetch` does voice models, which need not wait for gigabytes."""
    hub: EngineThread
    library: EngineThread
    disk: EngineThread
    """Looks what is there and throws away, while `library` does what takes minutes."""
    search: EngineThread
    """Finds words in the conversations."""

    formulas: EngineThread
    """Sets formulas."""

    exports: EngineThread
    """Writes conversations into files."""
    imports: EngineThread
    """Brings conversations from files."""
    housekeeping: EngineThread
    """Weighs what there is, writes backups and checks them, keeps what was temporary."""

    def shut_down(self) -> bool:
        """End all of them at once; False when one of them did not within the time."""
        engines = (
            *(self.housekeeping, self.imports, self.exports),
            *(self.formulas, self.search, self.disk, self.library, self.hub, self.downloads),
            *(self.films, self.documents, self.pictures, self.reader, self.fetch),
            *(self.microphone, self.voice, self.chat),
        )
        until = time.monotonic() + SHUT_DOWN_MILLISECONDS / 1000
        for engine in engines:
            engine.shut_down(0)
        ended = True
        for engine in engines:
            ended &= engine.shut_down(max(0, round((until - time.monotonic()) * 1000)))
        return ended
