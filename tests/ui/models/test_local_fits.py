"""Judging the models of this computer one after the other, by headers that are really read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Problem
from desktop_app.core.judgement import Fits
from desktop_app.core.local_model import LocalModel
from desktop_app.ui.models.local_fits import LocalFits
from tests.gguf_file import write_gguf
from tests.ui.models.shelf_script import KnownAppraiser, ShelfHome, model


@pytest.fixture
def shelf(qapp: object, tmp_path: Path) -> Iterator[ShelfHome]:
    home = ShelfHome(tmp_path / "home")
    yield home
    home.close()


@pytest.fixture
def appraiser(shelf: ShelfHome) -> KnownAppraiser:
    return shelf.appraiser


@pytest.fixture
def fits(appraiser: KnownAppraiser) -> LocalFits:
    return LocalFits(appraiser)


def put(folder: Path, name: str, **facts: object) -> LocalModel:
    """A model whose header says nothing but its family, which is its name."""
    path = write_gguf(folder / f"{name}.gguf", {"general.architecture": name})
    return model(name, path=str(path), **facts)


def test_before_a_header_is_read_the_size_has_to_do(qtbot: QtBot, fits: LocalFits) -> None:
    somewhere = model()

    assert fits.of(somewhere) is None
    qtbot.waitUntil(lambda: fits.of(somewhere) is Fits.TIGHT)

    assert fits.judgement(somewhere) is None


def test_those_that_are_wanted_are_judged_in_their_order(
    qtbot: QtBot, fits: LocalFits, appraiser: KnownAppraiser, tmp_path: Path
) -> None:
    first, second, third = (put(tmp_path, name) for name in ("one", "two", "three"))
    told: list[str] = []
    fits.changed.connect(told.append)

    fits.want([first, second])
    qtbot.waitUntil(lambda: len(told) == 2)

    assert told == [first.path, second.path]
    assert appraiser.headers == ["one", "two"]
    assert fits.of(first) is Fits.MEMORY
    assert fits.judgement(third) is None


def test_who_scrolls_on_waits_for_nobody(
    qtbot: QtBot, fits: LocalFits, appraiser: KnownAppraiser, tmp_path: Path
) -> None:
    models = [put(tmp_path, f"m{number}") for number in range(9)]

    fits.want(models[:8])
    fits.want(models[8:])
    qtbot.waitUntil(lambda: fits.judgement(models[8]) is not None)

    assert appraiser.headers == ["m8"]


def test_what_cannot_be_read_keeps_what_its_size_says(
    qtbot: QtBot, fits: LocalFits, tmp_path: Path
) -> None:
    gone, here = model("gone"), put(tmp_path, "here")
    broken = model("broken", problem=Problem("model.damaged", {"name": "x"}))

    fits.of(gone)
    fits.want([broken, gone, here])
    qtbot.waitUntil(lambda: fits.judgement(here) is not None)

    assert fits.of(gone) is Fits.TIGHT
    assert fits.judgement(gone) is None
    assert fits.judgement(broken) is None


def test_another_memory_is_another_judgement_without_reading_again(
    qtbot: QtBot, fits: LocalFits, appraiser: KnownAppraiser, tmp_path: Path
) -> None:
    one, other = put(tmp_path, "one"), model("other", size=7)
    fits.of(other)
    fits.want([one])
    qtbot.waitUntil(lambda: fits.judgement(one) is not None and fits.of(other) is not None)
    Path(one.path).unlink()

    appraiser.judged, appraiser.by_size = Fits.TOO_LARGE, Fits.SPLIT
    appraiser.changed.emit()
    assert fits.of(one) is Fits.MEMORY  # What was true before stands until it is judged.
    assert fits.of(other) is Fits.TIGHT
    qtbot.waitUntil(lambda: fits.of(one) is Fits.TOO_LARGE)

    assert fits.of(other) is Fits.SPLIT


def test_all_parts_and_the_part_that_sees_are_read(
    qtbot: QtBot, fits: LocalFits, appraiser: KnownAppraiser, tmp_path: Path
) -> None:
    first, second, eyes = (put(tmp_path, name) for name in ("first", "second", "clip"))
    weights = {"clip.vision.image_size": 28, "clip.vision.embedding_length": 10}
    metadata = {"general.architecture": "clip", **weights}
    write_gguf(Path(eyes.path), metadata, ("v.weight", (8, 8), 0, 256))
    files = (first.path, second.path)
    whole = model(path=first.path, files=files, projector=eyes.path)

    fits.want([whole])
    qtbot.waitUntil(lambda: fits.judgement(whole) is not None)

    assert appraiser.parts == [2]
    # The weights, and for each of 4 patches three vectors of 10 numbers.
    assert appraiser.projectors == [256 + 4 * 4 * 3 * 10]


def test_a_model_whose_part_that_sees_is_gone_is_judged_without(
    qtbot: QtBot, fits: LocalFits, appraiser: KnownAppraiser, tmp_path: Path
) -> None:
    blind = put(tmp_path, "blind", projector="/gone.gguf")

    fits.want([blind])
    qtbot.waitUntil(lambda: fits.judgement(blind) is not None)

    assert appraiser.projectors == [0]
