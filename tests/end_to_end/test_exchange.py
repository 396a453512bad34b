"""Conversations go out of the real window into files, and come in, by the engines it has."""

import json
from pathlib import Path

import pypdf
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from desktop_app.core.export_job import Format
from desktop_app.ui.export_dialog import ExportDialog
from tests.end_to_end.conftest import Start
from tests.rival_exports import chatgpt_zip, claude_talk


def titles(parley) -> list[str]:
    return [summary.title for summary in parley.session.summaries()]


def said(parley) -> list[str]:
    return [banner.text() for banner in parley.window.notices.banners()]


def drop(parley, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(parley.window, QDragEnterEvent(QPoint(10, 10), copy, *how))
    QApplication.sendEvent(parley.window, QDropEvent(QPointF(10, 10), copy, *how))


def press(parley, words: str) -> None:
    buttons = parley.window.notices.findChildren(QPushButton)
    next(button for button in buttons if button.text() == words and button.isVisible()).click()


def test_what_is_dropped_comes_and_can_be_taken_back(start: Start, qtbot, tmp_path) -> None:
    parley = start()
    (tmp_path / "chatgpt.zip").write_bytes(chatgpt_zip())
    (tmp_path / "claude.json").write_text(json.dumps([claude_talk(), claude_talk("other")]))
    drop(parley, tmp_path / "chatgpt.zip", tmp_path / "claude.json")
    qtbot.waitUntil(lambda: "3 conversations were imported." in said(parley), timeout=30_000)
    assert sorted(titles(parley)) == ["A haiku", "A haiku", "Rivers"]
    assert parley.window.composer.attachments() == ()
    parley.chat.conversations.open(parley.session.summaries()[0].id)
    press(parley, "Undo")
    qtbot.waitUntil(lambda: titles(parley) == [], timeout=30_000)
    assert parley.session.conversation.messages == {}


def test_what_is_damaged_changes_nothing(start: Start, qtbot, tmp_path, monkeypatch) -> None:
    parley = start()
    broken = claude_talk("x", created_at="soon")
    (tmp_path / "claude.json").write_text(json.dumps([claude_talk(), broken]))
    path = str(tmp_path / "claude.json")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([path], ""))
    parley.window.menu.import_requested.emit()
    qtbot.waitUntil(lambda: any("is damaged" in words for words in said(parley)), timeout=30_000)
    assert "conversation 2 “A haiku”, created_at" in "".join(said(parley))
    assert titles(parley) == []


def test_a_conversation_goes_out_and_comes_in_again(
    start: Start, qtbot, tmp_path, monkeypatch
) -> None:
    parley = start()
    (tmp_path / "chatgpt.zip").write_bytes(chatgpt_zip())
    drop(parley, tmp_path / "chatgpt.zip")
    qtbot.waitUntil(lambda: titles(parley) == ["Rivers"], timeout=30_000)
    parley.chat.conversations.open(parley.session.summaries()[0].id)
    for format in (Format.JSON, Format.PDF):
        path = tmp_path / f"out.{format.value}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, p=path: (str(p), ""))
        parley.window.export_requested.emit()
        dialog = parley.window.findChildren(ExportDialog)[-1]
        dialog.formats[format].click()
        dialog.export_button.click()
        words = f"The conversation was exported as out.{format.value}."
        qtbot.waitUntil(lambda words=words: words in said(parley), timeout=30_000)
    words = pypdf.PdfReader(tmp_path / "out.pdf").pages[0].extract_text()
    assert "Which river?" in " ".join(words.split())
    other = start(home="other")
    drop(other, tmp_path / "out.json")
    came = "One conversation was imported."
    qtbot.waitUntil(lambda: came in said(other), timeout=30_000)
    assert titles(other) == ["Rivers"]
    drop(other, tmp_path / "out.json")
    here = "All conversations of it were here already."
    qtbot.waitUntil(lambda: here in said(other), timeout=30_000)
