from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.events import TextDelta, ThoughtDelta
from desktop_app.engines.llama.reply import Reply

TEXTS = [
    "Grüße, 世界! สวัสดีชาวโลก مرحبا بالعالم",
    "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇩🇪 e\u0301",
    "        " * 40 + "=" * 300,
]


CLOSING = "\n</think>\n\n"


class Control(bytes):
    """The name of a control token."""


class FakeVocabulary:
    """Tokens are indexes into pieces of bytes."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = pieces

    def piece(self, token: int) -> bytes:
        return self._pieces[token]

    def is_control(self, token: int) -> bool:
        return isinstance(self._pieces[token], Control)


def written(
    pieces: Sequence[bytes], stops: Sequence[str] = (), complete: bool = True, closing: str = ""
) -> tuple[list[TextDelta | ThoughtDelta], Reply]:
    reply = Reply(FakeVocabulary(pieces), stops, closing)  # type: ignore[arg-type]
    deltas: list[TextDelta | ThoughtDelta] = []
    for token in range(len(pieces)):
        deltas += reply.add(token)
        if reply.stopped:
            break
    return [*deltas, *reply.finish(complete)], reply


def text_of(deltas: Sequence[TextDelta | ThoughtDelta]) -> str:
    return "".join(delta.text for delta in deltas)


def cuts(data: bytes) -> Iterator[list[bytes]]:
    for place in range(len(data) + 1):
        yield [part for part in (data[:place], data[place:]) if part]
    yield [bytes([byte]) for byte in data]


@pytest.mark.parametrize("text", TEXTS)
def test_letters_survive_every_split(text: str) -> None:
    for pieces in cuts(text.encode()):
        deltas, reply = written(pieces)
        assert text_of(deltas) == text
        assert reply.kept() == (text, tuple(range(len(pieces))))
        assert sum(delta.tokens for delta in deltas) == len(pieces)


@given(st.lists(st.binary(min_size=1, max_size=5), max_size=12))
def test_any_bytes_come_out_as_if_decoded_at_once(pieces: list[bytes]) -> None:
    deltas, _ = written(pieces, closing="\0never\0")

    assert text_of(deltas) == b"".join(pieces).decode("utf-8", "replace").lstrip()


def test_a_letter_cut_by_the_end_is_not_shown_as_a_broken_one() -> None:
    pieces = [b"Hi ", b"\xf0\x9f", b"\x91"]
    stopped, reply = written(pieces, complete=False)
    ended, _ = written(pieces, complete=True)

    assert text_of(stopped) == "Hi "
    assert reply.kept() == ("Hi ", (0,))
    assert text_of(ended) == "Hi \ufffd"


def test_thoughts_and_answer() -> None:
    deltas, reply = written([b"<thi", b"nk>", b"hm", b"</think>\n", b"\n", b"yes"])

    assert deltas == [ThoughtDelta("hm", 3), TextDelta("yes", 3)]
    assert reply.kept() == ("", ())


def test_thoughts_that_the_prompt_has_opened() -> None:
    deltas, _ = written([b"hm", b"</think>", b"yes"], closing="</think>")

    assert deltas == [ThoughtDelta("hm", 1), TextDelta("yes", 2)]


def dictated(pieces: Sequence[bytes], budget: int, closing: str = "") -> list[tuple[int, str]]:
    """After how many tokens the reply is told what to write, and what."""
    reply = Reply(FakeVocabulary(pieces), (), closing)  # type: ignore[arg-type]
    found = []
    for token in range(len(pieces)):
        list(reply.add(token))
        if ending := reply.ending(budget):
            found.append((token + 1, ending))
    return found


def test_thoughts_are_ended_when_their_budget_is_used() -> None:
    thoughts = [b"<think>", b"a", b"b", b"c"]

    # The marker that opens them is the first of their tokens.
    assert dictated(thoughts, 2) == [(2, CLOSING), (3, CLOSING), (4, CLOSING)]
    assert dictated(thoughts, 0) == []
    assert dictated(thoughts[1:], 2, "</think>") == [(2, CLOSING), (3, CLOSING)]
    assert dictated([b"a", b"b", b"c"], 1) == []
    assert dictated([*thoughts, b"</think>", b"yes"], 5) == []


def test_thoughts_are_not_ended_within_a_letter_or_a_marker() -> None:
    assert dictated([b"a", b"\xf0\x9f", b"\x98\x80", b"b"], 2, "</think>") == [
        (3, CLOSING),
        (4, CLOSING),
    ]
    assert dictated([b"a", b"</", b"i", b"</", b"think>", b"yes"], 2, "</think>") == [(3, CLOSING)]
    assert dictated([b"\n", b"\n"], 1, "</think>") == [(1, CLOSING), (2, CLOSING)]


def test_the_thoughts_of_gpt_oss_are_ended_as_it_ends_them() -> None:
    pieces = [Control(b"<|channel|>"), b"analysis", Control(b"<|message|>"), b"a", b"b"]
    ending = "<|end|><|start|>assistant<|channel|>final<|message|>"

    assert dictated(pieces, 2) == [(4, ending), (5, ending)]
    as_text = [b"<|channel|>", b"analysis", b"<|message|>", b"a", b"b"]
    assert dictated(as_text, 2) == [(4, ending), (5, ending)]
    deltas, reply = written([*pieces, ending.encode(), b"yes"])
    assert [delta.text for delta in deltas] == ["a", "b", "yes"]
    assert reply.kept() == ("", ())


def test_the_tokens_of_thoughts_are_counted() -> None:
    _, reply = written([b"hm", b"mm", b"</think>", b"yes", b"!"], closing="</think>")
    assert reply.thought_tokens == 2
    _, reply = written([b"so", b" far", b"</think>", b"yes"])
    assert reply.thought_tokens == 2
    _, reply = written([b"yes", b"!"])
    assert reply.thought_tokens == 0


def test_control_tokens_are_never_text() -> None:
    deltas, reply = written([b"a", Control(b"<|vision_start|>"), b"b"])

    assert text_of(deltas) == "ab"
    assert reply.kept() == ("", ())


def test_a_stop_string_ends_the_reply_and_is_not_kept_for_its_text() -> None:
    deltas, reply = written([b"Hello", b" EN", b"D of", b" it"], stops=["END"])

    assert text_of(deltas) == "Hello "
    assert reply.stopped
    assert reply.kept()[0] != "Hello "


def test_stop_strings_do_not_end_thoughts() -> None:
    deltas, reply = written([b"<think>", b"END", b"</think>", b"yes"], stops=["END"])

    assert [type(delta) for delta in deltas] == [ThoughtDelta, TextDelta]
    assert not reply.stopped


def test_what_looked_like_a_stop_string_comes_at_the_end() -> None:
    deltas, reply = written([b"Hello", b" EN"], stops=["END"])

    assert text_of(deltas) == "Hello EN"
    assert reply.kept() == ("Hello EN", (0, 1))
