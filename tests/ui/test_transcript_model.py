"""The messages on the path as Qt's views read them."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop_app.core.conversation import Message, Role, State
from desktop_app.ui.transcript_model import AuthorRole, IdRole, MessageRole, Row, TranscriptModel


def message(id: str, text: str = "", role: Role = Role.USER, **more: object) -> Message:
    return Message(id, "", role, text, 0.0, **more)  # type: ignore[arg-type]


@pytest.fixture
def model(qtbot: QtBot) -> TranscriptModel:
    model = TranscriptModel()
    # Speaks up (and fails the test) when signals and rows do not agree.
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_rows(
        [Row(message("a", "question")), Row(message("b", "answer", Role.ASSISTANT), 2, 3)]
    )
    return model


def test_roles(model: TranscriptModel) -> None:
    index = model.index(1)
    assert index.data() == "answer"
    assert index.data(IdRole) == "b"
    assert index.data(AuthorRole) == "assistant"
    assert index.data(MessageRole) == model.row(1).message
    assert model.index(0).data(AuthorRole) == "user"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.rowCount(index) == 0


def test_pieces_are_told_once_a_flush(qtbot: QtBot, model: TranscriptModel) -> None:
    model.append(Row(message("c", "", Role.ASSISTANT, state=State.WRITING)))
    heard: list[tuple[int, list[int]]] = []
    model.dataChanged.connect(lambda start, _end, roles: heard.append((start.row(), roles)))
    woken: list[bool] = []
    model.unheard.connect(lambda: woken.append(True))
    for number in range(100):
        model.append_text("c", f"{number} ")
        model.append_thought("c", "hm ")
    assert heard == []
    assert woken == [True]
    model.flush()
    model.flush()
    assert heard == [(2, [Qt.ItemDataRole.DisplayRole.value])]
    assert model.text("c") == "".join(f"{number} " for number in range(100))
    assert model.thought("c") == "hm " * 100
    assert model.index(2).data() == model.text("c")


def test_pieces_continue_what_was_there(model: TranscriptModel) -> None:
    model.append_text("b", " goes on")
    assert model.text("b") == "answer goes on"


def test_an_update_replaces_the_pieces(model: TranscriptModel) -> None:
    model.append_text("b", " and more")
    model.update(Row(message("b", "final", Role.ASSISTANT)))
    model.flush()
    assert model.text("b") == "final"


def test_pieces_of_another_conversation_go_nowhere(model: TranscriptModel) -> None:
    model.append_text("elsewhere", "x")
    model.flush()
    assert model.text("elsewhere") == ""
    assert [model.index(row).data() for row in range(model.rowCount())] == ["question", "answer"]


def test_rows_below_go(model: TranscriptModel) -> None:
    model.append_text("b", "unheard")
    model.remove_from(1)
    model.flush()
    assert model.rowCount() == 1
    assert model.number("b") == -1
    model.append(Row(message("b", "again", Role.ASSISTANT)))
    assert model.text("b") == "again"
    model.remove_from(5)
    assert model.rowCount() == 2


def test_another_path_forgets_the_pieces(model: TranscriptModel) -> None:
    model.append_text("b", " and more")
    model.set_first_seen("b")
    model.set_rows([Row(message("b", "stored", Role.ASSISTANT))])
    model.flush()
    assert model.text("b") == "stored"
    assert model.first_seen == ""
    assert not model.index(1, 0, QModelIndex()).isValid()
    assert list(model.ids()) == ["b"]
