"""Every bad file ends in its sentence, and a good one answers afterwards, in the same process."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.engine import CancelToken, LoadJob, ModelOptions
from desktop_app.core.engine_names import LLAMA
from desktop_app.core.events import TERMINAL, Event, Failed, Finished, Loaded, Loading
from desktop_app.engines.isolated import IsolatedEngine
from tests.bad_models import FINE, GROUPS, bad_models, hostile_templates, with_template
from tests.engines.contract import chat, do
from tests.gguf_parts import take_apart
from tests.random_texts.attention import gpt_oss, llama


def options(path: Path | str) -> ModelOptions:
    return ModelOptions(str(path), context_size=256, threads=1)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return llama(tmp_path_factory.mktemp("models") / "good.gguf")


@pytest.fixture(scope="module")
def engine() -> Iterator[IsolatedEngine]:
    """One for all: what a file did to it, the next one would feel."""
    engine = IsolatedEngine(LLAMA)
    yield engine
    engine.close()


def code_of(events: list[Event]) -> str:
    """The code of what went wrong, "" when nothing did; there is one end, and it is the last."""
    *before, last = events
    assert not [event for event in before if isinstance(event, TERMINAL)]
    if isinstance(last, Failed):
        for words in (last.problem.sentence.english(), last.problem.remedy.english()):
            assert words
            assert "{" not in words
        return last.problem.code
    assert isinstance(last, Finished)
    return FINE


def answer(engine: IsolatedEngine, path: Path | str) -> str:
    """What becomes of a question to the model in this file."""
    return code_of(do(engine, chat(options(path), "Hello!", max_tokens=2)))


def written(folder: Path, number: int, data: bytes) -> Path:
    """A file of its own for each: that before goes, unless a system keeps what is in use."""
    with suppress(OSError):
        (folder / f"{number - 1}.gguf").unlink()
    path = folder / f"{number}.gguf"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("group", GROUPS)
def test_a_bad_file_ends_in_its_sentence(
    engine: IsolatedEngine, good: Path, tmp_path: Path, group: str
) -> None:
    assert answer(engine, good) == FINE
    child = engine.child_pid
    killers, wrong = 0, []
    for number, bad in enumerate(bad_models(good, group)):
        code = answer(engine, written(tmp_path, number, bad.data))
        killers += code.startswith("engine.crashed")
        if code != bad.code:
            wrong.append(f"{bad.name}: {code}, not {bad.code}")
        if engine.child_pid is None:
            do(engine, LoadJob("again", options(good)))
            child = engine.child_pid
    assert wrong == []
    assert answer(engine, good) == FINE
    assert engine.child_pid == child
    assert killers == (group == "vocabularies")


def test_a_hostile_template_ends_in_a_sentence(
    engine: IsolatedEngine, good: Path, tmp_path: Path
) -> None:
    assert answer(engine, good) == FINE
    child, wrong = engine.child_pid, []
    for number, (name, expected, source) in enumerate(hostile_templates()):
        data = with_template(good, source.encode())
        code = answer(engine, written(tmp_path, number, data))
        if code != expected:
            wrong.append(f"{name}: {code}, not {expected}")
    assert wrong == []
    assert answer(engine, good) == FINE
    assert engine.child_pid == child


def test_a_template_that_is_no_text_says_what_it_can(
    engine: IsolatedEngine, good: Path, tmp_path: Path
) -> None:
    path = tmp_path / "bad.gguf"
    path.write_bytes(with_template(good, b"\xff\xfe{{ messages[0].content }}\x80"))
    assert answer(engine, path) == FINE


def test_a_file_that_cannot_be_loaded_takes_no_model_away(
    engine: IsolatedEngine, good: Path, tmp_path: Path
) -> None:
    """Whatever can be known of it before: damaged, doubled tokens, its template, its size."""
    assert answer(engine, good) == FINE
    files = {bad.name: bad for name in ("vocabularies", "sizes") for bad in bad_models(good, name)}
    broken = with_template(good, b"{% if %}")
    large = take_apart(good.read_bytes())
    for key in ("attention.head_count_kv", "attention.key_length"):
        large = large.having(f"llama.{key}", 1 << 19)
    for number, (data, code) in enumerate(
        (
            (files["a token twice"].data, "model.damaged"),
            (files["block_count 513"].data, "model.damaged"),
            (broken, "model.template"),
            (large.put_together(), "model.too_big"),
        )
    ):
        path = written(tmp_path, number, data)
        events = do(engine, LoadJob("bad", options(path)))
        assert code_of(events) == code
        assert len(events) == 1
        events = do(engine, chat(options(good), "Hello!", max_tokens=2))
        assert code_of(events) == FINE
        assert not [event for event in events if isinstance(event, Loading | Loaded)]


def test_what_is_no_file_at_all(engine: IsolatedEngine, good: Path, tmp_path: Path) -> None:
    assert answer(engine, good) == FINE
    child = engine.child_pid
    assert answer(engine, tmp_path) == "model.not_gguf"
    assert answer(engine, tmp_path / "gone.gguf") == "model.missing"
    assert answer(engine, tmp_path / "a\0b.gguf") == "model.missing"
    assert answer(engine, tmp_path / ("long" * 100)) == "model.unreadable"
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.gguf")
        (tmp_path / "zero.gguf").symlink_to("/dev/zero")
        (tmp_path / "loop.gguf").symlink_to(tmp_path / "loop.gguf")
        assert answer(engine, tmp_path / "pipe.gguf") == "model.not_gguf"
        assert answer(engine, tmp_path / "zero.gguf") == "model.not_gguf"
        assert answer(engine, tmp_path / "loop.gguf") == "model.unreadable"
    assert answer(engine, good) == FINE
    assert engine.child_pid == child


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="its owner and root may read all"
)
def test_a_file_that_may_not_be_read(engine: IsolatedEngine, good: Path, tmp_path: Path) -> None:
    path = tmp_path / "locked.gguf"
    path.write_bytes(good.read_bytes())
    path.chmod(0)
    assert answer(engine, path) == "model.unreadable"


def test_a_file_that_becomes_another_one_is_loaded_anew(
    engine: IsolatedEngine, good: Path, tmp_path: Path
) -> None:
    """As when a bad file is fetched again, and lies where it lay."""
    path = tmp_path / "model.gguf"
    path.write_bytes(with_template(good, b"{{ raise_exception('no') }}"))
    assert answer(engine, path) == "model.template"
    other = tmp_path / "other"
    for data, code in ((good.read_bytes(), FINE), (b"<html>", "model.not_gguf")):
        other.write_bytes(data)
        with suppress(PermissionError):  # Windows lets no file in use be replaced
            other.replace(path)
            assert answer(engine, path) == code
            assert answer(engine, path) == code


def test_a_model_whose_file_is_gone_goes_on(
    engine: IsolatedEngine, good: Path, tmp_path: Path
) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(good.read_bytes())
    assert answer(engine, path) == FINE
    with suppress(PermissionError):
        path.unlink()
    assert answer(engine, path) == FINE


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets no file in use be cut")
def test_a_file_that_is_cut_between_two_questions(
    engine: IsolatedEngine, good: Path, tmp_path: Path
) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(good.read_bytes())
    assert answer(engine, path) == FINE
    with path.open("r+b") as file:
        file.truncate(5000)
    assert answer(engine, path) == "model.truncated"
    assert answer(engine, good) == FINE


@pytest.mark.skipif(sys.platform != "linux", reason="how a mapped file ends is the system's own")
def test_a_file_that_is_cut_while_it_answers(
    engine: IsolatedEngine, good: Path, tmp_path: Path
) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(good.read_bytes())
    job = chat(options(path), "Hello!")
    job = replace(job, sampling=replace(job.sampling, ignore_end=True))
    events = []
    for event in engine.run(job, CancelToken()):
        events.append(event)
        if isinstance(event, Loaded):
            with path.open("r+b") as file:
                file.truncate(5000)
    assert code_of(events) == "engine.crashed"
    assert isinstance(events[-1], Failed)
    assert "was cut while in use" in events[-1].problem.sentence.english()
    assert answer(engine, path) == "model.truncated"
    assert answer(engine, good) == FINE


def test_a_file_that_ends_llama_cpp_while_it_loads_is_named_as_the_cause(
    engine: IsolatedEngine, good: Path, tmp_path: Path
) -> None:
    """Values of another length than the weights have: an assertion that no header tells of."""
    path = gpt_oss(tmp_path / "deadly.gguf")
    parts = take_apart(path.read_bytes()).having("gpt-oss.attention.value_length", 64)
    path.write_bytes(parts.put_together())
    assert answer(engine, path) == "engine.crashed_loading"
    assert answer(engine, good) == FINE
