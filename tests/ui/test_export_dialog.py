"""Asking what is exported, and as what."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.export_job import Format
from desktop_app.core.summary import Summary
from desktop_app.ui.export_dialog import ExportDialog, Wish
from desktop_app.ui.theme import Theme

TALKS = [Summary(id, f"Title {id}", 0.0, 0.0) for id in "abc"]


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication) -> ExportDialog:
    dialog = ExportDialog(Theme("light"), TALKS, "b")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def tick(dialog: ExportDialog, row: int, state: Qt.CheckState) -> None:
    index = dialog.rows.index(row)
    assert dialog.rows.setData(index, state.value, Qt.ItemDataRole.CheckStateRole)
    assert index.data(Qt.ItemDataRole.CheckStateRole) == state


def test_at_first_it_is_the_open_one_as_markdown(dialog: ExportDialog) -> None:
    wishes: list[Wish] = []
    dialog.chosen.connect(wishes.append)
    dialog.export_button.click()
    assert wishes == [Wish(("b",), Format.MARKDOWN, False)]
    assert not dialog.isVisible()


def test_all_as_json_with_thoughts(dialog: ExportDialog) -> None:
    dialog.all.click()
    dialog.formats[Format.JSON].click()
    dialog.thoughts.click()
    assert dialog.wish() == Wish(("a", "b", "c"), Format.JSON, True)
    assert "import it again" in dialog.about.text()


def test_some_are_ticked(dialog: ExportDialog) -> None:
    assert not dialog.list.isVisible()
    dialog.some.click()
    assert dialog.list.isVisible()
    assert dialog.wish().ids == ("b",)
    tick(dialog, 2, Qt.CheckState.Checked)
    assert dialog.wish().ids == ("b", "c")
    for row in range(3):
        tick(dialog, row, Qt.CheckState.Unchecked)
    assert not dialog.export_button.isEnabled()
    dialog.accept()
    assert dialog.isVisible()


def test_where_none_is_open_it_is_all(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = ExportDialog(Theme("dark"), TALKS, "")
    qtbot.addWidget(dialog)
    assert not dialog.this.isEnabled()
    assert dialog.wish().ids == ("a", "b", "c")


def test_a_temporary_one_is_exported_though_it_is_in_no_list(qtbot: QtBot) -> None:
    dialog = ExportDialog(Theme("light"), TALKS, "x", temporary=True)
    qtbot.addWidget(dialog)
    assert dialog.wish().ids == ("x",)
    dialog.all.click()
    assert dialog.wish().ids == ("a", "b", "c")


def test_where_nothing_else_is_there_a_temporary_one_can_be_chosen_alone(qtbot: QtBot) -> None:
    dialog = ExportDialog(Theme("light"), [], "x", temporary=True)
    qtbot.addWidget(dialog)
    assert dialog.wish().ids == ("x",)
    dialog.show()
    assert not dialog.some.isVisible()
    assert not dialog.all.isVisible()
