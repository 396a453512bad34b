"""What is known of a dictation while it goes on."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.audio import SAMPLE_BYTES, SAMPLE_RATE, Audio, offset
from desktop_app.core.dictation import (
    CUT_SECONDS,
    FIRST_SECONDS,
    LONGEST_SECONDS,
    NEW_SECONDS,
    SHORTEST_SECONDS,
    Dictation,
    Purpose,
    Window,
)

PIECE = 0.0625
"""Seconds of one captured piece."""


def speak(dictation: Dictation, seconds: float, speech: bool = True, level: float = -20.0) -> None:
    """Add so much sound, in pieces as the microphone sends them."""
    for _ in range(round(seconds / PIECE)):
        dictation.add(Audio(bytes(offset(PIECE))), level, speech)


def draft(dictation: Dictation, text: str) -> Window:
    """Say something more and hear the whole window as `text`."""
    speak(dictation, FIRST_SECONDS)
    window = dictation.next_window()
    assert window is not None
    assert window.purpose is Purpose.DRAFT
    dictation.hear(window, text)
    return window


def final(dictation: Dictation, text: str) -> str:
    dictation.hear(dictation.last_window(), text)
    return dictation.confirmed


def test_a_draft_is_due_when_enough_was_said() -> None:
    dictation = Dictation()
    speak(dictation, 1, speech=False)
    enough = math.ceil(FIRST_SECONDS / PIECE) * PIECE
    speak(dictation, enough - PIECE)
    assert dictation.next_window() is None
    speak(dictation, PIECE)
    window = dictation.next_window()
    assert window is not None
    assert (window.start, window.end) == (0.0, 1 + enough)
    assert window.audio.seconds == window.end
    dictation.hear(window, "one")
    speak(dictation, NEW_SECONDS - PIECE)
    assert dictation.next_window() is None
    speak(dictation, PIECE)
    assert dictation.next_window() is not None
    assert dictation.next_window() is None


def test_silence_is_worth_no_draft() -> None:
    dictation = Dictation()
    speak(dictation, 5, speech=False)
    assert dictation.next_window() is None


def test_a_word_is_confirmed_when_two_drafts_agree_on_it() -> None:
    dictation = Dictation()
    draft(dictation, "I like")
    assert (dictation.confirmed, dictation.pending) == ("", "I like")
    draft(dictation, "I like green ape")
    assert (dictation.confirmed, dictation.pending) == ("I like", " green ape")
    draft(dictation, "I like green apples.")
    assert (dictation.confirmed, dictation.pending) == ("I like green", " apples.")


def test_case_and_marks_are_those_of_the_newest_draft() -> None:
    dictation = Dictation()
    draft(dictation, "i like.")
    draft(dictation, "I like, you know")
    assert (dictation.confirmed, dictation.pending) == ("I like,", " you know")


def test_a_slip_of_one_draft_takes_nothing_back() -> None:
    dictation = Dictation()
    draft(dictation, "one two three")
    draft(dictation, "one two three four")
    assert dictation.confirmed == "one two three"
    draft(dictation, "won two three four five")
    assert dictation.confirmed == "one two three"
    assert dictation.pending == " four five"


def test_the_last_window_decides_over_all_drafts() -> None:
    dictation = Dictation()
    draft(dictation, "by a dog")
    draft(dictation, "by a dog now")
    assert final(dictation, " Buy a dog now.") == "Buy a dog now."
    assert dictation.pending == ""


def test_what_is_heard_as_nothing_is_nothing() -> None:
    dictation = Dictation()
    draft(dictation, "Thank you.")
    draft(dictation, "Thank you.")
    assert final(dictation, "") == ""
    assert dictation.words == 0


def test_a_long_window_is_cut_in_the_last_pause_and_transcribed_with_care() -> None:
    dictation = Dictation("What was there.")
    speak(dictation, 8)
    speak(dictation, 0.5, speech=False, level=-60)
    speak(dictation, CUT_SECONDS - 8.5)
    window = dictation.next_window()
    assert window is not None
    assert window.purpose is Purpose.SETTLE
    assert window.end == pytest.approx(8.25)
    assert window.before == "What was there."
    dictation.hear(window, "One two.")
    assert dictation.confirmed == "One two."
    following = dictation.next_window()
    assert following is not None
    assert following.purpose is Purpose.DRAFT
    assert following.start == pytest.approx(8.25)
    assert following.before == "What was there.One two."
    dictation.hear(following, "three")
    assert dictation.confirmed + dictation.pending == "One two. three"


def test_without_a_pause_the_cut_is_where_it_is_quietest() -> None:
    dictation = Dictation()
    speak(dictation, 10)
    speak(dictation, PIECE, level=-33)
    while (window := dictation.next_window()) is None or window.purpose is Purpose.DRAFT:
        speak(dictation, 1)
    assert dictation.seconds == pytest.approx(LONGEST_SECONDS, abs=1)
    assert window.end == pytest.approx(10 + PIECE / 2)


def test_words_after_the_cut_are_shown_on_while_they_are_transcribed_anew() -> None:
    dictation = Dictation()
    draft(dictation, "one two three four")
    draft(dictation, "one two three four")
    speak(dictation, 8)
    speak(dictation, 0.5, speech=False)
    speak(dictation, CUT_SECONDS)
    window = dictation.next_window()
    assert window is not None
    dictation.hear(window, "One, two,")
    assert dictation.confirmed == "One, two, three four"


def test_the_sound_of_an_overtaken_window_is_not_decided_twice() -> None:
    dictation = Dictation()
    speak(dictation, 8)
    old = dictation.next_window()
    speak(dictation, 0.5, speech=False)
    speak(dictation, CUT_SECONDS)
    settling = dictation.next_window()
    assert old is not None
    assert settling is not None
    dictation.hear(settling, "one")
    dictation.hear(old, "one and something")
    assert dictation.confirmed + dictation.pending == "one"


def test_words_that_the_person_changed_do_not_come_again() -> None:
    dictation = Dictation()
    draft(dictation, "I want to by")
    draft(dictation, "I want to by a")
    dictation.take()
    assert (dictation.confirmed, dictation.pending) == ("", " a")
    draft(dictation, "I want to buy a dog")
    assert dictation.confirmed + dictation.pending == " a dog"
    assert final(dictation, "I want to buy a dog today.") == " a dog today."


def test_all_that_is_shown_can_be_taken() -> None:
    dictation = Dictation()
    draft(dictation, "one two")
    dictation.take_all()
    assert dictation.pending == ""
    assert final(dictation, "one two three") == " three"


def test_scripts_without_spaces_are_joined_without() -> None:
    dictation = Dictation()
    speak(dictation, 8)
    speak(dictation, 0.5, speech=False)
    speak(dictation, CUT_SECONDS)
    window = dictation.next_window()
    assert window is not None
    dictation.hear(window, "今天天气很好。")
    assert final(dictation, "我们去公园。") == "今天天气很好。我们去公园。"


STEPS = st.lists(
    st.tuples(
        st.floats(0.1, 6.0),
        st.booleans(),
        st.lists(st.sampled_from(["one", "two", "three", "four"]), max_size=6),
    ),
    max_size=25,
)


@given(STEPS)
def test_the_windows_cover_all_sound_once_and_none_is_too_long(
    steps: list[tuple[float, bool, list[str]]],
) -> None:
    dictation = Dictation()
    decided: list[tuple[float, float]] = []
    for seconds, speech, words in steps:
        speak(dictation, seconds, speech)
        window = dictation.next_window()
        if window is None:
            continue
        assert window.audio.seconds <= LONGEST_SECONDS + PIECE
        if window.purpose is Purpose.SETTLE:
            assert window.end - window.start >= SHORTEST_SECONDS
            decided.append((window.start, window.end))
        dictation.hear(window, " ".join(words))
    last = dictation.last_window()
    decided.append((last.start, last.end))
    assert decided[0][0] == 0.0
    assert decided[-1][1] == dictation.seconds
    assert all(one[1] == two[0] for one, two in pairwise(decided))
    covered = sum(end - start for start, end in decided)
    assert covered == pytest.approx(len(dictation.audio.samples) / SAMPLE_BYTES / SAMPLE_RATE)


@given(st.lists(st.lists(st.sampled_from(["a", "b", "c"]), max_size=6), max_size=12))
def test_drafts_never_make_the_sure_words_fewer(drafts: list[list[str]]) -> None:
    dictation = Dictation()
    sure = 0
    for words in drafts:
        draft(dictation, " ".join(words)) if dictation.seconds < 10 else None
        now = len(dictation.confirmed.split())
        assert now >= sure
        sure = now
