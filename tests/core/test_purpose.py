from pathlib import Path

import pytest

from desktop_app.core.gguf import Header, read_header
from desktop_app.core.purpose import Purpose, purpose
from tests.gguf_file import write_gguf


def header(path: Path, family: str, **facts: object) -> Header:
    metadata = {
        "general.architecture": family,
        **{f"{family}.{key.replace('__', '.')}": value for key, value in facts.items()},
    }
    with write_gguf(path / "model.gguf", metadata).open("rb") as stream:
        return read_header(stream)


@pytest.mark.parametrize(
    "family", ["llama", "gemma3", "gpt-oss", "mamba", "lfm2", "qwen35", "rwkv7", "no-such-family"]
)
def test_most_models_are_made_to_answer(tmp_path: Path, family: str) -> None:
    assert purpose(header(tmp_path, family, pooling_type=0)) is Purpose.CHAT


@pytest.mark.parametrize(
    ("family", "made_for"),
    [
        ("t5", Purpose.ENCODER),
        ("t5encoder", Purpose.EMBEDDING),
        ("bert", Purpose.EMBEDDING),
        ("nomic-bert", Purpose.EMBEDDING),
        ("gemma-embedding", Purpose.EMBEDDING),
        ("dream", Purpose.DIFFUSION),
        ("llada-moe", Purpose.DIFFUSION),
        ("eagle3", Purpose.DRAFT),
        ("wavtokenizer-dec", Purpose.SOUND),
    ],
)
def test_families_that_do_not_answer(tmp_path: Path, family: str, made_for: Purpose) -> None:
    assert purpose(header(tmp_path, family)) is made_for


def test_an_embedding_model_of_a_family_that_chats(tmp_path: Path) -> None:
    assert purpose(header(tmp_path, "qwen3", pooling_type=3)) is Purpose.EMBEDDING
    assert purpose(header(tmp_path, "lfm2", attention__causal=False)) is Purpose.EMBEDDING
    assert purpose(header(tmp_path, "lfm2", attention__causal=True)) is Purpose.CHAT
