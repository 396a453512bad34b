"""What a person types into the search, and what it means."""

from datetime import datetime

import pytest

from desktop_app.core.chat_query import MOST_WORDS, ChatQuery, Filters, read_query
from desktop_app.core.conversation import Role


def day(year: int, month: int, number: int) -> float:
    return datetime(year, month, number).timestamp()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ("   ", ()),
        ("Hello World", ("hello", "world")),
        ('say "Hello World" now', ("say", "hello world", "now")),
        ('"not closed', ("not closed",)),
        ('""', ()),
        ("Ünal Zoë", ("unal", "zoe")),
        ("你好 世界", ("你好", "世界")),
        ("twice twice", ("twice",)),
        ("http://x.y", ("http://x.y",)),
        ("C++ a: :b", ("c++", "a:", ":b")),
        ("nothing:known", ("nothing:known",)),
        ("before:soon has:fun", ("before:soon", "has:fun")),
    ],
)
def test_words_and_phrases(text: str, words: tuple[str, ...]) -> None:
    assert read_query(text) == ChatQuery(words)


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("model:Qwen", Filters(model="qwen")),
        ('model:"Qwen 3"', Filters(model="qwen 3")),
        ("has:picture", Filters(pictures=True)),
        ("role:me", Filters(role=Role.USER)),
        ("role:model", Filters(role=Role.ASSISTANT)),
        ("pinned:yes", Filters(pinned=True)),
        ("pinned:no", Filters(pinned=False)),
        ("folder:Trips", Filters(folder="trips")),
        ("after:2025-03-09", Filters(after=day(2025, 3, 9))),
        ("before:2025-03", Filters(before=day(2025, 3, 1))),
        ("on:2024", Filters(day(2024, 1, 1), day(2025, 1, 1))),
        ("on:2024-12", Filters(day(2024, 12, 1), day(2025, 1, 1))),
        ("on:2024-02-29", Filters(day(2024, 2, 29), day(2024, 3, 1))),
    ],
)
def test_filters(text: str, filters: Filters) -> None:
    assert read_query(text) == ChatQuery((), filters)


def test_a_day_that_never_was_is_a_word() -> None:
    assert read_query("on:2025-02-30").words == ("on:2025-02-30",)


def test_a_pasted_page_is_cut() -> None:
    query = read_query(" ".join(map(str, range(100_000))))
    assert len(query.words) == MOST_WORDS


def test_words_and_filters_together() -> None:
    assert read_query("sea model:gemma view") == ChatQuery(("sea", "view"), Filters(model="gemma"))


def test_nothing_is_looked_for() -> None:
    assert read_query(" ").is_empty
    assert not read_query("has:picture").is_empty
