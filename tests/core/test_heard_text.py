"""Words as they are heard: their pieces, what two hearings share, how they fit into a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.heard_text import agreement, fitted, pieces_of, place_after, plain

WORDS = st.lists(st.sampled_from(["one", "two", "three", "four", "five"]), max_size=8)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Hello there, you.", ["Hello", " there,", " you."]),
        ("你好，世界", ["你", "好，", "世", "界"]),
        ("Das ist GPT 对吧？", ["Das", " ist", " GPT", " 对", "吧？"]),
        ("สวัสดี", ["ส", "ว", "ั", "ส", "ด", "ี"]),
        ("", []),
        ("   ", []),
    ],
)
def test_a_text_in_pieces(text: str, pieces: list[str]) -> None:
    assert pieces_of(text) == pieces


@given(st.text())
def test_no_letter_is_lost_between_pieces(text: str) -> None:
    assert "".join(pieces_of(text)) == text.rstrip()


@pytest.mark.parametrize(
    ("one", "other"), [("Hello,", " hello"), ("STOP!", "stop"), ("Straße", "STRASSE"), ("１", "1")]
)
def test_the_same_word_heard_twice(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_marks_alone_are_not_every_mark() -> None:
    assert plain("—") != plain("…")


def test_agreement_ends_at_the_first_other_word() -> None:
    assert agreement(["One", " two", " four"], ["one,", " two", " three"]) == 2
    assert agreement([], ["one"]) == 0


@given(WORDS, WORDS)
def test_words_go_on_where_an_earlier_hearing_ended(spoken: list[str], rest: list[str]) -> None:
    assert 0 <= place_after(spoken, spoken + rest) <= len(spoken + rest)
    distinct = [f"w{n}" for n in range(len(spoken))]
    assert place_after(distinct, distinct + rest) == len(distinct)


@pytest.mark.parametrize(
    ("spoken", "heard", "place"),
    [
        ("I want to by", "I want to buy a dog", 4),  # a word heard otherwise
        ("a b c", "x a b c d", 4),  # one more before
        ("a b", "a", 1),
        ("q r", "a b c", 2),
        ("", "a", 0),
    ],
)
def test_where_the_words_go_on(spoken: str, heard: str, place: int) -> None:
    assert place_after(pieces_of(spoken), pieces_of(heard)) == place


@pytest.mark.parametrize(
    ("before", "text", "after", "inserted"),
    [
        ("", " hello there.", "", "Hello there."),
        ("One.", "Two.", "", " Two."),
        ("One. ", " Two.", "", "Two."),
        ("I think", "The sun shines.", "", " the sun shines."),
        ("I think", "Berlin is nice.", "", " Berlin is nice."),
        ("Ich mag", "Hunde.", "", " Hunde."),
        ("and", "IT is fine", "", " IT is fine"),
        ("He said: “", "The end.", "", "The end."),
        ("a line\n", "and more", "", "And more"),
        ("我", "喜欢你。", "", "喜欢你。"),
        ("word", ", she said", "", ", she said"),
        ("I like ", "Green apples.", "and pears", "Green apples "),
        ("I like ", "green apples.", ", too", "green apples"),
        ("I like", "", "more", ""),
        ("I like", ".", ".", "."),
        ("Go (", "now", ")", "now"),
    ],
)
def test_words_fit_into_the_text(before: str, text: str, after: str, inserted: str) -> None:
    assert fitted(text, before, after) == inserted


@given(st.text(), st.text(), st.text())
def test_no_two_spaces_come_of_an_insertion(before: str, text: str, after: str) -> None:
    inserted = fitted(text, before, after)
    assert not (before[-1:].isspace() and inserted[:1].isspace())
    assert not (inserted[-1:].isspace() and after[:1].isspace())
    assert bool(inserted) == bool(text.strip())
