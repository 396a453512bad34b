"""What is said of models and computers to people who do not know the trade."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.core.catalog_text import REASONS
from desktop_app.core.device import Device, DeviceKind
from desktop_app.core.machine import Machine
from desktop_app.ui.models.catalog_words import (
    computer_words,
    facts_words,
    fetch_words,
    language_words,
    pace_words,
    reason_words,
)
from tests.ui.models.catalog_parts import GB, entry


@pytest.fixture(autouse=True)
def _words(qapp: QApplication) -> None:
    """Sizes are written as the locale of the application has them."""


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (100 * 10**6, "100 MB · under a minute to fetch"),
        (2_400 * 10**6, "2.4 GB · 7 min to fetch"),
        (40 * GB, "40.0 GB · 1 h 47 min to fetch"),
    ],
)
def test_size_and_time_at_a_rate_that_is_named(size: int, words: str) -> None:
    assert fetch_words(size) == words


@pytest.mark.parametrize(
    ("speed", "words"),
    [
        (0.0, ""),
        (0.4, "less than a word a second"),
        (1.2, "1 word a second"),
        (20.0, "15 words a second"),
    ],
)
def test_speed_in_words(speed: float, words: str) -> None:
    assert pace_words(speed) == words


def test_what_a_very_small_model_tells_is_called_rough() -> None:
    model = entry("one", 4.0)

    assert pace_words(20.0, rough=True) == "roughly 15 words a second"
    assert pace_words(0.0, rough=True) == ""
    assert "roughly 3 words a second" in facts_words(model, GB, 0.0, rough=1e10)
    assert "roughly" not in facts_words(model, GB, 5.0, rough=1e10)
    assert "a second" not in facts_words(model, GB, 0.0)


def test_languages_by_name_the_wanted_one_first() -> None:
    model = entry("one", 1.0, languages=("en", "ar", "zh", "fr", "de"))

    assert language_words(model) == ["English, Arabic, Chinese and 2 more"]
    assert language_words(model, "de") == ["German, English, Arabic and 2 more"]
    assert language_words(entry("two", 1.0, languages=("en",))) == ["English"]
    assert language_words(entry("three", 1.0, languages=())) == []
    assert language_words(entry("four", 1.0, languages=("en",), spoken=119)) == ["119 languages"]


def test_the_computer() -> None:
    card = Device("CUDA0", "RTX 4070", "CUDA", DeviceKind.GPU, 11 * GB, 12 * GB)
    shared = Device("Vulkan0", "Iris Xe", "Vulkan", DeviceKind.INTEGRATED, 12 * GB, 16 * GB)

    plain = computer_words(Machine(12 * GB, 16 * GB), threads=8)
    assert plain.startswith("This computer has 16.0 GB of memory, 12.0 GB of it free, 8 processor")
    assert plain.endswith("no graphics card that helps.")
    assert computer_words(Machine(12 * GB, 16 * GB, (card,))).endswith("RTX 4070 with 12.0 GB.")
    assert computer_words(Machine(12 * GB, 16 * GB, (shared,))).endswith("graphics of Iris Xe.")


def test_reasons_in_one_line() -> None:
    assert reason_words(("sees", "fast")) == "Sees pictures, writes faster than one reads"
    assert reason_words(tuple(REASONS))
    assert reason_words(()) == ""
