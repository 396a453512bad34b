"""Which voice model writes down what is said."""

from pathlib import Path

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.paths import Places, starter_voice_model
from desktop_app.core.settings import Settings
from desktop_app.core.voice import VoiceOptions
from desktop_app.core.voice_engine import engine_for
from desktop_app.core.voice_models import voice_model, voice_model_of


def voice_options(
    settings: Settings, places: Places, named: str = "", engine: str = "", threads: int = 0
) -> VoiceOptions:
    """The model that was named, or chosen in the window, or that came with Parley.

    `named` is that of one in the catalogue, or a file. Raises ParleyError when it is not there.
    """
    usual = settings.get("voice.model") or starter_voice_model()
    path: str | Path | None = _named(named, places) if named else usual
    if not path:
        raise ParleyError(Problem("voice.no_model"))
    if not Path(path).is_file():
        raise ParleyError(Problem("voice.model_missing", {"name": Path(path).name}))
    engine = engine or engine_for(settings.get("voice.engine"))
    return VoiceOptions(str(path), engine=engine, threads=threads)


def _named(word: str, places: Places) -> Path:
    """The file of a model: of one in the catalogue by its name, or else at this path."""
    model = voice_model(word)
    if model is None:
        return Path(word).expanduser().absolute()
    fetched = model.path(places.voice_models)
    starter = starter_voice_model()
    if not fetched.is_file() and starter and voice_model_of(starter) is model:
        return starter
    return fetched
