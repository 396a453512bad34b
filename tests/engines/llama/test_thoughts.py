from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engines.llama.thoughts import PAIRS, Kind, ThoughtSplitter, opened_by

HARMONY = (
    "<|channel|>analysis<|message|>Let me see.<|end|>"
    "<|start|>assistant<|channel|>final<|message|>It is 4."
)


def split(parts: list[str], closing: str = "") -> tuple[str, str]:
    """The thoughts and the answer."""
    splitter = ThoughtSplitter(closing)
    spans = [span for part in parts for span in splitter.feed(part)]
    spans += splitter.finish()
    thought = answer = ""
    for span in spans:
        if span.so_far:
            thought, answer = thought + answer + span.text, ""
        elif span.kind is Kind.THOUGHT:
            thought += span.text
        else:
            answer += span.text
    return thought, answer


CASES = [
    ("Just an answer with a < b and [1].", "", ("", "Just an answer with a < b and [1].")),
    ("  \n an answer", "", ("", "  \n an answer")),
    ("<think>hm</think>\n\nyes", "", ("hm", "yes")),
    ("\n<think>\nhm\n</think>yes", "", ("hm\n", "yes")),
    ("<think>\n\n</think>\n\nyes", "", ("", "yes")),
    ("hm</think>yes", "</think>", ("hm", "yes")),
    ("never closed", "</think>", ("never closed", "")),
    ("<think>never closed </th", "", ("never closed </th", "")),
    ("The tag <think> opens thoughts.", "", ("", "The tag <think> opens thoughts.")),
    ("<think>a</think>b <think>c", "", ("a", "b <think>c")),
    ("<think>a</think><think>b</think>c", "", ("ab", "c")),
    ("hm</think>yes </think>", "", ("hm", "yes </think>")),
    ("Let me\nsee.\n</think>\n\n4", "", ("Let me\nsee.\n", "4")),
    (HARMONY, "", ("Let me see.", "It is 4.")),
    ("<|channel|>final<|message|>yes", "", ("", "yes")),
    ("<|channel|>analysis<|message|>cut", "", ("cut", "")),
    ("<|channel>thought\nhm\n<channel|>yes", "", ("hm\n", "yes")),
    ("<|channel>thought\n<channel|>yes", "", ("", "yes")),
    ("[THINK]hm[/THINK]yes", "", ("hm", "yes")),
    ("<seed:think>hm</seed:think>yes", "", ("hm", "yes")),
    ("<think>hm</think>\n\n<response>yes <b>!</response>", "", ("hm", "yes <b>!")),
    ("<think>hm</think>yes <response>no</response>", "", ("hm", "yes <response>no</response>")),
    ("<response>yes</response>", "", ("", "<response>yes</response>")),
    ("<th", "", ("", "<th")),
    ("", "", ("", "")),
]


@pytest.mark.parametrize(("text", "closing", "expected"), CASES)
def test_every_split_gives_the_same(text: str, closing: str, expected: tuple[str, str]) -> None:
    assert split([text], closing) == expected
    assert split(list(text), closing) == expected
    for place in range(len(text) + 1):
        assert split([text[:place], text[place:]], closing) == expected, place


@pytest.mark.parametrize(("opening", "closing"), PAIRS.items())
def test_every_pair_of_markers(opening: str, closing: str) -> None:
    assert split(list(f"{opening}hm{closing}yes")) == ("hm", "yes")
    assert opened_by(f"<|im_start|>assistant\n{opening}\n") == closing
    assert opened_by(f"{opening}\n\n{closing}\n\n") == ""


@given(
    st.lists(
        st.sampled_from(
            ["<think>", "</think>", "<response>", "</response>", "<", "x", " ", "\n", "<|channel|>"]
        )
    ).map("".join),
    st.lists(st.integers(0, 60), max_size=8),
)
def test_any_text_is_the_same_however_it_is_cut(text: str, places: list[int]) -> None:
    edges = sorted({0, len(text), *(place % (len(text) + 1) for place in places)})
    parts = [text[start:end] for start, end in pairwise(edges)]

    assert split(parts) == split([text])


def test_thoughts_are_told_while_they_come() -> None:
    splitter = ThoughtSplitter()

    assert [span.text for span in splitter.feed("<think>one")] == ["one"]
    assert [span.text for span in splitter.feed(" two</")] == [" two"]
    assert list(splitter.feed("think")) == []
    assert [(span.kind, span.text) for span in splitter.feed(">yes")] == [(Kind.ANSWER, "yes")]


def test_control_tokens_are_markers_or_nothing() -> None:
    splitter = ThoughtSplitter()
    names = ["<|channel|>", "analysis", "<|message|>", "hm", "<|end|>", "<|start|>", "assistant"]
    names += ["<|channel|>", "final", "<|message|>", "yes", "<|unheard_of|>"]
    spans = []
    for name in names:
        spans += splitter.control(name) if name.startswith("<") else splitter.feed(name)

    assert [(span.kind, span.text) for span in spans] == [
        (Kind.THOUGHT, "hm"),
        (Kind.ANSWER, "yes"),
    ]


def test_prompts_that_open_thoughts() -> None:
    assert opened_by("<|Assistant|><think>\n") == "</think>"
    assert opened_by("<|turn>model\n<|channel>thought\n") == "<channel|>"
    assert opened_by("<|im_start|>assistant\n") == ""
    assert opened_by("What does <think> mean?<|im_end|>\n<|im_start|>assistant\n") == ""


def told(splitter: ThoughtSplitter, *parts: str) -> list[tuple[Kind, str, bool]]:
    spans = [span for part in parts for span in splitter.feed(part)]
    return [(span.kind, span.text, span.so_far) for span in spans if span.text or span.so_far]


def test_thoughts_that_go_on_after_they_were_cut_short_are_thoughts_to_their_end() -> None:
    splitter = ThoughtSplitter("</think>")
    assert told(splitter, "Let me") == [(Kind.THOUGHT, "Let me", False)]
    ending = splitter.cut_short()
    assert ending == "\n</think>\n\n"
    assert told(splitter, ending, "see, 4.") == [
        (Kind.THOUGHT, "\n", False),
        (Kind.ANSWER, "see, 4.", False),
    ]

    assert told(splitter, "</think>", "It is 4.") == [
        (Kind.THOUGHT, "", True),
        (Kind.ANSWER, "It is 4.", False),
    ]
    # Once: what comes now is spoken of.
    assert told(splitter, " A </think> b") == [(Kind.ANSWER, " A </think> b", False)]


def test_a_model_that_ends_its_thoughts_right_after_they_were_cut_short() -> None:
    splitter = ThoughtSplitter("</think>")
    told(splitter, "Hm")
    told(splitter, splitter.cut_short())

    assert told(splitter, "</think>\n", "Yes.") == [(Kind.ANSWER, "Yes.", False)]
