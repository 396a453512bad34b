"""A temporary conversation in the real window: nothing of it is found on the disk afterwards."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog

from desktop_app.core.engine import UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Finished
from desktop_app.core.export_job import Format
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.engines.scripted import Reply, ScriptedOptions
from desktop_app.ui.export_dialog import ExportDialog
from desktop_app.ui.offer import Offer, PicturePixels, offer_of_files
from desktop_app.ui.temporary_bar import TemporaryBar
from tests.conftest import ROOT
from tests.end_to_end.conftest import close
from tests.end_to_end.test_chat import idle, part, say, texts

SECRET = "quinquireme of Nineveh"
ENGINE = ScriptedOptions(replies=(Reply(f"Rowing home: {SECRET}."),))
SLOW = ScriptedOptions(replies=(Reply(f"{SECRET} " * 2_000),), tokens_per_second=200.0)


def bar(parley) -> TemporaryBar:
    return part(parley, "temporaryBar", TemporaryBar)


def begin(qtbot, parley) -> None:
    parley.window.activateWindow()
    qtbot.waitUntil(parley.window.isActiveWindow)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(parley.window.composer.edit, Qt.Key.Key_N, keys)
    assert bar(parley).isVisible()


def answered(qtbot, parley, text: str = SECRET) -> None:
    wanted = len(texts(parley)) + 2
    # The scripted model sees no pictures: by its button the composer would not send them.
    parley.window.composer.edit.set_text(text)
    parley.chat.send(text)
    qtbot.waitUntil(lambda: idle(parley) and len(texts(parley)) == wanted)


def holding(folder: Path, data: bytes) -> list[Path]:
    """The files below `folder` in which this is written, or whose names say it."""
    found = []
    for place, _, names in os.walk(folder):
        for path in (Path(place, name) for name in names):
            # What another thread of the program just writes may have its name only a moment.
            with suppress(FileNotFoundError):
                if data in path.read_bytes() or data in os.fsencode(path.name):
                    found.append(path)
    return found


def rows(parley) -> int:
    return len(parley.session.summaries())


def undo(qtbot, parley) -> None:
    button = parley.window.notices.banners()[0].button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def press_keep(qtbot, parley) -> None:
    """Press the button, and wait until it is kept."""
    qtbot.mouseClick(bar(parley).keep_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not parley.session.conversation.temporary, timeout=30_000)
    assert not bar(parley).isVisible()


def kept_again(parley) -> bool:
    """Whether all that the first message of the one conversation shows is kept."""
    (summary,) = parley.session.summaries()
    parley.chat.conversations.open(summary.id)
    shown = parley.session.conversation.path()[0].attachments
    return len(shown) == 2 and all(parley.shelf.has(each) for each in shown)


def no_copy(*_: object) -> None:
    raise AssertionError("copied on the thread that paints")


@pytest.fixture
def notes(tmp_path) -> Path:
    """Lies outside of the home."""
    path = tmp_path / "brought" / "notes.txt"
    path.parent.mkdir()
    path.write_text(f"{SECRET}, and sandalwood")
    return path


def brought(qtbot, parley, notes: Path) -> None:
    """A document, and a picture from the clipboard, stand in the composer."""
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    parley.window.take(offer_of_files([str(notes)]))
    parley.window.take(Offer(pictures=(PicturePixels(image),)))
    qtbot.waitUntil(lambda: len(parley.window.composer.attachments()) == 2)


def test_nothing_is_found_on_the_disk(qtbot, start, home, tmp_path, notes):
    parley = start(ENGINE)
    begin(qtbot, parley)
    brought(qtbot, parley, notes)
    parley.window.composer.edit.set_text(f"half of {SECRET}")
    parley.chat.conversations.save_draft()
    answered(qtbot, parley)
    kept = tmp_path / "home"
    folder = parley.shelf.temporary.path
    assert folder is not None
    assert holding(folder, SECRET.encode()), "the model reads the document there"
    assert rows(parley) == 0
    assert holding(kept, SECRET.encode()) == []
    assert list((kept / "pictures").iterdir()) == []
    assert list(kept.rglob("incoming/*")) == []
    close(parley)
    assert not folder.exists()
    for place in (kept, home):
        assert holding(place, SECRET.encode()) == []


def test_the_search_for_it_finds_what_is_kept(qtbot, start, tmp_path, notes):
    parley = start(ENGINE)
    brought(qtbot, parley, notes)
    answered(qtbot, parley)
    close(parley)
    found = {path.name for path in holding(tmp_path / "home", SECRET.encode())}
    assert "conversations.db" in found
    assert any(name.endswith(".txt") for name in found)


def test_a_killed_window_leaves_nothing_after_the_next_start(qtbot, start, tmp_path, notes):
    program = subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.end_to_end.temporary_program"),
            *(str(tmp_path / "home"), SECRET, str(notes)),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        folder = Path(program.stdout.readline().strip())
        assert holding(folder, SECRET.encode())
        program.send_signal(signal.SIGKILL)
    finally:
        program.kill()
        program.wait()
        program.stdout.close()
    assert holding(tmp_path / "home", SECRET.encode()) == []
    start(ENGINE)
    assert not folder.exists()


def test_it_ends_when_another_one_is_shown_and_can_be_brought_back(qtbot, start):
    parley = start(ENGINE)
    answered(qtbot, parley, "Kept.")
    kept = parley.session.conversation.id
    begin(qtbot, parley)
    answered(qtbot, parley)
    parley.chat.conversations.open(kept)
    assert not bar(parley).isVisible()
    assert texts(parley)[0] == "Kept."
    undo(qtbot, parley)
    assert bar(parley).isVisible()
    assert texts(parley)[0] == SECRET
    answered(qtbot, parley, "Go on.")
    assert len(texts(parley)) == 4
    assert rows(parley) == 1


def test_it_is_gone_when_nobody_brings_it_back(qtbot, start):
    parley = start(ENGINE)
    begin(qtbot, parley)
    answered(qtbot, parley)
    left = parley.session.conversation
    parley.chat.conversations.new()
    parley.window.notices.banners()[0].closed.emit()
    assert texts(parley) == []
    with pytest.raises(KeyError):
        parley.session.open(left.id)


def test_a_reply_in_it_is_stopped_when_it_is_left(qtbot, start):
    parley = start(SLOW)
    begin(qtbot, parley)
    say(qtbot, parley, "Row!")
    qtbot.waitUntil(lambda: len(texts(parley)) == 2 and SECRET in texts(parley)[1])
    parley.chat.conversations.new()
    qtbot.waitUntil(lambda: parley.session.jobs_running == 0)
    undo(qtbot, parley)
    assert texts(parley)[0] == "Row!"
    assert len(texts(parley)[1]) < len(SECRET) * 2_000
    assert rows(parley) == 0


def test_one_without_a_word_goes_without_a_word(qtbot, start):
    parley = start(ENGINE)
    begin(qtbot, parley)
    begin(qtbot, parley)
    parley.chat.conversations.new()
    assert not bar(parley).isVisible()
    assert parley.window.notices.banners() == []


def test_it_is_kept_when_somebody_asks_for_it(qtbot, start, notes):
    parley = start(ENGINE)
    begin(qtbot, parley)
    assert not bar(parley).keep_button.isVisible()
    brought(qtbot, parley, notes)
    answered(qtbot, parley)
    press_keep(qtbot, parley)
    assert [summary.title for summary in parley.session.summaries()] == [SECRET]
    assert parley.window.conversations.current_id() == parley.session.conversation.id
    close(parley)

    parley = start(ENGINE)
    parley.chat.conversations.open(parley.session.summaries()[0].id)
    assert texts(parley)[0] == SECRET
    question = parley.session.conversation.path()[0]
    assert len(question.attachments) == 2
    assert all(parley.shelf.has(shown) for shown in question.attachments)


def test_the_menu_keeps_it_too(qtbot, start):
    parley = start(ENGINE)
    menu = parley.window.menu
    assert not menu.keep.isVisible()
    menu.temporary_requested.emit()
    answered(qtbot, parley)
    assert menu.keep.isVisible()
    menu.keep.trigger()
    qtbot.waitUntil(lambda: rows(parley) == 1)
    assert not menu.keep.isVisible()


def test_another_language_waits_for_its_end(qtbot, start):
    parley = start(ENGINE)
    begin(qtbot, parley)
    parley.settings.set("language", "zh_CN")
    parley.desk.language_changed.emit()
    assert "when the temporary conversation has ended" in parley.window.notices.banners()[0].text()
    parley.chat.conversations.new()
    parley.window.notices.clear_news()
    parley.desk.language_changed.emit()
    assert parley.window.notices.banners() == []


@pytest.mark.parametrize("format", list(Format), ids=lambda format: format.value)
def test_it_is_exported_without_being_kept(qtbot, start, tmp_path, notes, monkeypatch, format):
    parley = start(ENGINE)
    begin(qtbot, parley)
    brought(qtbot, parley, notes)
    answered(qtbot, parley)
    path = tmp_path / f"out.{format.value}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    parley.window.menu.export_requested.emit()
    dialog = parley.window.findChildren(ExportDialog)[-1]
    assert dialog.this.isChecked()
    dialog.formats[format].click()
    dialog.export_button.click()
    words = f"The conversation was exported as {path.name}."
    banners = parley.window.notices.banners
    qtbot.waitUntil(lambda: [banner.text() for banner in banners()] == [words], timeout=30_000)
    if format is Format.PDF:
        page = pypdf.PdfReader(path).pages[0]
        assert SECRET in " ".join(page.extract_text().split())
        assert len(page.images) == 1
    else:
        assert SECRET in path.read_text("utf-8")
    assert bar(parley).isVisible()
    assert rows(parley) == 0
    assert holding(tmp_path / "home", SECRET.encode()) == []


def test_the_thread_that_paints_copies_nothing(qtbot, start, notes, monkeypatch):
    parley = start(ENGINE)
    begin(qtbot, parley)
    brought(qtbot, parley, notes)
    answered(qtbot, parley)
    for copying in ("keep", "keep_temporary", "read"):
        monkeypatch.setattr(PictureShelf, copying, no_copy)
    keep = bar(parley).keep_button
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert not keep.isVisible()
    assert "being kept" in bar(parley).words.text()
    parley.window.menu.keep.trigger()  # pressed twice
    qtbot.waitUntil(lambda: rows(parley) == 1, timeout=30_000)
    close(parley)
    assert kept_again(start(ENGINE))


def test_it_is_kept_though_another_one_is_shown_meanwhile(qtbot, start, notes):
    parley = start(ENGINE)
    begin(qtbot, parley)
    brought(qtbot, parley, notes)
    answered(qtbot, parley)
    qtbot.mouseClick(bar(parley).keep_button, Qt.MouseButton.LeftButton)
    parley.chat.conversations.new()
    assert parley.window.notices.banners() == []
    qtbot.waitUntil(lambda: rows(parley) == 1, timeout=30_000)
    close(parley)
    assert kept_again(start(ENGINE))


def test_it_is_kept_though_the_window_is_closed_at_once(qtbot, start, notes):
    parley = start(ENGINE)
    begin(qtbot, parley)
    brought(qtbot, parley, notes)
    answered(qtbot, parley)
    qtbot.mouseClick(bar(parley).keep_button, Qt.MouseButton.LeftButton)
    close(parley)
    assert kept_again(start(ENGINE))


def test_what_was_being_attached_is_kept_too(qtbot, start, notes):
    parley = start(ENGINE)
    begin(qtbot, parley)
    answered(qtbot, parley)
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    parley.window.take(Offer(pictures=(PicturePixels(image),)))
    assert parley.window.composer.attachments() == ()
    press_keep(qtbot, parley)
    qtbot.waitUntil(lambda: len(parley.window.composer.attachments()) == 1, timeout=30_000)
    (shown,) = parley.window.composer.attachments()
    qtbot.waitUntil((parley.shelf.folder / shown.file_name).is_file, timeout=30_000)


def test_on_a_full_disk_it_stays_temporary_and_can_be_kept_later(
    qtbot, start, tmp_path, notes, monkeypatch
):
    parley = start(ENGINE)
    begin(qtbot, parley)
    brought(qtbot, parley, notes)
    answered(qtbot, parley)

    def full(*_: object) -> None:
        raise ParleyError(Problem("store.full"))

    with monkeypatch.context() as patch:
        patch.setattr(parley.store, "keep_temporary", full)
        qtbot.mouseClick(bar(parley).keep_button, Qt.MouseButton.LeftButton)
        banners = parley.window.notices.banners
        qtbot.waitUntil(lambda: len(banners()) == 1, timeout=30_000)
    assert "not enough room" in banners()[0].text()
    assert bar(parley).keep_button.isVisible()
    assert parley.session.conversation.temporary
    qtbot.waitUntil(lambda: holding(tmp_path / "home", SECRET.encode()) == [], timeout=30_000)
    press_keep(qtbot, parley)
    assert banners() == []
    close(parley)
    assert kept_again(start(ENGINE))


def test_one_that_is_left_and_cannot_be_kept_can_be_brought_back(qtbot, start, notes, monkeypatch):
    parley = start(ENGINE)
    begin(qtbot, parley)
    brought(qtbot, parley, notes)
    answered(qtbot, parley)

    def full(*_: object) -> None:
        raise ParleyError(Problem("store.full"))

    with monkeypatch.context() as patch:
        patch.setattr(parley.store, "keep_temporary", full)
        qtbot.mouseClick(bar(parley).keep_button, Qt.MouseButton.LeftButton)
        parley.chat.conversations.new()
        banners = parley.window.notices.banners
        qtbot.waitUntil(lambda: len(banners()) == 2, timeout=30_000)
    (left,) = [each for each in banners() if "has ended" in each.text()]
    qtbot.mouseClick(left.button, Qt.MouseButton.LeftButton)
    assert texts(parley)[0] == SECRET
    press_keep(qtbot, parley)
    close(parley)
    assert kept_again(start(ENGINE))


def test_the_process_that_copied_ends(qtbot, start, notes):
    parley = start(ENGINE)
    ends = []
    parley.engines.housekeeping.happened.connect(lambda ticket, event: ends.append(event))
    begin(qtbot, parley)
    brought(qtbot, parley, notes)
    answered(qtbot, parley)
    press_keep(qtbot, parley)
    qtbot.waitUntil(lambda: ends[-2:] == [Finished(), Finished()], timeout=30_000)
    # Another job shows that nothing came between: ending it does not ask for its end again.
    told = len(ends)
    parley.engines.housekeeping.submit(UnloadJob("again"))
    qtbot.waitUntil(lambda: len(ends) >= told + 2 and not parley.engines.housekeeping.busy)
    assert len(ends) == told + 2
