"""What is offered on which computer; the catalogue is the real one."""

from dataclasses import replace
from itertools import product

import pytest

from desktop_app.core.catalog import CatalogModel, load_catalog
from desktop_app.core.catalog_choice import (
    Choice,
    Wish,
    candidate,
    choices,
    rate_of,
    reasons,
)
from desktop_app.core.catalog_text import REASONS
from desktop_app.core.device import Device, DeviceKind
from desktop_app.core.engine import ModelOptions
from desktop_app.core.judgement import Fits, judge_by_size
from desktop_app.core.machine import Machine
from desktop_app.core.paths import resources

GB = 10**9
MODELS = load_catalog(resources() / "catalog.toml")


def card(size: int) -> Device:
    return Device("CUDA0", "RTX", "CUDA", DeviceKind.GPU, size * GB - GB // 2, size * GB)


MACHINES = {
    "2 GB": Machine(1500 * 10**6, 2 * GB),
    "4 GB": Machine(3 * GB, 4 * GB),
    "8 GB": Machine(5500 * 10**6, 8 * GB),
    "16 GB": Machine(12 * GB, 16 * GB),
    "32 GB": Machine(27 * GB, 32 * GB),
    "64 GB": Machine(58 * GB, 64 * GB),
    "6 GB card": Machine(12 * GB, 16 * GB, (card(6),)),
    "24 GB card": Machine(26 * GB, 32 * GB, (card(24),)),
}
WISHES = [
    Wish(),
    *(Wish(language) for language in ("en", "de", "zh", "pl", "ar")),
    Wish("en", sees=True),
    Wish("en", task="code"),
    Wish("de", quick=True),
]


def ids(offered: tuple[Choice, ...]) -> list[str]:
    return [choice.model.id for choice in offered]


@pytest.mark.parametrize("speed", [0.0, 2e10])
@pytest.mark.parametrize("wish", WISHES, ids=str)
@pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)
def test_whatever_is_offered_fits_and_differs(machine: Machine, wish: Wish, speed: float) -> None:
    offered = choices(MODELS, machine, wish, speed)

    assert len(offered) <= 3
    assert len(set(ids(offered))) == len(offered)
    roles = [choice.role for choice in offered]
    assert roles == sorted(roles, key=["quick", "balanced", "best"].index)
    assert len(set(roles)) == len(roles)
    for choice in offered:
        options = ModelOptions("")
        assert judge_by_size(choice.model.weights, options, machine) is not Fits.TOO_LARGE
        assert choice.model.sees or not wish.sees
        assert bool(choice.speed) == bool(speed)
        assert set(choice.reasons) <= set(REASONS)
        assert not choice.recommended, "it was never found on the Hub"
    if len(offered) > 1 and speed:
        quick, best = offered[0], offered[-1]
        assert quick.speed > best.speed or quick.memory < best.memory


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("2 GB", ["lfm2.5-1.2b"]),
        ("4 GB", ["lfm2.5-1.2b"]),
        ("8 GB", ["lfm2.5-1.2b", "smollm3-3b", "qwen3.5-4b"]),
        ("16 GB", ["smollm3-3b", "qwen3.5-4b", "qwen3.5-9b"]),
        ("32 GB", ["lfm2.5-1.2b", "qwen3.5-4b", "gemma-4-26b-a4b"]),
        ("6 GB card", ["qwen3.5-4b", "qwen3.5-9b"]),
        ("24 GB card", ["gemma-4-26b-a4b", "qwen3.8-27b"]),
    ],
)
def test_in_english(name: str, offered: list[str]) -> None:
    assert ids(choices(MODELS, MACHINES[name], Wish("en"))) == offered


def test_what_is_lighter_than_the_best_and_no_quicker_is_not_called_quick() -> None:
    """Of the best, a mixture of experts, few weights are read for a token."""
    both = [model for model in MODELS if model.id in ("gemma-4-26b-a4b", "qwen3.5-9b")]
    lighter, best = choices(both, MACHINES["64 GB"], Wish("en"), 1e11)

    assert (lighter.role, lighter.model.id) == ("balanced", "qwen3.5-9b")
    assert (best.role, best.model.id) == ("best", "gemma-4-26b-a4b")
    assert lighter.speed < best.speed


def test_on_a_tiny_computer_it_is_said_that_it_only_just_fits_or_nothing_is_offered() -> None:
    (only,) = choices(MODELS, MACHINES["2 GB"], Wish("en"))

    assert {"tight", "small"} <= set(only.reasons)
    assert choices(MODELS, Machine(400 * 10**6, 1 * GB), Wish("en")) == ()
    assert choices((), MACHINES["16 GB"], Wish("en")) == ()


def test_the_language_of_the_window_comes_first() -> None:
    machine = MACHINES["16 GB"]
    chinese = choices(MODELS, machine, Wish("zh"))
    polish = choices(MODELS, machine, Wish("pl"))

    assert "smollm3-3b" not in ids(chinese)
    assert "strong" in chinese[-1].reasons
    assert all(choice.model.speaks("pl") is not False for choice in polish)
    assert "lfm2.5-1.2b" not in ids(polish)


def test_a_language_that_none_knows_is_said() -> None:
    silent = [model for model in MODELS if model.speaks("pl") is False]
    offered = choices(silent, MACHINES["16 GB"], Wish("pl"))

    assert offered
    assert all("silent" in choice.reasons for choice in offered)


def test_who_wants_pictures_gets_what_sees() -> None:
    offered = choices(MODELS, MACHINES["16 GB"], Wish("en", sees=True))

    assert offered
    assert all("sees" in choice.reasons for choice in offered)
    (small,) = choices(MODELS, MACHINES["2 GB"], Wish("en", sees=True))
    assert small.model.id == "qwen3.5-0.8b"
    large = [model for model in MODELS if model.parameters > 2.0]
    assert choices(large, MACHINES["2 GB"], Wish("en", sees=True)) == ()


def test_what_was_measured_decides_and_is_told() -> None:
    """Nothing that writes less than three tokens a second is called the best."""
    slow = choices(MODELS, MACHINES["16 GB"], Wish("en"), 1e10)
    quick = choices(MODELS, MACHINES["16 GB"], Wish("en"), 1e11)

    assert slow[-1].model.parameters < quick[-1].model.parameters
    assert all(choice.speed >= 3.0 for choice in slow)
    assert "fast" in quick[-1].reasons
    weights = quick[-1].model.weights
    assert quick[-1].speed == pytest.approx(1e11 / weights, rel=0.01)


def test_a_mixture_is_as_quick_as_what_it_asks() -> None:
    mixture = next(model for model in MODELS if model.id == "gpt-oss-20b")
    (only,) = choices([mixture], MACHINES["32 GB"], Wish("en"), 2e10)

    assert only.speed == pytest.approx(2e10 / (mixture.weights * 3.6 / 21), rel=0.01)


def test_every_reason_is_given_somewhere_and_what_thinks_says_so() -> None:
    """Two are of comparisons: with what is on this computer, and with the others that fit."""
    said = {"here", "knows"}
    for model, machine, wish in product(MODELS, MACHINES.values(), WISHES):
        for speed in (0.0, 1e10, 1e11):
            one = candidate(model, machine, wish, speed)
            found = reasons(one, wish) if one else ()
            assert not one or ("thinks" in found) == model.thinks
            said.update(found)

    assert said == set(REASONS)


def checked(*wanted: str) -> tuple[CatalogModel, ...]:
    return tuple(
        replace(model, checked="2026-01-01") if model.id in wanted else model for model in MODELS
    )


@pytest.mark.parametrize(
    ("found", "wish", "recommended"),
    [
        ((), Wish("en"), []),
        (("qwen3.5-4b", "qwen3.5-9b", "smollm3-3b"), Wish("en"), ["qwen3.5-4b"]),
        (("qwen3.5-4b", "qwen3.5-9b", "smollm3-3b"), Wish("en", quick=True), ["smollm3-3b"]),
        (("qwen3.5-9b", "smollm3-3b"), Wish("en"), ["qwen3.5-9b"]),
        (("gpt-oss-20b",), Wish("en"), []),
    ],
)
def test_only_what_was_found_on_the_hub_is_recommended(
    found: tuple[str, ...], wish: Wish, recommended: list[str]
) -> None:
    offered = choices(checked(*found), MACHINES["16 GB"], wish)

    assert [choice.model.id for choice in offered if choice.recommended] == recommended


def test_the_most_knowing_is_called_so_and_no_other() -> None:
    for machine in MACHINES.values():
        offered = choices(MODELS, machine, Wish("zh"))
        largest = [choice for choice in offered if "knows" in choice.reasons]
        assert len(largest) <= 1
        for choice in largest:
            assert choice.model.parameters == max(other.model.parameters for other in offered)


def test_a_very_small_model_tells_nothing_of_large_ones() -> None:
    assert rate_of(10.0, 2 * GB) == 20 * GB
    assert rate_of(100.0, 100 * 10**6) == 0.0
    assert rate_of(0.0, 2 * GB) == 0.0
