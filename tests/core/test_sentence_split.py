"""Where sentences end, in many scripts."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core.sentence_split import LINE_BREAK, LONGEST, split


@pytest.mark.parametrize(
    "sentences",
    [
        ["Hello.", "How are you?", "Fine!"],
        ["This is e.g. a test, i.e. 3.5 of Dr. Smith.", "And J. R. R. Tolkien wrote it."],
        ['"Really?"', "Yes\u2026", "Maybe."],
        ["So do I.", "Then go."],
        ["See fig. 3 on that page.", "The answer is no.", "It is."],
        ["Am 3. Mai kam z. B. Herr Dr. Meier.", "Er blieb."],
        ["Version 3.5 is out.", "See www.example.com for it."],
        ["The U.S. President spoke.", "Nobody heard."],
        ["今天天气很好。", "我们去公园吧！", "你呢？"],
        ["こんにちは。", "「元気？」と言った。"],
        ["مرحبا.", "كيف حالك؟", "أنا بخير."],
        ["यह है।", "वह है।"],
        ["สวัสดีครับ วันนี้อากาศดีมากเลยครับเราไปเที่ยวกันไหม", "พรุ่งนี้ก็ได้"],
        ["ሰላም።", "እንዴት ነህ።"],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    wide = re.search("[\u3040-\u9fff]", sentences[0])
    assert split(("" if wide else " ").join(sentences)) == sentences


def test_a_line_is_a_sentence_unless_it_goes_on() -> None:
    text = LINE_BREAK.join(["Roses are red,", "Violets are blue", "and so on"])
    assert split(text) == ["Roses are red,", "Violets are blue and so on"]


def test_what_is_too_long_is_divided_at_commas_and_spaces() -> None:
    clause = "and so it goes on and on, "
    parts = split(clause * 60)
    assert all(len(part) <= LONGEST for part in parts)
    assert all(part.endswith(",") for part in parts)
    assert all(len(part) <= LONGEST for part in split("x" * 2000))


TEXTS = st.text(
    st.sampled_from("abcXYZ ÄöIé.!?…,;:\"')“”。！？「」的 คา؟। \u2028\u00a0123") | st.characters()
)


@settings(deadline=None)
@given(TEXTS)
def test_nothing_is_lost_and_nothing_is_said_twice(text: str) -> None:
    assert "".join("".join(split(text)).split()) == "".join(text.split())


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_a_closed_sentence_stays_whatever_follows(text: str, more: str) -> None:
    closed = split(text)[:-1]
    assert split(text + more)[: len(closed)] == closed
