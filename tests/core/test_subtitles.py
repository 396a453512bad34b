import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.events import Segment
from desktop_app.core.subtitles import FORMATS, SUFFIXES, Transcript, as_quote, clock

TALK = Transcript(
    "talk.mp3",
    (
        Segment(0.0, 2.5, " Good morning."),
        Segment(2.5, 2.5, " \n "),
        Segment(3599.9996, 3661.25, "Is 1 < 2 & 3 --> 4?\nYes."),
    ),
    "en",
    3700.5,
)


def test_text_is_a_line_for_each_segment() -> None:
    assert FORMATS["text"](TALK) == "Good morning.\nIs 1 < 2 & 3 --> 4? Yes.\n"


def test_srt() -> None:
    assert FORMATS["srt"](TALK) == (
        "1\n00:00:00,000 --> 00:00:02,500\nGood morning.\n\n"
        "2\n01:00:00,000 --> 01:01:01,250\nIs 1 < 2 & 3 → 4? Yes.\n\n"
    )


def test_vtt_escapes_what_would_be_a_tag_or_a_time() -> None:
    assert FORMATS["vtt"](TALK) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:02.500\nGood morning.\n\n"
        "01:00:00.000 --> 01:01:01.250\nIs 1 &lt; 2 &amp; 3 --&gt; 4? Yes.\n\n"
    )


def test_json_has_all_of_it() -> None:
    value = json.loads(FORMATS["json"](TALK))
    assert value["file"] == "talk.mp3"
    assert value["language"] == "en"
    assert value["duration"] == 3700.5
    assert value["text"] == "Good morning. Is 1 < 2 & 3 --> 4? Yes."
    assert value["segments"][0] == {"start": 0.0, "end": 2.5, "text": "Good morning."}
    assert json.loads(FORMATS["json"](Transcript("a", ())))["language"] is None


def test_nothing_heard_is_an_empty_document() -> None:
    empty = Transcript("a.wav", ())
    assert [FORMATS[name](empty) for name in ("text", "srt", "vtt")] == ["", "", "WEBVTT\n\n"]


def test_a_quotation_is_one_in_markdown() -> None:
    assert as_quote(TALK) == "> Good morning.\n> Is 1 < 2 & 3 --> 4? Yes.\n"


def test_each_format_has_an_ending() -> None:
    assert SUFFIXES.keys() == FORMATS.keys()


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (7.9, "0:07"), (754, "12:34"), (3723, "1:02:03"), (-1, "0:00")],
)
def test_a_time_for_people(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


TIMES = st.floats(0, 400_000, allow_nan=False)
SEGMENTS = st.lists(st.builds(Segment, TIMES, TIMES, st.text()), max_size=8)


@given(SEGMENTS)
def test_whatever_is_said_each_cue_is_found_again(segments: list[Segment]) -> None:
    spoken = [" ".join(s.text.split()) for s in segments if s.text.split()]
    transcript = Transcript("a", tuple(segments))
    cue = re.compile(r"(\d+):(\d\d):(\d\d)[.,](\d{3}) --> (\d+):(\d\d):(\d\d)[.,](\d{3})")
    for form, lines_before in (("srt", 1), ("vtt", 0)):
        text = FORMATS[form](transcript)
        blocks = [b.split("\n") for b in text.removeprefix("WEBVTT\n\n").split("\n\n") if b]
        assert len(blocks) == len(spoken)
        for block in blocks:
            assert len(block) == lines_before + 2
            match = cue.fullmatch(block[lines_before])
            assert match is not None
            begin = [int(group) for group in match.groups()[:4]]
            assert begin <= [int(group) for group in match.groups()[4:]]
            assert "-->" not in block[-1]
    assert [s["text"] for s in json.loads(FORMATS["json"](transcript))["segments"]] == spoken
