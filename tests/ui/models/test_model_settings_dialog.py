"""What one model has of its own, above the settings of all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.core.engine_names import LIBRARY
from desktop_app.core.errors import Problem
from desktop_app.core.model_record import OWN_SETTINGS, Record, Records, key_of
from desktop_app.core.setting import SETTINGS
from desktop_app.core.settings import Settings
from desktop_app.ui.disk import Disk
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.models.model_settings_dialog import TEMPLATE, ModelSettingsDialog
from desktop_app.ui.models.template_field import TemplateField
from desktop_app.ui.theme import Theme


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings.load(tmp_path / "settings.toml")
    settings.set("sampling.top_k", 50)
    return settings


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records.load(tmp_path / "models.toml")


@pytest.fixture
def disk(qtbot: QtBot) -> Iterator[Disk]:
    thread = EngineThread(LIBRARY.create)
    yield Disk(thread)
    assert thread.shut_down(60_000)


@pytest.fixture
def dialog(
    qtbot: QtBot, settings: Settings, records: Records, disk: Disk, starter_model: Path
) -> ModelSettingsDialog:
    path, key = str(starter_model), key_of(str(starter_model))
    records.put(key, Record("The small one", speed=30.0))
    dialog = ModelSettingsDialog(Theme("light"), settings, records, disk, path, key)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def own(records: Records, starter_model: Path) -> dict[str, object]:
    return dict(Records.load(records.path).of(key_of(str(starter_model))).settings)


def template_of(dialog: ModelSettingsDialog) -> TemplateField:
    field = dialog.rows[TEMPLATE].field
    assert isinstance(field, TemplateField)
    return field


def test_each_is_as_in_the_settings_until_it_is_changed(dialog: ModelSettingsDialog) -> None:
    assert tuple(dialog.rows) == OWN_SETTINGS
    assert "The small one" in dialog.windowTitle()
    for key, row in dialog.rows.items():
        assert row.sentence() == f"{SETTINGS[key].help} As in the settings."
        assert row.reset_button.isHidden()
        assert row.field.control.accessibleName() == SETTINGS[key].label != ""
    assert dialog.rows["sampling.top_k"].field.control.text() == "50"
    controls = dialog.findChildren(QAbstractButton)
    assert [each for each in controls if not (each.accessibleName() or each.text())] == []


def test_what_is_changed_counts_for_this_model_alone(
    qtbot: QtBot,
    dialog: ModelSettingsDialog,
    settings: Settings,
    records: Records,
    starter_model: Path,
) -> None:
    line = dialog.rows["sampling.top_k"].field.control
    assert isinstance(line, QLineEdit)
    line.selectAll()
    qtbot.keyClicks(line, "7")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    box = dialog.rows["thinking.mode"].field.control
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(2)
    box.activated.emit(2)

    assert own(records, starter_model) == {"sampling.top_k": 7, "thinking.mode": "off"}
    assert settings.get("sampling.top_k") == 50
    record = Records.load(records.path).of(key_of(str(starter_model)))
    assert (record.name, record.speed) == ("The small one", 30.0), "the rest stays"


def test_the_way_back_leads_to_the_settings(
    qtbot: QtBot, dialog: ModelSettingsDialog, records: Records, starter_model: Path
) -> None:
    row = dialog.rows["sampling.top_k"]
    line = row.field.control
    assert isinstance(line, QLineEdit)
    line.selectAll()
    qtbot.keyClicks(line, "50")
    dialog.rows["chat.system_prompt"].field.control.setPlainText("Be brief.")
    dialog.close()
    assert own(records, starter_model) == {"chat.system_prompt": "Be brief."}, "50 is no other"

    dialog.show()
    row = dialog.rows["chat.system_prompt"]
    assert row.reset_button.isVisible()
    row.reset_button.click()
    assert own(records, starter_model) == {}
    assert isinstance(row.field.control, QPlainTextEdit)
    assert row.field.control.toPlainText() == ""


def test_a_template_counts_as_soon_as_it_can_be_read(
    qtbot: QtBot, dialog: ModelSettingsDialog, records: Records, starter_model: Path
) -> None:
    field = template_of(dialog)
    control = field.control
    assert isinstance(control, QPlainTextEdit)
    control.setPlainText("first line\n{% for m in messages %}")
    qtbot.waitUntil(lambda: dialog.rows[TEMPLATE].sentence().startswith("Line 2:"))
    assert own(records, starter_model) == {}
    control.setPlainText("{% for m in messages %}{{ m.content }}{% endfor %}")
    qtbot.waitUntil(lambda: own(records, starter_model) != {})

    assert own(records, starter_model) == {TEMPLATE: control.toPlainText()}
    control.setPlainText("")
    field.finish()
    assert own(records, starter_model) == {}


def test_the_models_own_template_is_where_one_begins(
    qtbot: QtBot, dialog: ModelSettingsDialog
) -> None:
    field = template_of(dialog)
    field.copy_button.click()

    qtbot.waitUntil(lambda: "SmolLM" in field.text())
    assert "for message in messages" in field.text()


def test_a_file_without_one_says_so(
    qtbot: QtBot, settings: Settings, records: Records, disk: Disk, tmp_path: Path
) -> None:
    path = str(tmp_path / "gone.gguf")
    dialog = ModelSettingsDialog(Theme("dark"), settings, records, disk, path, "gone.gguf:0")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    template_of(dialog).copy_button.click()

    words = "The model's file brings none."
    qtbot.waitUntil(lambda: dialog.rows[TEMPLATE].sentence() == words)


def test_what_cannot_be_saved_is_told(
    qtbot: QtBot, dialog: ModelSettingsDialog, records: Records, tmp_path: Path
) -> None:
    told: list[Problem] = []
    dialog.failed.connect(told.append)
    records.path = tmp_path / "gone" / "models.toml"
    dialog.rows["chat.system_prompt"].field.control.setPlainText("Be brief.")
    dialog.close()

    assert [problem.code for problem in told] == ["records.failed"]
