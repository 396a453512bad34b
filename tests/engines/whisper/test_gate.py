import pytest

from desktop_app.engines.whisper.decoder import Piece
from desktop_app.engines.whisper.gate import Gate


def passed(text: str, speech: float = 2.0, prompt: str = "", **values: float) -> str:
    return Gate(prompt).passed(Piece(0.0, 3.0, text, **values), speech)


@pytest.mark.parametrize("text", ["Well, what now?", "Thank you.", "Yes.", "«Ja», sagte er.", "42"])
def test_speech_passes_as_it_is(text: str) -> None:
    assert passed(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "[BLANK_AUDIO]",
        "[ Silence ]",
        "(music)",
        "(upbeat music playing)",
        "*sighs*",
        "♪♪♪",
        "（音楽）",
        "<|nospeech|>",
        "[Music] (applause)",
    ],
)
def test_descriptions_of_sounds_are_no_words(text: str) -> None:
    assert passed(text) == ""


def test_only_the_description_goes() -> None:
    assert passed("[Music] Good morning. (laughs) Come in (please).") == (
        "Good morning. Come in (please)."
    )


def test_nothing_where_nobody_speaks() -> None:
    assert passed("Good morning.", speech=0.0) == ""


def test_phantoms_go_only_where_next_to_nothing_was_heard() -> None:
    assert passed("Thank you.", speech=0.1) == ""
    assert passed("Thank you.", speech=0.6) == "Thank you."
    assert passed("Ja.", speech=0.2) == "Ja."
    credit = "Untertitel der Amara.org-Community"
    assert passed(credit, speech=0.5) == ""
    assert passed(credit, speech=3.0) == credit


def test_the_prompt_is_not_read_out() -> None:
    prompt = "Parley, Qwen. Good evening."
    assert passed("Parley, Qwen.", 0.1, prompt) == ""
    assert passed("Qwen. Good evening", 0.3, prompt) == ""
    assert passed("Qwen.", 0.6, prompt) == "Qwen."
    assert passed("Parley", 0.4, "") == "Parley"


def test_the_models_own_doubt() -> None:
    assert passed("Hello.", 0.5, no_speech=0.9) == ""
    assert passed("Hello there, friend.", 2.0, no_speech=0.9) == "Hello there, friend."
    assert passed("Hello there, friend.", 2.0, no_speech=0.9, confidence=-1.5) == ""
    assert passed("Hello.", 0.5, no_speech=0.3) == "Hello."


def test_loops_within_and_across_pieces() -> None:
    gate = Gate()
    texts = [gate.passed(Piece(0, 1, "So it is."), 0.3) for _ in range(6)]
    assert texts == ["So it is."] * 3 + [""] * 3
    assert gate.passed(Piece(0, 9, "and then " * 30), 9.0) == "and then"
    assert gate.passed(Piece(0, 9, "谢谢大家。" * 20), 8.0) == "谢谢大家。"


def test_what_there_was_time_to_say_again_and_again_stays() -> None:
    gate = Gate()
    texts = [gate.passed(Piece(0, 1, "So it is."), 1.0) for _ in range(6)]
    assert texts == ["So it is."] * 6
    often = ("Come in, please. " * 6).strip()
    assert gate.passed(Piece(0, 9, often), 9.0) == often
