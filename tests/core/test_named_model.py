from pathlib import Path

import pytest

from desktop_app.core.errors import ParleyError
from desktop_app.core.local_model import LocalModel, Source
from desktop_app.core.named_model import named_model


def model(path: str, title: str, *also: str) -> LocalModel:
    return LocalModel(path, Source.FOLDER, title, (path,), 1, 0.0, also=also)


QWEN = model("/m/Qwen3-4B-Q4_K_M.gguf", "Qwen3 4B", "/hub/qwen.gguf")
QWEN_8 = model("/m/Qwen3-8B-Q4_K_M.gguf", "Qwen3 8B")
TINY = model("/m/tiny.gguf", "Tiny")
TINY_CHAT = model("/m/chat.gguf", "Tiny Chat")
ALL = (QWEN, QWEN_8, TINY, TINY_CHAT)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("/m/Qwen3-4B-Q4_K_M.gguf", QWEN),
        ("/hub/qwen.gguf", QWEN),
        ("Qwen3-4B-Q4_K_M.gguf", QWEN),
        ("qwen3-4b-q4_k_m", QWEN),
        ("qwen3 8b", QWEN_8),
        ("Qwen3-8", QWEN_8),
        ("tiny", TINY),
        ("tiny c", TINY_CHAT),
        ("My own", TINY_CHAT),
        ("my", TINY_CHAT),
    ],
)
def test_by_path_file_title_own_name_or_how_one_begins(name: str, meant: LocalModel) -> None:
    own = {TINY_CHAT.key: "My own"}
    assert named_model(name, ALL, lambda model: own.get(model.key, "")) is meant


def test_a_path_may_begin_where_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = model(str(tmp_path / "here.gguf"), "Here")
    monkeypatch.chdir(tmp_path)
    assert named_model("./here.gguf", (*ALL, here)) is here


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("qwen3", "library.ambiguous"),
        ("llama", "library.unknown"),
        ("", "library.unknown"),
        ("/m", "library.unknown"),
        ("~nobody-is-called-so/x", "library.unknown"),
    ],
)
def test_none_or_more_than_one(name: str, code: str) -> None:
    with pytest.raises(ParleyError) as caught:
        named_model(name, ALL)
    problem = caught.value.problem
    assert (problem.code, problem.values) == (code, {"name": name})
    if code == "library.ambiguous":
        assert problem.details == f"{QWEN.path}, {QWEN_8.path}"
