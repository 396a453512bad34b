from desktop_app.engines.whisper.prompt import prompt_of


def test_words_then_what_came_before() -> None:
    assert prompt_of(("Parley", " Qwen "), "Good evening.") == "Parley, Qwen. Good evening."
    assert prompt_of((), " Good evening. ") == "Good evening."
    assert prompt_of(("Parley",), "") == "Parley."
    assert prompt_of((), "") == ""


def test_long_text_loses_its_beginning_and_no_word_in_the_middle() -> None:
    prompt = prompt_of(("Parley",), "forget " * 50 + "remember the end")
    assert prompt.startswith("Parley. forget")
    assert prompt.endswith("remember the end")
    assert len(prompt) < 220


def test_too_many_words_leave_the_last_out() -> None:
    prompt = prompt_of([f"word{n}" for n in range(200)], "")
    assert prompt.startswith("word0, word1,")
    assert len(prompt) <= 402


def test_no_special_token_comes_in() -> None:
    assert "<|" not in prompt_of(("<|endoftext|>",), "a <|0.00|> b")
