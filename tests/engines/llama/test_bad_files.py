"""Every bad file ends in its sentence, and a good one answers afterwards, in the same process."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from desktop_app.core.engine import LoadJob, ModelOptions
from desktop_app.core.engine_names import LLAMA
from desktop_app.core.events import TERMINAL, Event, Failed, Finished
from desktop_app.engines.isolated import IsolatedEngine
from tests.bad_models import FINE, GROUPS, bad_models, hostile_templates, with_template
from tests.engines.contract import chat, do
from tests.random_texts import llama

pytestmark = pytest.mark.timeout(120)


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
        assert str(last.problem)
        assert last.problem.remedy.english()
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


def test_a_file_that_grows_and_one_that_is_replaced_while_it_is_used(
    engine: IsolatedEngine, good: Path, tmp_path: Path
) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(good.read_bytes())
    assert answer(engine, path) == FINE
    with path.open("ab") as file:
        file.write(b"more" * 1000)
    assert answer(engine, path) == FINE
    if sys.platform != "win32":  # which does not let a file in use be replaced
        other = tmp_path / "other"
        other.write_bytes(b"<html>")
        other.replace(path)
        assert answer(engine, path) == FINE
        assert answer(engine, good) == FINE
        assert answer(engine, path) == "model.not_gguf"


@pytest.mark.skipif(sys.platform != "linux", reason="how a mapped file ends is the system's own")
def test_a_file_that_is_cut_while_it_is_used(
    engine: IsolatedEngine, good: Path, tmp_path: Path
) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(good.read_bytes())
    assert answer(engine, path) == FINE
    with path.open("r+b") as file:
        file.truncate(5000)
    (*_, last) = do(engine, chat(options(path), "Hello!", max_tokens=2))
    assert isinstance(last, Failed)
    assert last.problem.code == "engine.crashed"
    assert "was cut while in use" in str(last.problem)
    assert answer(engine, path) == "model.truncated"
    assert answer(engine, good) == FINE
