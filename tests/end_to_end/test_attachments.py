"""Pictures on their way into a message of the real window, with the engine that makes them."""

import os
import signal
from pathlib import Path

import pytest
from PIL import Image as Painter

from desktop_app.core.engine_names import PICTURES
from desktop_app.engines.isolated import IsolatedEngine
from desktop_app.ui.offer import offer_of_files
from tests.end_to_end.conftest import close

LARGE = (5000, 4000)
"""A picture of this size takes some tenths of a second to make."""


@pytest.fixture
def makers(tmp_path) -> list[IsolatedEngine]:
    """The engines of pictures that were made."""
    return []


@pytest.fixture
def parley(start, makers, tmp_path):
    def make() -> IsolatedEngine:
        makers.append(IsolatedEngine(PICTURES, tmp_path, name="pictures", family="part"))
        return makers[-1]

    return start(pictures=make)


@pytest.fixture
def large(tmp_path) -> Path:
    path = tmp_path / "large ü.bmp"
    Painter.new("RGB", LARGE, (200, 40, 30)).save(path)
    return path


def bring(parley, *paths: Path) -> None:
    parley.window.take(offer_of_files([str(path) for path in paths]))


def attached(parley) -> list[tuple[str, int, int]]:
    pictures = parley.window.composer.attachments()
    return [(picture.name, picture.width, picture.height) for picture in pictures]


def test_a_kill_while_a_picture_is_made_loses_nothing(qtbot, parley, makers, large) -> None:
    bring(parley, large)
    qtbot.waitUntil(lambda: bool(makers) and bool(makers[0].child_pid))
    os.kill(makers[0].child_pid, signal.SIGKILL)
    wanted = [("large ü.bmp", 2048, 1638)]
    qtbot.waitUntil(lambda: attached(parley) == wanted)
    assert parley.window.notices.banners() == []


def test_good_and_bad_ones_together(qtbot, parley, large, tmp_path) -> None:
    (tmp_path / "words.png").write_text("These are words.")
    small = tmp_path / "small.jpg"
    Painter.new("CMYK", (30, 20), (0, 200, 200, 0)).save(small)
    bring(parley, large, tmp_path / "words.png", tmp_path / "gone.png", small)
    wanted = [("large ü.bmp", 2048, 1638), ("small.jpg", 30, 20)]
    qtbot.waitUntil(
        lambda: attached(parley) == wanted and len(parley.window.composer.bar.chips()) == 2,
    )
    codes = {banner.problem.code for banner in parley.window.notices.banners()}
    assert codes == {"picture.unreadable", "picture.missing"}


def test_who_closes_the_window_finds_them_again(qtbot, parley, large, start) -> None:
    bring(parley, large)
    wanted = [("large ü.bmp", 2048, 1638)]
    qtbot.waitUntil(lambda: attached(parley) == wanted)
    close(parley)
    large.unlink()
    again = start()
    assert attached(again) == wanted
    (chip,) = again.window.composer.bar.chips().values()
    # It is read from what Parley kept.
    qtbot.waitUntil(lambda: not (chip._thumbnail() is None or chip._thumbnail().isNull()))
