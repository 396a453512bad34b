"""The dialogs about a person's data, and the desk behind them."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desktop_app.core import changeover
from desktop_app.core.changeover import Deed, Outcome
from desktop_app.core.errors import Problem
from desktop_app.core.housekeeping import Part, Weight
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.engines.housekeeping import create
from desktop_app.engines.housekeeping.backing_up import BackingUp
from desktop_app.ui import data_desk as data_desk_module
from desktop_app.ui.data_desk import DataDesk
from desktop_app.ui.data_dialog import DataDialog
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.erase_dialog import EraseDialog
from desktop_app.ui.notices import Notices
from desktop_app.ui.theme import Theme
from tests.homes import home_with, words_of


@pytest.fixture
def theme(qapp):
    return Theme("light")


@pytest.fixture
def dialog(qtbot, theme):
    made = DataDialog(theme, {part: Path("/a") / part.value for part in Part})
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_sizes_are_shown_as_they_come(dialog):
    dialog.show_weight(Weight(Part.CONVERSATIONS, 2_000_000, 1))
    assert dialog.rows[Part.CONVERSATIONS].weight.text() == "1 conversation, 2 MB"
    dialog.show_weight(Weight(Part.CONVERSATIONS, 2_000_000, 1200))
    assert dialog.rows[Part.CONVERSATIONS].weight.text() == "1,200 conversations, 2 MB"
    assert dialog.rows[Part.LOGS].weight.text() == "…"


def test_the_trash_is_offered_where_something_is_in_it(dialog):
    dialog.show_weight(Weight(Part.DELETED, 0, 0))
    assert not dialog.trash_button.isEnabled()
    dialog.show_weight(Weight(Part.DELETED, 10, 2))
    assert dialog.trash_button.isEnabled()


def test_what_was_set_aside_is_shown_where_there_is_some(dialog):
    assert not dialog.undo_button.isVisible()
    dialog.show_weight(Weight(Part.ASIDE, 10, 2))
    assert dialog.undo_button.isVisible()
    assert dialog.rows[Part.ASIDE].isVisible()


def test_paths_are_copied_and_folders_opened(qtbot, dialog):
    row = dialog.rows[Part.LOGS]
    row.copy_button.click()
    assert QGuiApplication.clipboard().text() == str(Path("/a/logs"))
    with qtbot.waitSignal(dialog.folder_requested) as asked:
        row.open_button.click()
    assert asked.args == [str(Path("/a/logs"))]


def test_one_thing_at_a_time(dialog):
    dialog.set_busy(True)
    assert not dialog.backup_button.isEnabled()
    assert dialog.stop_button.isVisible()
    dialog.set_share(1, 4)
    assert dialog.bar.value() == 250
    dialog.set_busy(False)
    assert dialog.erase_button.isEnabled()
    assert not dialog.stop_button.isVisible()


@pytest.fixture
def erasing(qtbot, theme):
    made = EraseDialog(theme, {Part.LOGS: Weight(Part.LOGS, 5000)}, "")
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_is_deleted_before_the_word_is_typed(qtbot, erasing):
    chosen = []
    erasing.chosen.connect(chosen.append)
    qtbot.keyClick(erasing.field, Qt.Key.Key_Return)
    erasing.accept()
    erasing.field.setText("delet")
    erasing.accept()
    assert chosen == []
    erasing.field.setText(" Delete ")
    erasing.switches[Part.LOGS].click()
    qtbot.keyClick(erasing.field, Qt.Key.Key_Return)
    assert chosen == [{Part.CONVERSATIONS, Part.SETTINGS, Part.CACHE}]


def test_nothing_ticked_is_nothing_to_delete(erasing):
    erasing.field.setText("delete")
    for switch in erasing.switches.values():
        switch.setChecked(False)
    assert not erasing.delete_button.isEnabled()


def test_models_stay_unless_they_are_ticked(erasing, theme, qtbot):
    assert not erasing.switches[Part.MODELS].isChecked()
    assert erasing.switches[Part.LOGS].text() == "Logs (5 kB)"
    shared = EraseDialog(theme, {}, "/hub")
    qtbot.addWidget(shared)
    assert shared.switches[Part.VOICE_MODELS].text() == "Voice models"
    assert not shared.switches[Part.VOICE_MODELS].isChecked()
    assert Part.MODELS not in shared.switches


class Window(QWidget):
    """As much of the main window as the desk knows."""

    data_requested = Signal()
    trash_requested = Signal()

    def __init__(self, theme):
        super().__init__()
        self.notices = Notices(theme, self)


class Engines(QObject):
    """The one engine that the desk asks."""

    def __init__(self):
        super().__init__()
        self.housekeeping = EngineThread(create)


class Office:
    """A desk over a home with something in it."""

    def __init__(self, places: Places, theme: Theme) -> None:
        self.places = places
        self.window = Window(theme)
        self.engines = Engines()
        self.saved: list[bool] = []
        settings = Settings.load(places.settings)
        self.desk = DataDesk(
            self.engines, settings, places, self.window, lambda: self.saved.append(True), theme
        )
        self.problems: list[Problem] = []
        self.desk.failed.connect(self.problems.append)
        self.renewed: list[bool] = []
        self.desk.renewal_requested.connect(lambda: self.renewed.append(True))

    def box(self):
        boxes = self.window.findChildren(QMessageBox)
        return next((box for box in boxes if box.isVisible()), None)

    def press(self, words):
        (button,) = [each for each in self.box().buttons() if each.text() == words]
        button.click()


@pytest.fixture
def office(qtbot, tmp_path, theme):
    made = Office(home_with(tmp_path / "home", "Fish"), theme)
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    for window in QApplication.topLevelWidgets():
        window.close()
    assert made.engines.housekeeping.shut_down(10_000)


def test_all_parts_are_weighed(qtbot, office):
    office.window.data_requested.emit()
    dialog = office.desk.open()
    rows = [row for part, row in dialog.rows.items() if part is not Part.ASIDE]
    qtbot.waitUntil(lambda: all(row.weight.text() != "…" for row in rows))
    assert dialog.rows[Part.CONVERSATIONS].weight.text().startswith("1 conversation, ")


def test_a_backup_is_made_checked_and_restored(qtbot, office, tmp_path):
    dialog = office.desk.open()
    path = tmp_path / "a.zip"
    office.desk.back_up(path)
    office.desk.back_up(path)  # pressed twice
    qtbot.waitUntil(lambda: "backed up" in dialog.state.text())
    assert office.saved == [True, True]
    qtbot.waitUntil(lambda: dialog.backup_button.isEnabled())
    office.desk.check(path)
    qtbot.waitUntil(lambda: office.box() is not None)
    assert "one conversation" in office.box().text()
    office.press("Restore")
    assert office.renewed == [True]
    outcome = changeover.carry_out(office.places)
    assert outcome is not None
    assert outcome.problem is None
    office.desk.tell(outcome)
    (banner, _) = office.window.notices.banners()
    assert banner.text().startswith("The backup is restored.")


def test_a_restore_that_is_not_wanted_leaves_nothing(qtbot, office, tmp_path):
    office.desk.back_up(tmp_path / "a.zip")
    office.desk.check(tmp_path / "a.zip")  # not while the backup is made
    qtbot.waitUntil(lambda: (tmp_path / "a.zip").exists() and not office.engines.housekeeping.busy)
    assert office.box() is None
    qtbot.waitUntil(lambda: office.desk._working is None)
    office.desk.check(tmp_path / "a.zip")
    qtbot.waitUntil(lambda: office.box() is not None)
    office.box().reject()
    qtbot.waitUntil(lambda: not (office.places.data / changeover.RESTORING).exists())
    assert office.renewed == []
    assert changeover.carry_out(office.places) is None


def test_a_damaged_file_is_told_where_it_is_seen(qtbot, office, tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 and no more")
    office.desk.check(path)
    qtbot.waitUntil(lambda: office.problems != [])
    assert office.problems[0].code == "backup.cut"
    dialog = office.desk.open()
    qtbot.waitUntil(lambda: office.desk._working is None)
    office.desk.check(path)
    qtbot.waitUntil(lambda: "its end is missing" in dialog.state.text())
    assert len(office.problems) == 1
    assert dialog.backup_button.isEnabled()


def test_stop_leaves_no_file(qtbot, office, tmp_path, monkeypatch):
    stopped = threading.Event()
    looks = BackingUp._on_pages

    def wait(self, *pages):
        assert stopped.wait(100)
        looks(self, *pages)

    monkeypatch.setattr(BackingUp, "_on_pages", wait)
    dialog = office.desk.open()
    office.desk.back_up(tmp_path / "a.zip")
    dialog.stop_button.click()
    stopped.set()
    qtbot.waitUntil(lambda: dialog.state.text() == "Stopped. Nothing was changed.")
    assert dialog.backup_button.isEnabled()
    assert list(tmp_path.glob("*.zip*")) == []


def test_everything_goes_when_it_is_meant(qtbot, office):
    office.desk.open()
    erasing = office.desk.ask_erase()
    erasing.field.setText("delete")
    erasing.accept()
    assert office.renewed == [True]
    outcome = changeover.carry_out(office.places)
    assert outcome == Outcome(Deed.ERASED)
    office.places.create()
    assert words_of(office.places)["texts"] == []


def test_a_disk_that_takes_no_note_changes_nothing(qtbot, office, monkeypatch):
    def full(places):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(data_desk_module.changeover, "begin_undo", full)
    office.desk.undo()
    assert [problem.code for problem in office.problems] == ["backup.not_restored"]
    assert office.renewed == []
