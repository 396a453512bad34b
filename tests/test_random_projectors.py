"""The models of other shapes: that they load, and that each places pictures in its own way."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from tests.bare_vision import BareVision, Chunk, Pixels
from tests.random_projectors import (
    GEMMA3_TOKENS,
    IDEFICS3_TOKENS,
    QWEN2VL_SQUARE,
    RandomModels,
    SeeingPair,
    make_random_models,
)
from tests.random_texts.attention import WINDOW
from tests.seeing_model import halves, plain

pytestmark = pytest.mark.model

SHAPES = ("idefics3", "gemma3", "qwen2vl")
LARGEST_FILE = 1 << 20


@contextmanager
def loaded(pair: SeeingPair) -> Iterator[BareVision]:
    eyes = BareVision(pair.model, pair.projector)
    try:
        yield eyes
    finally:
        eyes.close()


def images(chunks: list[Chunk]) -> list[Chunk]:
    return [chunk for chunk in chunks if chunk.is_image]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_seen_makes_a_difference(random_models: RandomModels, shape: str) -> None:
    def after(pixels: Pixels) -> np.ndarray:
        eyes.forget()
        eyes.read("<|im_start|>user\n", pixels, "What?<|im_end|>\n<|im_start|>assistant\n")
        return eyes.logits()

    with loaded(getattr(random_models, shape)) as eyes:
        red, again, blue = after(plain("red")), after(plain("red")), after(plain("blue"))
        assert eyes.write(4)

    assert np.array_equal(red, again)
    assert np.abs(red - blue).max() > 0.1


@pytest.mark.parametrize(("width", "height", "tiles"), [(120, 120, 9), (200, 100, 6), (90, 400, 3)])
def test_idefics3_cuts_a_picture_into_tiles(
    random_models: RandomModels, width: int, height: int, tiles: int
) -> None:
    with loaded(random_models.idefics3) as eyes:
        chunks = eyes.read(halves("red", "blue", width, height))

    # The last one is the whole picture. Before each stand two tokens of its own at least.
    assert [image.tokens for image in images(chunks)] == [IDEFICS3_TOKENS] * (tiles + 1)
    assert not any(chunk.whole for chunk in chunks)
    assert [chunk.is_image for chunk in chunks] == [False, True] * (tiles + 1) + [False]
    assert all(chunk.tokens in (2, 3, 4) for chunk in chunks[:-1] if not chunk.is_image)


def test_gemma3_takes_a_picture_as_a_whole(random_models: RandomModels) -> None:
    with loaded(random_models.gemma3) as eyes:
        chunks = eyes.read("Look: ", halves("red", "blue", 300, 200), "What?")
        window = eyes.sliding_window

    assert images(chunks) == [Chunk(True, GEMMA3_TOKENS, GEMMA3_TOKENS, True)]
    # Its own tokens around a picture are one each, beside the bytes of the text.
    assert [chunk.tokens for chunk in chunks if not chunk.is_image] == [7, 6]
    assert window == WINDOW < GEMMA3_TOKENS


def test_qwen2vl_takes_fewer_positions_than_tokens(random_models: RandomModels) -> None:
    squares = (10, 4)
    pixels = plain("green", *(QWEN2VL_SQUARE * side for side in squares))
    with loaded(random_models.qwen2vl) as eyes:
        chunks = eyes.read("Look: ", pixels, "What?")
        assert eyes.uses_mrope
        assert eyes.position == 7 + max(squares) + 6

    assert images(chunks) == [Chunk(True, squares[0] * squares[1], max(squares), False)]


def test_only_qwen2vl_does(random_models: RandomModels) -> None:
    for pair in (random_models.idefics3, random_models.gemma3):
        with loaded(pair) as eyes:
            assert not eyes.uses_mrope


def test_the_projector_of_another_model_is_refused(
    random_models: RandomModels, seeing_projector: Path
) -> None:
    with pytest.raises(ValueError, match="mismatch between text model"):
        BareVision(random_models.idefics3.model, seeing_projector)


def test_the_files_are_small_and_always_the_same(
    random_models: RandomModels, tmp_path: Path
) -> None:
    again = make_random_models(tmp_path)

    for shape in SHAPES:
        one, other = getattr(random_models, shape), getattr(again, shape)
        for file, copy in ((one.model, other.model), (one.projector, other.projector)):
            assert file.read_bytes() == copy.read_bytes()
            assert file.stat().st_size < LARGEST_FILE
