"""Where other programs keep their models, on Linux, macOS and Windows.

Each function tells where one program looks, by the home folder, the environment and the platform
(as in `sys.platform`) alone; the settings files of LM Studio and Jan are read, nothing is written,
and whatever they hold raises nothing. A folder that is named need not be there.

As documented or done by the programs themselves:
    Hugging Face  huggingface_hub's `constants.py` (HF_HOME, HF_HUB_CACHE)
    LM Studio     lmstudio.ai/docs, "Import Models"; `downloadsFolder` in its settings.json
    Ollama        docs/faq.md; `envconfig/config.go` (OLLAMA_MODELS)
    llama.cpp     `fs_get_cache_directory` in common/common.cpp (LLAMA_CACHE)
    GPT4All       its wiki's FAQ; `defaultLocalModelsPath` in mysettings.cpp
    Jan           jan.ai/docs/data-folder; `resolve_jan_data_folder` in src-tauri (JAN_DATA_FOLDER)
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from desktop_app.core.local_model import Source

WINDOWS, MACOS = "win32", "darwin"

_LARGEST_SETTINGS = 4 << 20
"""Bytes; a settings file that is larger is none."""


class Layout(Enum):
    """How models lie in a place."""

    PLAIN = "plain"
    """Files with names that speak, in folders."""
    HUB = "hub"
    """The cache of the Hugging Face libraries: see `core.cached_file`."""
    OLLAMA = "ollama"
    """Manifests and nameless blobs: see `core.ollama_store`."""


@dataclass(frozen=True, slots=True)
class ModelPlace:
    """A folder with models of another program."""

    source: Source
    path: Path
    layout: Layout = Layout.PLAIN


def model_places(
    home: Path, environment: Mapping[str, str], platform: str
) -> tuple[ModelPlace, ...]:
    """All folders to look into, each once, the likeliest first."""
    found = {
        place.path: place
        for place in (
            *_hub(home, environment),
            *_lm_studio(home, environment, platform),
            *_ollama(home, environment, platform),
            *_llama_cpp(home, environment, platform),
            *_gpt4all(home, environment, platform),
            *_jan(home, environment, platform),
        )
    }
    return tuple(found.values())


def _hub(home: Path, environment: Mapping[str, str]) -> Iterator[ModelPlace]:
    caches = _named(environment, "XDG_CACHE_HOME", home / ".cache", home)
    main = _named(environment, "HF_HOME", caches / "huggingface", home)
    old = _named(environment, "HUGGINGFACE_HUB_CACHE", main / "hub", home)
    yield ModelPlace(Source.HUB, _named(environment, "HF_HUB_CACHE", old, home), Layout.HUB)


def _lm_studio(home: Path, environment: Mapping[str, str], platform: str) -> Iterator[ModelPlace]:
    homes = [home / ".lmstudio", home / ".cache" / "lm-studio"]
    if pointed := _first_line(home / ".lmstudio-home-pointer"):
        homes.insert(0, _absolute(pointed, home))
    settings = [each / "settings.json" for each in homes]
    settings.append(_app_data(home, environment, platform) / "LM Studio" / "settings.json")
    for file in settings:
        if chosen := _text_in(file, "downloadsFolder"):
            yield ModelPlace(Source.LM_STUDIO, _absolute(chosen, home))
    for each in homes:
        yield ModelPlace(Source.LM_STUDIO, each / "models")


def _ollama(home: Path, environment: Mapping[str, str], platform: str) -> Iterator[ModelPlace]:
    folders = [_named(environment, "OLLAMA_MODELS", home / ".ollama" / "models", home)]
    folders.append(home / ".ollama" / "models")
    if platform not in (WINDOWS, MACOS):
        # Where the service keeps them: by Ollama's own script, and by the packages of others.
        folders.append(Path("/usr/share/ollama/.ollama/models"))
        folders.append(Path("/var/lib/ollama/.ollama/models"))
        folders.append(Path("/var/lib/ollama/models"))
        folders.append(Path("/var/lib/ollama"))
    for folder in folders:
        yield ModelPlace(Source.OLLAMA, folder, Layout.OLLAMA)


def _llama_cpp(home: Path, environment: Mapping[str, str], platform: str) -> Iterator[ModelPlace]:
    if platform == WINDOWS:
        caches = _local_app_data(home, environment)
    elif platform == MACOS:
        caches = home / "Library" / "Caches"
    else:
        caches = _named(environment, "XDG_CACHE_HOME", home / ".cache", home)
    usual = caches / "llama.cpp"
    yield ModelPlace(Source.LLAMA_CPP, _named(environment, "LLAMA_CACHE", usual, home))


def _gpt4all(home: Path, environment: Mapping[str, str], platform: str) -> Iterator[ModelPlace]:
    if platform == WINDOWS:
        data = _local_app_data(home, environment)
    else:
        data = _app_data(home, environment, platform, data=True)
    yield ModelPlace(Source.GPT4ALL, data / "nomic.ai" / "GPT4All")
    # Where its Python package keeps them.
    yield ModelPlace(Source.GPT4ALL, home / ".cache" / "gpt4all")


def _jan(home: Path, environment: Mapping[str, str], platform: str) -> Iterator[ModelPlace]:
    main = _app_data(home, environment, platform, data=True) / "Jan"
    older = _app_data(home, environment, platform) / "Jan"
    folders = [main / "data", older / "data", home / "jan"]
    for settings in (main / "settings.json", older / "settings.json"):
        if chosen := _text_in(settings, "data_folder"):
            folders.insert(0, _absolute(chosen, home))
    if named := environment.get("JAN_DATA_FOLDER"):
        folders.insert(0, _absolute(named, home))
    for folder in folders:
        yield ModelPlace(Source.JAN, folder / "llamacpp" / "models")
        yield ModelPlace(Source.JAN, folder / "models")


def _app_data(
    home: Path, environment: Mapping[str, str], platform: str, data: bool = False
) -> Path:
    """Where programs keep what belongs to them: their settings, or with `data` more than that."""
    if platform == WINDOWS:
        return _named(environment, "APPDATA", home / "AppData" / "Roaming", home)
    if platform == MACOS:
        return home / "Library" / "Application Support"
    if data:
        return _named(environment, "XDG_DATA_HOME", home / ".local" / "share", home)
    return _named(environment, "XDG_CONFIG_HOME", home / ".config", home)


def _local_app_data(home: Path, environment: Mapping[str, str]) -> Path:
    return _named(environment, "LOCALAPPDATA", home / "AppData" / "Local", home)


def _named(environment: Mapping[str, str], name: str, usual: Path, home: Path) -> Path:
    """The folder that a variable names, the usual one where it names none."""
    named = environment.get(name, "")
    return _absolute(named, home) if named else usual


def _absolute(path: str, home: Path) -> Path:
    """A path as people write it; what is relative or begins with ~ starts at the home folder."""
    if path.startswith("~"):
        path = path[1:].lstrip("/\\")
    return home / path


def _first_line(path: Path) -> str:
    text = _text_of(path).strip()
    return text.splitlines()[0].strip() if text else ""


def _text_in(path: Path, key: str) -> str:
    """The text under a key of a JSON file, "" where there is none."""
    with suppress(ValueError, RecursionError):
        document = json.loads(_text_of(path))
        if isinstance(document, dict) and isinstance(document.get(key), str):
            return str(document[key]).strip()
    return ""


def _text_of(path: Path) -> str:
    """What a small file says, "" where it cannot be read."""
    with suppress(OSError, ValueError):
        if path.is_file() and path.stat().st_size <= _LARGEST_SETTINGS:
            return path.read_text("utf-8-sig", errors="replace").replace("\0", "")
    return ""
