"""Where other programs keep models follows from home, environment and platform alone."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop_app.core.local_model import Source
from desktop_app.core.model_places import MACOS, WINDOWS, Layout, model_places
from tests.fake_homes import put

HOME = Path("/home/zoë")


def places(
    source: Source, environment: Mapping[str, str], platform: str, home: Path = HOME
) -> list[str]:
    found = model_places(home, environment, platform)
    return [place.path.as_posix() for place in found if place.source is source]


@pytest.mark.parametrize(
    ("environment", "path"),
    [
        ({}, "/home/zoë/.cache/huggingface/hub"),
        ({"XDG_CACHE_HOME": "/c"}, "/c/huggingface/hub"),
        ({"HF_HOME": "/hf", "XDG_CACHE_HOME": "/c"}, "/hf/hub"),
        ({"HF_HOME": "~/hf"}, "/home/zoë/hf/hub"),
        ({"HF_HUB_CACHE": "/hub", "HF_HOME": "/hf"}, "/hub"),
        ({"HUGGINGFACE_HUB_CACHE": "/old"}, "/old"),
        ({"HF_HUB_CACHE": ""}, "/home/zoë/.cache/huggingface/hub"),
    ],
)
def test_the_hub(environment: Mapping[str, str], path: str) -> None:
    for platform in ("linux", MACOS, WINDOWS):
        assert places(Source.HUB, environment, platform) == [path]


@pytest.mark.parametrize(
    ("source", "platform", "environment", "first"),
    [
        (Source.OLLAMA, "linux", {}, "/home/zoë/.ollama/models"),
        (Source.OLLAMA, MACOS, {"OLLAMA_MODELS": "/o"}, "/o"),
        (Source.LLAMA_CPP, "linux", {}, "/home/zoë/.cache/llama.cpp"),
        (Source.LLAMA_CPP, "linux", {"XDG_CACHE_HOME": "/c"}, "/c/llama.cpp"),
        (Source.LLAMA_CPP, MACOS, {}, "/home/zoë/Library/Caches/llama.cpp"),
        (Source.LLAMA_CPP, WINDOWS, {"LOCALAPPDATA": "/l"}, "/l/llama.cpp"),
        (Source.LLAMA_CPP, WINDOWS, {}, "/home/zoë/AppData/Local/llama.cpp"),
        (Source.LLAMA_CPP, MACOS, {"LLAMA_CACHE": "/x"}, "/x"),
        (Source.GPT4ALL, "linux", {}, "/home/zoë/.local/share/nomic.ai/GPT4All"),
        (Source.GPT4ALL, MACOS, {}, "/home/zoë/Library/Application Support/nomic.ai/GPT4All"),
        (Source.GPT4ALL, WINDOWS, {"LOCALAPPDATA": "/l"}, "/l/nomic.ai/GPT4All"),
        (Source.JAN, "linux", {}, "/home/zoë/.local/share/Jan/data/llamacpp/models"),
        (Source.JAN, MACOS, {}, "/home/zoë/Library/Application Support/Jan/data/llamacpp/models"),
        (Source.JAN, WINDOWS, {"APPDATA": "/a"}, "/a/Jan/data/llamacpp/models"),
        (Source.JAN, "linux", {"JAN_DATA_FOLDER": "/j"}, "/j/llamacpp/models"),
        (Source.LM_STUDIO, WINDOWS, {}, "/home/zoë/.lmstudio/models"),
    ],
)
def test_each_program(
    source: Source, platform: str, environment: Mapping[str, str], first: str
) -> None:
    assert places(source, environment, platform)[0] == first


def test_the_service_of_ollama_is_one_of_linux() -> None:
    service = "/usr/share/ollama/.ollama/models"
    assert service in places(Source.OLLAMA, {}, "linux")
    assert service not in places(Source.OLLAMA, {}, MACOS)
    assert service not in places(Source.OLLAMA, {}, WINDOWS)


def test_older_homes_of_lm_studio_are_known() -> None:
    assert places(Source.LM_STUDIO, {}, "linux") == [
        "/home/zoë/.lmstudio/models",
        "/home/zoë/.cache/lm-studio/models",
    ]


def test_lm_studio_says_where_it_keeps_them(tmp_path: Path) -> None:
    put(tmp_path / ".lmstudio-home-pointer", b"/data/lms\n")
    put(tmp_path / ".lmstudio/settings.json", b'\xef\xbb\xbf{"downloadsFolder": "/big/models"}')
    put(tmp_path / ".config/LM Studio/settings.json", b'{"downloadsFolder": "~/more"}')
    assert places(Source.LM_STUDIO, {}, "linux", tmp_path) == [
        "/big/models",
        f"{tmp_path}/more",
        "/data/lms/models",
        f"{tmp_path}/.lmstudio/models",
        f"{tmp_path}/.cache/lm-studio/models",
    ]


def test_jan_says_where_its_data_are(tmp_path: Path) -> None:
    put(tmp_path / ".local/share/Jan/settings.json", b'{"data_folder": "/big/jan"}')
    assert places(Source.JAN, {}, "linux", tmp_path)[0] == "/big/jan/llamacpp/models"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"downloadsFolder": 3, "data_folder": []}',
        b'{"downloadsFolder": "", "data_folder": "  "}',
        b"\xff\xfe",
        b"\0",
        b"[" * 100_000,
        b'{"downloadsFolder": "/x", "data_folder": "/x"}' + b" " * (5 << 20),
    ],
)
def test_settings_that_say_nothing_raise_nothing(tmp_path: Path, content: bytes) -> None:
    usual = model_places(tmp_path, {}, "linux")
    put(tmp_path / ".lmstudio/settings.json", content)
    put(tmp_path / ".local/share/Jan/settings.json", content)
    (tmp_path / ".lmstudio-home-pointer").mkdir()
    assert model_places(tmp_path, {}, "linux") == usual


@pytest.mark.parametrize("platform", ["linux", MACOS, WINDOWS])
def test_each_folder_is_named_once_and_in_full(platform: str) -> None:
    environment = {"HF_HOME": "hf", "OLLAMA_MODELS": "~\\models", "JAN_DATA_FOLDER": "~/jan"}
    found = model_places(HOME, environment, platform)
    assert all(place.path.is_absolute() for place in found)
    assert len({place.path for place in found}) == len(found)
    layouts = {place.source: place.layout for place in found}
    assert layouts[Source.HUB] is Layout.HUB
    assert layouts[Source.OLLAMA] is Layout.OLLAMA
    assert layouts[Source.JAN] is Layout.PLAIN
