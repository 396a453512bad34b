from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.conversation import Role
from desktop_app.core.engine import Turn
from desktop_app.core.prompt import Piece, normalised, pieces, without_system

SYSTEM, USER, ASSISTANT = Role.SYSTEM, Role.USER, Role.ASSISTANT


def turns(*parts: tuple[Role, str]) -> list[Turn]:
    return [Turn(str(number), role, text) for number, (role, text) in enumerate(parts)]


def plain(shown: Sequence[Turn]) -> str:
    return "".join(f"<{turn.role.value}>{turn.text}</s>" for turn in shown) + "<assistant>"


def stripped(shown: Sequence[Turn]) -> str:
    return "".join(
        f"<{turn.role.value}>{turn.text.strip() if turn.role is not SYSTEM else turn.text}</s>"
        for turn in shown
    )


def text_of(result: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in result)


def test_pieces_belong_to_the_template_or_to_a_turn() -> None:
    given_turns = turns((SYSTEM, "Be kind."), (USER, "Hi"))

    assert pieces(plain, given_turns) == [
        Piece("<system>"),
        Piece("Be kind.", given_turns[0]),
        Piece("</s><user>"),
        Piece("Hi", given_turns[1]),
        Piece("</s><assistant>"),
    ]


def test_a_piece_is_what_the_template_made_of_the_text() -> None:
    result = pieces(stripped, turns((SYSTEM, " kept "), (USER, "  Hi\n"), (ASSISTANT, "\n")))

    assert [piece.text for piece in result if piece.turn] == [" kept ", "Hi", ""]


@given(st.lists(st.text("</s>user ab\n", max_size=12), min_size=1, max_size=6))
def test_pieces_put_together_are_the_rendering(texts: list[str]) -> None:
    given_turns = turns(*((USER if n % 2 else ASSISTANT, text) for n, text in enumerate(texts)))

    for render in (plain, stripped):
        assert text_of(pieces(render, given_turns)) == render(given_turns)


def test_a_template_that_changes_words_still_keeps_the_person_apart() -> None:
    def render(shown: Sequence[Turn]) -> str:
        last = shown[-1].text
        return "".join(
            turn.text.upper() if turn.role is ASSISTANT else f"[{turn.text}]" for turn in shown
        ) + str(len(last))

    given_turns = turns((USER, "one <x>"), (ASSISTANT, "two"), (USER, "three"))
    result = pieces(render, given_turns)

    assert text_of(result) == render(given_turns)
    assert [piece.turn for piece in result if piece.turn] == [given_turns[0], given_turns[2]]


def test_a_template_that_rewrites_the_person_is_one_piece() -> None:
    def render(shown: Sequence[Turn]) -> str:
        return "".join(turn.text[::-1] + str(len(turn.text)) for turn in shown)

    assert pieces(render, turns((USER, "abc"))) == [Piece("cba3")]


def test_turns_left_out_by_the_template_are_no_pieces() -> None:
    given_turns = turns((SYSTEM, "rules"), (USER, "Hi"))
    result = pieces(lambda shown: plain(shown[1:]), given_turns)

    assert [piece.turn for piece in result if piece.turn] == [given_turns[1]]


def test_empty_replies_and_doubled_sides_are_smoothed() -> None:
    given_turns = turns((USER, "a"), (ASSISTANT, " "), (USER, "b"), (ASSISTANT, "c"), (USER, ""))
    result = normalised(given_turns)

    assert [(turn.id, turn.text) for turn in result] == [("0", "a\n\nb"), ("3", "c"), ("4", "")]


def test_system_words_go_into_the_first_message() -> None:
    folded = without_system(turns((SYSTEM, "rules"), (USER, "Hi"), (ASSISTANT, "Oh")))

    assert [(turn.id, turn.role, turn.text) for turn in folded] == [
        ("1", USER, "rules\n\nHi"),
        ("2", ASSISTANT, "Oh"),
    ]
    assert without_system(turns((USER, "Hi"))) == tuple(turns((USER, "Hi")))
    assert without_system(turns((SYSTEM, "rules")))[0].role is USER
