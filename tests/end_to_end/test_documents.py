"""Files with text on their way into a message of the real window, with the engine for them."""

import os
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication

from desktop_app.core.document import Document, Form
from desktop_app.core.engine_names import DOCUMENTS
from desktop_app.core.store import Store
from desktop_app.engines.isolated import IsolatedEngine
from desktop_app.engines.scripted import Reply, ScriptedEngine, ScriptedOptions
from desktop_app.ui.blocks.document_block import DocumentBlock
from desktop_app.ui.document_dialog import DocumentDialog
from desktop_app.ui.document_viewer import DocumentViewer
from desktop_app.ui.offer import offer_of_files
from desktop_app.ui.text_button import TextButton
from tests.document_bytes import docx, paragraph, pdf
from tests.end_to_end.conftest import close


class Listening(ScriptedEngine):
    """The scripted engine, which remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(ScriptedOptions(replies=(Reply("Milk."),)))
        self.jobs = []

    def run(self, job, cancel):
        self.jobs.append(job)
        return super().run(job, cancel)

    @property
    def shown(self):
        return [part for turn in self.jobs[-1].turns for part in turn.shown]


@pytest.fixture
def readers() -> list[IsolatedEngine]:
    """The engines of documents that were made."""
    return []


@pytest.fixture
def chat() -> Listening:
    return Listening()


@pytest.fixture
def parley(start, readers, chat, tmp_path):
    def make() -> IsolatedEngine:
        readers.append(IsolatedEngine(DOCUMENTS, tmp_path, name="documents", family="part"))
        return readers[-1]

    return start(lambda: chat, documents=make)


@pytest.fixture
def notes(tmp_path) -> Path:
    path = tmp_path / "notes ü.md"
    path.write_text("# To buy\n\n- milk\n", encoding="utf-8")
    return path


@pytest.fixture
def book(tmp_path) -> Path:
    """Forty pages of a hundred words each."""
    path = tmp_path / "book.pdf"
    path.write_bytes(pdf(["\n".join(["ten words a line make for a page of them"] * 10)] * 40))
    return path


def bring(parley, *paths: Path) -> None:
    parley.window.take(offer_of_files([str(path) for path in paths]))


def attached(parley) -> tuple[Document, ...]:
    return parley.window.composer.attachments()


def chip_of(parley):
    (chip,) = parley.window.composer.bar.chips().values()
    return chip


def codes(parley) -> set[str]:
    return {banner.problem.code for banner in parley.window.notices.banners()}


def widget_of(parley, kind):
    found = [one for one in parley.window.findChildren(kind) if one.isVisible()]
    return found[0] if found else None


def test_from_the_drop_to_the_answer_and_back(qtbot, parley, chat, notes, start) -> None:
    composer = parley.window.composer
    bring(parley, notes)
    assert [chip.name() for chip in composer.bar.chips().values()] == ["notes ü.md"]
    qtbot.waitUntil(lambda: len(attached(parley)) == 1)
    (document,) = attached(parley)
    assert (document.name, document.form, document.length) == ("notes ü.md", Form.TEXT, 17)
    qtbot.waitUntil(lambda: "tokens" in chip_of(parley).facts())
    before = composer.meter.text()
    assert before != "0 %"
    composer.edit.set_text("What am I to buy?")
    composer.send_button.click()
    qtbot.waitUntil(lambda: not composer.is_busy() and parley.session.jobs_running == 0)
    assert chat.shown == ['File "notes ü.md":\n```\n# To buy\n\n- milk\n```\n\n']
    assert attached(parley) == ()

    words = {button.text() for button in parley.window.findChildren(TextButton)}
    assert "File…" in words
    block = widget_of(parley, DocumentBlock)
    assert block.chip.name() == "notes ü.md"
    block.chip.click()
    viewer = widget_of(parley, DocumentViewer)
    qtbot.waitUntil(lambda: viewer.text.toPlainText() == "# To buy\n\n- milk\n")
    assert not viewer.part_button.isVisible()
    viewer.close_button.click()

    question = parley.session.conversation.path()[0].id
    parley.chat.set_attachment_seen(question, 0, False)
    parley.chat.regenerate(parley.session.conversation.last_id())
    qtbot.waitUntil(lambda: parley.session.jobs_running == 0)
    assert chat.shown == []
    assert widget_of(parley, DocumentBlock).chip.icon_name == "eye-off"

    close(parley)
    notes.unlink()
    again = start()
    again.chat.conversations.open(again.session.summaries()[0].id)
    kept = again.session.conversation.path()[0].attachments[0]
    assert kept.hash == document.hash
    assert not kept.seen


def test_what_is_too_long_is_said_at_once_and_a_part_can_be_chosen(
    qtbot, parley, chat, book
) -> None:
    composer = parley.window.composer
    bring(parley, book)
    qtbot.waitUntil(lambda: composer.bar.blocked)
    assert "too long" in chip_of(parley).facts()
    composer.edit.set_text("What is it about?")
    composer.send_button.click()
    assert composer.text(), "it stays in the composer"

    composer.bar.remedy_requested.emit()
    dialog = widget_of(parley, DocumentDialog)
    assert dialog.some_pages.isChecked()
    assert 1 <= dialog.last.value() < 40
    dialog.first.setValue(2)
    dialog.last.setValue(3)
    assert dialog.use_button.text() == "Show this"
    dialog.use_button.click()
    qtbot.waitUntil(lambda: not composer.bar.blocked and "tokens" in chip_of(parley).facts())
    assert "pages 2 to 3 of 40" in chip_of(parley).facts()
    composer.send_button.click()
    qtbot.waitUntil(lambda: parley.session.jobs_running == 0 and bool(chat.shown))
    (part,) = chat.shown
    assert part.startswith('File "book.pdf", pages 2 to 3 of 40:\n```\n[Page 2]\nten words')
    assert "[Page 4]" not in part


def test_all_of_it_can_be_sent_anyway(qtbot, parley, book) -> None:
    composer = parley.window.composer
    bring(parley, book)
    qtbot.waitUntil(lambda: composer.bar.blocked)
    composer.bar.remedy_requested.emit()
    dialog = widget_of(parley, DocumentDialog)
    dialog.all.click()
    assert dialog.use_button.text() == "Show it anyway"
    dialog.use_button.click()
    assert not composer.bar.blocked
    assert attached(parley)[0].anyway


def test_a_kill_while_a_file_is_read_loses_nothing(qtbot, parley, readers, tmp_path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf(["some words\n" * 30] * 1500))
    bring(parley, path)
    qtbot.waitUntil(lambda: "page" in chip_of(parley).facts())
    os.kill(readers[0].child_pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: len(attached(parley)) == 1, timeout=60_000)
    assert attached(parley)[0].pages == 1500
    assert codes(parley) == set()


def test_who_takes_the_chip_away_stops_the_reading(qtbot, parley, notes, tmp_path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf(["some words\n" * 30] * 3000))
    bring(parley, path)
    qtbot.waitUntil(lambda: "page" in chip_of(parley).facts())
    chip_of(parley).remove_button.click()
    bring(parley, notes)
    qtbot.waitUntil(lambda: [one.name for one in attached(parley)] == ["notes ü.md"])
    assert codes(parley) == set()


def test_good_and_bad_ones_together(qtbot, parley, notes, tmp_path) -> None:
    (tmp_path / "letter.docx").write_bytes(docx(paragraph("Dear Anna")))
    (tmp_path / "scan.pdf").write_bytes(pdf([""]))
    (tmp_path / "locked.pdf").write_bytes(pdf(["x"], encrypted=True))
    (tmp_path / "cut.docx").write_bytes(docx(paragraph("Dear"))[:200])
    (tmp_path / "words.strange").write_text("Words in a file of no known kind.")
    (tmp_path / "noise.strange").write_bytes(bytes(range(256)) * 20)
    names = ("letter.docx", "scan.pdf", "locked.pdf", "cut.docx", "gone.txt")
    unknown = ("words.strange", "noise.strange")
    bring(parley, notes, *(tmp_path / name for name in (*names, *unknown)))
    wanted = {"notes ü.md", "letter.docx", "words.strange"}
    qtbot.waitUntil(
        lambda: (
            {one.name for one in attached(parley)} == wanted
            and len(parley.window.composer.bar.chips()) == 3
            and len(codes(parley)) > 2
        )
    )
    assert codes(parley) <= {
        *("document.scanned", "document.locked", "document.damaged"),
        *("document.missing", "document.binary"),
    }


def test_pasted_files_become_chips_and_a_message_waits_for_them(qtbot, parley, chat, notes) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(notes))])
    QApplication.clipboard().setMimeData(data)
    composer = parley.window.composer
    composer.edit.paste()
    composer.edit.insertPlainText("What?")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(getattr(job, "turns", ()) for job in chat.jobs))
    qtbot.waitUntil(lambda: parley.session.jobs_running == 0)
    assert "- milk" in chat.shown[0]


def test_the_draft_is_found_again_with_its_part(qtbot, parley, start, book, tmp_path) -> None:
    bring(parley, book)
    qtbot.waitUntil(lambda: parley.window.composer.bar.blocked)
    (document,) = attached(parley)
    parley.showing.documents.choose_part(document)
    dialog = widget_of(parley, DocumentDialog)
    dialog.beginning.click()
    dialog.tokens.setValue(300)
    dialog.use_button.click()
    (part,) = attached(parley)
    assert 0 < part.most < part.length
    close(parley)
    store = Store.open(parley.store.path)
    assert store.draft_attachments("") == (part,)
    assert parley.store.path.stat().st_size < 2_000_000
    store.close()
    again = start()
    assert attached(again) == (part,)


def test_another_model_counts_anew(qtbot, parley, chat, notes) -> None:
    bring(parley, notes)
    qtbot.waitUntil(lambda: "tokens" in chip_of(parley).facts())
    parley.model.choose(str(notes.with_name("other.gguf")))
    assert "tokens" not in chip_of(parley).facts()
    qtbot.waitUntil(lambda: "tokens" in chip_of(parley).facts())
    models = {job.model.path for job in chat.jobs if hasattr(job, "texts")}
    assert len(models) == 2


def test_a_message_is_edited_without_its_file_and_a_chip_comes_back_by_undo(
    qtbot, parley, chat, notes
) -> None:
    composer = parley.window.composer
    bring(parley, notes)
    qtbot.waitUntil(lambda: len(attached(parley)) == 1)
    (document,) = attached(parley)
    undone = []
    parley.showing.attachments.undoable.connect(lambda words, undo: undone.append((words, undo)))
    chip_of(parley).remove_button.click()
    assert attached(parley) == ()
    words, undo = undone[0]
    assert words == "notes ü.md was removed from the message."
    undo()
    assert attached(parley) == (document,)

    composer.edit.set_text("What?")
    composer.send_button.click()
    qtbot.waitUntil(lambda: parley.session.jobs_running == 0 and bool(chat.shown))
    question = parley.session.conversation.path()[0].id
    parley.chat.edit(question, "And without it?", ())
    qtbot.waitUntil(lambda: parley.session.jobs_running == 0 and chat.shown == [])


def test_closing_while_a_file_is_read_leaves_nothing_behind(
    qtbot, parley, readers, start, tmp_path
) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf(["some words\n" * 30] * 3000))
    bring(parley, path)
    qtbot.waitUntil(lambda: "page" in chip_of(parley).facts())
    close(parley)
    assert not readers[0].child_pid
    assert attached(start()) == ()
