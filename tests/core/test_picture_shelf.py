import hashlib
import os
import time
from pathlib import Path

import pytest

from desktop_app.core.picture import Image, Picture
from desktop_app.core.picture_shelf import PictureShelf

DATA = b"\x89PNG and the rest of a picture"
HOUR = 3600.0


@pytest.fixture
def shelf(tmp_path: Path) -> PictureShelf:
    return PictureShelf(tmp_path)


def keep(shelf: PictureShelf, data: bytes, suffix: str = ".png") -> Picture:
    return Picture(shelf.keep(data, suffix), suffix, 30, 20)


def age(shelf: PictureShelf, picture: Picture, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(shelf.path(picture), (then, then))


def test_a_picture_is_known_by_its_content(shelf: PictureShelf, tmp_path: Path) -> None:
    picture = keep(shelf, DATA)
    assert picture.hash == hashlib.sha256(DATA).hexdigest()
    assert shelf.has(picture)
    assert shelf.path(picture) == tmp_path / f"{picture.hash}.png"
    assert shelf.path(picture).read_bytes() == DATA
    assert [path.name for path in tmp_path.iterdir()] == [picture.file_name]


def test_what_was_never_kept_is_not_there(shelf: PictureShelf) -> None:
    assert not shelf.has(Picture("0" * 64, ".png", 1, 1))


def test_a_model_is_shown_the_kept_file(shelf: PictureShelf) -> None:
    picture = keep(shelf, DATA, ".jpg")
    assert shelf.image(picture) == Image(str(shelf.path(picture)), picture.hash, 30, 20)


def test_the_same_picture_is_written_once(
    shelf: PictureShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = keep(shelf, DATA)
    written = shelf.path(first).stat().st_ino

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert keep(shelf, DATA) == first
    assert shelf.path(first).stat().st_ino == written
    with pytest.raises(OSError, match="No space"):
        keep(shelf, DATA + b"!")


@pytest.mark.parametrize("damaged", [DATA[:7], DATA[:-1] + b"?"])
def test_a_damaged_file_is_written_again(shelf: PictureShelf, damaged: bytes) -> None:
    picture = keep(shelf, DATA)
    shelf.path(picture).write_bytes(damaged)
    assert keep(shelf, DATA) == picture
    assert shelf.path(picture).read_bytes() == DATA


def test_a_full_disk_leaves_nothing_half_written(
    shelf: PictureShelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep(shelf, DATA)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    shelf = PictureShelf(tmp_path / "data" / "pictures")
    assert shelf.sweep((), 0) == 0
    assert shelf.has(keep(shelf, DATA))
    if os.name == "posix":
        assert (tmp_path / "data" / "pictures").stat().st_mode & 0o077 == 0


def test_a_sweep_takes_what_nothing_refers_to(shelf: PictureShelf) -> None:
    used, unused = keep(shelf, b"used"), keep(shelf, b"unused", ".jpg")
    for picture in (used, unused):
        age(shelf, picture, 2 * HOUR)
    assert shelf.sweep({used.hash}, HOUR) == 1
    assert shelf.has(used)
    assert not shelf.has(unused)
    assert shelf.sweep({used.hash}, HOUR) == 0


def test_a_sweep_spares_what_is_young(shelf: PictureShelf) -> None:
    picture = keep(shelf, DATA)
    assert shelf.sweep((), HOUR) == 0
    assert shelf.has(picture)


def test_what_is_kept_again_is_young_again(shelf: PictureShelf) -> None:
    picture = keep(shelf, DATA)
    age(shelf, picture, 2 * HOUR)
    keep(shelf, DATA)
    assert shelf.sweep((), HOUR) == 0
    assert shelf.has(picture)


def test_a_sweep_leaves_alone_what_is_not_parleys(shelf: PictureShelf, tmp_path: Path) -> None:
    strange = [tmp_path / "holiday.jpg", tmp_path / ("a" * 64), tmp_path / f"{'a' * 64}.gif"]
    for path in strange:
        path.write_bytes(b"mine")
    (tmp_path / f"{'b' * 64}.png").mkdir()
    assert shelf.sweep((), -HOUR) == 0
    assert all(path.exists() for path in strange)


def test_a_sweep_takes_what_a_crash_left_half_written(
    shelf: PictureShelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A process that is killed tidies nothing up.
    monkeypatch.setattr(Path, "unlink", lambda *_: None)
    monkeypatch.setattr(Path, "replace", lambda *_: tmp_path.joinpath("nowhere").stat())
    with pytest.raises(FileNotFoundError):
        keep(shelf, DATA)
    monkeypatch.undo()
    (left,) = tmp_path.iterdir()
    assert left.suffix == ".tmp"
    assert shelf.sweep((), HOUR) == 0, "it may still be in the making"
    assert shelf.sweep((), -HOUR) == 1
    assert list(tmp_path.iterdir()) == []
