"""A model can have a preset that new conversations with it begin with."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Problem
from desktop_app.core.model_record import Record, Records
from desktop_app.core.preset import Preset, Presets, built_in
from desktop_app.ui.models.first_preset_row import FirstPresetRow
from desktop_app.ui.theme import Theme

AUNT = Preset("aunt", "My Aunt", "Be kind.", own=True)
KEY = "small.gguf:5"


@pytest.fixture
def presets(tmp_path: Path) -> Presets:
    presets = Presets.load(tmp_path / "presets.toml")
    presets.put(AUNT)
    return presets


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records.load(tmp_path / "models.toml")


def row(qtbot: QtBot, records: Records, presets: Presets) -> FirstPresetRow:
    row = FirstPresetRow(Theme("light"), records, KEY, presets)
    qtbot.addWidget(row)
    return row


def test_all_presets_can_be_chosen_and_none(
    qtbot: QtBot, records: Records, presets: Presets
) -> None:
    made = row(qtbot, records, presets)
    box = made.box
    assert [box.itemText(number) for number in range(3)] == ["No preset", "My Aunt", "Brainstorm"]
    assert box.count() == len(built_in()) + 2
    assert box.currentIndex() == 0
    assert box.accessibleName() == "New conversations begin with"


def test_the_choice_is_kept_beside_what_else_is(
    qtbot: QtBot, records: Records, presets: Presets
) -> None:
    records.put(KEY, Record("Small", speed=3.0))
    made = row(qtbot, records, presets)
    made.box.setCurrentIndex(1)
    assert Records.load(records.path).of(KEY) == Record("Small", speed=3.0, preset="aunt")
    again = row(qtbot, records, presets)
    assert again.box.currentText() == "My Aunt"
    assert not again.reset_button.isHidden()
    again.reset_button.click()
    assert again.reset_button.isHidden()
    assert again.box.currentText() == "No preset"
    assert Records.load(records.path).of(KEY).preset == ""


def test_a_preset_that_is_gone_is_none(qtbot: QtBot, records: Records, presets: Presets) -> None:
    records.put(KEY, Record(preset="gone"))
    assert row(qtbot, records, presets).box.currentText() == "No preset"


def test_what_cannot_be_kept_is_told(
    qtbot: QtBot, records: Records, presets: Presets, tmp_path: Path
) -> None:
    records.path = tmp_path / "gone" / "models.toml"
    made, told = row(qtbot, records, presets), list[Problem]()
    made.failed.connect(told.append)
    made.box.setCurrentIndex(1)
    assert [problem.code for problem in told] == ["records.failed"]
