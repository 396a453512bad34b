"""A part of a film on its way into a message, told events as engines tell them."""

import pytest

from desktop_app.core.attachment import Frame
from desktop_app.core.audio import SAMPLE_BYTES, SAMPLE_RATE, Audio
from desktop_app.core.errors import Problem
from desktop_app.core.events import (
    Decoded,
    Event,
    Failed,
    FilmFacts,
    Finished,
    Pictured,
    Reason,
    Segment,
)
from desktop_app.core.excerpt import Choice, Excerpt
from desktop_app.core.picture import Picture

FACTS = FilmFacts(60.0, 640, 360, has_sound=True)
NAME = {"name": "a.mp4"}


def picture(name: str) -> Picture:
    return Picture(name * 64, ".jpg", 640, 360, "a")


def excerpt(choice: Choice, facts: FilmFacts = FACTS) -> Excerpt:
    return Excerpt("/films/a.mp4", facts, choice, "/pictures")


def silence(seconds: float) -> Audio:
    return Audio(bytes(round(seconds * SAMPLE_RATE) * SAMPLE_BYTES))


def tell(made: Excerpt, *events: Event) -> None:
    for event in events:
        made.on_frames(event)


class TestPictures:
    def test_evenly_spaced_over_the_range(self) -> None:
        job = excerpt(Choice(10.0, 20.0, 2, words=False)).frames_job()
        assert job is not None
        assert job.times == (12.5, 17.5)
        assert (job.model.path, job.folder.path) == ("/films/a.mp4", "/pictures")

    def test_they_become_frames_with_their_times(self) -> None:
        made = excerpt(Choice(10.0, 20.0, 2, words=False))
        tell(made, Pictured(picture("a"), 12.5), Pictured(picture("b"), 17.5))
        assert made.finished
        assert made.done == 1.0
        assert made.frames_job() is None
        film = made.film
        assert film.frames == (Frame(12.5, picture("a")), Frame(17.5, picture("b")))
        assert (film.name, film.seconds, film.start, film.end) == ("a.mp4", 60.0, 10.0, 20.0)

    def test_a_film_that_stands_still_is_shown_once(self) -> None:
        made = excerpt(Choice(0.0, 40.0, 4, words=False))
        for at, name in ((5.0, "a"), (15.0, "a"), (25.0, "b"), (35.0, "a")):
            tell(made, Pictured(picture(name), at))
        assert [frame.at for frame in made.film.frames] == [5.0, 25.0, 35.0]

    def test_those_that_are_not_there_are_left_out(self) -> None:
        made = excerpt(Choice(0.0, 40.0, 4, words=False))
        tell(made, Pictured(picture("a"), 15.0), Finished())
        assert made.finished
        assert [frame.at for frame in made.film.frames] == [15.0]
        assert made.problem is None

    def test_after_a_stop_and_a_crash_only_the_rest_is_missing(self) -> None:
        made = excerpt(Choice(0.0, 40.0, 4, words=False))
        tell(made, Pictured(picture("a"), 5.0), Finished(Reason.CANCELLED))
        tell(made, Pictured(picture("b"), 15.0), Failed(Problem("part.crashed")))
        job = made.frames_job()
        assert job is not None
        assert job.times == (25.0, 35.0)
        assert made.done == pytest.approx(0.5)

    def test_a_fault_keeps_what_came_before(self) -> None:
        made = excerpt(Choice(0.0, 40.0, 4, words=False))
        problem = Problem("film.unreadable", NAME)
        tell(made, Pictured(picture("a"), 5.0), Failed(problem))
        assert made.finished
        assert made.problem == problem
        assert len(made.film.frames) == 1

    @pytest.mark.parametrize(("found", "code"), [(1, "film.damaged"), (0, "film.unreadable")])
    def test_a_process_that_dies_twice_dies_of_the_film(self, found: int, code: str) -> None:
        made = excerpt(Choice(0.0, 40.0, 4, words=False))
        tell(made, *[Pictured(picture("a"), 5.0)] * found)
        tell(made, Failed(Problem("part.crashed_again", details="a fault")))
        assert made.finished
        assert made.problem == Problem(code, NAME, "a fault")

    def test_none_are_wanted(self) -> None:
        made = excerpt(Choice(0.0, 40.0, 0, words=False))
        assert made.frames_job() is None
        assert made.finished


class TestWords:
    def test_of_the_range_only_and_with_the_times_of_the_film(self) -> None:
        made = excerpt(Choice(10.0, 20.0, 0))
        recording = made.recording
        assert recording is not None
        job = recording.reading_job()
        assert job is not None
        assert (job.begin, job.seconds) == (10.0, 10.0)
        recording.on_reading(Decoded(silence(4.0), 60.0))
        assert recording.next_window() is None
        recording.on_reading(Decoded(silence(6.0), 60.0))
        recording.on_reading(Finished(Reason.LENGTH))
        assert recording.reading_job() is None
        window = recording.next_window()
        assert window is not None
        assert window.seconds == 10.0
        recording.on_writing(Segment(1.0, 3.0, "Good morning."))
        assert not made.finished
        assert 0.0 < made.done < 1.0
        recording.on_writing(Finished())
        assert made.finished
        assert made.done == 1.0
        assert made.film.said == (Segment(11.0, 13.0, "Good morning."),)

    def test_a_sound_that_ends_before_the_range_does(self) -> None:
        made = excerpt(Choice(50.0, 60.0, 0))
        recording = made.recording
        assert recording is not None
        recording.on_reading(Decoded(silence(2.0), 52.0))
        recording.on_reading(Finished(Reason.STOP))
        window = recording.next_window()
        assert window is not None
        assert window.seconds == 2.0

    def test_pictures_and_words_are_awaited_both(self) -> None:
        made = excerpt(Choice(0.0, 10.0, 1))
        assert made.recording is not None
        tell(made, Pictured(picture("a"), 5.0))
        assert made.looked
        assert not made.finished
        assert made.done == pytest.approx(0.5)

    @pytest.mark.parametrize("words", [True, False])
    def test_none_where_nothing_is_to_be_heard(self, words: bool) -> None:
        facts = FilmFacts(60.0, 640, 360, has_sound=not words)
        assert excerpt(Choice(0.0, 10.0, 1, words), facts).recording is None
