"""The list's model: order, days, names, and rows that keep their identity."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QAbstractItemModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop_app.core.summary import Summary
from desktop_app.ui.conversation_model import ConversationListModel, ConversationRole

TODAY = date.today()
NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12).timestamp()
DAY = 86_400


def summary(id: str, title: str = "", days: float = 0) -> Summary:
    return Summary(id, title or id.upper(), NOON - days * DAY, NOON - days * DAY)


def column(model: QAbstractItemModel, role: int = Qt.ItemDataRole.DisplayRole) -> list[object]:
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


class Today(date):
    """The day on which the tests began: they may run through midnight."""

    @classmethod
    def today(cls) -> "Today":
        return cls(TODAY.year, TODAY.month, TODAY.day)


@pytest.fixture
def model(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ConversationListModel:
    monkeypatch.setattr("desktop_app.ui.conversation_model.date", Today)
    model = ConversationListModel()
    QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, model
    )  # A warning fails the test.
    return model


def test_newest_first(model: ConversationListModel) -> None:
    model.set_summaries([summary("a", days=1), summary("b"), summary("c", days=40)])
    assert column(model) == ["B", "A", "C"]
    assert column(model, ConversationRole.ID) == ["b", "a", "c"]


def test_each_group_of_days_has_one_caption(model: ConversationListModel) -> None:
    model.set_summaries([summary(str(days), days=days) for days in (0, 0.01, 1, 3, 5, 20)])
    assert column(model, ConversationRole.SECTION) == [
        "Today",
        "",
        "Yesterday",
        "Last 7 days",
        "",
        "Last 30 days",
    ]


def test_what_is_old_goes_by_its_month(model: ConversationListModel) -> None:
    model.set_summaries([summary("a", days=400)])
    day = TODAY - timedelta(days=400)
    assert column(model, ConversationRole.SECTION) == [f"{day:%B} {day.year}"]


def test_a_clock_that_ran_ahead_is_today(model: ConversationListModel) -> None:
    model.set_summaries([summary("a", days=-3)])
    assert column(model, ConversationRole.SECTION) == ["Today"]


def test_midnight_makes_today_yesterday(
    model: ConversationListModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.set_summaries([summary("a")])

    class Tomorrow(date):
        @classmethod
        def today(cls) -> "Tomorrow":
            return cls.fromtimestamp(NOON + DAY)

    monkeypatch.setattr("desktop_app.ui.conversation_model.date", Tomorrow)
    model.refresh_days()
    assert column(model, ConversationRole.SECTION) == ["Yesterday"]


def test_rows_keep_their_identity_when_the_order_changes(model: ConversationListModel) -> None:
    model.set_summaries([summary("a", days=1), summary("b", days=2), summary("c", days=3)])
    kept = QPersistentModelIndex(model.index(2))
    model.set_summaries([summary("a", days=1), summary("c"), summary("d", days=1.5)])
    assert column(model) == ["C", "A", "D"]
    assert kept.isValid()
    assert kept.data() == "C"
    assert kept.row() == 0


def test_a_row_that_is_gone_takes_its_index_along(model: ConversationListModel) -> None:
    model.set_summaries([summary("a"), summary("b", days=1)])
    gone = QPersistentModelIndex(model.index(1))
    model.set_summaries([summary("a")])
    assert not gone.isValid()
    model.set_summaries([])
    assert model.rowCount() == 0


def test_writing_is_marked_and_spoken(model: ConversationListModel) -> None:
    model.set_summaries([summary("a"), summary("b", days=1)])
    model.set_writing({"b"})
    assert column(model, ConversationRole.WRITING) == [False, True]
    assert "being written" in str(column(model, Qt.ItemDataRole.AccessibleTextRole)[1])
    assert column(model) == ["A", "B"]


def test_a_new_title_is_told(qtbot: QtBot, model: ConversationListModel) -> None:
    model.set_summaries([summary("a")])
    with qtbot.waitSignal(model.renamed) as told:
        assert model.setData(model.index(0), "  A  better\ntitle ")
    assert told.args == ["a", "A better title"]
    assert column(model) == ["A better title"]


@pytest.mark.parametrize("title", ["", "   ", "A"])
def test_an_empty_title_or_the_same_changes_nothing(
    qtbot: QtBot, model: ConversationListModel, title: str
) -> None:
    model.set_summaries([summary("a")])
    with qtbot.assertNotEmitted(model.renamed):
        assert not model.setData(model.index(0), title)
    assert column(model) == ["A"]


def test_without_a_title_it_is_a_new_conversation(model: ConversationListModel) -> None:
    model.set_summaries([Summary("a", "", NOON, NOON)])
    assert column(model) == ["New conversation"]


def test_a_preset_is_named_beside_the_title(model: ConversationListModel) -> None:
    named = {"tutor": "Tutor"}
    model.set_preset_names(lambda id: named.get(id, ""))
    model.set_summaries(
        [Summary("a", "A", NOON, NOON), Summary("b", "B", NOON, NOON - 1, preset="tutor")]
    )

    assert column(model, ConversationRole.PRESET) == ["", "Tutor"]
    spoken = column(model, Qt.ItemDataRole.AccessibleDescriptionRole)
    assert spoken == ["", "Preset: Tutor"]
    assert column(model, Qt.ItemDataRole.ToolTipRole) == ["A", "B\nPreset: Tutor"]


def test_another_preset_or_none_is_told_to_the_view(
    qtbot: QtBot, model: ConversationListModel
) -> None:
    named = {"tutor": "Tutor"}
    model.set_preset_names(lambda id: named.get(id, ""))
    model.set_summaries([summary("a")])
    with qtbot.waitSignal(model.dataChanged):
        model.set_preset("a", "tutor")
    assert column(model, ConversationRole.PRESET) == ["Tutor"]
    with qtbot.assertNotEmitted(model.dataChanged):
        model.set_preset("unknown", "tutor")
    named.clear()
    with qtbot.waitSignal(model.dataChanged):
        model.set_preset_names(lambda id: named.get(id, ""))
    assert column(model, ConversationRole.PRESET) == [""]
