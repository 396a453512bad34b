"""Where Parley keeps its files, and where it finds those that came with it."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

from desktop_app.core.errors import ParleyError, Problem

APP = "parley"
STARTER_MODEL = "SmolLM2-135M-Instruct.Q4_1.gguf"
STARTER_VOICE_MODEL = "whisper-tiny.en.pt"
VOICE_DETECTION = "silero_vad_16k.safetensors"

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one home.

    Without `home` they follow the customs of the system (XDG, Library, AppData); with one,
    everything lies below it, and nothing of the user's own home is touched.
    """

    home: Path | None = None

    def __post_init__(self) -> None:
        if self.home is not None:
            object.__setattr__(self, "home", Path(self.home).expanduser().absolute())

    @property
    def settings(self) -> Path:
        """The settings file (TOML)."""
        return (self.home or Path(_dirs().user_config_dir)) / "settings.toml"

    @property
    def data(self) -> Path:
        """The folder of what must never be lost."""
        return self.home or Path(_dirs().user_data_dir)

    @property
    def database(self) -> Path:
        """The conversations (SQLite)."""
        return self.data / "conversations.db"

    @property
    def load_mark(self) -> Path:
        """The mark that a model is being loaded; there after a crash alone."""
        return self.data / "loading"

    @property
    def window(self) -> Path:
        """The window's place and size (Qt's own INI file); losing it loses nothing."""
        return self.data / "window.ini"

    @property
    def models(self) -> Path:
        """The folder for models that Parley fetches."""
        return self.data / "models"

    def model_folder(self, chosen: str = "", environment: Mapping[str, str] = os.environ) -> Path:
        """The folder that models are fetched to, in the layout of the Hub's cache.

        `chosen` is the person's choice, "" none: then it is the cache that the Hugging Face
        libraries use (HF_HUB_CACHE, HF_HOME), so that a model is on the disk once; but with a
        home of its own Parley touches no other.
        """
        if chosen:
            return Path(chosen).expanduser().absolute()
        if self.home is not None:
            return self.models
        if cache := environment.get("HF_HUB_CACHE") or environment.get("HUGGINGFACE_HUB_CACHE"):
            return Path(cache).expanduser().absolute()
        caches = environment.get("XDG_CACHE_HOME") or "~/.cache"
        home = environment.get("HF_HOME") or f"{caches}/huggingface"
        return Path(home).expanduser().absolute() / "hub"

    @property
    def records(self) -> Path:
        """What is kept of each model besides its file."""
        return self.data / "models.toml"

    @property
    def presets(self) -> Path:
        """The person's own presets."""
        return self.data / "presets.toml"

    @property
    def downloads(self) -> Path:
        """What is being fetched, and what waits for it."""
        return self.data / "downloads.json"

    @property
    def model_index(self) -> Path:
        """What was found out about the models on this computer."""
        return self.cache / "models.json"

    @property
    def search_index(self) -> Path:
        """What the search made of the conversations (SQLite); losing it loses nothing."""
        return self.cache / "search.sqlite"

    @property
    def voice_models(self) -> Path:
        """The folder for Whisper's models among them."""
        return self.models / "voice"

    @property
    def pictures(self) -> Path:
        """The folder of the pictures that belong to conversations."""
        return self.data / "pictures"

    @property
    def unsent(self) -> Path:
        """The folder of the sound of dictations that are not written down yet."""
        return self.data / "unsent"

    @property
    def logs(self) -> Path:
        """The folder of the log files."""
        return self.home / "logs" if self.home else Path(_dirs().user_log_dir)

    @property
    def cache(self) -> Path:
        """The folder of what can be made again."""
        return self.home / "cache" if self.home else Path(_dirs().user_cache_dir)

    @property
    def voice_cache(self) -> Path:
        """The folder in it for voice models in whisper.cpp's form."""
        return self.cache / "voice"

    @property
    def picture_cache(self) -> Path:
        """The folder in it for what models made of pictures."""
        return self.cache / "pictures"

    def create(self) -> None:
        """Make the folders, readable by their owner only; raises `ParleyError`."""
        models = (self.models, self.voice_models)
        pictures = (self.pictures, self.picture_cache)
        data = (self.data, *models, self.logs, self.cache, *pictures)
        for folder in (self.settings.parent, *data):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise ParleyError(Problem("store.failed", details=str(error))) from error


def resources() -> Path:
    """The folder of the files that came with Parley: icons, style, translations, models.

    A frozen application unpacks it beside its modules, an installed package carries it inside
    itself, and a checkout has it next to the package.
    """
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "resources"
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def starter_model() -> Path | None:
    """The model that came with Parley, `None` when set-up has not fetched it."""
    return _model(STARTER_MODEL)


def starter_voice_model() -> Path | None:
    """The Whisper model that came with Parley, `None` when set-up has not made it."""
    return _model(STARTER_VOICE_MODEL)


def voice_detection() -> Path | None:
    """The weights of the voice detection, `None` when set-up has not fetched them."""
    return _model(VOICE_DETECTION)


def _model(name: str) -> Path | None:
    path = resources() / "models" / name
    return path if path.is_file() else None


def _dirs() -> PlatformDirs:
    # appauthor=False: on Windows one folder "parley", not "parley\parley".
    return PlatformDirs(APP, appauthor=False)
