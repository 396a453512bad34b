"""Presets are looked at, changed, brought and handed on in one dialog."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.core.preset import Preset, Presets, built_in
from desktop_app.core.preset_file import PRESET_SETTINGS, exported
from desktop_app.core.settings import Settings
from desktop_app.ui.preset_dialog import PresetDialog
from desktop_app.ui.theme import Theme

AUNT = Preset("aunt", "Aunt", "Be kind.", "Kind words.", {"sampling.top_k": 3}, own=True)


@pytest.fixture
def presets(tmp_path: Path) -> Presets:
    presets = Presets.load(tmp_path / "presets.toml")
    presets.put(AUNT)
    return presets


@pytest.fixture
def dialog(qtbot: QtBot, presets: Presets, tmp_path: Path) -> PresetDialog:
    settings = Settings.load(tmp_path / "settings.toml")
    dialog = PresetDialog(Theme("light"), presets, settings)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def names(dialog: PresetDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def kept(presets: Presets, id: str) -> Preset:
    """As the file has it."""
    found = Presets.load(presets.path).get(id)
    assert found is not None
    return found


def type_in(qtbot: QtBot, field: QLineEdit | QPlainTextEdit, text: str) -> None:
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_ones_own_come_first_and_the_first_is_shown(dialog: PresetDialog) -> None:
    assert names(dialog)[0] == "Aunt"
    assert len(names(dialog)) == len(built_in()) + 1
    assert dialog.editor.name.text() == "Aunt"
    assert dialog.editor.prompt.toPlainText() == "Be kind."
    assert dialog.editor.rows["sampling.top_k"].field.control.text() == "3"
    assert set(dialog.editor.rows) == set(PRESET_SETTINGS)


def test_every_control_has_a_name(dialog: PresetDialog) -> None:
    assert dialog.accessibleName()
    controls = [
        *dialog.findChildren(QAbstractButton),
        *dialog.findChildren(QLineEdit),
        *dialog.findChildren(QPlainTextEdit),
        dialog.list,
    ]
    assert [each for each in controls if not (each.accessibleName() or each.text())] == []


def test_what_is_typed_counts(qtbot: QtBot, dialog: PresetDialog, presets: Presets) -> None:
    type_in(qtbot, dialog.editor.prompt, "Be very kind.")
    qtbot.waitUntil(lambda: presets.get("aunt").prompt == "Be very kind.")
    type_in(qtbot, dialog.editor.name, "Great-aunt")
    type_in(qtbot, dialog.editor.rows["sampling.top_k"].field.control, "40")
    dialog.close()

    assert kept(presets, "aunt") == replace(
        AUNT, name="Great-aunt", prompt="Be very kind.", settings={"sampling.top_k": 40}
    )
    assert names(dialog)[0] == "Great-aunt"


def test_a_setting_goes_back_to_that_of_all(dialog: PresetDialog, presets: Presets) -> None:
    row = dialog.editor.rows["sampling.top_k"]
    assert row.reset_button.isVisible()
    row.reset_button.click()

    assert kept(presets, "aunt").settings == {}
    assert not row.reset_button.isVisible()
    assert row.sentence().endswith("As in the settings.")


def test_a_schema_that_cannot_be_kept_to_is_told_and_does_not_count(
    qtbot: QtBot, dialog: PresetDialog, presets: Presets
) -> None:
    dialog.editor.schema.setPlainText('{"type": "string", "pattern": "a+"}')
    type_in(qtbot, dialog.editor.prompt, "Say a.")
    dialog.editor.finish()
    assert "pattern" in dialog.editor.fault.text()
    assert dialog.editor.fault.isVisible()
    assert (kept(presets, "aunt").prompt, kept(presets, "aunt").schema) == ("Say a.", "")

    dialog.editor.schema.setPlainText('{"type": "string"}')
    dialog.editor.finish()
    assert not dialog.editor.fault.isVisible()
    assert kept(presets, "aunt").schema == '{"type": "string"}'


def test_a_preset_keeps_its_name(qtbot: QtBot, dialog: PresetDialog, presets: Presets) -> None:
    dialog.editor.name.selectAll()
    qtbot.keyClick(dialog.editor.name, Qt.Key.Key_Delete)
    dialog.editor.finish()

    assert "name" in dialog.editor.fault.text()
    assert kept(presets, "aunt") == AUNT


def test_what_came_with_parley_is_read_and_copied(
    qtbot: QtBot, dialog: PresetDialog, presets: Presets
) -> None:
    dialog.reveal("translate")
    assert dialog.editor.note.isVisible()
    assert dialog.editor.prompt.isReadOnly()
    assert not dialog.delete_button.isEnabled()
    assert not dialog.editor.rows["sampling.top_k"].isEnabled()
    qtbot.keyClick(dialog.list, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)

    copy = dialog.current()
    assert copy == replace(
        built_in()["translate"], id="translate-copy", name="Translate (copy)", own=True
    )
    assert not dialog.editor.note.isVisible()
    assert not dialog.editor.prompt.isReadOnly()
    assert kept(presets, "translate-copy") == copy


def test_a_new_one_is_begun_with_its_name(
    qtbot: QtBot, dialog: PresetDialog, presets: Presets
) -> None:
    dialog.new_button.click()
    assert dialog.editor.name.selectedText() == dialog.editor.name.text()
    type_in(qtbot, dialog.editor.name, "Uncle")
    dialog.editor.finish()
    dialog.make()

    own = sorted(preset.name for preset in Presets.load(presets.path).all() if preset.own)
    assert own == ["Aunt", "New preset", "Uncle"]


def test_what_is_deleted_comes_back(qtbot: QtBot, dialog: PresetDialog, presets: Presets) -> None:
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert "Aunt" not in names(dialog)
    assert Presets.load(presets.path).get("aunt") is None
    assert "Aunt" in dialog.news.text()
    dialog.news.undo_button.click()

    assert kept(presets, "aunt") == AUNT
    assert dialog.current() == AUNT
    assert dialog.news.undo_button.isHidden()
    dialog.reveal("translate")
    dialog.delete()
    assert "Translate" in names(dialog)


def test_presets_are_handed_on_and_brought(
    dialog: PresetDialog, presets: Presets, tmp_path: Path
) -> None:
    path = tmp_path / "handed on.toml"
    dialog.hand_on(str(path))
    assert path.read_text("utf-8") == exported([AUNT])
    dialog.bring(str(path))
    assert "here" in dialog.news.text()
    path.write_text(exported([replace(AUNT, prompt="Another.")]), "utf-8")
    dialog.bring(str(path))

    assert kept(presets, "aunt-2").prompt == "Another."
    assert dialog.current().id == "aunt-2"


def test_a_file_for_presets_is_proposed_at_home_under_the_name_of_now(
    dialog: PresetDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []

    def ask(_parent: QWidget, _title: str, place: str, _files: str) -> tuple[str, str]:
        proposed.append(place)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    dialog.editor.name.setText("My great aunt")
    dialog.editor.name.textEdited.emit("My great aunt")
    for words in ("Export…", "Import…"):
        (button,) = [b for b in dialog.findChildren(QPushButton) if b.text() == words]
        button.click()

    assert dialog.current().id == "aunt"
    assert proposed == [str(Path.home() / "my-great-aunt.toml"), str(Path.home())]


@pytest.mark.parametrize(
    ("data", "word"),
    [(b"nonsense", "holds no presets"), (None, "holds no presets")],
)
def test_what_cannot_be_brought_is_told(
    dialog: PresetDialog, tmp_path: Path, data: bytes | None, word: str
) -> None:
    path = tmp_path / "odd.toml"
    if data is not None:
        path.write_bytes(data)
    dialog.bring(str(path))

    assert word in dialog.news.text()
    assert len(names(dialog)) == len(built_in()) + 1


def test_what_cannot_be_saved_is_told(
    dialog: PresetDialog, presets: Presets, tmp_path: Path
) -> None:
    presets.path = tmp_path / "gone" / "presets.toml"
    dialog.make()
    assert "could not be saved" in dialog.news.text()
    dialog.hand_on(str(tmp_path / "gone" / "a.toml"))
    assert "could not be saved" in dialog.news.text()


def test_the_button_gives_the_preset_to_the_conversation(
    qtbot: QtBot, dialog: PresetDialog
) -> None:
    dialog.reveal("tutor")
    (box,) = dialog.findChildren(QDialogButtonBox)
    use = next(button for button in box.buttons() if button.property("kind") == "primary")
    with qtbot.waitSignal(dialog.used) as used:
        use.click()

    assert used.args == ["tutor"]
    assert not dialog.isVisible()


def test_a_closed_dialog_hears_no_more(dialog: PresetDialog, presets: Presets) -> None:
    dialog.close()
    assert presets.changed == []
