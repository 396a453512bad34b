"""Models in several files, as llama.cpp's own gguf-split makes them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.engine import CancelToken, ModelOptions
from desktop_app.core.events import Event, Failed, Loaded
from desktop_app.engines.llama.engine import LlamaEngine
from tests.engines.contract import chat, text_of
from tests.gguf_parts import INT32, UINT16, Parts, Place, number, take_apart
from tests.random_texts.attention import llama

COUNT = 2


def split(good: Parts, folder: Path) -> list[Path]:
    """The parts: only the first tells of the model."""
    half = len(good.places) // COUNT
    start = good.places[half].offset
    rest = tuple(map(moved(start), good.places[half:]))
    told = (
        replace(good, places=good.places[:half], data=good.data[:start]),
        replace(good, pairs=(), places=rest, data=good.data[start:]),
    )
    return [written(part, folder, index, len(good.places)) for index, part in enumerate(told)]


def moved(start: int) -> Callable[[Place], Place]:
    return lambda place: replace(place, offset=place.offset - start)


def written(part: Parts, folder: Path, index: int, tensors: int) -> Path:
    path = folder / f"model-{index + 1:05d}-of-{COUNT:05d}.gguf"
    path.write_bytes(
        part.having("split.no", number(UINT16, index))
        .having("split.count", number(UINT16, COUNT))
        .having("split.tensors.count", number(INT32, tensors))
        .put_together()
    )
    return path


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    return llama(tmp_path / "whole.gguf")


@pytest.fixture
def parts(whole: Path, tmp_path: Path) -> list[Path]:
    return split(take_apart(whole.read_bytes()), tmp_path)


def answer(path: Path) -> list[Event]:
    engine = LlamaEngine()
    job = chat(ModelOptions(str(path), context_size=256, threads=1), "Hello!", max_tokens=8)
    events = list(engine.run(job, CancelToken()))
    engine.close()
    return events


def problem_of(path: Path) -> tuple[str, object]:
    last = answer(path)[-1]
    assert isinstance(last, Failed)
    return last.problem.code, last.problem.values["name"]


def test_a_model_in_parts_answers_as_the_whole(whole: Path, parts: list[Path]) -> None:
    one, several = answer(whole), answer(parts[0])
    assert text_of(several) == text_of(one) != ""
    plans = [event.plan for event in one + several if isinstance(event, Loaded) and event.plan]
    assert len(plans) == COUNT
    assert plans[0].main.weights == plans[1].main.weights


def test_a_part_that_is_wrong_is_named(parts: list[Path]) -> None:
    data = parts[1].read_bytes()
    parts[1].write_bytes(data[:-40])
    assert problem_of(parts[0]) == ("model.truncated", parts[1].name)
    parts[1].write_bytes(b"<html>")
    assert problem_of(parts[0]) == ("model.not_gguf", parts[1].name)
    parts[1].unlink()
    assert problem_of(parts[0]) == ("model.truncated", parts[0].name)


def test_a_part_under_another_name_is_not_found(parts: list[Path], tmp_path: Path) -> None:
    other = parts[0].rename(tmp_path / "model.gguf")
    assert problem_of(other)[0] == "model.truncated"


def test_a_part_that_is_not_the_first_is_no_model(parts: list[Path]) -> None:
    assert problem_of(parts[1])[0] == "model.damaged"
