import os
import time
from collections.abc import Callable
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


def flipped(data: bytes) -> bytes:
    return data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: b"nothing of the sort", id="something else"),
        pytest.param(lambda data: data[:-4], id="cut off"),
        pytest.param(lambda data: data + bytes(4), id="too long"),
        pytest.param(lambda data: data[:40] + bytes(len(data) - 40), id="a hole in it"),
        pytest.param(flipped, id="one bit"),
    ],
)
def test_a_damaged_file_is_nothing_seen(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    SeenPictures(tmp_path).put(KEY, ROWS)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))

    assert SeenPictures(tmp_path).get(KEY, (3, 4)) is None


def test_a_folder_for_reading_alone_serves_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> None:
        raise PermissionError(path)

    SeenPictures(tmp_path).put(KEY, ROWS)
    monkeypatch.setattr(os, "utime", refused)

    assert SeenPictures(tmp_path).get(KEY, (3, 4)) is not None


def test_another_version_of_the_engine_sees_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "VERSION", "another one")

    assert SeenPictures.key("projector", "cat") != KEY


def test_what_an_ended_process_left_half_written_goes(tmp_path: Path) -> None:
    for name, age in (("old", 1e9), ("of another window", time.time())):
        (tmp_path / f"{name}.part").write_bytes(b"half")
        os.utime(tmp_path / f"{name}.part", (age, age))
    SeenPictures(tmp_path).put(KEY, ROWS)

    assert [path.stem for path in tmp_path.glob("*.part")] == ["of another window"]


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
        os.utime(tmp_path / f"{name}.seen", (1e9 - age, 1e9 - age))
    size = (tmp_path / "new.seen").stat().st_size
    assert SeenPictures(tmp_path).get("oldest", (3, 4)) is not None  # so it is not any more

    monkeypatch.setattr(seen, "DISK_BYTES", 3 * size)
    SeenPictures(tmp_path).put("latest", ROWS)

    assert {path.stem for path in tmp_path.glob("*.seen")} == {"new", "oldest", "latest"}
    assert not list(tmp_path.glob("*.part"))
