from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engines.llama.stop import StopMatcher, held_length

TEXT = st.text("ab<|>", max_size=30)
STOPS = st.lists(st.text("ab<|>", min_size=1, max_size=4), min_size=1, max_size=3)


def cut(text: str, places: list[int]) -> list[str]:
    edges = sorted({0, len(text), *(place % (len(text) + 1) for place in places)})
    return [text[start:end] for start, end in pairwise(edges)]


def shown(stops: list[str], parts: list[str]) -> str:
    matcher = StopMatcher(stops)
    return "".join(map(matcher.feed, parts)) + ("" if matcher.stopped else matcher.finish())


@given(TEXT, STOPS, st.lists(st.integers(0, 100), max_size=12))
def test_text_up_to_the_first_stop_string_however_it_is_cut(
    text: str, stops: list[str], places: list[int]
) -> None:
    matcher = StopMatcher(stops)
    told = ""
    for part in cut(text, places):
        told += matcher.feed(part)
        # What is shown can never become part of a stop string afterwards.
        assert not any(stop in told for stop in stops)
    if matcher.stopped:
        ends = [text.find(stop) for stop in stops if stop in text]
        assert text.startswith(told)
        assert len(told) >= min(ends)
    else:
        assert told + matcher.finish() == text
        assert not any(stop in text for stop in stops)


def test_stop_strings_never_show_across_tokens() -> None:
    parts = ["Hello", "<", "|im", "_end", "|>", "more"]

    assert shown(["<|im_end|>"], parts) == "Hello"
    assert shown(["<|im_end|>"], parts[:3]) == "Hello<|im"
    assert shown([], parts) == "".join(parts)
    assert shown([""], parts) == "".join(parts)


def test_text_that_cannot_be_a_stop_string_is_shown_at_once() -> None:
    matcher = StopMatcher(["</s>"])

    assert matcher.feed("a < b") == "a < b"
    assert matcher.feed(" <") == " "
    assert matcher.feed("b>") == "<b>"


def test_held_length() -> None:
    assert held_length("text <th", ("<think>",)) == 3
    assert held_length("text <the", ("<think>",)) == 0
    assert held_length("<think>", ("<think>",)) == 0
    assert held_length("aab", ("aabb",)) == 3
    assert held_length("", ("x",)) == 0
