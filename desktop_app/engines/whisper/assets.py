"""What belongs to every Whisper model and is not in its file: vocabulary and mel filters."""

import base64
import io
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_app.core.paths import resources


class AssetError(Exception):
    """The files are not there."""


def vocabulary(multilingual: bool) -> list[bytes]:
    """The tokens of text in the order of their numbers. Raises AssetError."""
    name = "multilingual" if multilingual else "gpt2"
    lines = _read(f"{name}.tiktoken").split(b"\n")
    pairs = (line.split() for line in lines if line.strip())
    ranked = sorted((int(rank), base64.b64decode(token)) for token, rank in pairs)
    return [token for _, token in ranked]


def mel_filters(count: int) -> npt.NDArray[np.float32]:
    """The filter bank of `count` mel bands over 201 frequencies. Raises AssetError."""
    with np.load(io.BytesIO(_read("mel_filters.npz")), allow_pickle=False) as archive:
        try:
            filters: npt.NDArray[Any] = archive[f"mel_{count}"]
        except KeyError as error:
            raise AssetError(f"no filters for {count} mel bands") from error
    return filters.astype(np.float32)


def _read(name: str) -> bytes:
    """A file of openai-whisper, or the copy of it that a package without torch carries."""
    for folder in _folders():
        path = folder / name
        if path.is_file():
            return path.read_bytes()
    raise AssetError(f"{name} of openai-whisper is missing")


def _folders() -> list[Path]:
    # Finding a package does not import it: torch stays out of the process.
    spec = find_spec("whisper")
    places = spec.submodule_search_locations if spec else None
    return [*(Path(place) / "assets" for place in places or ()), resources() / "whisper"]
