"""What is asked of the engines for a file, long or short, whole or not, and what becomes of it."""

import math
from array import array

import pytest

from desktop_app.core.audio import SAMPLE_RATE, Audio
from desktop_app.core.errors import Problem
from desktop_app.core.events import (
    Decoded,
    Failed,
    Finished,
    Language,
    Reason,
    Segment,
    Transcribing,
)
from desktop_app.core.recording import SEARCH_SECONDS, WINDOW_SECONDS, Recording, quietest

DAMAGED = Failed(Problem("sound.damaged", {"name": "a", "time": "0:02"}))
CRASHED = Failed(Problem("part.crashed", {"cause": "it aborted itself"}))


def sound(seconds: float, level: float = 0.0) -> Audio:
    return Audio(array("f", [level]).tobytes() * round(seconds * SAMPLE_RATE))


def read(recording: Recording, length: float) -> None:
    """Do a reading job of a file that is so long."""
    job = recording.reading_job()
    assert job is not None
    end = min(length, job.begin + job.seconds)
    recording.on_reading(Decoded(sound(end - job.begin), length))
    recording.on_reading(Finished(Reason.STOP if end == length else Reason.LENGTH))


def write(recording: Recording, *segments: Segment) -> Audio:
    """Write down the next window."""
    window = recording.next_window()
    assert window is not None
    for event in (*segments, Finished()):
        recording.on_writing(event)
    return window


def test_a_short_file_is_one_window() -> None:
    recording = Recording("/a/b ü.mp3")
    assert recording.next_window() is None
    read(recording, 12.5)
    assert recording.reading_job() is None
    assert write(recording, Segment(1.0, 2.0, "Hi")).seconds == 12.5
    assert recording.finished
    assert recording.segments == [Segment(1.0, 2.0, "Hi")]
    assert recording.transcript.name == "b ü.mp3"
    assert (recording.done, recording.total) == (12.5, 12.5)


def test_a_long_file_is_cut_and_its_times_go_on() -> None:
    recording = Recording("a")
    length, windows = 2.5 * WINDOW_SECONDS, []
    while not recording.finished:
        if recording.reading_job():
            read(recording, length)
        windows.append(write(recording, Segment(1.0, 2.0, "x")).seconds)
        held = sum(windows[-1:])
        assert held <= WINDOW_SECONDS
    assert sum(windows) == length
    assert len(windows) == 3
    assert all(w >= WINDOW_SECONDS - SEARCH_SECONDS for w in windows[:-1])
    starts = [segment.start for segment in recording.segments]
    assert starts == [1.0, windows[0] + 1.0, windows[0] + windows[1] + 1.0]


def test_the_next_window_is_read_while_one_is_written_down() -> None:
    recording = Recording("a")
    length = 3 * WINDOW_SECONDS
    read(recording, length)
    assert recording.next_window() is not None
    read(recording, length)
    assert recording.reading_job() is None, "enough lies here"
    assert recording.next_window() is None, "one at a time"
    recording.on_writing(Finished())
    assert recording.next_window() is not None
    assert recording.reading_job() is not None


def test_progress() -> None:
    recording = Recording("a")
    recording.on_reading(Decoded(sound(4), 10.0))
    assert recording.total == 10.0
    recording.on_reading(Finished())
    assert recording.total == 4.0, "the header said more than there was"
    recording.next_window()
    recording.on_writing(Language("de", 0.9))
    recording.on_writing(Language("fr", 0.9))
    recording.on_writing(Transcribing(1.5, 4.0))
    assert (recording.done, recording.language) == (1.5, "de")
    recording.on_writing(Segment(1.0, 9.0, "too long"))
    assert recording.segments[-1].end == 4.0
    assert not recording.finished


def test_the_language_that_was_asked_for_is_that_of_the_words() -> None:
    recording = Recording("a")
    recording.asked = "de"
    read(recording, 4)
    assert recording.transcript.language == "", "nothing is said yet"
    write(recording, Segment(1.0, 2.0, "Guten Morgen."))
    assert recording.transcript.language == "de"
    recording.language = "fr"
    assert recording.transcript.language == "fr", "what was heard is truer"


@pytest.mark.parametrize("end", [Finished(Reason.CANCELLED), CRASHED])
def test_what_was_not_written_down_waits_again(end: Finished | Failed) -> None:
    recording = Recording("a")
    read(recording, 2.5 * WINDOW_SECONDS)
    first = write(recording).seconds
    read(recording, 2.5 * WINDOW_SECONDS)
    window = recording.next_window()
    assert window is not None
    recording.on_writing(Segment(0.0, 100.0, "kept"))
    recording.on_writing(Transcribing(130.0, 170.0))
    recording.on_writing(end)
    assert recording.done == first + 100
    read(recording, 2.5 * WINDOW_SECONDS)
    rest = recording.next_window()
    assert rest is not None
    recording.on_writing(Segment(5.0, 6.0, "goes on"))
    assert recording.segments == [
        Segment(first, first + 100, "kept"),
        Segment(first + 105, first + 106, "goes on"),
    ]


def test_a_damaged_file_is_written_down_as_far_as_it_goes() -> None:
    recording = Recording("a")
    recording.on_reading(Decoded(sound(2), 60.0))
    recording.on_reading(DAMAGED)
    assert recording.reading_job() is None
    assert write(recording).seconds == 2
    assert recording.finished
    assert recording.problem == DAMAGED.problem


def test_a_reader_that_dies_is_asked_again_for_the_rest() -> None:
    recording = Recording("a")
    recording.on_reading(Decoded(sound(2), 60.0))
    recording.on_reading(CRASHED)
    job = recording.reading_job()
    assert job is not None
    assert job.begin == 2.0
    assert recording.problem is None


def test_a_file_without_sound_is_finished_at_once() -> None:
    recording = Recording("a")
    recording.on_reading(Failed(Problem("sound.missing", {"name": "a"})))
    assert recording.finished
    assert recording.next_window() is None


def test_only_a_first_death_is_worth_another_try() -> None:
    recording = Recording("a")
    assert recording.worth_another_try(CRASHED.problem)
    for code in ("part.crashed_again", "part.no_memory", "voice.failed", "voice.model_damaged"):
        assert not recording.worth_another_try(Problem(code))


class TestQuietest:
    def speech(self, pauses: list[tuple[float, float]], seconds: float = 8.0) -> Audio:
        """A tone with pauses at these times, and a faint hum in them."""
        samples = array("f")
        for n in range(round(seconds * SAMPLE_RATE)):
            at = n / SAMPLE_RATE
            level = 0.01 if any(begin <= at < end for begin, end in pauses) else 0.5
            samples.append(level * math.sin(2 * math.pi * 300 * at))
        return Audio(samples.tobytes())

    def test_in_the_pause_that_is_long_enough(self) -> None:
        audio = self.speech([(1.0, 1.1), (3.0, 4.0), (7.0, 7.1)])
        assert 3.1 < quietest(audio) < 3.9

    def test_late_where_several_will_do(self) -> None:
        assert 6.1 < quietest(self.speech([(2.0, 3.0), (6.0, 7.0)])) < 7.0

    def test_at_the_end_where_all_is_equal(self) -> None:
        assert 9.5 <= quietest(sound(10.0)) <= 10.0

    def test_too_little_to_choose_from(self) -> None:
        assert quietest(sound(0.1)) == pytest.approx(0.1)
