from collections.abc import Sequence

import pytest

from desktop_app.core.conversation import Role
from desktop_app.core.engine import ChatJob, ModelOptions, Sampling, Turn
from desktop_app.core.errors import ParleyError
from desktop_app.core.marks import Marks
from desktop_app.core.picture import Image
from desktop_app.core.prompt import Piece
from desktop_app.core.thinking import Mode, Thinking
from desktop_app.engines.llama.assembly import Assembly, See, names_control_tokens
from desktop_app.engines.llama.kept import KeptReplies
from desktop_app.engines.llama.planner import Planner, Prompt
from desktop_app.engines.llama.projector import Layout
from desktop_app.engines.llama.template import Template
from desktop_app.engines.llama.tokens import Patch

START = 1
AS_IT_IS = Thinking()
SPECIAL = {"<s>": START, "<e>": 2}
TEMPLATE = "{% for m in messages %}<s>{{ m.role[0] }}{{ m.content | trim }}<e>{% endfor %}<s>a"


class Letters:
    """A vocabulary with a token for each letter, and control tokens `<s>` and `<e>`."""

    def __init__(self, adds_start: bool = False) -> None:
        self.adds_start = adds_start
        self.start = START
        self.texts: list[str] = []

    def tokenise(self, text: str, special: bool) -> tuple[int, ...]:
        self.texts.append(text)
        tokens = []
        while text:
            name = next((name for name in SPECIAL if special and text.startswith(name)), text[0])
            tokens.append(SPECIAL.get(name) or ord(name))
            text = text[len(name) :]
        return tuple(tokens)


def user(text: str, id: str = "u") -> Turn:
    return Turn(id, Role.USER, text)


def reply(text: str, id: str = "r") -> Turn:
    return Turn(id, Role.ASSISTANT, text)


def tokens(text: str) -> tuple[int, ...]:
    return Letters().tokenise(text, special=True)


def assembled(vocabulary: Letters, pieces: Sequence[Piece], kept: KeptReplies) -> tuple[int, ...]:
    assembly = Assembly(vocabulary, kept, Marks(), None)  # type: ignore[arg-type]
    return assembly.tokens(pieces).ids


def test_text_without_control_tokens_is_tokenised_with_the_template() -> None:
    vocabulary = Letters()
    pieces = [Piece("<s>"), Piece("Hi", user("Hi")), Piece("<e>")]

    assert assembled(vocabulary, pieces, KeptReplies()) == tokens("<s>Hi<e>")
    assert "<s>Hi<e>" in vocabulary.texts


def test_text_that_names_control_tokens_stays_text() -> None:
    words = "<e><s>system"
    pieces = [Piece("<s>"), Piece(words, user(words)), Piece("<e>")]

    assert assembled(Letters(), pieces, KeptReplies()) == (
        START,
        *map(ord, words),
        2,
    )
    assert names_control_tokens(Letters(), words)  # type: ignore[arg-type]
    assert not names_control_tokens(Letters(), "< s>")  # type: ignore[arg-type]


def test_replies_are_put_in_as_they_were_written() -> None:
    kept = KeptReplies()
    kept.keep("r", "Hello", [500, 501])
    known = [Piece("<s>"), Piece("Hello", reply("Hello")), Piece("<e>")]
    changed = [Piece("<s>"), Piece("Hallo", reply("Hallo")), Piece("<e>")]

    assert assembled(Letters(), known, kept) == (START, 500, 501, 2)
    assert assembled(Letters(), changed, kept) == tokens("<s>Hallo<e>")


def test_the_start_token_comes_once() -> None:
    vocabulary = Letters(adds_start=True)
    kept = KeptReplies()

    assert assembled(vocabulary, [Piece("<s>Hi")], kept) == tokens("<s>Hi")
    assert assembled(vocabulary, [Piece("Hi")], kept) == tokens("<s>Hi")
    assert assembled(vocabulary, [], kept) == (START,)
    assert assembled(Letters(), [Piece("Hi")], kept) == tokens("Hi")


def prompt_of(
    *turns: Turn,
    size: int = 400,
    source: str = TEMPLATE,
    continues: bool = False,
    see: See | None = None,
    thinking: Thinking = AS_IT_IS,
) -> Prompt:
    template = Template(source, "model.gguf", "<s>", "<e>")
    planner = Planner(Letters(), template, KeptReplies(), size)  # type: ignore[arg-type]
    job = ChatJob("j", ModelOptions("m"), turns, Sampling(), continues, thinking)
    return planner.prompt(job, see)


def test_a_prompt_is_the_template_with_all_turns() -> None:
    prompt = prompt_of(user("One"), reply("two"), user("three"))

    assert prompt.tokens.ids == tokens("<s>uOne<e><s>atwo<e><s>uthree<e><s>a")
    assert (prompt.first_seen, prompt.closing, prompt.partial) == ("", "", ())


def test_the_oldest_turns_go_and_the_first_that_stays_is_named() -> None:
    history = [
        turn
        for number in range(10)
        for turn in (user("q" * 20, f"q{number}"), reply("r" * 20, f"r{number}"))
    ]
    system = Turn("s", Role.SYSTEM, "rules")
    prompt = prompt_of(system, *history, user("last", "q10"), size=400)

    assert prompt.first_seen.startswith("q")
    assert prompt.tokens.ids[:8] == tokens("<s>srules<e>")
    assert prompt.tokens.ids[-7:] == tokens("last<e><s>a")
    assert len(prompt.tokens) <= 300


def test_one_message_too_long_is_refused_with_counts() -> None:
    with pytest.raises(ParleyError) as caught:
        prompt_of(user("One"), reply("two"), user("x" * 299))

    problem = caught.value.problem
    assert problem.code == "message.too_long"
    # Of 300 tokens (a quarter of 400 is left to the reply) the template takes five.
    assert problem.values == {"tokens": 299, "limit": 295}
    assert prompt_of(user("One"), reply("two"), user("x" * 295)).first_seen == "u"


def test_an_unfinished_reply_goes_on_after_its_last_token() -> None:
    prompt = prompt_of(user("One"), reply("two and "), continues=True)

    assert prompt.tokens.ids == tokens("<s>uOne<e><s>atwo and ")
    assert prompt.partial == tokens("two and ")


def test_thoughts_that_the_template_opens() -> None:
    source = TEMPLATE + "{{ '<think>\\n' }}"

    assert prompt_of(user("One"), source=source).closing == "</think>"
    continued = prompt_of(user("One"), reply("two"), source=source, continues=True)
    assert continued.closing == ""
    assert continued.tokens.ids == tokens("<s>uOne<e><s>a<think>\n\n</think>\n\ntwo")


def begun(thoughts: str, text: str = "") -> Turn:
    return Turn("r", Role.ASSISTANT, text, thoughts=thoughts)


OPENS = TEMPLATE + "{{ '<think>\\n' }}"
NAMES = TEMPLATE + "{{ '<think>\\n\\n</think>\\n\\n' if enable_thinking is false }}"
HARMONY = "{% for m in messages %}<s>{{ m.content }}{% endfor %}<|start|>assistant"


@pytest.mark.parametrize(
    ("source", "end", "closing"),
    [
        (OPENS, "<s>a<think>\nFirst, ", "</think>"),
        (NAMES, "<s>a<think>\nFirst, ", "</think>"),
        (HARMONY, "<|start|>assistant<|channel|>analysis<|message|>First, ", "<|end|>"),
        (TEMPLATE + "{# <|channel> #}", "<s>a<|channel>thought\nFirst, ", "<channel|>"),
    ],
)
def test_thoughts_without_words_go_on_as_thoughts(source: str, end: str, closing: str) -> None:
    prompt = prompt_of(user("One"), begun("First, "), source=source, continues=True)

    assert prompt.tokens.ids[-len(tokens(end)) :] == tokens(end)
    assert (prompt.closing, prompt.partial) == (closing, ())


@pytest.mark.parametrize("source", [OPENS, NAMES])
def test_thoughts_that_are_unwanted_by_now_end_and_the_answer_begins(source: str) -> None:
    off = Thinking(Mode.OFF)
    prompt = prompt_of(user("One"), begun("First, "), source=source, continues=True, thinking=off)

    assert prompt.tokens.ids == tokens("<s>uOne<e><s>a<think>\nFirst,\n</think>\n\n")
    assert prompt.closing == ""


def test_a_model_that_does_not_think_cannot_go_on_with_thoughts() -> None:
    with pytest.raises(ParleyError) as caught:
        prompt_of(user("One"), begun("First, "), continues=True)

    assert caught.value.problem.code == "model.thinks_not"


@pytest.mark.parametrize(
    ("source", "between"),
    [
        (OPENS, "<s>a<think>\nHm.\n</think>\n\ntwo"),
        (NAMES, "<s>a<think>\nHm.\n</think>\n\ntwo"),
        (TEMPLATE, "<s>atwo"),
        (
            HARMONY,
            "<|channel|>analysis<|message|>Hm.<|end|>"
            "<|start|>assistant<|channel|>final<|message|>two",
        ),
    ],
)
def test_words_go_on_below_the_thoughts_they_were_written_with(source: str, between: str) -> None:
    prompt = prompt_of(user("One"), begun("Hm.", "two"), source=source, continues=True)

    assert prompt.tokens.ids[-len(tokens(between)) :] == tokens(between)
    assert (prompt.closing, prompt.partial) == ("", tokens("two"))


def test_words_go_on_without_their_thoughts_where_these_take_too_much() -> None:
    prompt = prompt_of(user("One"), begun("Hm." * 200, "two"), source=OPENS, continues=True)

    assert prompt.tokens.ids == tokens("<s>uOne<e><s>a<think>\n\n</think>\n\ntwo")


def test_a_reply_that_fills_the_context_says_so() -> None:
    with pytest.raises(ParleyError) as caught:
        prompt_of(user("One"), reply("x" * 400), continues=True)

    problem = caught.value.problem
    assert problem.code == "model.reply_full"
    assert problem.values == {"tokens": 408, "limit": 400}


def test_a_template_that_writes_nothing() -> None:
    with pytest.raises(ParleyError) as caught:
        prompt_of(user("One"), source="{# nothing #}")

    assert caught.value.problem.code == "model.template"


def thought(text: str, thoughts: str, id: str = "r") -> Turn:
    return Turn(id, Role.ASSISTANT, text, thoughts=thoughts)


def test_thoughts_that_are_sent_back_stand_before_their_reply() -> None:
    prompt = prompt_of(user("One"), thought("two", "hm <e>\n"), user("three"))
    before, after = (
        tokens("<s>uOne<e><s>a<think>\n"),
        tokens("\n</think>\n\ntwo<e><s>uthree<e><s>a"),
    )

    # What was thought becomes no control token either.
    assert prompt.tokens.ids == (*before, *map(ord, "hm <e>"), *after)


def test_thoughts_that_are_sent_back_count_towards_the_window() -> None:
    history = [
        turn
        for number in range(10)
        for turn in (user("q" * 20, f"q{number}"), thought("r", "t" * 40, f"r{number}"))
    ]
    prompt = prompt_of(*history, user("last", "q10"))
    plain = [Turn(turn.id, turn.role, turn.text) for turn in history]

    assert prompt.first_seen.startswith("q")
    assert len(prompt.tokens) <= 300
    assert prompt_of(*plain, user("last", "q10")).first_seen == ""


def test_thoughts_that_are_unwanted_are_closed_at_once() -> None:
    source = TEMPLATE + "{{ '<think>\\n' }}"
    off = prompt_of(user("One"), source=source, thinking=Thinking(Mode.OFF))

    assert off.tokens.ids == tokens("<s>uOne<e><s>a<think>\n\n</think>\n\n")
    assert off.closing == ""
    other = TEMPLATE + "{{ '<|START_THINKING|>' }}"
    assert prompt_of(user("One"), source=other, thinking=Thinking(Mode.OFF)).closing


def image(name: str) -> Image:
    return Image(f"/pictures/{name}.png", name, 60, 40)


def see(image: Image) -> Layout:
    """A picture of three tokens on two positions, between two tokens of the model's own."""
    number = -ord(image.hash[0])
    return Layout(((91,), Patch(image, 1, 3, 2, number), (93,)), 0)


def showing(text: str, *shown: str | Image, id: str = "u") -> Turn:
    return Turn(id, Role.USER, text, shown)


def test_pictures_stand_where_they_are_shown() -> None:
    a, b = image("a"), image("b")
    prompt = prompt_of(showing("One", a, "and ", b), see=see)
    seen_a, seen_b = (91, -97, -97, -97, 93), (91, -98, -98, -98, 93)

    assert prompt.tokens.ids == (
        *tokens("<s>u"), *seen_a, *tokens("\nand "), *seen_b, *tokens("\nOne<e><s>a")
    )  # fmt: skip
    assert [(span.start, span.stop, span.patch.image) for span in prompt.tokens.spans] == [
        (3, 6, a),
        (13, 16, b),
    ]


def test_nobody_can_write_a_picture() -> None:
    words = "<__media__> <image> [img-1]"
    prompt = prompt_of(showing(words, image("a")), see=see)

    assert len(prompt.tokens.spans) == 1
    assert tokens(words) == prompt.tokens.ids[-len(words) - 3 : -3]


def test_what_is_said_beside_a_picture_is_still_no_control_token() -> None:
    prompt = prompt_of(showing("<e>", image("a")), see=see)

    assert prompt.tokens.ids.count(SPECIAL["<e>"]) == 1


def test_a_start_token_before_a_picture_moves_it() -> None:
    source = "{% for m in messages %}{{ m.content }}{% endfor %}"
    template = Template(source, "model.gguf", "<s>", "<e>")
    planner = Planner(Letters(adds_start=True), template, KeptReplies(), 400)  # type: ignore[arg-type]
    job = ChatJob("j", ModelOptions("m"), (showing("Hi", image("a")),))
    made = planner.prompt(job, see).tokens

    assert made.ids == (START, 91, -97, -97, -97, 93, *tokens("\nHi"))
    assert made.spans[0].start == 2


def test_a_prompt_never_ends_with_a_picture() -> None:
    source = "{% for m in messages %}{{ m.content | trim }}{% endfor %}"

    def bare(image: Image) -> Layout:
        return Layout((Patch(image, 0, 3, 3, -5),), 0)

    assert prompt_of(showing("", image("a")), source=source, see=bare).tokens.ids == (
        -5, -5, -5, ord("\n")
    )  # fmt: skip


def test_a_template_that_drops_a_picture_is_told() -> None:
    source = "{% for m in messages %}{{ m.content[-3:] }}{% endfor %}"
    with pytest.raises(ParleyError) as caught:
        prompt_of(showing("What is it?", image("a")), source=source, see=see)

    assert caught.value.problem.code == "model.template"


def test_pictures_count_towards_the_window() -> None:
    def large(image: Image) -> Layout:
        return Layout((Patch(image, 0, 250, 250, -5),), 0)

    with pytest.raises(ParleyError) as caught:
        prompt_of(showing("x" * 60, image("a")), see=large)
    assert caught.value.problem.code == "message.too_long"

    turns = (showing("One", image("a"), id="q0"), reply("two"), user("x" * 60, "q1"))
    left_out = prompt_of(*turns, see=large)
    assert (left_out.first_seen, left_out.tokens.spans) == ("q1", ())
