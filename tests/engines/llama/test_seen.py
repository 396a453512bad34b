import os
from pathlib import Path

import numpy as np
import pytest

from desktop_app.engines.llama import seen
from desktop_app.engines.llama.seen import SeenPictures

ROWS = np.arange(12, dtype=np.float32).reshape(3, 4)
KEY = SeenPictures.key("projector", "cat")


def test_what_was_seen_is_there_again_in_another_session(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    SeenPictures(folder).put(KEY, ROWS)
    again = SeenPictures(folder).get(KEY, (3, 4))

    assert again is not None
    assert np.array_equal(again, ROWS)


def test_without_a_folder_it_is_remembered_in_memory_alone(tmp_path: Path) -> None:
    pictures = SeenPictures(None)
    pictures.put(KEY, ROWS)

    assert pictures.get(KEY, (3, 4)) is ROWS
    assert SeenPictures(None).get(KEY, (3, 4)) is None


def test_another_projector_sees_anew() -> None:
    assert SeenPictures.key("other", "cat") != KEY
    assert SeenPictures.key("projector", "dog") != KEY


def test_rows_of_another_shape_are_not_those(tmp_path: Path) -> None:
    pictures = SeenPictures(tmp_path)
    pictures.put(KEY, ROWS)

    assert pictures.get(KEY, (4, 3)) is None
    assert SeenPictures(tmp_path).get(KEY, (2, 4)) is None


@pytest.mark.parametrize(
    "content", [b"", b"\x93NUMPY", b"nothing of the sort", b"\x93NUMPY\x01\x00\xff\xff{"]
)
def test_a_damaged_file_is_nothing_seen(tmp_path: Path, content: bytes) -> None:
    SeenPictures(tmp_path).put(KEY, ROWS)
    (tmp_path / f"{KEY}.npy").write_bytes(content)

    assert SeenPictures(tmp_path).get(KEY, (3, 4)) is None


def test_numbers_of_another_kind_are_nothing_seen(tmp_path: Path) -> None:
    np.save(tmp_path / f"{KEY}.npy", ROWS.astype(np.float64))

    assert SeenPictures(tmp_path).get(KEY, (3, 4)) is None


def test_a_disk_that_takes_nothing_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    pictures = SeenPictures(tmp_path / "file")
    pictures.put(KEY, ROWS)

    assert pictures.get(KEY, (3, 4)) is ROWS


def test_memory_lets_the_oldest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "MEMORY_BYTES", 2 * ROWS.nbytes)
    pictures = SeenPictures(None)
    for name in ("a", "b"):
        pictures.put(name, ROWS)
    assert pictures.get("a", (3, 4)) is not None
    pictures.put("c", ROWS)

    assert pictures.get("b", (3, 4)) is None
    assert pictures.get("a", (3, 4)) is not None
    assert pictures.get("c", (3, 4)) is not None


def test_the_disk_lets_go_what_was_used_longest_ago(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for age, name in enumerate(("new", "older", "oldest")):
        SeenPictures(tmp_path).put(name, ROWS)
        os.utime(tmp_path / f"{name}.npy", (1e9 - age, 1e9 - age))
    size = (tmp_path / "new.npy").stat().st_size
    assert SeenPictures(tmp_path).get("oldest", (3, 4)) is not None  # so it is not any more

    monkeypatch.setattr(seen, "DISK_BYTES", 3 * size)
    SeenPictures(tmp_path).put("latest", ROWS)

    assert {path.stem for path in tmp_path.glob("*.npy")} == {"new", "oldest", "latest"}
    assert not list(tmp_path.glob("*.part"))
