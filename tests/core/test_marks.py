from desktop_app.core.conversation import Role
from desktop_app.core.engine import Turn
from desktop_app.core.marks import UNSEEN, Marks, images_of, without_images
from desktop_app.core.picture import Image

CAT = Image("/pictures/cat.png", "cat", 4, 3)
DOG = Image("/pictures/dog.png", "dog", 4, 3)
TURN = Turn("u", Role.USER, "Which is larger?", (CAT, "or ", DOG))


def test_what_is_shown_comes_back_where_it_was() -> None:
    marks = Marks()
    plain = Turn("r", Role.ASSISTANT, "The dog.")
    (turn, same) = marks.put([TURN, plain])

    assert same is plain
    assert turn.shown == ()
    assert marks.split(turn.text) == [CAT, "\nor ", DOG, "\nWhich is larger?"]


def test_a_picture_that_is_shown_twice() -> None:
    marks = Marks()
    first, second = marks.put([TURN, Turn("v", Role.USER, "And here?", (CAT,))])

    assert marks.split(first.text + second.text).count(CAT) == 2


def test_marks_of_another_prompt_are_text() -> None:
    (turn,) = Marks().put([TURN])
    other = Marks()
    other.put([TURN])

    assert other.split(turn.text) == [turn.text]
    assert other.split("") == []


def test_a_number_that_no_picture_has_is_text() -> None:
    marks = Marks()
    (turn,) = marks.put([Turn("u", Role.USER, "", (CAT,))])
    forged = turn.text.strip().replace("x0x", "x9x")

    assert marks.split(forged) == [forged]


def test_pictures_of_turns() -> None:
    assert images_of([TURN, Turn("r", Role.ASSISTANT, "The dog."), TURN]) == (CAT, DOG, CAT, DOG)


def test_a_model_that_does_not_see_is_told_that_something_was_there() -> None:
    blind = without_images(TURN)

    assert images_of([blind]) == ()
    assert blind.shown == (f"{UNSEEN}\n", "or ", f"{UNSEEN}\n")
