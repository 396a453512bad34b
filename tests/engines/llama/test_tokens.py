from desktop_app.core.picture import Image
from desktop_app.engines.llama.tokens import Patch, Span, TokenList, Tokens

CAT = Image("/pictures/cat.png", "cat", 4, 3)
FLAT = Patch(CAT, 0, count=4, positions=4, id=-7)
GRID = Patch(CAT, 0, count=6, positions=3, id=-9)


def held() -> TokenList:
    tokens = TokenList()
    tokens.extend([1, 2])
    tokens.show(GRID)
    tokens.append(3)
    tokens.show(FLAT)
    tokens.append(4)
    return tokens


def test_positions_are_those_that_pictures_take() -> None:
    tokens = held()

    assert tokens.ids == [1, 2, *[-9] * 6, 3, *[-7] * 4, 4]
    assert tokens.position == 2 + 3 + 1 + 4 + 1
    assert tokens.frozen() == Tokens(tuple(tokens.ids), (Span(2, GRID), Span(9, FLAT)))


def test_no_picture_is_cut_in_two() -> None:
    tokens = held()

    assert [tokens.whole(count) for count in (0, 1, 2, 3, 7, 8, 9, 10, 12, 13, 14)] == [
        0, 1, 2, 2, 2, 8, 9, 9, 9, 13, 14
    ]  # fmt: skip


def test_what_is_cut_off_is_forgotten_with_its_positions() -> None:
    tokens = held()
    tokens.cut(9)
    assert (tokens.ids, tokens.spans, tokens.position) == ([1, 2, *[-9] * 6, 3], [Span(2, GRID)], 6)

    tokens.cut(2)
    assert (tokens.ids, tokens.spans, tokens.position) == ([1, 2], [], 2)

    tokens.clear()
    assert (tokens.ids, tokens.spans, tokens.position) == ([], [], 0)


def test_image_tokens_of_a_part() -> None:
    tokens = held().frozen()

    assert tokens.image_tokens() == 10
    assert tokens.image_tokens(end=9) == 6
    assert tokens.image_tokens(begin=9) == 4
    assert tokens.image_tokens(end=2) == 0


def test_one_prompt_begins_another() -> None:
    tokens = held()
    before = tokens.frozen()
    tokens.append(5)

    assert before.begins(tokens.frozen())
    assert not tokens.frozen().begins(before)


def test_a_list_that_ends_with_a_picture() -> None:
    tokens = TokenList()
    assert not tokens.ends_with_picture
    tokens.show(FLAT)
    assert tokens.ends_with_picture
    tokens.append(1)
    assert not tokens.ends_with_picture
