import pytest

from desktop_app.engines.llama.processor import count_cpus, default_threads, threads_for


@pytest.mark.parametrize(
    ("cores", "allowed", "threads"),
    [(1, 1, 1), (2, 4, 2), (4, 8, 4), (8, 16, 7), (16, 2, 2), (0, 1, 1)],
)
def test_fast_cores_with_one_spared(cores: int, allowed: int, threads: int) -> None:
    assert threads_for(cores, allowed) == threads


@pytest.mark.parametrize(
    ("text", "count"), [("0-7,16\n", 9), ("0", 1), ("0,2", 2), ("", 0), ("\n", 0)]
)
def test_lists_of_processors(text: str, count: int) -> None:
    assert count_cpus(text) == count


def test_this_computer_has_at_least_one() -> None:
    assert default_threads() >= 1
