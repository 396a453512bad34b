import pytest

from desktop_app.core.engine import Sampling
from desktop_app.engines.llama.sampler import Recipe, recipe, steps


def names(chosen: Recipe) -> list[str]:
    return [name for name, _ in steps(chosen)]


def test_defaults_are_those_of_llama_cpp() -> None:
    chosen = recipe(Sampling(), {})

    assert (chosen.temperature, chosen.top_k, chosen.top_p, chosen.min_p) == (0.8, 40, 0.95, 0.05)
    assert names(chosen) == ["top_k", "top_p", "min_p", "temp"]


def test_the_file_recommends_and_the_person_decides() -> None:
    metadata = {
        "general.sampling.temp": 0.6,
        "general.sampling.top_k": 20,
        "general.sampling.penalty_repeat": 1.1,
        "general.sampling.top_p": "odd",
    }
    chosen = recipe(Sampling(temperature=0.3), metadata)

    assert chosen.temperature == 0.3
    assert chosen.top_k == 20
    assert chosen.repeat_penalty == 1.1
    assert chosen.top_p == 0.95


def test_seeds() -> None:
    assert recipe(Sampling(seed=7), {}).seed == 7
    assert recipe(Sampling(seed=-1), {}).seed == 0xFFFFFFFF
    assert len({recipe(Sampling(), {}).seed for _ in range(8)}) > 1


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Recipe(temperature=0), []),
        (Recipe(top_k=0), ["min_p", "top_p", "temp"]),
        (Recipe(top_k=500), ["min_p", "top_p", "top_k", "temp"]),
        (Recipe(top_k=0, min_p=0), ["top_k", "top_p", "temp"]),
        (Recipe(top_k=500, min_p=0), ["top_k", "top_p", "temp"]),
        (Recipe(top_p=1), ["top_k", "min_p", "temp"]),
    ],
)
def test_the_first_filter_needs_no_sorting(chosen: Recipe, expected: list[str]) -> None:
    assert names(chosen) == expected


def test_without_any_limit_there_still_is_one() -> None:
    assert dict(steps(Recipe(top_k=0, min_p=0)))["top_k"] == 100
