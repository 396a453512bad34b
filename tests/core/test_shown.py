from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.attachment import Film, Frame
from desktop_app.core.conversation import Message, Role
from desktop_app.core.events import Segment
from desktop_app.core.picture import Image, Picture
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.prompt import normalised
from desktop_app.core.shown import GONE, HIDDEN, shown, turns_of


@pytest.fixture
def shelf(tmp_path: Path) -> PictureShelf:
    return PictureShelf(tmp_path)


def kept(shelf: PictureShelf, name: str) -> Picture:
    return Picture(shelf.keep(name.encode(), ".png"), ".png", 4, 3, name)


def film(shelf: PictureShelf) -> Film:
    return Film(
        name="Two\ncats.mp4",
        seconds=12.0,
        start=0.0,
        end=12.0,
        frames=(Frame(3.0, kept(shelf, "one")), Frame(9.4, kept(shelf, "two"))),
        said=(Segment(0.0, 2.0, " Look\n at that."), Segment(8.2, 9.0, "Another!")),
    )


def test_pictures_stand_in_their_order(shelf: PictureShelf, tmp_path: Path) -> None:
    cat, dog = kept(shelf, "cat"), kept(shelf, "dog")
    assert shown((dog, cat), shelf) == (
        Image(str(tmp_path / dog.file_name), dog.hash, 4, 3),
        Image(str(tmp_path / cat.file_name), cat.hash, 4, 3),
    )
    assert shown((), shelf) == ()


def test_what_is_out_of_sight_is_left_out(shelf: PictureShelf) -> None:
    cat, dog = kept(shelf, "cat"), kept(shelf, "dog")
    hidden = (replace(cat, seen=False), dog, replace(film(shelf), seen=False))
    assert shown(hidden, shelf) == (shelf.image(dog),)


def test_a_message_of_which_nothing_is_left_keeps_its_place(shelf: PictureShelf) -> None:
    hidden = replace(kept(shelf, "cat"), seen=False)
    messages = [
        Message("1", "", Role.USER, "", 0.0, attachments=(hidden,)),
        Message("2", "1", Role.ASSISTANT, "A cat.", 0.0),
        Message("3", "2", Role.USER, "Why?", 0.0, attachments=(hidden,)),
    ]
    turns = normalised(turns_of(messages, "", shelf))

    assert [(turn.role, turn.text) for turn in turns] == [
        (Role.USER, HIDDEN),
        (Role.ASSISTANT, "A cat."),
        (Role.USER, "Why?"),
    ]


def test_a_missing_file_is_said(shelf: PictureShelf) -> None:
    cat, dog = kept(shelf, "cat"), kept(shelf, "dog")
    shelf.path(cat).unlink()
    assert shown((cat, dog), shelf) == (GONE, shelf.image(dog))


def test_a_film_is_its_frames_with_their_times_and_what_is_said(shelf: PictureShelf) -> None:
    value = film(shelf)
    assert shown((value,), shelf) == (
        'Film "Two cats.mp4", 12 s. Frame at 0:03:\n',
        shelf.image(value.frames[0].picture),
        "Frame at 0:09:\n",
        shelf.image(value.frames[1].picture),
        "What is said: [0:00] Look at that. [0:08] Another!\n",
    )


def test_a_film_without_frames_is_its_transcript(shelf: PictureShelf) -> None:
    value = replace(film(shelf), frames=())
    assert shown((value,), shelf) == (
        'Film "Two cats.mp4", 12 s. What is said: [0:00] Look at that. [0:08] Another!\n',
    )


def test_a_silent_film_says_no_more_than_its_frames(shelf: PictureShelf) -> None:
    value = replace(film(shelf), said=())
    assert [part for part in shown((value,), shelf) if isinstance(part, str)] == [
        'Film "Two cats.mp4", 12 s. Frame at 0:03:\n',
        "Frame at 0:09:\n",
    ]


def test_a_film_of_which_nothing_is_there_is_named(shelf: PictureShelf) -> None:
    value = replace(film(shelf), frames=(), said=())
    (words,) = shown((value,), shelf)
    assert words == (
        'Film "Two cats.mp4", 12 s. Nothing of it is shown, and nothing is said in it.\n'
    )


def test_a_part_of_a_film_says_which(shelf: PictureShelf) -> None:
    value = replace(film(shelf), seconds=3723.0, start=61.0, end=90.0, frames=(), said=())
    (words,) = shown((value,), shelf)
    assert isinstance(words, str)
    assert words.startswith('Film "Two cats.mp4", 1:01 to 1:30 of 1:02:03. ')


def test_a_frame_whose_file_is_missing_keeps_its_time(shelf: PictureShelf) -> None:
    value = film(shelf)
    shelf.path(value.frames[0].picture).unlink()
    first, gone, *_ = shown((value,), shelf)
    assert first == 'Film "Two cats.mp4", 12 s. Frame at 0:03:\n'
    assert gone == GONE
