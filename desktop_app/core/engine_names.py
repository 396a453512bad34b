"""Every engine that Parley has, by name: whoever needs one takes its `EngineSpec` from here.

Nothing is imported for it; the process that runs the engine does that.
"""

from pathlib import Path

from desktop_app.core.chat_search import SearchFiles
from desktop_app.core.engine import EngineSpec

LLAMA = EngineSpec("desktop_app.engines.llama:create")
"""Answers, by llama.cpp; what it sees of pictures is kept in memory alone."""

DEMO = EngineSpec("desktop_app.engines.scripted:demo")
"""Scripted answers in the window, at the pace at which one reads."""

SCRIPTED = EngineSpec("desktop_app.engines.scripted:create")
"""The same answers at once, for the command line."""

MICROPHONE = EngineSpec("desktop_app.engines.microphone:create")
FETCH = EngineSpec("desktop_app.engines.fetch:create")

HUB = EngineSpec("desktop_app.engines.hub:create")
"""Searches the Hugging Face Hub and looks into its repositories."""

LIBRARY = EngineSpec("desktop_app.engines.library:create", patient=True)
"""Finds, brings, proves and deletes the models on this computer."""

PICTURES = EngineSpec("desktop_app.engines.pictures:create")
"""Makes kept pictures of picture files, by Pillow."""

DOCUMENTS = EngineSpec("desktop_app.engines.documents:create", patient=True)
"""Makes kept texts of text files, PDF and Word documents."""

FORMULA = EngineSpec("desktop_app.engines.formula:create", patient=True)
"""Sets formulas, by ziamath."""

SOUND_FILE = EngineSpec("desktop_app.media.sound_file:create")
"""Reads sound files, by Qt Multimedia."""

FILM = EngineSpec("desktop_app.media.film:create")
"""Takes pictures out of films, by Qt Multimedia."""

EXPORT = EngineSpec("desktop_app.media.export:create", FORMULA, patient=True)
"""Writes conversations into files, as PDF by Qt; what sets formulas is inside of it."""

IMPORT = EngineSpec("desktop_app.engines.arrival:create", patient=True)
"""Brings conversations from other programs, and from files of Parley's own."""

HOUSEKEEPING = EngineSpec("desktop_app.engines.housekeeping:create", patient=True)
"""Weighs a home, writes backups of it and checks them; keeps what was temporary."""


def chat_engine(picture_cache: Path) -> EngineSpec:
    """Answers, by llama.cpp; `picture_cache` is the folder for what was seen of pictures.

    It computes for long on all fast cores, and on two of them the window waited for its turn.
    """
    return EngineSpec(LLAMA.factory, str(picture_cache), patient=True)


def voice_engine(cache: Path) -> EngineSpec:
    """Writes down speech, by Whisper; `cache` is the folder for models in whisper.cpp's form."""
    return EngineSpec("desktop_app.engines.whisper:create", str(cache), patient=True)


def search_engine(files: SearchFiles) -> EngineSpec:
    """Finds words in the conversations; it has hours of reading to do where there are many."""
    return EngineSpec("desktop_app.engines.search:create", files, patient=True)
