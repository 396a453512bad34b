"""A model of the Hub that is here already is known by its checksum, its names or its origin."""

from dataclasses import replace

import pytest

from desktop_app.core.errors import Problem
from desktop_app.core.hub import RepoFile, Variant
from desktop_app.core.local_match import LocalMatch
from desktop_app.core.local_model import LocalModel, Source

SHA, OTHER = "a" * 64, "b" * 64
REPO = "maker/Small-GGUF"
WANTED = Variant("Small", "Q4_K_M", (RepoFile("Small-Q4_K_M.gguf", 5000, SHA),))
MODEL = LocalModel("/m/x.gguf", Source.FOLDER, "X", ("/m/x.gguf",), 5000, 0.0)
SPLIT = Variant(
    "Big", "Q8_0", (RepoFile("q8/b-1-of-2.gguf", 10, SHA), RepoFile("q8/b-2-of-2.gguf", 7, OTHER))
)


def at(path: str, **known: object) -> LocalModel:
    return replace(MODEL, path=path, files=(path,), **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "model",
    [
        at("/ollama/blobs/sha256-" + SHA, source=Source.OLLAMA, sha256=SHA),
        at("/other/small-q4_k_m.gguf"),
        at("/llama.cpp/maker_Small-GGUF_Small-Q4_K_M.gguf", source=Source.LLAMA_CPP),
        at("/lm/maker/Small-GGUF/renamed.gguf", repo=REPO, quantization="Q4_K_M"),
    ],
)
def test_it_is_found_wherever_it_lies(model: LocalModel) -> None:
    assert LocalMatch([MODEL, model]).find(REPO, WANTED) == model


@pytest.mark.parametrize(
    "model",
    [
        MODEL,
        at("/m/Small-Q4_K_M.gguf", size=5001),
        at("/m/Small-Q4_K_M.gguf", sha256=OTHER),
        at("/m/Small-Q4_K_M.gguf", problem=Problem("model.truncated")),
        at("/m/NotSmall-Q4_K_M.gguf"),
        at("/lm/maker/Small-GGUF/renamed.gguf", repo=REPO, quantization="Q4_K_S"),
        at("/lm/else/Small-GGUF/renamed.gguf", repo="else/Small-GGUF", quantization="Q4_K_M"),
    ],
)
def test_what_only_looks_like_it_is_not_it(model: LocalModel) -> None:
    assert LocalMatch([model]).find(REPO, WANTED) is None


def test_all_parts_must_be_there() -> None:
    parts = ("/m/b-1-of-2.gguf", "/m/b-2-of-2.gguf")
    whole = replace(MODEL, path=parts[0], files=parts, size=17)
    assert LocalMatch([whole]).find(REPO, SPLIT) == whole
    assert LocalMatch([replace(whole, files=parts[:1])]).find(REPO, SPLIT) is None


def test_one_that_is_to_see_must_have_its_projector() -> None:
    blind = at("/m/Small-Q4_K_M.gguf")
    seeing = replace(blind, projector="/m/mmproj.gguf")
    assert LocalMatch([blind]).find(REPO, WANTED, sees=True) is None
    assert LocalMatch([blind]).find(REPO, WANTED) == blind
    assert LocalMatch([blind, seeing]).find(REPO, WANTED, sees=True) == seeing
