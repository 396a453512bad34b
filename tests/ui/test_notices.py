"""The one door: what it shows, offers, limits and forgets."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import KINDS, Action, Problem
from desktop_app.ui.banner import Banner
from desktop_app.ui.notices import KEPT, SHOWN, Notices
from desktop_app.ui.theme import Theme

MISSING = Problem("model.missing", {"name": "a.gguf"}, details="errno 2")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Never shown: the pointer, wherever it is, holds nothing."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def notices(window: QWidget) -> Notices:
    notices = Notices(Theme("light"), window)
    notices.resize(700, 200)
    return notices


def words(banner: Banner) -> str:
    return " ".join(label.text() for label in banner.findChildren(QLabel))


@pytest.mark.parametrize("code", ["model.stepped_down", "model.on_processor", "device.missing"])
def test_what_ends_nothing_is_a_warning(notices: Notices, code: str) -> None:
    notices.show_problem(Problem(code))
    notices.show_problem(MISSING)
    assert [banner.property("tone") for banner in notices.banners()] == ["error", "warning"]


def test_a_problem_is_a_sentence_a_remedy_and_a_button(qtbot: QtBot, notices: Notices) -> None:
    assert notices.objectName() == "notices"
    assert notices.isHidden()
    notices.show_problem(MISSING)
    (banner,) = notices.banners()
    assert not notices.isHidden()
    assert "The model file a.gguf is not there any more." in words(banner)
    assert "Choose another file" in words(banner)
    assert banner.accessibleName() == banner.text()
    assert banner.button.text() == "Choose a model…"
    with qtbot.waitSignal(notices.action_requested) as wish:
        banner.button.click()
    assert wish.args == [Action.CHOOSE_MODEL, MISSING]
    assert notices.banners() == []
    assert notices.isHidden()


@pytest.mark.parametrize("code", sorted(KINDS))
def test_every_problem_can_be_shown(notices: Notices, code: str) -> None:
    problem = Problem(code)
    notices.show_problem(problem)
    (banner,) = notices.banners()
    assert banner.text().startswith(KINDS[code].sentence.split("{")[0])
    assert banner.button.isHidden() == (KINDS[code].action is Action.NONE)


def test_details_are_folded_and_can_be_copied(notices: Notices) -> None:
    notices.show()
    notices.show_problem(MISSING)
    (banner,) = notices.banners()
    details = banner.findChild(QPlainTextEdit)
    assert details is not None
    assert details.isHidden()
    banner.details_button.click()
    assert not details.isHidden()
    assert details.toPlainText() == "errno 2"
    banner.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert "a.gguf is not there" in copied
    assert "errno 2" in copied


def test_without_details_there_is_nothing_to_unfold(notices: Notices) -> None:
    notices.show_problem(Problem("store.full"))
    assert notices.banners()[0].details_button.isHidden()


def test_newest_on_top_and_the_older_ones_wait(notices: Notices) -> None:
    for code in ("store.full", "store.failed", "engine.failed"):
        notices.show_problem(Problem(code))
    shown = [banner.problem.code for banner in notices.banners() if not banner.isHidden()]
    assert shown == ["engine.failed", "store.failed"]
    assert len(shown) == SHOWN
    notices.banners()[0].close_button.click()
    shown = [banner.problem.code for banner in notices.banners() if not banner.isHidden()]
    assert shown == ["store.failed", "store.full"]


def test_the_same_problem_is_shown_once(notices: Notices) -> None:
    for _ in range(5):
        notices.show_problem(MISSING)
    assert len(notices.banners()) == 1


def test_they_do_not_pile_up(notices: Notices) -> None:
    for number in range(KEPT + 10):
        notices.show_offer(f"offer {number}", "Do it", lambda: None)
    assert len(notices.banners()) == KEPT
    assert notices.banners()[0].text() == f"offer {KEPT + 9}"


def test_news_are_of_now(notices: Notices) -> None:
    notices.show_news("One model stays in use.")
    notices.show_news("Another model stays in use.")
    assert [banner.text() for banner in notices.banners()] == ["Another model stays in use."]
    notices.banners()[0].closed.emit()
    notices.clear_news()
    assert notices.banners() == []


def test_a_solved_problem_goes(notices: Notices) -> None:
    notices.show_problem(MISSING)
    notices.show_problem(Problem("store.full"))
    notices.clear_problem("model.missing")
    assert [banner.problem.code for banner in notices.banners()] == ["store.full"]


def test_undo_is_done_once(notices: Notices) -> None:
    undone: list[bool] = []
    notices.show_undo("The conversation was deleted.", lambda: undone.append(True))
    (banner,) = notices.banners()
    assert banner.button.text() == "Undo"
    banner.button.click()
    assert undone == [True]
    assert notices.banners() == []


def test_undo_goes_by_itself_and_undoes_nothing(qtbot: QtBot, notices: Notices) -> None:
    undone: list[bool] = []
    notices.show_undo("Deleted.", lambda: undone.append(True))
    (banner,) = notices.banners()
    banner.set_lifetime(0.01)
    qtbot.waitUntil(lambda: notices.banners() == [])
    assert undone == []


def test_the_pointer_holds_it(notices: Notices) -> None:
    notices.show_undo("Deleted.", lambda: None)
    (banner,) = notices.banners()
    assert banner._timer.isActive()
    here = QPointF(1, 1)
    QApplication.sendEvent(banner, QEnterEvent(here, here, here))
    assert not banner._timer.isActive()
    QApplication.sendEvent(banner, QEvent(QEvent.Type.Leave))
    assert banner._timer.isActive()


def test_a_problem_stays_until_it_is_closed(notices: Notices) -> None:
    notices.show_problem(MISSING)
    (banner,) = notices.banners()
    assert not banner._timer.isActive()
    QApplication.sendEvent(banner, QEvent(QEvent.Type.Leave))
    assert not banner._timer.isActive()


def test_words_are_wrapped_and_never_markup(qtbot: QtBot, notices: Notices) -> None:
    notices.show_problem(Problem("model.missing", {"name": "<b>bold</b>" + " long" * 60}))
    (banner,) = notices.banners()
    label = next(one for one in banner.findChildren(QLabel) if "<b>" in one.text())
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.wordWrap()
    assert banner.heightForWidth(400) > banner.heightForWidth(700)
