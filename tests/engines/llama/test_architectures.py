"""Families of models that cannot chat: a sentence, before anything is loaded."""

from pathlib import Path

import pytest

from desktop_app.core.engine import CancelToken, LoadJob, ModelOptions
from desktop_app.core.events import Failed, Finished
from desktop_app.engines.llama.engine import LlamaEngine
from tests.gguf_file import F32, write_gguf

FAMILIES = ("t5", "bert", "nomic-bert", "gemma-embedding", "dream", "llada", "eagle3")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_model_that_cannot_chat_ends_in_a_sentence(family: str, tmp_path: Path) -> None:
    path = write_gguf(
        tmp_path / "other.gguf",
        {"general.architecture": family, f"{family}.embedding_length": 64},
        ("token_embd.weight", (64, 4), F32, 64 * 4 * 4),
    )
    engine = LlamaEngine()
    (*before, end) = engine.run(LoadJob("load", ModelOptions(str(path))), CancelToken())

    assert before == []
    assert isinstance(end, Failed)
    assert end.problem.code == "model.cannot_chat"
    assert end.problem.values == {"name": "other.gguf", "architecture": family}


@pytest.mark.model
def test_after_such_a_model_the_one_before_is_loaded_again(
    starter_model: Path, tmp_path: Path
) -> None:
    options = ModelOptions(str(starter_model), context_size=256, threads=1)
    other = write_gguf(tmp_path / "other.gguf", {"general.architecture": "bert"})
    engine = LlamaEngine()
    ends = [
        list(engine.run(LoadJob("load", each), CancelToken()))[-1]
        for each in (options, ModelOptions(str(other)), options)
    ]
    engine.close()

    assert [type(end) for end in ends] == [Finished, Failed, Finished]
