"""How a model is run, in words that are true."""

from dataclasses import replace

import pytest

from desktop_app.core.events import Loaded
from desktop_app.core.memory_plan import Plan
from desktop_app.ui.plan_text import about, arrangement, concession, shortage, where
from tests.ui.fit_script import CARD, CPU, PLAN, SPLIT, TOO_MUCH

ON_CARD = replace(SPLIT, gpu_layers=31)


@pytest.mark.parametrize(
    ("device", "threads", "layers", "words"),
    [
        ("CPU", 4, 0, "CPU, 4 threads"),
        ("CPU", 1, 0, "CPU, 1 thread"),
        ("Metal", 4, 33, "Metal, 33 of 33 layers"),
        ("CUDA", 4, 20, "CUDA, 20 of 33 layers, 4 threads"),
        ("CPU", 0, 0, "CPU"),
    ],
)
def test_where_it_runs(device: str, threads: int, layers: int, words: str) -> None:
    loaded = Loaded("m", "M", 8192, device, threads, 1.0, layers=layers, all_layers=33)
    assert where(loaded) == words


def test_what_else_there_is_to_know() -> None:
    loaded = Loaded("m", "M", 8192, "CUDA", 4, 1.0, plan=SPLIT)
    assert about(loaded).splitlines() == [
        "The model sees up to 8,192 tokens",
        "16-bit KV cache",
        "Main memory: 2.0 GB",
        "CUDA0: 3.5 GB",
    ]
    assert about(replace(loaded, plan=None)) == "The model sees up to 8,192 tokens"


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (PLAN, "Context 8,192 tokens, all 31 layers on the processor, 16-bit KV cache."),
        (
            replace(PLAN, kv_type="q8_0", context_size=2048, reduced=True),
            "Context 2,048 tokens, all 31 layers on the processor, 8-bit KV cache. "
            "A longer context does not fit into the memory.",
        ),
        (
            SPLIT,
            "Context 8,192 tokens, 20 of 31 layers on Test 4070, the others on the processor, "
            "16-bit KV cache.",
        ),
        (ON_CARD, "Context 8,192 tokens, all 31 layers on Test 4070, 16-bit KV cache."),
        (
            replace(ON_CARD, shares=(*SPLIT.shares, replace(SPLIT.shares[1], device="CUDA1"))),
            "Context 8,192 tokens, all 31 layers on the graphics cards, 16-bit KV cache.",
        ),
        (
            replace(PLAN, context_size=0, all_layers=0, kv_type=""),
            "The shortest context.",
        ),
    ],
)
def test_what_was_chosen(plan: Plan, words: str) -> None:
    assert arrangement(plan, (CPU, CARD)) == words


def test_a_model_is_made_for_so_much() -> None:
    assert arrangement(PLAN, (), 8192) == arrangement(PLAN)
    assert arrangement(PLAN, (), 9000).endswith("The model is made for no longer one.")
    reduced = replace(PLAN, reduced=True)
    assert "made for" not in arrangement(reduced, (), 9000)


def test_a_context_that_was_wanted_and_does_not_fit_is_said() -> None:
    reduced = replace(PLAN, context_size=4096, reduced=True)
    words = "A context of 30,000 tokens does not fit into the memory: it will be 4,096."
    assert concession(reduced, 30_000) == words
    assert concession(reduced, 0) == concession(PLAN, 30_000) == ""
    assert "A longer context" in arrangement(reduced)
    assert "A longer context" not in arrangement(reduced, (), 30_000)


def test_what_fits_is_no_shortage() -> None:
    assert shortage(PLAN) == shortage(SPLIT) == ""


def test_by_how_much_it_does_not_fit_and_what_would() -> None:
    assert shortage(TOO_MUCH) == ("390 MB too much: with a context of 4,096 tokens it would fit.")
    hopeless = replace(TOO_MUCH, context_size=0, largest_context=0)
    assert shortage(hopeless) == (
        "390 MB too much: close other programs, or choose a smaller model."
    )
