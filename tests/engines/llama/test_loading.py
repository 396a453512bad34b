import re
import struct
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop_app.core.conversation import Role
from desktop_app.core.engine import CancelToken, ChatJob, LoadJob, ModelOptions, Sampling, Turn
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished, Loaded, Notice
from desktop_app.core.gguf import read_header
from desktop_app.core.machine import Machine, reserve
from desktop_app.core.plan import plan
from desktop_app.engines.llama.engine import LlamaEngine
from desktop_app.engines.llama.library import load_library
from desktop_app.engines.llama.loading import check
from desktop_app.engines.llama.loading import load as load_checked
from desktop_app.engines.llama.memory import Memory
from desktop_app.engines.llama.model_file import file_problem, part_files
from tests.gguf_file import F32, Strings, write_gguf

pytestmark = pytest.mark.model

NAME = "Modèle 模型 ü.gguf"
LLAMA = {
    "general.architecture": "llama",
    "llama.block_count": 1,
    "llama.context_length": 512,
    "llama.embedding_length": 64,
    "llama.feed_forward_length": 64,
    "llama.attention.head_count": 2,
    "llama.attention.layer_norm_rms_epsilon": 1e-5,
}
WEIGHTS = ("token_embd.weight", (64, 4), F32, 1024)


def load(path: Path | str, **more: Any) -> list[Event]:
    engine = LlamaEngine()
    events = list(
        engine.run(LoadJob("l", ModelOptions(str(path), threads=1, **more)), CancelToken())
    )
    engine.close()
    return events


def problem_of(path: Path | str) -> Problem:
    *_, last = load(path)
    assert isinstance(last, Failed), last
    assert last.problem.sentence.english().count("{") == 0
    return last.problem


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    problem = problem_of(tmp_path / NAME)

    assert problem.code == "model.missing"
    assert problem.values["name"] == NAME


def test_files_that_are_no_models(tmp_path: Path) -> None:
    path = tmp_path / NAME
    for data in (b"", b"<!DOCTYPE html>\n<html></html>"):
        path.write_bytes(data)
        assert problem_of(path).code == "model.not_gguf"
    assert problem_of(tmp_path).code == "model.not_gguf"
    assert problem_of(tmp_path).details == f"{tmp_path.name} is a folder"


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    problem = file_problem(tmp_path / NAME, PermissionError(13, "Permission denied"))

    assert problem.code == "model.unreadable"
    assert "Permission denied" in problem.details


@pytest.mark.skipif(sys.platform != "linux", reason="the file is Linux's own")
def test_a_file_that_cannot_be_read() -> None:
    assert problem_of("/proc/self/mem").code == "model.unreadable"


def test_a_download_that_broke_off(starter_model: Path, tmp_path: Path) -> None:
    path = tmp_path / NAME
    with starter_model.open("rb") as stream:
        path.write_bytes(stream.read(3_000_000))
    assert problem_of(path).code == "model.truncated"
    path.write_bytes(path.read_bytes()[:5000])
    assert problem_of(path).code == "model.truncated"


def test_a_projector(tmp_path: Path) -> None:
    path = write_gguf(tmp_path / NAME, {"general.architecture": "clip"})

    assert problem_of(path).code == "model.projector"


def test_an_unknown_architecture(tmp_path: Path) -> None:
    path = write_gguf(tmp_path / NAME, {"general.architecture": "novel9"}, WEIGHTS)
    problem = problem_of(path)

    assert problem.code == "model.unknown_architecture"
    assert problem.values["architecture"] == "novel9"
    assert "unknown model architecture" in problem.details


def test_a_model_too_big_for_this_computer(
    starter_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_memory(monkeypatch, 0)
    problem = problem_of(starter_model)

    assert problem.code == "model.too_big"
    assert re.search(r"needs about \d+ MB of memory, and 0 is free", problem.sentence.english())


def test_a_model_too_big_is_loaded_where_the_person_wants_it(
    starter_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_memory(monkeypatch, 64 << 20)
    *_, last = load(starter_model, context_size=512, anyway=True)

    assert isinstance(last, Finished)


def test_a_damaged_model_comes_with_the_log(tmp_path: Path) -> None:
    metadata = LLAMA | {
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.tokens": Strings(["<unk>", "<s>", "</s>", "a"]),
    }
    problem = problem_of(write_gguf(tmp_path / NAME, metadata, WEIGHTS))

    assert problem.code == "model.damaged"
    assert "error loading model" in problem.details


def test_an_impossible_header(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"GGUF" + struct.pack("<IQQ", 99, 0, 0))

    assert problem_of(path).code == "model.damaged"


def test_parts_of_a_split_model(tmp_path: Path) -> None:
    metadata = {"general.architecture": "llama", "split.count": 2}
    first = write_gguf(tmp_path / "Ü-00001-of-00002.gguf", metadata)
    assert problem_of(first).code == "model.truncated"
    second = write_gguf(tmp_path / "Ü-00002-of-00002.gguf", metadata)
    with first.open("rb") as stream:
        header = read_header(stream)

    assert part_files(first, header) == (first, second)


def patched(starter_model: Path, path: Path, old: bytes, new: bytes) -> Path:
    """The starter model with a few bytes of its header changed, at a path with odd letters."""
    assert len(old) == len(new)
    data = starter_model.read_bytes()
    assert old in data[:4_000_000]
    path.write_bytes(data.replace(old, new, 1))
    return path


def test_a_model_without_a_template_answers_and_says_so_once(
    starter_model: Path, tmp_path: Path
) -> None:
    path = patched(
        starter_model, tmp_path / NAME, b"tokenizer.chat_template", b"tokenizer.xhat_template"
    )
    engine = LlamaEngine()
    model = ModelOptions(str(path), context_size=512, threads=1)
    turns = (Turn("q", Role.USER, "What is the capital of France?"),)
    job = ChatJob("a", model, turns, Sampling(temperature=0.0, max_tokens=12))
    first, second = (list(engine.run(job, CancelToken())) for _ in range(2))
    engine.close()

    assert [e.problem.code for e in first if isinstance(e, Notice)] == ["model.no_template"]
    assert not [e for e in second if isinstance(e, Notice)]
    assert isinstance(first[-1], Finished)
    assert isinstance(second[-1], Finished)
    loaded = [e for e in first if isinstance(e, Loaded)]
    assert loaded[0].model == str(path)
    assert loaded[0].context_size == 512


def test_a_model_with_a_broken_template(starter_model: Path, tmp_path: Path) -> None:
    path = patched(starter_model, tmp_path / NAME, b"{% for message in", b"{% fxr message in")
    problem = problem_of(path)

    assert problem.code == "model.template"
    assert "fxr" in problem.details


@pytest.mark.parametrize(
    ("projector_bytes", "context_size"), [(0, 4096), (3072 * 23040, 1024), (1 << 40, 4096)]
)
def test_room_is_left_for_the_part_that_sees(
    starter_model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    projector_bytes: int,
    context_size: int,
) -> None:
    """Unless there is no room for it at all: then the words have it."""
    projector = tmp_path / "mmproj.gguf"
    tensor = ("v.patch_embd.weight", (projector_bytes // 4,), F32, 0)
    write_gguf(projector, {"general.architecture": "clip"}, tensor)
    with projector.open("r+b") as file:
        file.truncate(file.seek(0, 2) + projector_bytes)
    give_memory(monkeypatch, room_for(starter_model, 4096))
    events = load(starter_model, kv_type="f16", projector=str(projector))

    assert [event.context_size for event in events if isinstance(event, Loaded)] == [context_size]


def test_a_context_that_does_not_fit_is_made_smaller_and_that_is_said(
    starter_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_memory(monkeypatch, room_for(starter_model, 2048))
    events = load(starter_model, kv_type="f16", context_size=8192)
    (loaded,) = (event for event in events if isinstance(event, Loaded))
    (notice,) = (event.problem for event in events if isinstance(event, Notice))

    assert loaded.context_size == 2048
    assert loaded.plan is not None
    assert loaded.plan.context_size == loaded.plan.largest_context == 2048
    assert (notice.code, notice.values) == ("model.context_reduced", {"context_size": 2048})


def test_a_file_that_goes_away_while_it_is_loaded(starter_model: Path, tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.symlink_to(starter_model)
    library = load_library()
    steps = load_checked(library, check(library, ModelOptions(str(path))), CancelToken())
    next(steps)
    path.unlink()
    with pytest.raises(ParleyError) as caught:
        next(steps)

    assert caught.value.problem.code == "model.missing"
    assert caught.value.problem.values["name"] == NAME


@pytest.mark.parametrize(("wanted", "told"), [(1 << 24, True), (8192, False), (0, False)])
def test_a_context_longer_than_the_model_is_made_for_is_told_as_that(
    starter_model: Path, wanted: int, told: bool
) -> None:
    events = load(starter_model, context_size=wanted)
    (loaded,) = (event for event in events if isinstance(event, Loaded))
    notices = [event.problem for event in events if isinstance(event, Notice)]

    assert loaded.context_size == 8192
    assert [notice.code for notice in notices] == ["model.context_longest"] * told
    for notice in notices:
        assert notice.values == {"name": starter_model.name, "context_size": 8192}
        assert "8,192" in notice.sentence.english()


def give_memory(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    """Let this computer have no more than that, and an engine that takes nothing itself."""
    memory = Memory(free, total=16 << 30)
    monkeypatch.setattr("desktop_app.engines.llama.fit.main_memory", lambda: memory)
    # That of the tests' own process has grown by all the tests before.
    monkeypatch.setattr("desktop_app.engines.llama.fit.resident_bytes", lambda: 0)


def room_for(model: Path, context_size: int) -> int:
    """The memory that is just enough for a context of that size."""
    with model.open("rb") as file:
        header = read_header(file)
    options = ModelOptions(str(model), context_size=context_size, kv_type="f16")
    largest = Machine(free=1 << 40, total=16 << 30)
    return plan([header], options, largest).needed + reserve(largest.total, on_card=False)
