"""About: what it says, what can be done there, and that nothing of it is cut off."""

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import __version__
from desktop_app.core.about import About, Kept, about
from desktop_app.core.build import Build
from desktop_app.core.device import Device, DeviceKind
from desktop_app.core.engine import FitJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import Fitted
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.core.update import Latest
from desktop_app.engines.scripted import ScriptedOptions, create
from desktop_app.ui import about_desk as desk_module
from desktop_app.ui.about_desk import AboutDesk
from desktop_app.ui.about_dialog import AboutDialog
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.engine_threads import EngineThreads
from desktop_app.ui.licence_dialog import LicenceDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.theme import Theme
from desktop_app.ui.update_check import UpdateCheck
from tests.ui.update_parts import HOME, Publisher

CPU = Device("CPU", "AMD Ryzen 7", "CPU", DeviceKind.PROCESSOR, 9 * 10**9, 16 * 10**9)
CARD = Device("Vulkan0", "GeForce RTX 4070", "Vulkan", DeviceKind.GPU)
FITTED = Fitted(None, (CPU, CARD), "llama.cpp 1234, AVX2")
BUILD = Build("slim", "vulkan", HOME, "0123456789abcdef")


@pytest.fixture
def facts(tmp_path: Path) -> About:
    return replace(about(Places(tmp_path)), build=BUILD)


def shown(qtbot: QtBot, facts: About, updates: UpdateCheck | None = None) -> AboutDialog:
    dialog = AboutDialog(Theme("light"), facts, updates)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (Build(), "Run from its sources"),
        (Build("slim"), "Slim edition"),
        (Build("full", "cuda"), "Full edition · CUDA"),
        (Build("slim", "vulkan", "", "0123456789abcdef"), "Slim edition · Vulkan"),
    ],
)
def test_which_parley_it_is(qtbot: QtBot, facts: About, build: Build, words: str) -> None:
    first = shown(qtbot, replace(facts, build=build)).text().splitlines()[0]
    commit = ", 012345678" if build.revision else ""
    assert first == f"Parley {__version__}, {words}{commit}"


def test_what_it_is_made_of_and_where_things_lie(
    qtbot: QtBot, facts: About, tmp_path: Path
) -> None:
    dialog = shown(qtbot, facts)
    libraries = dict(dialog.libraries.texts())
    assert {"Qt", "PySide6", "Python", "llama-cpp-python", "numpy"} <= set(libraries)
    assert libraries["Qt"].startswith("6.")
    assert [row.field.text() for row in dialog.rows] == [str(place) for _, place in facts.places]
    assert [row.field.text().startswith(str(tmp_path)) for row in dialog.rows] == [True] * 4


def test_the_devices_come_later(qtbot: QtBot, facts: About) -> None:
    dialog = shown(qtbot, facts)
    assert dialog.devices.texts() == []
    assert dialog.device_state.text().endswith("is being asked…")
    dialog.show_devices(FITTED, None)
    assert [name for name, _ in dialog.devices.texts()] == ["CPU", "Vulkan0", "Engine"]
    processor, card, _ = (words for _, words in dialog.devices.texts())
    assert processor == "AMD Ryzen 7 · 9.0 GB of 16.0 GB free"
    assert card == "GeForce RTX 4070, Vulkan"
    assert dialog.device_state.isHidden()


def test_why_there_are_no_devices(qtbot: QtBot, facts: About) -> None:
    dialog = shown(qtbot, facts)
    dialog.show_devices(None, Problem("engine.not_started"))
    assert (
        dialog.device_state.text() == "The part of Parley that runs the model could not be started."
    )
    dialog.show_devices(replace(FITTED, unused=Problem("device.no_driver", {"card": "X"})), None)
    assert dialog.device_state.text() == "X is not used: its driver does not answer."
    assert len(dialog.devices.texts()) == 3


def test_all_of_it_can_be_copied(qtbot: QtBot, facts: About) -> None:
    dialog = shown(qtbot, facts)
    dialog.show_devices(FITTED, None)
    dialog.copy_button.click()
    text = QGuiApplication.clipboard().text()
    assert text == dialog.text()
    for part in (
        *(f"Parley {__version__}", HOME, "numpy: ", "Vulkan0: GeForce RTX 4070"),
        *("Engine: llama.cpp 1234, AVX2", f"Settings: {facts.places[0][1]}", "Models: "),
    ):
        assert part in text


def test_a_place_is_shown_in_the_file_manager(
    qtbot: QtBot, facts: About, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    dialog = shown(qtbot, facts)
    for row in dialog.rows:
        qtbot.keyClick(row.button, Qt.Key.Key_Space)
    # None of the files is there yet: their folder is.
    assert [url.toLocalFile() for url in opened] == [str(tmp_path)] * 4


def test_the_licences_are_there_to_be_read(qtbot: QtBot, facts: About, tmp_path: Path) -> None:
    path = tmp_path / "THIRD_PARTY.md"
    path.write_text("# What others made\n\n[Qt](https://qt.io) and [text](LICENSE)\n", "utf-8")
    dialog = shown(qtbot, replace(facts, licences=path))
    dialog.licence_button.click()
    (licences,) = dialog.findChildren(LicenceDialog)
    assert "What others made" in licences.text.toPlainText()
    licences.text.anchorClicked.emit(QUrl("LICENSE"))
    assert licences.findChildren(QMessageBox) == []
    licences.text.anchorClicked.emit(QUrl("https://qt.io"))
    (box,) = licences.findChildren(QMessageBox)
    assert box.informativeText() == "https://qt.io"
    box.reject()
    licences.reject()


def test_without_a_list_none_is_offered(qtbot: QtBot, facts: About) -> None:
    assert shown(qtbot, replace(facts, licences=None)).licence_button.isHidden()


def test_the_home_page_is_asked_about_first(qtbot: QtBot, facts: About) -> None:
    dialog = shown(qtbot, facts)
    dialog.homepage_button.click()
    (box,) = dialog.findChildren(QMessageBox)
    assert box.informativeText() == HOME
    box.reject()


def test_portable_is_named(qtbot: QtBot, facts: About, tmp_path: Path) -> None:
    def says(dialog: AboutDialog) -> bool:
        return any("Portable" in label.text() for label in dialog.findChildren(QLabel))

    assert not says(shown(qtbot, facts))
    assert says(shown(qtbot, replace(facts, portable=tmp_path)))


def test_everything_has_a_name_and_the_keyboard_reaches_it(qtbot: QtBot, facts: About) -> None:
    dialog = shown(qtbot, facts)
    buttons = [each for each in dialog.findChildren(QAbstractButton) if each.isVisibleTo(dialog)]
    assert len(buttons) == 4 + 2 + 3
    reached: set[QWidget] = set()
    widget: QWidget = dialog
    while (widget := widget.nextInFocusChain()) is not dialog:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.add(widget)
    for button in buttons:
        assert button.accessibleName() or button.text()
        assert button in reached, button.text()
    names = [row.button.accessibleName() for row in dialog.rows]
    assert names[0] == "Show the folder: Settings"
    assert len(set(names)) == 4


@pytest.mark.parametrize("size", [(423, 282), (520, 680)], ids=["900x600 at 200 %", "first"])
def test_nothing_is_cut_off(qtbot: QtBot, facts: About, size: tuple[int, int]) -> None:
    long = Path("/home/somebody/with a rather long name/and a folder in a folder/data")
    facts = replace(facts, places=tuple((kept, long / kept.value) for kept in Kept))
    dialog = shown(qtbot, facts)
    dialog.resize(*size)
    dialog.show_devices(FITTED, None)
    assert (dialog.width(), dialog.height()) == size
    (area,) = dialog.findChildren(QScrollArea)
    page = area.widget()
    qtbot.waitUntil(lambda: page.width() == area.viewport().width())
    assert page.minimumSizeHint().width() <= area.viewport().width()
    for row in dialog.rows:
        right = row.button.mapTo(page, QPoint(row.button.width(), 0)).x()
        assert right <= page.width()
        assert row.button.width() >= row.button.sizeHint().width()
    for button in (dialog.copy_button, dialog.diagnostics_button):
        assert button.width() >= button.sizeHint().width()


class TestUpdates:
    @pytest.fixture
    def publisher(self) -> Publisher:
        return Publisher()

    @pytest.fixture
    def check(self, qtbot: QtBot, tmp_path: Path, publisher: Publisher) -> Iterator[UpdateCheck]:
        engine = EngineThread(lambda: publisher)
        window = MainWindow(Theme("light"), QWidget())
        qtbot.addWidget(window)
        yield UpdateCheck(engine, Settings.load(tmp_path / "settings.toml"), window, HOME)
        assert engine.shut_down(5000)

    def test_without_a_homepage_nothing_is_said(self, qtbot: QtBot, facts: About) -> None:
        dialog = shown(qtbot, replace(facts, build=Build("slim")))
        assert dialog.update_row is None
        assert dialog.homepage_button.isHidden()

    def test_a_newer_one_with_the_way_to_its_page(
        self, qtbot: QtBot, facts: About, check: UpdateCheck
    ) -> None:
        dialog = shown(qtbot, facts, check)
        row = dialog.update_row
        assert row is not None
        assert (row.answer.isHidden(), row.page_button.isHidden()) == (True, True)
        row.button.click()
        assert row.answer.text() == "Asking…"
        qtbot.waitUntil(lambda: row.answer.text() == "Parley 999.0 is there.")
        assert row.button.isEnabled()
        row.page_button.click()
        (box,) = row.findChildren(QMessageBox)
        assert box.informativeText() == f"{HOME}/releases/tag/v999.0"
        box.reject()

    def test_the_newest(
        self, qtbot: QtBot, facts: About, check: UpdateCheck, publisher: Publisher
    ) -> None:
        publisher.tag = f"v{__version__}"
        dialog = shown(qtbot, facts, check)
        row = dialog.update_row
        assert row is not None
        row.button.click()
        qtbot.waitUntil(lambda: row.answer.text() == "This is the newest.")
        assert row.page_button.isHidden()

    def test_why_it_cannot_be_known(
        self, qtbot: QtBot, facts: About, check: UpdateCheck, publisher: Publisher
    ) -> None:
        publisher.problem = Problem("hub.offline")
        dialog = shown(qtbot, facts, check)
        row = dialog.update_row
        assert row is not None
        row.button.click()
        qtbot.waitUntil(lambda: row.answer.text() == "Parley is set to stay offline.")
        assert row.button.isEnabled()

    def test_an_answer_for_one_that_was_closed(
        self, qtbot: QtBot, facts: About, check: UpdateCheck
    ) -> None:
        dialog = AboutDialog(Theme("light"), facts, check)
        with qtbot.waitSignal(dialog.destroyed):
            dialog.deleteLater()
        check.asking.emit()
        check.found.emit(Latest("999.0", HOME))
        check.newest.emit()
        check.failed.emit(Problem("hub.offline"))


class TestDesk:
    @pytest.fixture
    def engines(self) -> Iterator[EngineThreads]:
        def scripted() -> EngineThread:
            return EngineThread(lambda: create(ScriptedOptions(devices=(CPU, CARD))))

        engines = EngineThreads(*(scripted() for _ in fields(EngineThreads)))
        yield engines
        assert engines.shut_down()

    def desk(self, qtbot: QtBot, home: Path, engines: EngineThreads) -> AboutDesk:
        window = MainWindow(Theme("light"), QWidget())
        qtbot.addWidget(window)
        window.show()
        places = Places(home)
        return AboutDesk(engines, Settings.load(places.settings), places, window, Theme("light"))

    def test_it_asks_the_engine_each_time_that_it_is_opened(
        self, qtbot: QtBot, tmp_path: Path, engines: EngineThreads
    ) -> None:
        jobs: list[object] = []
        engines.chat.submitted.connect(lambda _, job: jobs.append(job))
        desk = self.desk(qtbot, tmp_path, engines)
        assert jobs == []
        for count in (1, 2):
            dialog = desk.open()
            assert desk.open() is dialog
            qtbot.waitUntil(lambda dialog=dialog: len(dialog.devices.texts()) == 3)
            assert len(jobs) == count
            dialog.reject()
        assert all(isinstance(job, FitJob) and job.model is None for job in jobs)

    @pytest.mark.parametrize("homepage", ["", HOME])
    def test_updates_are_looked_for_where_there_is_a_homepage(
        self,
        qtbot: QtBot,
        tmp_path: Path,
        engines: EngineThreads,
        monkeypatch: pytest.MonkeyPatch,
        homepage: str,
    ) -> None:
        monkeypatch.setattr(desk_module, "this_build", lambda: Build("slim", homepage=homepage))
        desk = self.desk(qtbot, tmp_path, engines)
        desk.start()
        assert (desk.updates is not None) is bool(homepage)
        dialog = desk.open()
        assert (dialog.update_row is not None) is bool(homepage)
        dialog.reject()
