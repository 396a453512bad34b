"""Which part of a document is shown: all, pages or the beginning, and what that takes."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.core.document import Document, Form
from desktop_app.ui.document_dialog import DocumentDialog
from desktop_app.ui.theme import Theme

PAGES = 20
PAGE = ("words " * 100).strip()
TEXT = "\f".join([PAGE] * PAGES)
PAPER = Document("0" * 64, "paper.pdf", Form.PDF, 9000, len(TEXT), PAGES)
PLAIN = "words " * 2000
NOTES = Document("1" * 64, "notes.txt", Form.TEXT, len(PLAIN), len(PLAIN))

Make = Callable[..., DocumentDialog]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def made(
        document: Document = PAPER, tokens: int = 2000, others: int = 0, context: int = 1000
    ) -> DocumentDialog:
        text = TEXT if document.pages else PLAIN
        dialog = DocumentDialog(Theme("light"), document, text, tokens, others, context)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return made


def test_of_what_is_too_long_the_pages_that_fit_are_proposed(make: Make) -> None:
    dialog = make()
    assert dialog.some_pages.isChecked()
    assert (dialog.first.value(), dialog.last.value()) == (1, 6)
    assert dialog.choice() == replace(PAPER, first=1, last=6)
    assert make(others=300).last.value() == 3


def test_of_a_text_without_pages_the_beginning_is_proposed(make: Make) -> None:
    dialog = make(NOTES)
    assert not dialog.some_pages.isVisible()
    assert dialog.beginning.isChecked()
    assert dialog.tokens.value() == 600
    assert dialog.choice() == replace(NOTES, most=3600)


def test_what_fits_is_shown_whole(make: Make) -> None:
    for context in (100_000, 0):
        dialog = make(context=context)
        assert dialog.all.isChecked()
        assert dialog.choice() == PAPER
        assert dialog.use_button.text() == "Show this"
        assert not dialog.warning.isVisible()


def test_all_of_what_is_too_long_is_shown_anyway(make: Make, qtbot: QtBot) -> None:
    dialog = make()
    dialog.all.click()
    assert dialog.warning.isVisible()
    assert "2,000 tokens" in dialog.cost.text()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.use_button.click()
    assert chosen.args == [replace(PAPER, anyway=True)]


def test_the_last_page_is_never_before_the_first(make: Make) -> None:
    dialog = make()
    dialog.first.setValue(15)
    assert dialog.last.value() == 15
    dialog.last.setValue(2)
    assert dialog.first.value() == 2
    assert dialog.choice() == replace(PAPER, first=2, last=2)
    assert "100 tokens" in dialog.cost.text()


def test_a_number_that_is_changed_is_what_is_wanted(make: Make) -> None:
    dialog = make(context=0)
    dialog.tokens.setValue(150)
    assert dialog.beginning.isChecked()
    dialog.first.setValue(3)
    assert dialog.some_pages.isChecked()


def test_what_was_chosen_before_is_chosen_still(make: Make) -> None:
    some = replace(PAPER, first=4, last=5)
    dialog = make(some, tokens=200)
    assert dialog.choice() == some
    part = replace(NOTES, most=600)
    assert make(part, tokens=100).choice() == part
    anyway = replace(PAPER, anyway=True)
    assert make(anyway).choice() == anyway


def test_without_a_count_it_is_estimated(make: Make) -> None:
    assert "About" in make(tokens=0).cost.text()


def test_the_keyboard_reaches_everything(make: Make, qtbot: QtBot) -> None:
    dialog = make()
    dialog.first.setFocus()
    qtbot.waitUntil(dialog.first.hasFocus)
    reached = set()
    for _ in range(12):
        focused = dialog.focusWidget()
        assert focused is not None
        reached.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    # Of radio buttons one stop is enough: the arrows go on.
    assert {dialog.first, dialog.last, dialog.tokens, dialog.use_button} <= reached
    for button in (dialog.all, dialog.some_pages, dialog.beginning, dialog.use_button):
        assert button.accessibleName()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
