"""The page of the models here: real widgets over a scripted library."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Problem
from desktop_app.core.judgement import Fits
from desktop_app.core.local_model import Bring, ImportJob, LocalModel, Proof, RemoveJob, Source
from desktop_app.core.model_record import Record
from desktop_app.ui.models.bring_dialog import BringDialog
from desktop_app.ui.models.library_page import LibraryPage
from desktop_app.ui.models.models_window import ModelsWindow
from desktop_app.ui.models.page import Page
from desktop_app.ui.models.shelf_model import Order
from desktop_app.ui.theme import Theme
from tests.gguf_file import write_gguf
from tests.ui.models.shelf_script import ShelfHome, model

ONE = model("One", size=1_000_000_000, repo="maker/one-GGUF", also=("/other/One.gguf",))
TWO = model("Two", Source.OLLAMA, size=3_000_000_000, projector="/eyes.gguf", thinks=True)
BAD = model("Bad", Source.FOLDER, size=5, problem=Problem("model.damaged", {"name": "Bad.gguf"}))

_FOLDERS = "Folders with models"

Undo = tuple[str, Callable[[], None], Callable[[], None] | None]


class Shown:
    """A page in view, and what came out of it."""

    def __init__(self, qtbot: QtBot, shelf: ShelfHome) -> None:
        self.qtbot = qtbot
        self.shelf = shelf
        self.theme = Theme("light")
        self.page = LibraryPage(self.theme, shelf.library, shelf.appraiser)
        self.chosen: list[str] = []
        self.settings: list[LocalModel] = []
        self.undoable: list[Undo] = []
        self.page.chosen.connect(self.chosen.append)
        self.page.settings_requested.connect(self.settings.append)
        self.page.undoable.connect(lambda *told: self.undoable.append(told))
        qtbot.addWidget(self.page)
        self.page.resize(1000, 640)
        self.page.show()
        self.page.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Wait until the page shows what the library knows."""
        library, page = self.shelf.library, self.page
        self.qtbot.waitUntil(
            lambda: (
                not library.busy
                and page.shelf.total == len(library.models())
                and not page.refreshing
            )
        )

    def mark(self, name: str) -> None:
        (path,) = [each.path for each in self.shelf.library.models() if each.title == name]
        self.page.view.mark(path)

    def names(self) -> list[str]:
        return [entry.name for entry in self.page.shelf.entries()]

    def marked(self) -> str:
        entry = self.page.view.current()
        return entry.name if entry else ""

    def press(self, key: Qt.Key, on: QWidget | None = None) -> None:
        self.qtbot.keyClick(on or self.page.view, key)


@pytest.fixture
def shelf(qapp: QApplication, tmp_path: Path) -> Iterator[ShelfHome]:
    home = ShelfHome(tmp_path / "home", [ONE, TWO, BAD])
    yield home
    home.close()


@pytest.fixture
def shown(qtbot: QtBot, shelf: ShelfHome) -> Shown:
    return Shown(qtbot, shelf)


def test_it_looks_when_it_is_first_shown_and_marks_the_first(shown: Shown) -> None:
    assert shown.names() == ["Bad", "One", "Two"]
    assert shown.marked() == "Bad"
    assert len(shown.shelf.engine.places) == 1
    assert shown.shelf.appraiser.asked == 1
    assert shown.page.foot.summary.text().startswith("3 models · 4.0 GB · ")

    shown.page.hide()
    shown.page.show()

    assert len(shown.shelf.engine.places) == 1


def test_the_model_in_use_is_marked_first_and_then_what_one_marks(
    qtbot: QtBot, shelf: ShelfHome
) -> None:
    page = LibraryPage(Theme("light"), shelf.library, shelf.appraiser)
    qtbot.addWidget(page)
    page.set_in_use(TWO.path)
    page.show()
    qtbot.waitUntil(lambda: (entry := page.view.current()) is not None and entry.name == "Two")

    page.view.mark(ONE.path)
    page.set_in_use(TWO.path)
    page.refresh()

    entry = page.view.current()
    assert entry is not None
    assert entry.name == "One"


def test_what_is_known_of_a_model_stands_beside_the_list(shown: Shown) -> None:
    shown.shelf.library.keep(ONE, Record(speed=12.4))
    shown.settle()
    shown.mark("One")

    facts = dict(shown.page.detail.facts.texts())
    assert facts["Size"] == "1.0 GB"
    assert facts["Longest context"] == "32,768 tokens"
    assert facts["From"] == "Parley · maker/one-GGUF"
    assert facts["Speed here"] == "12 tokens/s"
    assert "Abilities" not in facts
    places = shown.page.detail.places.texts()
    assert places == [("File", ONE.path), ("Also in", "/other/One.gguf")]
    shown.mark("Two")
    facts = dict(shown.page.detail.facts.texts())
    assert facts["Abilities"] == "Sees pictures, Thinks first"
    assert ("Part that sees", "/eyes.gguf") in shown.page.detail.places.texts()
    assert not shown.page.detail.delete_button.isVisible()


def test_enter_and_a_double_click_use_a_model(shown: Shown) -> None:
    shown.mark("One")
    shown.press(Qt.Key.Key_Return)
    shown.mark("Two")
    place = shown.page.view.visualRect(shown.page.view.currentIndex()).center()
    shown.qtbot.mouseDClick(shown.page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown.chosen == [ONE.path, TWO.path]

    shown.page.set_in_use(TWO.path)

    assert shown.page.detail.use_button.text() == "In use"
    assert not shown.page.detail.use_button.isEnabled()


def test_one_that_cannot_be_used_says_why_and_is_not(shown: Shown) -> None:
    shown.mark("Bad")
    shown.press(Qt.Key.Key_Return)
    shown.page.acts.open_settings()

    assert shown.chosen == []
    assert shown.settings == []
    assert not shown.page.detail.use_button.isEnabled()
    assert shown.page.detail.problem.text().startswith("The model file Bad.gguf is damaged")
    assert shown.page.detail.fits.isHidden()


def test_settings_are_asked_for(shown: Shown) -> None:
    shown.mark("One")

    shown.page.detail.settings_button.click()

    assert shown.settings == [ONE]


def test_f2_renames_and_esc_does_not(shown: Shown) -> None:
    shown.mark("One")
    shown.press(Qt.Key.Key_F2)
    field = shown.page.detail.name_field
    shown.qtbot.waitUntil(field.hasFocus)
    shown.qtbot.keyClicks(field, "Zorro")
    shown.press(Qt.Key.Key_Return, field)
    shown.qtbot.waitUntil(lambda: shown.names() == ["Bad", "Two", "Zorro"])
    assert shown.marked() == "Zorro"
    assert shown.page.view.hasFocus()

    shown.press(Qt.Key.Key_F2)
    shown.qtbot.waitUntil(field.hasFocus)
    shown.qtbot.keyClicks(field, "Not this")
    shown.press(Qt.Key.Key_Escape, field)
    assert shown.shelf.library.record(ONE).name == "Zorro"

    for words in ("", "One"):  # Both are its own name.
        shown.shelf.library.keep(ONE, Record(name="Zorro"))
        shown.settle()
        shown.press(Qt.Key.Key_F2)
        field.setText(words)
        shown.press(Qt.Key.Key_Return, field)
        assert shown.shelf.library.record(ONE).name == ""
    assert not shown.shelf.told


def test_who_goes_on_from_the_name_has_renamed_and_is_not_called_back(shown: Shown) -> None:
    shown.mark("One")
    shown.press(Qt.Key.Key_F2)
    field = shown.page.detail.name_field
    shown.qtbot.waitUntil(field.hasFocus)
    shown.qtbot.keyClicks(field, "Zorro")

    shown.page.detail.notes.setFocus()
    shown.settle()

    assert shown.shelf.library.record(ONE).name == "Zorro"
    assert shown.page.detail.notes.hasFocus()


def test_a_note_is_kept_with_the_model_it_was_written_for(shown: Shown) -> None:
    shown.mark("One")
    notes = shown.page.detail.notes
    notes.setFocus()
    shown.qtbot.keyClicks(notes, "Good at rhymes")

    shown.mark("Two")

    assert shown.shelf.library.record(ONE).notes == "Good at rhymes"
    assert notes.toPlainText() == ""
    shown.qtbot.keyClicks(notes, "Slow")
    shown.page.settle()
    assert shown.shelf.library.record(TWO).notes == "Slow"
    shown.mark("One")
    assert notes.toPlainText() == "Good at rhymes"


def test_a_note_that_is_being_typed_stays_when_the_list_changes(shown: Shown) -> None:
    shown.mark("One")
    notes = shown.page.detail.notes
    notes.setFocus()
    shown.qtbot.waitUntil(notes.hasFocus)
    shown.qtbot.keyClicks(notes, "Half a sen")

    shown.page.refresh()

    assert notes.toPlainText() == "Half a sen"


def test_a_deleted_model_is_gone_at_once_and_can_come_back(shown: Shown) -> None:
    shown.mark("One")
    shown.press(Qt.Key.Key_Delete)
    shown.settle()
    assert shown.names() == ["Bad", "Two"]
    assert shown.marked() == "Two"  # What stands now where it stood.
    (words, undo, _) = shown.undoable[0]
    assert words == "One was deleted: 1.0 GB are free soon."

    undo()
    shown.settle()

    assert shown.names() == ["Bad", "One", "Two"]
    assert not any(isinstance(job, RemoveJob) for job in shown.shelf.engine.jobs)


def test_it_is_deleted_for_good_when_nobody_can_undo_it(shown: Shown) -> None:
    shown.mark("One")
    shown.page.detail.delete_button.click()
    settle = shown.undoable[0][2]
    assert settle is not None

    settle()
    shown.settle()

    assert [job.model for job in shown.shelf.engine.jobs if isinstance(job, RemoveJob)] == [ONE]


def test_a_model_of_another_program_is_not_deleted(shown: Shown) -> None:
    shown.mark("Two")

    shown.press(Qt.Key.Key_Delete)

    assert shown.undoable == []
    assert shown.names() == ["Bad", "One", "Two"]


@pytest.mark.parametrize(
    ("proof", "beginning"),
    [(Proof.RIGHT, "Checked"), (Proof.WRONG, "Damaged"), (Proof.UNKNOWN, "It was read whole")],
)
def test_a_file_is_checked(shown: Shown, proof: Proof, beginning: str) -> None:
    shown.mark("One")
    shown.shelf.engine.proof = proof
    shown.shelf.engine.gate.clear()

    shown.page.detail.verify_button.click()
    strip = shown.page.strip
    shown.qtbot.waitUntil(lambda: "400" in strip.words.text())
    assert strip.words.text() == "Checking One · 400 bytes of 1 kB"
    assert strip.bar.value() == 400
    assert not shown.page.detail.verify_button.isEnabled()
    shown.shelf.engine.gate.set()
    shown.qtbot.waitUntil(lambda: shown.page.detail.proof.text().startswith(beginning))

    assert strip.isHidden()
    shown.mark("Two")
    assert shown.page.detail.proof.isHidden()


def test_a_check_whose_model_is_not_looked_at_any_more_is_told(shown: Shown) -> None:
    news: list[str] = []
    shown.page.news.connect(news.append)
    shown.mark("One")
    shown.page.acts.verify()
    shown.qtbot.waitUntil(lambda: shown.page.detail.proof.isVisible())
    assert news == []
    shown.shelf.engine.proof = Proof.WRONG
    shown.page.acts.verify()
    shown.mark("Two")

    shown.qtbot.waitUntil(lambda: bool(news))

    assert news[0].startswith("One: Damaged")


def test_a_check_is_stopped(shown: Shown) -> None:
    shown.mark("One")
    shown.shelf.engine.gate.clear()
    shown.page.detail.verify_button.click()
    shown.qtbot.waitUntil(lambda: shown.page.strip.isVisible())

    shown.page.strip.stop_button.click()
    shown.qtbot.waitUntil(lambda: shown.page.strip.isHidden())

    assert shown.page.detail.proof.isHidden()
    assert shown.page.detail.verify_button.isEnabled()


def test_the_search_finds_and_the_arrow_leads_on(shown: Shown) -> None:
    shown.page.focus_search()
    search = shown.page.bar.search
    shown.qtbot.waitUntil(search.hasFocus)
    shown.qtbot.keyClicks(search, "ollama")
    assert shown.names() == ["Two"]
    assert shown.marked() == "Two"

    shown.press(Qt.Key.Key_Down, search)
    assert shown.page.view.hasFocus()
    shown.press(Qt.Key.Key_Escape, search)

    assert shown.names() == ["Bad", "One", "Two"]
    assert shown.marked() == "Two"


def test_nothing_that_matches_is_said_with_a_way_back(shown: Shown) -> None:
    shown.page.bar.search.setText("none such")
    shown.page.bar.sees.setChecked(True)
    assert shown.page.blank.isVisible()
    assert shown.page.blank.words.text() == "No model here is like that."
    assert not shown.page.blank.find_button.isVisible()

    shown.page.blank.clear_button.click()

    assert shown.names() == ["Bad", "One", "Two"]
    assert shown.page.view.isVisible()


def test_it_is_sorted_and_narrowed(shown: Shown) -> None:
    box = shown.page.bar.order
    box.setCurrentIndex(box.findData(Order.SIZE))
    assert shown.names() == ["Two", "One", "Bad"]

    shown.page.bar.thinks.setChecked(True)

    assert shown.names() == ["Two"]


def test_no_model_at_all(qtbot: QtBot, shelf: ShelfHome) -> None:
    shelf.engine.models = []
    shelf.engine.gate.clear()
    page = LibraryPage(Theme("light"), shelf.library, shelf.appraiser)
    qtbot.addWidget(page)
    page.show()
    assert page.blank.words.text() == "Looking for models on this computer…"
    assert not page.blank.find_button.isVisible()
    shelf.engine.gate.set()
    wanted: list[bool] = []
    page.find_requested.connect(lambda: wanted.append(True))

    qtbot.waitUntil(lambda: page.blank.find_button.isVisible())
    page.blank.find_button.click()

    assert page.blank.words.text() == "There is no model on this computer yet."
    assert not page.detail.isVisible()
    assert wanted == [True]


def test_a_missing_drive_is_a_line_and_no_error(shown: Shown) -> None:
    shown.shelf.engine.missing = ["/media/drive"]
    shown.press(Qt.Key.Key_F5)
    shown.qtbot.waitUntil(shown.page.missing.isVisible)
    assert shown.page.missing.words.text().startswith("/media/drive is not there")
    assert shown.shelf.told == []
    shown.shelf.engine.missing = []

    shown.page.missing.again_button.click()

    shown.qtbot.waitUntil(shown.page.missing.isHidden)


def test_folders_are_added_and_taken_out(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = str(Path("/added").absolute())
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: folder)
    shown.page.folder_menu.add_folder()
    shown.settle()
    assert shown.shelf.engine.places[-1].folders == (folder,)
    shown.page.folder_menu.fill()
    (take_out,) = [a for a in shown.page.folder_menu.actions() if "Take out" in a.text()]

    take_out.trigger()
    shown.settle()
    assert shown.shelf.library.folders.added == ()
    shown.undoable[0][1]()

    assert shown.shelf.library.folders.added == (folder,)


def test_a_dropped_file_is_brought_as_one_likes(shown: Shown, tmp_path: Path) -> None:
    file = write_gguf(tmp_path / "New.gguf", {"general.architecture": "llama"})
    shown.page.take_files([str(file)], [])
    shown.qtbot.waitUntil(lambda: bool(shown.page.findChildren(BringDialog)))
    (dialog,) = shown.page.findChildren(BringDialog)

    dialog.ways[Bring.LINK].setChecked(True)
    dialog.accept()
    shown.qtbot.waitUntil(lambda: shown.marked() == "New")

    (job,) = [job for job in shown.shelf.engine.jobs if isinstance(job, ImportJob)]
    assert (job.path, job.how) == (str(file), Bring.LINK)


def test_a_dropped_folder_is_looked_into(shown: Shown, tmp_path: Path) -> None:
    shown.page.take_files([], [str(tmp_path), str(tmp_path / "gone")])
    shown.qtbot.waitUntil(lambda: not shown.shelf.disk.busy)
    shown.settle()

    assert shown.shelf.engine.places[-1].folders == (str(tmp_path),)
    assert not shown.page.findChildren(BringDialog)


def test_what_is_in_view_is_judged(qtbot: QtBot, shelf: ShelfHome, tmp_path: Path) -> None:
    file = write_gguf(tmp_path / "Real.gguf", {"general.architecture": "llama"})
    shelf.engine.models = [model("Real", path=str(file))]
    shown = Shown(qtbot, shelf)

    words = shown.page.detail.fits
    qtbot.waitUntil(lambda: words.text() == "Fits in memory: it takes 1.8 GB")

    assert shown.page.detail.plan.text().startswith("Context 8,192 tokens")
    shelf.appraiser.judged = Fits.TOO_LARGE
    shelf.appraiser.changed.emit()
    qtbot.waitUntil(lambda: words.text().startswith("Too large"))
    assert words.property("tone") == "error"


def test_a_model_that_cannot_be_read_is_judged_by_its_size(shown: Shown) -> None:
    shown.mark("Two")

    words = shown.page.detail.fits
    shown.qtbot.waitUntil(lambda: words.text() == "Tight")

    assert words.property("tone") == "warning"
    assert shown.page.detail.plan.isHidden()


def test_the_folder_of_a_model_is_opened(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    shown.mark("One")

    shown.page.detail.folder_button.click()

    assert [url.toLocalFile() for url in opened] == [str(Path(ONE.path).parent)]


def test_a_folder_that_nothing_shows_is_named(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    shown.mark("One")
    shown.page.detail.folder_button.click()
    (box,) = shown.page.findChildren(QMessageBox)
    assert box.informativeText() == str(Path(ONE.path).parent)
    box.reject()

    (own,) = [a for a in shown.page.folder_menu.actions() if "Parley" in a.text()]
    own.trigger()
    folders = [box.informativeText() for box in shown.page.findChildren(QMessageBox)]
    assert str(shown.shelf.library.folders.own) in folders


def test_a_right_click_offers_what_can_be_done(shown: Shown) -> None:
    shown.mark("One")
    words = [a.text().partition("\t")[0] for a in shown.page.acts.menu(lambda: None).actions()]
    assert "Delete" in words
    shown.mark("Bad")
    menu = shown.page.acts.menu(lambda: None)

    assert [a.isEnabled() for a in menu.actions() if a.text().startswith("Use")] == [False]
    assert "Delete" not in [a.text().partition("\t")[0] for a in menu.actions()]


def test_a_narrow_page_has_the_details_below(shown: Shown) -> None:
    detail, view = shown.page.detail, shown.page.view
    beside = detail.mapTo(shown.page, QPoint(0, 0))
    assert beside.x() > view.mapTo(shown.page, QPoint(0, 0)).x()

    shown.page.resize(608, 420)
    shown.qtbot.waitUntil(lambda: detail.mapTo(shown.page, QPoint(0, 0)).y() > beside.y() + 50)

    assert detail.width() > 500
    assert view.height() > 100


def test_everything_has_a_name(shown: Shown) -> None:
    shown.mark("One")
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
    controls = [each for kind in kinds for each in shown.page.findChildren(kind)]
    nameless = [
        each
        for each in controls
        if each.isVisible()
        and each.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not each.accessibleName()
    ]

    assert controls
    assert nameless == []


def test_tab_walks_from_the_search_to_the_folders(qtbot: QtBot, shelf: ShelfHome) -> None:
    shown = Shown(qtbot, shelf)
    window = ModelsWindow(shown.theme, {Page.LIBRARY: lambda: shown.page})
    qtbot.addWidget(window)
    window.show_page(Page.LIBRARY)
    window.show()
    window.activateWindow()
    shown.mark("One")
    qtbot.waitUntil(shown.page.view.hasFocus)

    walked = []
    for _ in range(20):
        focused = QApplication.focusWidget()
        walked.append(focused.accessibleName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)

    at = walked.index("Delete it (1.0 GB free again)")
    assert walked[at + 1 : at + 4] == [f"File: {ONE.path}", "Also in: /other/One.gguf", _FOLDERS]
    assert walked[at + 4 : at + 6] == ["Pages", "Search these models"]
