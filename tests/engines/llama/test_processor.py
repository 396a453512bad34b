import pytest

from desktop_app.core.memory_plan import Plan
from desktop_app.engines.llama.processor import (
    count_cpus,
    default_threads,
    threads_beside,
    threads_for,
)


@pytest.mark.parametrize(
    ("cores", "allowed", "threads"),
    [
        (1, 1, 1),
        (2, 4, 2),
        (3, 6, 2),
        (4, 8, 3),
        (8, 16, 7),
        (16, 2, 2),
        (8, 2.5, 2),
        (8, 0.5, 1),
        (0, 1, 1),
    ],
)
def test_fast_cores_with_one_spared(cores: int, allowed: float, threads: int) -> None:
    assert threads_for(cores, allowed) == threads


@pytest.mark.parametrize(
    ("text", "count"), [("0-7,16\n", 9), ("0", 1), ("0,2", 2), ("", 0), ("\n", 0)]
)
def test_lists_of_processors(text: str, count: int) -> None:
    assert count_cpus(text) == count


@pytest.mark.parametrize(
    ("layers", "wanted", "threads"), [(31, 0, 2), (30, 0, 7), (0, 0, 7), (31, 5, 5), (0, 5, 5)]
)
def test_a_model_on_a_graphics_card_takes_few_threads(
    monkeypatch: pytest.MonkeyPatch, layers: int, wanted: int, threads: int
) -> None:
    monkeypatch.setattr("desktop_app.engines.llama.processor.default_threads", lambda: 7)
    plan = Plan(512, 512, layers, 31, "f16", ())

    assert threads_beside(plan, wanted) == threads


def test_this_computer_has_at_least_one() -> None:
    assert default_threads() >= 1
