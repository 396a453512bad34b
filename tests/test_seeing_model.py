"""The test model itself: that the colours it names are those of the pictures it is shown.

By llama.cpp's own functions alone, so that a failure elsewhere is not the model's.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.bare_vision import BareVision, Pixels
from tests.seeing_model import (
    BOTH_COLOURS,
    COLOURS,
    FIRST,
    FIRST_COLOUR,
    SECOND,
    SECOND_COLOUR,
    SHADES,
    WHAT_COLOUR,
    halves,
    kept_projector,
    make_projector,
    named,
    plain,
)

pytestmark = pytest.mark.model

SYSTEM = (
    "<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face"
    "<|im_end|>\n"
)
PAIRS = (("red", "blue"), ("blue", "red"), ("yellow", "pink"), ("white", "green"))

MOST = 10
"""Tokens of an answer: enough to come to the colour."""

Part = str | Pixels


def asked(*parts: Part) -> tuple[Part, ...]:
    """A message of the person in SmolLM2's words, up to where the answer begins."""
    return ("<|im_start|>user\n", *parts, "<|im_end|>\n<|im_start|>assistant\n")


@pytest.fixture(scope="module")
def model(starter_model: Path, seeing_projector: Path) -> Iterator[BareVision]:
    model = BareVision(starter_model, seeing_projector)
    yield model
    model.close()


@pytest.fixture(scope="module")
def start(model: BareVision) -> int:
    """The position after the system prompt, which all conversations share."""
    model.read(SYSTEM)
    return model.position


@pytest.fixture
def eyes(model: BareVision, start: int) -> BareVision:
    model.forget(start)
    return model


def test_it_names_the_colour(model: BareVision, start: int) -> None:
    sizes = ((64, 64), (1, 1), (30, 90), (90, 30), (640, 480))
    pictures = [(colour, plain(colour)) for colour in COLOURS]
    pictures += [
        (colour, plain(colour, *size)) for colour, size in zip(COLOURS, sizes, strict=False)
    ]
    pictures.append(("blue", np.full((50, 50, 3), SHADES["blue"][-1], np.uint8)))
    answers = []
    for colour, pixels in pictures:
        model.forget(start)
        answers.append((colour, model.ask(*asked(pixels, WHAT_COLOUR), most=MOST, enough=named)))

    wrong = [(colour, answer) for colour, answer in answers if named(answer) != [colour]]
    assert len(answers) == 16
    assert len(wrong) <= 1, wrong


def test_it_tells_which_of_two_pictures_is_asked_about(model: BareVision, start: int) -> None:
    wrong = []
    for pair in PAIRS:
        pictures = (FIRST, plain(pair[0]), SECOND, plain(pair[1]))
        for wanted, question in zip(pair, (FIRST_COLOUR, SECOND_COLOUR), strict=True):
            model.forget(start)
            answer = model.ask(*asked(*pictures, question), most=MOST, enough=named)
            if named(answer)[:1] != [wanted]:
                wrong.append((pair, question, answer))

    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize(("first", "second"), PAIRS[:2])
def test_a_question_about_a_picture_of_a_later_turn(
    eyes: BareVision, first: str, second: str
) -> None:
    before = eyes.ask(*asked(plain(first), WHAT_COLOUR), most=MOST, enough=named)
    eyes.read("<|im_end|>\n")
    answer = eyes.ask(*asked(plain(second), WHAT_COLOUR), most=MOST, enough=named)

    assert (named(before), named(answer)) == ([first], [second]), (before, answer)


def test_a_question_about_a_picture_of_an_earlier_turn(eyes: BareVision) -> None:
    eyes.ask(*asked(plain("purple"), "\nHello!"), most=4)
    eyes.read("<|im_end|>\n")

    assert named(eyes.ask(*asked(WHAT_COLOUR), most=MOST, enough=named)) == ["purple"]


@pytest.mark.parametrize(("left", "right"), PAIRS[:3])
def test_halves_are_named_from_left_to_right(eyes: BareVision, left: str, right: str) -> None:
    answer = eyes.ask(*asked(halves(left, right), BOTH_COLOURS), most=MOST)

    assert named(answer)[:2] == [left, right], answer


def test_a_picture_is_nine_tokens(eyes: BareVision) -> None:
    images = [chunk for chunk in eyes.read(plain("red", 300, 200)) if chunk.is_image]

    assert [(image.tokens, image.positions, image.whole) for image in images] == [(9, 9, False)]


def test_the_file_is_always_the_same(
    starter_model: Path, seeing_projector: Path, tmp_path: Path
) -> None:
    again = make_projector(starter_model, tmp_path / "folder" / "again.gguf")

    assert again.read_bytes() == seeing_projector.read_bytes()
    assert [file.name for file in again.parent.iterdir()] == [again.name]


def test_the_file_is_made_once(starter_model: Path, seeing_projector: Path) -> None:
    made = seeing_projector.stat().st_mtime_ns

    assert kept_projector(starter_model, seeing_projector.parent) == seeing_projector
    assert seeing_projector.stat().st_mtime_ns == made
