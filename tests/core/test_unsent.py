"""The sound of dictations that are not written down yet."""

import os
import struct
import time
from pathlib import Path

import pytest

from desktop_app.core.audio import Audio, offset
from desktop_app.core.unsent import KEPT_DAYS, KeptSound, Place, left_behind

SECOND = Audio(bytes(range(256)) * (offset(1.0) // 256))


def test_what_a_crash_leaves_behind_is_whole_to_the_last_second(tmp_path: Path) -> None:
    sound = KeptSound.begin(tmp_path, Place("conversation", 3, "some"))
    for _ in range(3):
        sound.append(SECOND)
    (found,) = left_behind(tmp_path)  # Nobody closed it.
    assert found.audio().samples == SECOND.samples * 3
    assert found.seconds == 3.0
    assert found.place == Place("conversation", 3, "some")
    sound.close()


def test_any_program_can_read_the_file(tmp_path: Path) -> None:
    sound = KeptSound.begin(tmp_path, Place())
    sound.append(SECOND)
    sound.append(SECOND.until(0.5))
    sound.close()
    head = sound.path.read_bytes()[:44]
    assert (head[:4], head[8:16]) == (b"RIFF", b"WAVEfmt ")
    assert int.from_bytes(head[4:8], "little") == sound.path.stat().st_size - 8
    assert int.from_bytes(head[40:44], "little") == sound.path.stat().st_size - 44
    # 32-bit floats, one channel, 16 kHz.
    assert struct.unpack("<HHI", head[20:28]) == (3, 1, 16_000)


def test_the_place_is_noted_as_it_changes(tmp_path: Path) -> None:
    sound = KeptSound.begin(tmp_path, Place("c"))
    sound.append(SECOND)
    for shown in ("Hello", "Hello there, and more", "Hi"):
        sound.note(Place("c", 0, shown))
        assert left_behind(tmp_path)[0].place == Place("c", 0, shown)
    sound.close()
    assert left_behind(tmp_path)[0].place == Place("c", 0, "Hi")


def test_when_the_words_are_safe_nothing_stays(tmp_path: Path) -> None:
    sound = KeptSound.begin(tmp_path, Place())
    sound.append(SECOND)
    sound.remove()
    sound.remove()
    assert list(tmp_path.iterdir()) == []


def test_what_holds_no_word_is_not_offered(tmp_path: Path) -> None:
    sound = KeptSound.begin(tmp_path, Place())
    sound.append(SECOND.until(0.1))
    sound.close()
    assert left_behind(tmp_path) == []
    assert list(tmp_path.iterdir()) == []
    assert left_behind(tmp_path / "missing") == []


def test_what_nobody_wanted_for_a_month_goes(tmp_path: Path) -> None:
    for days in (KEPT_DAYS - 1, KEPT_DAYS + 1):
        sound = KeptSound.begin(tmp_path, Place())
        sound.append(SECOND)
        sound.close()
        then = time.time() - days * 24 * 3600
        os.utime(sound.path, (then, then))
    assert len(left_behind(tmp_path)) == 1
    assert len(list(tmp_path.glob("*.wav"))) == 1


def test_a_note_that_is_gone_is_written_anew(tmp_path: Path) -> None:
    sound = KeptSound.begin(tmp_path, Place("c"))
    sound.append(SECOND)
    sound.close()
    sound.path.with_suffix(".json").unlink()
    sound.note(Place("d", 1, "Hello"))
    assert left_behind(tmp_path)[0].place == Place("d", 1, "Hello")


def test_a_damaged_note_does_not_cost_the_sound(tmp_path: Path) -> None:
    sound = KeptSound.begin(tmp_path, Place("c"))
    sound.append(SECOND)
    sound.close()
    sound.path.with_suffix(".json").write_text('{"draft": "c", "at": "x"}')
    (found,) = left_behind(tmp_path)
    assert found.place == Place()
    assert found.audio() == SECOND


def test_a_folder_that_cannot_be_made_is_said_and_does_not_raise(tmp_path: Path) -> None:
    (tmp_path / "unsent").write_text("a file in its place")
    sound = KeptSound.begin(tmp_path / "unsent", Place())
    sound.append(SECOND)
    sound.note(Place("c"))
    sound.close()
    assert sound.problem is not None
    assert sound.problem.code == "store.failed"


@pytest.mark.parametrize(
    ("place", "text", "filled"),
    [
        (Place("c", 3, " two"), "one two three", "one 2 three"),
        (Place("c", 3, " two"), "and one two three", "and one 2 three"),
        (Place("c", 3, " two"), "quite another", "quite another 2"),
        (Place("c", 0, ""), "", "2"),
        (Place("c", 99, ""), "short", "short 2"),
        (Place("c", 3, ""), "one three", "one 2 three"),
    ],
)
def test_words_come_where_they_were_spoken(place: Place, text: str, filled: str) -> None:
    assert place.filled(text, "2") == filled
