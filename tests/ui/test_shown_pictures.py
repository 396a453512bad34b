"""Pictures and films in the messages of a conversation, with real widgets and a real hand."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.ui.blocks.film_block import FilmBlock
from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.gallery import Gallery
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcript import Transcript
from desktop_app.ui.transcript_model import Row
from tests.ui.kept import Shelf, missing
from tests.ui.shown import (
    button,
    choose,
    colour,
    is_made_ahead,
    menu_of,
    message,
    read,
    reply,
    show,
    tiles,
    view,
)

opens_a_menu = pytest.mark.qt_log_ignore(
    r"This plugin does not support (raise\(\)|grabbing the keyboard)", extend=True
)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "pictures")


@pytest.fixture
def gallery(qtbot: QtBot, shelf: Shelf) -> Gallery:
    return Gallery(shelf.path)


@pytest.fixture
def transcript(qtbot: QtBot, gallery: Gallery) -> Transcript:
    transcript = Transcript(Theme("light"), gallery)
    transcript.resize(800, 500)
    qtbot.addWidget(transcript)
    with qtbot.waitExposed(transcript):
        transcript.show()
    return transcript


# Shown


def test_a_picture_stands_above_the_words_at_their_edge(
    qtbot: QtBot, transcript: Transcript, shelf: Shelf
) -> None:
    show(transcript, message("m", "What is this?", shelf.picture("blue")))
    here = view(transcript)
    (tile,) = tiles(here)
    bubble = here.findChild(TextView)
    assert isinstance(bubble, TextView)
    frame = bubble.parentWidget()
    assert frame is not None
    assert tile.size() == QSize(300, 200)
    assert tile.mapTo(here, QPoint(0, 200)).y() < frame.y()
    assert tile.mapTo(here, QPoint(300, 0)).x() == frame.x() + frame.width()
    read(qtbot, tile)
    assert colour(tile) == "#0000ff"


def test_pictures_alone_have_no_empty_bubble(transcript: Transcript, shelf: Shelf) -> None:
    show(transcript, message("m", "", shelf.picture()))
    here = view(transcript)
    bubble = here.findChild(TextView)
    assert isinstance(bubble, TextView)
    assert not bubble.isVisible()
    assert len(tiles(here)) == 1
    assert not button(here, "Copy your message").isVisible()
    assert button(here, "Edit your message").isVisible()


def test_nothing_moves_when_pictures_come(
    qtbot: QtBot, transcript: Transcript, shelf: Shelf
) -> None:
    """Neither when they are read, nor when their messages come into view."""
    rows = []
    for number in range(30):
        shown = shelf.picture("red", 700 + number, 500), shelf.picture("blue", 300, 300 + number)
        rows += [message(f"u{number}", "And here?", *shown), reply(f"a{number}", "Colours.")]
    show(transcript, *rows)
    bar = transcript.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    qtbot.waitUntil(lambda: is_made_ahead(transcript))
    near = [id for id in transcript.model().ids() if transcript.view(id) is not None]
    before = [transcript.view(id).geometry() for id in near]
    value = bar.value()
    for id in near:
        if id.startswith("u"):
            for tile in tiles(view(transcript, id)):
                read(qtbot, tile)
    assert [transcript.view(id).geometry() for id in near] == before
    assert bar.value() == value


def test_the_height_of_pictures_is_known_without_their_widgets(
    transcript: Transcript, shelf: Shelf
) -> None:
    """What is estimated for messages far away differs by the words only."""
    one = shelf.picture("red", 900, 600)
    show(transcript, *(message(f"u{n}", "Hm?", one) for n in range(40)))
    bar = transcript.verticalScrollBar()
    estimated = bar.maximum() + transcript.viewport().height()
    assert transcript.view("u0") is None
    measured = view(transcript, "u39").height()
    assert abs(estimated - 40 * measured) < 40 * 40


def test_a_picture_that_gets_another_size_is_never_blank(
    qtbot: QtBot, transcript: Transcript, shelf: Shelf
) -> None:
    show(transcript, message("m", "Hm", shelf.picture("blue", 2000, 1000)))
    (tile,) = tiles(view(transcript))
    read(qtbot, tile)
    transcript.resize(360, 500)
    assert tile.width() < 360
    assert colour(tile) == "#0000ff"


def test_only_what_is_near_has_tiles(transcript: Transcript, shelf: Shelf) -> None:
    pictures = [shelf.picture("red", 400 + n, 300) for n in range(200)]
    rows = [message(f"u{n}", f"{n}?", picture) for n, picture in enumerate(pictures)]
    show(transcript, *rows)
    assert len(tiles(transcript)) < 12


def test_of_many_pictures_in_a_message_those_in_view_are_read(
    qtbot: QtBot, transcript: Transcript, gallery: Gallery, shelf: Shelf
) -> None:
    pictures = [shelf.picture("red", 400 + n, 300) for n in range(100)]
    hashes: set[str] = set()
    gallery.arrived.connect(hashes.add)
    show(transcript, message("m", "All of them", *pictures))
    last = tiles(view(transcript))[-1]
    read(qtbot, last)
    qtbot.waitUntil(lambda: len(hashes) >= 6)
    assert len(hashes) < 40


def test_a_missing_file_is_said(qtbot: QtBot, transcript: Transcript) -> None:
    show(transcript, message("m", "Here", missing()))
    (tile,) = tiles(view(transcript))
    qtbot.waitUntil(lambda: "missing" in tile.accessibleDescription())
    assert tile.accessibleDescription() == (
        "Picture, 300 × 200 pixels. This picture's file is missing."
    )
    assert tile.size() == QSize(300, 200)


def test_who_does_not_see_is_told_what_there_is(transcript: Transcript, shelf: Shelf) -> None:
    nameless = replace(shelf.picture("blue"), name="")
    show(transcript, message("m", "Hm", shelf.picture("red", 300, 200, "cat.png"), nameless))
    first, second = tiles(view(transcript))
    assert first.accessibleName() == "cat.png"
    assert first.accessibleDescription() == "Picture, 300 × 200 pixels."
    assert second.accessibleName() == "Picture"


def test_tab_goes_through_the_pictures_before_the_words(
    transcript: Transcript, shelf: Shelf
) -> None:
    show(transcript, message("m", "Hm", shelf.picture("red"), shelf.picture("blue")))
    here = view(transcript)
    # Blocks hand the keyboard on to what is in them.
    chain = [part for part in here.focus_chain() if part.focusProxy() is None]
    assert chain[:2] == tiles(here)
    assert isinstance(chain[2], TextView)


def test_from_right_to_left(transcript: Transcript, shelf: Shelf) -> None:
    transcript.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show(transcript, message("m", "Hm", shelf.picture("red"), shelf.picture("blue")))
    first, second = tiles(view(transcript))
    at = [tile.mapTo(transcript, QPoint()).x() for tile in (first, second)]
    assert at[1] < at[0] < 400


# Films


def test_a_film_is_a_strip_of_frames_with_times(
    qtbot: QtBot, transcript: Transcript, shelf: Shelf
) -> None:
    film = shelf.film(3, ("Hello.", "This is the harbour."))
    show(transcript, message("m", "What happens?", film))
    block = view(transcript).findChild(FilmBlock)
    assert isinstance(block, FilmBlock)
    texts = [label.text() for label in block.findChildren(QLabel)]
    assert texts == ["walk.mp4", "1:00 · 3 pictures"]
    assert [tile.shown.name for tile in block.tiles] == [
        "walk.mp4 0:00",
        "walk.mp4 0:05",
        "walk.mp4 0:10",
    ]
    read(qtbot, block.tiles[2])
    fold = button(block, "What is said")
    before = view(transcript).height()
    fold.click()
    said = block.findChild(TextView)
    assert isinstance(said, TextView)
    assert said.toPlainText() == "0:00  Hello.\n0:04  This is the harbour."
    assert view(transcript).height() > before
    assert block.rect().contains(said.mapTo(block, said.rect().bottomRight()))


def test_a_part_of_a_film_says_so(transcript: Transcript, shelf: Shelf) -> None:
    film = replace(shelf.film(1), start=10.0, end=20.0)
    show(transcript, message("m", "", film))
    block = view(transcript).findChild(FilmBlock)
    assert isinstance(block, FilmBlock)
    assert block.accessibleDescription() == "0:10–0:20 of 1:00 · 1 picture"


def test_of_many_frames_two_rows_are_shown_at_first(transcript: Transcript, shelf: Shelf) -> None:
    show(transcript, message("m", "", shelf.film(30)))
    block = view(transcript).findChild(FilmBlock)
    assert isinstance(block, FilmBlock)
    at_first = len(tiles(block))
    assert 4 <= at_first <= 12
    before = view(transcript).height()
    more = button(block, "Show all 30 pictures")
    more.click()
    assert len(tiles(block)) == 30
    assert not more.isVisible()
    assert view(transcript).height() > before


def test_a_film_without_frames_has_its_words(transcript: Transcript, shelf: Shelf) -> None:
    show(transcript, message("m", "", shelf.film(0, ("Hello.",))))
    block = view(transcript).findChild(FilmBlock)
    assert isinstance(block, FilmBlock)
    assert block.tiles == []
    assert button(block, "What is said").isVisible()


# Hidden from the model


@opens_a_menu
def test_a_picture_is_hidden_by_its_menu_and_stays_where_it_is(
    qtbot: QtBot, transcript: Transcript, shelf: Shelf
) -> None:
    red, blue = shelf.picture("red"), shelf.picture("blue")
    row = message("m", "Hm", red, blue)
    show(transcript, row)
    second = tiles(view(transcript))[1]
    read(qtbot, second)
    with qtbot.waitSignal(transcript.seen_requested) as asked:
        choose(menu_of(second), "Hide from the model")
    assert asked.args == ["m", 1, False]
    second.setFocus(Qt.FocusReason.TabFocusReason)
    hidden = (red, replace(blue, seen=False))
    transcript.model().update(Row(replace(row.message, attachments=hidden)))
    assert tiles(view(transcript))[1] is second
    assert second.hasFocus()
    assert second.accessibleDescription().endswith("The model no longer sees it.")
    corner = second.grab().toImage().pixelColor(20, 20)
    assert corner.red() > 100, "it is faded"
    notes = [label.text() for label in view(transcript).findChildren(QLabel)]
    assert "The model no longer sees 1 of these 2." in notes
    with qtbot.waitSignal(transcript.seen_requested) as asked:
        choose(menu_of(second), "Show to the model again")
    assert asked.args == ["m", 1, True]


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "The model no longer sees this picture."),
        (2, "The model no longer sees these."),
    ],
)
def test_what_is_hidden_is_said_below(
    transcript: Transcript, shelf: Shelf, count: int, sentence: str
) -> None:
    hidden = replace(shelf.picture(), seen=False)
    show(transcript, message("m", "Hm", *[hidden] * count))
    labels = [label for label in view(transcript).findChildren(QLabel) if label.text() == sentence]
    assert len(labels) == 1
    words = labels[0].fontMetrics().horizontalAdvance(sentence)
    assert labels[0].width() >= words
    assert labels[0].height() < 2 * labels[0].fontMetrics().lineSpacing()


@opens_a_menu
def test_a_film_is_hidden_as_a_whole(qtbot: QtBot, transcript: Transcript, shelf: Shelf) -> None:
    show(transcript, message("m", "", shelf.picture(), shelf.film(2)))
    block = view(transcript).findChild(FilmBlock)
    assert isinstance(block, FilmBlock)
    for part in (block, block.tiles[1]):
        with qtbot.waitSignal(transcript.seen_requested) as asked:
            choose(menu_of(part), "Hide from the model")
        assert asked.args == ["m", 1, False]


@opens_a_menu
def test_what_is_said_in_a_film_is_copied(
    qtbot: QtBot, transcript: Transcript, shelf: Shelf
) -> None:
    show(transcript, message("m", "", shelf.film(0, ("Hello.", "Good bye."))))
    here = view(transcript)
    qtbot.keyClick(button(here, "Film…"), Qt.Key.Key_Space)
    (menu,) = [menu for menu in here.findChildren(QMenu) if menu.isVisible()]
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["Copy what is said", "Hide from the model"]
    choose(menu, "Copy what is said")
    assert QGuiApplication.clipboard().text() == "0:00  Hello.\n0:04  Good bye."


@opens_a_menu
def test_the_keyboard_has_a_menu_in_the_row_of_buttons(
    qtbot: QtBot, transcript: Transcript, shelf: Shelf
) -> None:
    cat, dog = shelf.picture("red", name="cat & co.png"), shelf.picture("blue", name="dog.png")
    show(transcript, message("m", "Hm", cat, dog))
    here = view(transcript)
    pictures = button(here, "Pictures…")
    assert pictures in here.focus_chain()
    qtbot.keyClick(pictures, Qt.Key.Key_Space)
    (menu,) = [menu for menu in here.findChildren(QMenu) if menu.isVisible()]
    assert [action.text() for action in menu.actions()] == ["cat && co.png", "dog.png"]
    inner = menu.actions()[1].menu()
    assert isinstance(inner, QMenu)
    words = [action.text() for action in inner.actions() if action.text()]
    assert words == ["Open", "Save as…", "Copy the picture", "Hide from the model"]
    with qtbot.waitSignal(transcript.seen_requested) as asked:
        choose(inner, "Hide from the model")
    assert asked.args == ["m", 1, False]
    menu.close()


@opens_a_menu
def test_one_picture_needs_no_names_in_its_menu(
    qtbot: QtBot, transcript: Transcript, shelf: Shelf
) -> None:
    show(transcript, message("m", "Hm", shelf.picture()), reply("a", "Red."))
    here = view(transcript)
    qtbot.keyClick(button(here, "Picture…"), Qt.Key.Key_Space)
    (menu,) = [menu for menu in here.findChildren(QMenu) if menu.isVisible()]
    assert menu.actions()[0].text() == "Open"
    menu.close()
    other = transcript.view("a")
    assert other is not None
    assert not [b for b in other.findChildren(QAbstractButton) if b.text() == "Picture…" and
                b.isVisible()]  # fmt: skip


# Copied


def test_a_picture_is_copied_as_a_picture(
    qtbot: QtBot, transcript: Transcript, shelf: Shelf
) -> None:
    show(transcript, message("m", "", shelf.picture("blue", 640, 480)))
    (tile,) = tiles(view(transcript))
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not clipboard.image().isNull())
    assert clipboard.image().size() == QSize(640, 480)
    assert clipboard.image().pixelColor(9, 9).name() == "#0000ff"


@opens_a_menu
def test_a_picture_that_is_gone_cannot_be_copied_and_that_is_said(
    qtbot: QtBot, transcript: Transcript
) -> None:
    show(transcript, message("m", "", missing()))
    (tile,) = tiles(view(transcript))
    problems: list[str] = []
    transcript.problem.connect(lambda problem: problems.append(problem.code))
    choose(menu_of(tile), "Copy the picture")
    qtbot.waitUntil(lambda: problems == ["picture.gone"])


def test_a_message_is_copied_as_its_words_and_names_its_pictures_in_markdown(
    transcript: Transcript, shelf: Shelf
) -> None:
    show(transcript, message("m", "What is *this*?", shelf.picture(name="cat.png")))
    view(transcript).buttons.copy_requested.emit()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "What is *this*?"
    markdown = bytes(data.data("text/markdown").data()).decode()
    assert "cat.png" in markdown
    assert markdown.endswith("\n\nWhat is *this*?")
