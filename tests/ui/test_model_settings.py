"""The settings of the model: what it takes of the memory, and what it computes on."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.core.engine import ChatJob, ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.core.model_setting import MODEL
from desktop_app.core.settings import Settings
from desktop_app.ui.device_field import DeviceField
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.fit import Fit
from desktop_app.ui.memory_view import MemoryView
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.theme import Theme
from tests.ui.fit_script import CARD, SPLIT, TOO_MUCH, AskedEngine

UNUSED = Problem("device.unused", {"card": "Test 4070", "flag": "--cuda"})


class Home:
    """One home with settings, an engine that is asked, and the dialog when that is open."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._qtbot = qtbot
        self.settings = Settings.load(folder / "settings.toml")
        self.engine = AskedEngine()
        self.thread = EngineThread(lambda: self.engine)
        self.path = "/m/model.gguf"
        self.fit = Fit(self.thread, self.options)
        self._dialogs: list[SettingsDialog] = []
        self.settings.changed.append(lambda _: self.fit.settings_changed())

    def options(self) -> ModelOptions | None:
        return self.settings.model_options(self.path) if self.path else None

    def open(self) -> SettingsDialog:
        dialog = SettingsDialog(
            Theme("light"),
            self.settings,
            None,
            {"model.device": partial(DeviceField, fit=self.fit)},
            {MODEL: partial(MemoryView, fit=self.fit)},
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        dialog.tried.connect(self.fit.try_value)
        dialog.activated.connect(self.fit.ask)
        self._qtbot.addWidget(dialog)
        self._dialogs.append(dialog)
        dialog.show()
        return dialog

    def opened(self) -> SettingsDialog:
        """The dialog, once all is answered."""
        dialog = self.open()
        self._qtbot.waitUntil(lambda: not self.fit.waits)
        return dialog


@pytest.fixture
def home(qtbot: QtBot, tmp_path: Path) -> Iterator[Home]:
    home = Home(qtbot, tmp_path)
    yield home
    home.engine.gate.set()
    assert home.thread.shut_down(5000)


def memory(dialog: SettingsDialog) -> MemoryView:
    (view,) = dialog.findChildren(MemoryView)
    return view


def line(dialog: SettingsDialog, key: str) -> QLineEdit:
    control = dialog.rows[key].field.control
    assert isinstance(control, QLineEdit)
    return control


def devices(dialog: SettingsDialog) -> QComboBox:
    box = dialog.rows["model.device"].field.control
    assert isinstance(box, QComboBox)
    return box


def choices(dialog: SettingsDialog) -> list[str]:
    return [devices(dialog).itemText(at) for at in range(devices(dialog).count())]


def choose(dialog: SettingsDialog, name: str) -> None:
    box = devices(dialog)
    box.setCurrentIndex(box.findData(name))
    box.activated.emit(box.currentIndex())


def test_what_was_chosen_is_said_above_the_settings_of_the_model(home: Home) -> None:
    view = memory(home.opened())
    assert view.isVisible()
    assert "Context 8,192 tokens, all 31 layers on the processor" in view.summary.text()
    assert view.verdict.isHidden()
    (row,) = view.memories
    assert (row.title.text(), row.sums.text()) == ("Main memory", "1.8 GB of 6.0 GB free now")


def test_assistive_tools_are_told_the_numbers(home: Home) -> None:
    (row,) = memory(home.opened()).memories
    assert row.bar.accessibleName() == "Main memory: 1.8 GB of 6.0 GB free now"
    assert row.bar.accessibleDescription() == (
        "Weights 1.2 GB, Context (KV cache) 400 MB, Computing 100 MB, Parley itself 90 MB, "
        "Stays free 4.2 GB"
    )


def test_each_memory_has_its_bar(home: Home) -> None:
    home.engine.plan = SPLIT
    main, card = memory(home.opened()).memories
    assert "Pictures 200 MB" in main.bar.accessibleDescription()
    assert card.title.text() == "Test 4070"
    assert card.bar.accessibleDescription() == (
        "Weights 3.0 GB, Context (KV cache) 500 MB, Stays free 7.7 GB"
    )


def test_what_is_typed_is_tried_at_once_and_does_not_count_yet(qtbot: QtBot, home: Home) -> None:
    dialog = home.opened()
    context = line(dialog, "model.context_size")
    qtbot.keyClicks(context, "3000")
    qtbot.waitUntil(lambda: "Context 3,000 tokens" in memory(dialog).summary.text())
    assert home.settings.get("model.context_size") == 0
    qtbot.keyClick(context, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not home.fit.waits)
    assert home.settings.get("model.context_size") == 3000
    assert "Context 3,000 tokens" in memory(dialog).summary.text()


def test_what_cannot_be_used_is_not_tried(qtbot: QtBot, home: Home) -> None:
    dialog = home.opened()
    tried: list[object] = []
    dialog.tried.connect(lambda _, value: tried.append(value))
    qtbot.keyClicks(line(dialog, "model.context_size"), "1x")
    assert tried == [1]


def test_what_is_refused_is_not_shown_as_if_it_counted(qtbot: QtBot, home: Home) -> None:
    dialog = home.opened()
    context = line(dialog, "model.context_size")
    qtbot.keyClicks(context, "30000x")
    qtbot.waitUntil(lambda: "30,000" in memory(dialog).summary.text())
    qtbot.keyClick(context, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "8,192" in memory(dialog).summary.text())
    assert home.settings.get("model.context_size") == 0


def test_what_does_not_fit_is_said_with_what_would(home: Home) -> None:
    home.engine.plan = TOO_MUCH
    view = memory(home.opened())
    assert view.verdict.text() == "390 MB too much: with a context of 4,096 tokens it would fit."
    assert view.verdict.isVisible()
    assert view.verdict.property("tone") == "error"
    (row,) = view.memories
    assert "Stays free" not in row.bar.accessibleDescription()
    assert row.bar.over == 390_000_000


def test_a_context_beyond_the_memory_is_said_while_it_is_typed(qtbot: QtBot, home: Home) -> None:
    dialog = home.opened()
    view = memory(dialog)
    assert view.concession.isHidden()
    home.engine.longest = 4096
    qtbot.keyClicks(line(dialog, "model.context_size"), "30000")
    qtbot.waitUntil(lambda: "30,000 tokens does not fit" in view.concession.text())
    assert view.concession.isVisible()
    assert view.concession.property("tone") == "warning"


def test_a_busy_model_is_waited_for_in_words(qtbot: QtBot, home: Home) -> None:
    home.engine.gate.clear()
    home.thread.submit(ChatJob("reply", ModelOptions(home.path), ()))
    dialog = home.open()
    view = memory(dialog)
    assert view.summary.text() == (
        "The model is at work. What it takes is shown when it has finished."
    )
    assert view.memories == []
    home.engine.gate.set()
    qtbot.waitUntil(lambda: bool(view.memories))
    assert "Context 8,192" in view.summary.text()


def test_what_is_wrong_with_the_model_is_said(home: Home) -> None:
    home.engine.failure = Problem("model.missing", {"name": "model.gguf"})
    view = memory(home.opened())
    assert view.summary.text().startswith("The model file model.gguf is not there any more.")
    assert view.memories == []


def test_without_a_model_there_is_no_bar_but_the_devices(home: Home) -> None:
    home.path = ""
    dialog = home.opened()
    assert memory(dialog).isHidden()
    assert len(choices(dialog)) == 3


def test_who_comes_back_finds_what_is_free_now(qtbot: QtBot, home: Home) -> None:
    dialog = home.opened()
    asked = len(home.engine.asked)
    dialog.activated.emit()
    qtbot.waitUntil(lambda: len(home.engine.asked) > asked)
    qtbot.waitUntil(lambda: not home.fit.waits)


def test_a_closed_dialog_asks_no_more(qtbot: QtBot, home: Home) -> None:
    dialog = home.opened()
    view = memory(dialog)
    with qtbot.waitSignal(view.destroyed):
        view.deleteLater()
    home.fit.ask()
    assert not home.fit.waits


def test_devices_are_listed_with_their_memory(home: Home) -> None:
    assert choices(home.opened()) == [
        "Automatic",
        "Processor",
        "Test 4070 · 11.2 GB of 12.0 GB free",
    ]


def test_a_device_is_chosen_by_its_name(qtbot: QtBot, home: Home) -> None:
    dialog = home.opened()
    choose(dialog, "CUDA0")
    assert home.settings.get("model.device") == "CUDA0"
    qtbot.waitUntil(lambda: not home.fit.waits)
    asked = home.engine.asked[-1]
    assert asked is not None
    assert asked.device == "CUDA0"
    dialog.rows["model.device"].reset_button.click()
    assert home.settings.get("model.device") == ""
    assert devices(dialog).currentText() == "Automatic"


def test_a_device_that_is_not_there_stays_chosen(home: Home) -> None:
    home.settings.set("model.device", "Vulkan1")
    dialog = home.opened()
    assert devices(dialog).currentText() == "Vulkan1 (not there)"
    assert dialog.rows["model.device"].sentence() == (
        "Until it is there again, another device is used."
    )
    choose(dialog, "CPU")
    assert "Vulkan1 (not there)" not in choices(dialog)


def test_before_the_devices_are_known_none_is_called_missing(home: Home) -> None:
    home.engine.gate.clear()
    home.settings.set("model.device", CARD.name)
    dialog = home.open()
    assert devices(dialog).currentText() == "CUDA0"


def test_why_a_graphics_card_is_not_used_is_said(home: Home) -> None:
    home.engine.unused = UNUSED
    sentence = home.opened().rows["model.device"].sentence().replace("\N{WORD JOINER}", "")
    assert sentence.startswith("Test 4070 is not used: this build of Parley computes on the")
    assert "--cuda" in sentence


def test_nothing_is_cut_off_at_the_smallest(qtbot: QtBot, home: Home) -> None:
    home.engine.plan = SPLIT
    dialog = home.opened()
    dialog.resize(dialog.minimumSizeHint())
    view = memory(dialog)
    qtbot.waitUntil(lambda: view.width() < dialog.width())
    for row in view.memories:
        assert row.legend.height() >= row.legend.heightForWidth(row.legend.width())
        assert row.mapTo(dialog, row.rect().topRight()).x() < dialog.width()
    assert dialog.width() <= 640
