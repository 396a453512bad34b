import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engines.whisper.repetition import is_repetitive, repeats, without_loops


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("and " * 20, "and"),
        ("I think " * 12 + "so.", "I think so."),
        ("We go out. " * 5, "We go out."),
        ("First, then " + "this is it, " * 30 + "the end.", "First, then this is it, the end."),
        ("one two three " * 4 + "one two", "one two three one two"),
        ("哈" * 40, "哈"),
        ("谢谢大家。" * 9, "谢谢大家。"),
        ("Hahahahahahahahahahaha!", "Haha!"),
    ],
)
def test_a_loop_is_cut_after_its_first_round(text: str, kept: str) -> None:
    assert without_loops(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No, no, no, no!",
        "Very, very, very good.",
        "Bye bye. Bye bye. Bye bye.",
        "It costs 1000000000000 dollars.",
        "Zero zero zero zero zero one.",
        "She said that that was what he said.",
        "That is it. That is it. And that is it.",
    ],
)
def test_people_repeat_themselves(text: str) -> None:
    assert without_loops(text) == text


def test_repetitive_is_what_says_little_for_its_length() -> None:
    sentence = "Please write down what I say, and read it back to me. "
    assert not is_repetitive("")
    assert not is_repetitive(sentence * 2)
    assert is_repetitive(sentence * 5)
    assert is_repetitive("谢谢大家。" * 9)


@given(st.lists(st.sampled_from("abcdefgh"), max_size=60).map(" ".join))
def test_nothing_is_added_or_reordered(text: str) -> None:
    words = iter(text.split())
    assert all(word in words for word in without_loops(text).split())


@given(st.text(max_size=80))
def test_cutting_twice_is_cutting_once(text: str) -> None:
    once = without_loops(text)
    assert without_loops(once) == once or len(without_loops(once)) < len(once)


def test_across_pieces() -> None:
    assert not repeats("So it is.", [])
    assert not repeats("So it is.", ["So it is.", "so it is"])
    assert repeats("So it is.", ["So it is.", "So it is!", "so it is"])
    assert not repeats("So it is.", ["So it is.", "No.", "So it is."])
    assert not repeats("...", ["...", "...", "..."])
