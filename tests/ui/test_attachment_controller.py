"""From what is brought to what is sent: chips, drafts, failures, and that nothing is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.core.attachment import Film, Frame
from desktop_app.core.engine import ChatJob, LoadJob, ModelOptions, UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.paths import Places
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.store import Store
from desktop_app.ui.attachment_controller import AttachmentController
from desktop_app.ui.chat_controller import ChatController
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.gallery import Gallery
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.offer import Offer, PictureBytes, PictureFile, offer_of_files
from desktop_app.ui.picture_desk import PictureDesk
from desktop_app.ui.screenshot import Screenshot
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcript import Transcript
from tests.ui.chat_script import SilentChat
from tests.ui.picture_script import ScriptedPictures, picture

COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
MODEL = ModelOptions("/models/Small-1B.Q4_K_M.gguf")
DAMAGED = Problem("picture.damaged", {"name": "bad.png"})
DIED = Problem("part.crashed", {"cause": "segmentation fault"}, "the log")


class Desk:
    """A window with everything that attachments need behind it."""

    def __init__(self, home: Path) -> None:
        self.places = Places(home)
        self.places.create()
        self.settings = Settings.load(self.places.settings)
        self.store = Store.open(self.places.database)
        shelf = PictureShelf(self.places.pictures)
        self.session = Session(self.store, self.settings, shelf)
        self.pictures = ScriptedPictures()
        self.answers = SilentChat()
        self.chat_thread = EngineThread(lambda: self.answers)
        self.picture_thread = EngineThread(lambda: self.pictures)
        theme = Theme("light")
        transcript = Transcript(theme, Gallery(shelf.path))
        self.window = MainWindow(theme, transcript)
        self.composer = self.window.composer
        self.bar = self.composer.bar
        self.chat = ChatController(
            self.session, self.chat_thread, self.window, transcript, lambda: MODEL
        )
        self.screenshot = Screenshot()
        self.attachments = AttachmentController(
            self.session,
            self.picture_thread,
            self.places,
            self.window,
            PictureDesk(theme, Gallery(shelf.path), self.window),
            self.screenshot,
        )
        self.problems: list[Problem] = []
        self.attachments.problem.connect(self.problems.append)
        self.undos: list[tuple[str, Callable[[], None]]] = []
        self.attachments.undoable.connect(lambda *told: self.undos.append(told))
        self.chat.start()
        self.window.show()

    def names(self) -> list[str]:
        return [chip.name() for chip in self.bar.chips().values()]

    def bring(self, *names: str) -> None:
        self.window.take(offer_of_files([f"/pictures/{name}" for name in names]))

    def close(self) -> None:
        self.attachments.shut_down()
        self.chat.shut_down()
        self.pictures.gate.set()
        for thread in (self.picture_thread, self.chat_thread):
            assert thread.shut_down(5000)
        self.store.close()
        self.window.close()


@pytest.fixture
def desks(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    made: list[Desk] = []

    def make() -> Desk:
        if made:
            made[-1].close()
        desk = Desk(tmp_path / "home")
        qtbot.addWidget(desk.window)
        made.append(desk)
        return desk

    yield make
    made[-1].close()


@pytest.fixture
def desk(desks: Callable[[], Desk]) -> Desk:
    return desks()


def drag_over(window: MainWindow, data: QMimeData) -> bool:
    """Whether the window takes it."""
    enter = QDragEnterEvent(QPoint(9, 9), COPY, data, LEFT, NO_KEYS)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    return enter.isAccepted()


def made(qtbot: QtBot, desk: Desk, *names: str) -> None:
    """Wait until exactly these are attached."""
    wanted = tuple(picture(name) for name in names)
    qtbot.waitUntil(lambda: desk.composer.attachments() == wanted)


class TestWays:
    def test_files(self, qtbot: QtBot, desk: Desk) -> None:
        desk.pictures.gate.clear()
        desk.bring("a b.png", "c.jpg")
        assert desk.names() == ["a b.png", "c.jpg"]
        assert desk.composer.attachments() == ()
        assert desk.bar.isVisible()
        desk.pictures.gate.set()
        made(qtbot, desk, "a b.png", "c.jpg")
        assert desk.pictures.pictures[0].source == "/pictures/a b.png"
        assert desk.pictures.pictures[0].model.path == str(desk.places.pictures)

    def test_bytes_of_the_clipboard(self, qtbot: QtBot, desk: Desk) -> None:
        data = QMimeData()
        data.setData("image/png", b"what was copied")
        desk.composer.edit.insertFromMimeData(data)
        made(qtbot, desk, "")
        assert desk.pictures.contents[-1] == b"what was copied"
        assert desk.names() == ["Picture"]
        incoming = desk.places.cache / "incoming"
        qtbot.waitUntil(lambda: list(incoming.iterdir()) == [])

    def test_each_sort_goes_to_who_knows_it(self, qtbot: QtBot, desk: Desk) -> None:
        films: list[str] = []
        sounds: list[list[str]] = []
        desk.attachments.film_brought.connect(films.append)
        desk.window.sounds_dropped.connect(sounds.append)
        desk.bring("a.png", "film.mp4", "talk.mp3", "b.png")
        made(qtbot, desk, "a.png", "b.png")
        assert films == ["/pictures/film.mp4"]
        assert sounds == [["/pictures/talk.mp3"]]

    def test_the_network_is_not_asked(self, qtbot: QtBot, desk: Desk) -> None:
        data = QMimeData()
        data.setUrls([QUrl("https://example.org/cat.png")])
        assert drag_over(desk.window, data)
        drop = QDropEvent(QPointF(9, 9), COPY, data, LEFT, NO_KEYS)
        QApplication.sendEvent(desk.window, drop)
        assert drop.isAccepted()
        assert not desk.window.drop_target.isVisible()
        assert [problem.code for problem in desk.problems] == ["picture.elsewhere"]
        assert desk.names() == []

    def test_the_dialog_and_its_key(
        self, qtbot: QtBot, desk: Desk, monkeypatch, tmp_path: Path
    ) -> None:
        folder = tmp_path / "holiday"
        folder.mkdir()
        asked: list[tuple] = []

        def ask(*arguments: object) -> tuple[list[str], str]:
            asked.append(arguments)
            return [str(folder / "x.webp"), str(folder / "y.png")], ""

        monkeypatch.setattr(QFileDialog, "getOpenFileNames", ask)
        keys = {a.shortcut().toString(): a for a in desk.window.actions()}
        keys["Ctrl+Shift+O"].trigger()
        made(qtbot, desk, "x.webp", "y.png")
        keys["Ctrl+Shift+O"].trigger()
        assert Path(asked[1][2]) == folder
        folder.rmdir()
        keys["Ctrl+Shift+O"].trigger()
        assert Path(asked[2][2]) == Path.home()
        for ending in ("*.heic", "*.mp4", "*.mp3"):
            assert ending in asked[0][3]

    def test_a_screenshot_and_its_key(self, qtbot: QtBot, desk: Desk, monkeypatch) -> None:
        taken: list[bool] = []
        monkeypatch.setattr(Screenshot, "take", lambda _: taken.append(True))
        keys = {a.shortcut().toString(): a for a in desk.window.actions()}
        keys["Ctrl+Shift+S"].trigger()
        assert taken == [True]
        desk.screenshot.taken.emit(Offer(pictures=(PictureFile("/pictures/shot.png"),)))
        made(qtbot, desk, "shot.png")
        desk.screenshot.failed.emit(Problem("screenshot.unavailable"))
        assert [problem.code for problem in desk.problems] == ["screenshot.unavailable"]


class TestProcess:
    def test_it_starts_when_something_comes_near(self, qtbot: QtBot, desk: Desk) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile("/pictures/a.png")])
        assert drag_over(desk.window, data)
        assert desk.window.drop_target.isVisible()
        assert desk.window.drop_target.accessibleName() == "Drop to show it to the model"
        qtbot.waitUntil(lambda: [type(job) for job in desk.pictures.jobs] == [LoadJob])
        QApplication.sendEvent(desk.window, QDragLeaveEvent())
        assert not desk.window.drop_target.isVisible()

    def test_it_ends_when_nothing_comes(self, qtbot: QtBot, desk: Desk) -> None:
        desk.bring("a.png")
        made(qtbot, desk, "a.png")
        qtbot.waitUntil(desk.attachments._idle.isActive)
        desk.attachments._idle.timeout.emit()
        qtbot.waitUntil(lambda: isinstance(desk.pictures.jobs[-1], UnloadJob))


class TestSending:
    def test_what_is_attached_is_sent_with_the_words(self, qtbot: QtBot, desk: Desk) -> None:
        desk.bring("a.png")
        made(qtbot, desk, "a.png")
        qtbot.keyClicks(desk.composer.edit, "What is this?")
        qtbot.keyClick(desk.composer.edit, Qt.Key.Key_Return)
        assert desk.names() == []
        assert not desk.bar.isVisible()
        assert desk.composer.text() == ""
        question = desk.session.conversation.path()[0]
        assert (question.text, question.attachments) == ("What is this?", (picture("a.png"),))
        assert desk.store.draft_attachments("") == ()

    def test_without_words(self, qtbot: QtBot, desk: Desk) -> None:
        assert not desk.composer.send_button.isEnabled()
        desk.bring("a.png")
        made(qtbot, desk, "a.png")
        assert desk.composer.send_button.isEnabled()
        desk.composer.send_button.click()
        question = desk.session.conversation.path()[0]
        assert (question.text, question.attachments) == ("", (picture("a.png"),))
        assert desk.composer.edit._history == []

    def test_send_waits_for_what_is_being_made(self, qtbot: QtBot, desk: Desk) -> None:
        desk.pictures.gate.clear()
        desk.bring("a.png", "b.png")
        qtbot.keyClicks(desk.composer.edit, "Look")
        desk.composer.send_button.click()
        assert desk.session.conversation.path() == []
        assert desk.composer._hint.text().startswith("Sent once it is ready")
        desk.pictures.gate.set()
        qtbot.waitUntil(lambda: len(desk.session.conversation.path()) == 2)
        question = desk.session.conversation.path()[0]
        assert question.attachments == (picture("a.png"), picture("b.png"))

    @pytest.mark.parametrize("way", ["Esc", "another word", "a failure"])
    def test_what_waits_is_not_sent_after(self, qtbot: QtBot, desk: Desk, way: str) -> None:
        desk.pictures.gate.clear()
        if way == "a failure":
            desk.pictures.failures["b.png"] = [DAMAGED]
        desk.bring("a.png", "b.png")
        qtbot.keyClicks(desk.composer.edit, "Look")
        desk.composer.send_button.click()
        if way == "Esc":
            desk.composer._escape.activated.emit()
        elif way == "another word":
            qtbot.keyClicks(desk.composer.edit, " here")
        desk.pictures.gate.set()
        left = ("a.png",) if way == "a failure" else ("a.png", "b.png")
        made(qtbot, desk, *left)
        qtbot.waitUntil(lambda: not desk.bar.making)
        assert desk.session.conversation.path() == []
        assert desk.composer.text().startswith("Look")
        if way == "a failure":
            assert desk.composer._hint.text().startswith("Not sent")

    def test_what_is_refused_comes_back(self, qtbot: QtBot, desk: Desk) -> None:
        problem = Problem("message.too_long", {"tokens": 5000, "limit": 4000})
        desk.answers.failure = problem
        desk.bring("a.png")
        made(qtbot, desk, "a.png")
        qtbot.keyClicks(desk.composer.edit, "Look")
        desk.composer.send_button.click()
        qtbot.waitUntil(lambda: desk.composer.text() == "Look")
        assert desk.composer.attachments() == (picture("a.png"),)
        assert desk.session.conversation.path() == []

    def test_the_engine_is_shown_it(self, qtbot: QtBot, desk: Desk) -> None:
        desk.bring("a.png")
        made(qtbot, desk, "a.png")
        desk.places.pictures.joinpath(picture("a.png").file_name).write_bytes(b"a picture")
        desk.composer.send_button.click()
        qtbot.waitUntil(lambda: len(desk.answers.jobs) == 1)
        (job,) = desk.answers.jobs
        assert isinstance(job, ChatJob)
        (image,) = job.turns[-1].shown
        assert image.hash == picture("a.png").hash  # type: ignore[union-attr]


class TestDrafts:
    def test_they_come_back_after_a_restart(self, qtbot: QtBot, desks) -> None:
        desk = desks()
        desk.bring("a.png", "b.png")
        made(qtbot, desk, "a.png", "b.png")
        assert desk.store.draft_attachments("") == (picture("a.png"), picture("b.png"))
        again = desks()
        assert again.composer.attachments() == (picture("a.png"), picture("b.png"))
        assert again.names() == ["a.png", "b.png"]

    def test_each_conversation_has_its_own(self, qtbot: QtBot, desk: Desk) -> None:
        first = self.ask(qtbot, desk, "one")
        desk.bring("a.png")
        made(qtbot, desk, "a.png")
        desk.chat.conversations.new()
        assert desk.names() == []
        desk.chat.conversations.open(first)
        assert desk.composer.attachments() == (picture("a.png"),)

    def test_a_picture_lands_where_it_was_brought(self, qtbot: QtBot, desk: Desk) -> None:
        first = self.ask(qtbot, desk, "one")
        desk.pictures.gate.clear()
        desk.bring("a.png", "b.png")
        desk.chat.conversations.new()
        assert desk.names() == []
        desk.pictures.gate.set()
        qtbot.waitUntil(lambda: len(desk.store.draft_attachments(first)) == 2)
        assert desk.names() == []
        desk.chat.conversations.open(first)
        assert desk.composer.attachments() == (picture("a.png"), picture("b.png"))

    def test_who_comes_back_early_sees_it_being_made(self, qtbot: QtBot, desk: Desk) -> None:
        first = self.ask(qtbot, desk, "one")
        desk.pictures.gate.clear()
        desk.bring("a.png")
        desk.chat.conversations.new()
        desk.chat.conversations.open(first)
        assert desk.names() == ["a.png"]
        assert desk.bar.making
        desk.pictures.gate.set()
        made(qtbot, desk, "a.png")
        assert desk.store.draft_attachments(first) == (picture("a.png"),)

    def test_a_film_that_is_made_elsewhere(self, desk: Desk) -> None:
        film = Film("film.mp4", 60.0, 0.0, 60.0, (Frame(1.0, picture("frame")),))
        desk.attachments.add(film, "another")
        assert desk.names() == []
        assert desk.store.draft_attachments("another") == (film,)
        desk.attachments.add(film)
        assert desk.composer.attachments() == (film,)
        assert desk.store.draft_attachments("") == (film,)

    @staticmethod
    def ask(qtbot: QtBot, desk: Desk, text: str) -> str:
        desk.chat.send(text)
        qtbot.waitUntil(lambda: not desk.composer.is_busy())
        return desk.session.conversation.id


class TestFailures:
    def test_one_sentence_and_nothing_else_is_lost(self, qtbot: QtBot, desk: Desk) -> None:
        desk.pictures.failures["bad.png"] = [DAMAGED]
        qtbot.keyClicks(desk.composer.edit, "Look")
        desk.bring("a.png", "bad.png", "b.png")
        made(qtbot, desk, "a.png", "b.png")
        assert desk.names() == ["a.png", "b.png"]
        assert desk.problems == [DAMAGED]
        assert desk.composer.text() == "Look"

    def test_a_process_that_dies_is_asked_once_more(self, qtbot: QtBot, desk: Desk) -> None:
        desk.pictures.failures["a.png"] = [DIED]
        desk.bring("a.png")
        made(qtbot, desk, "a.png")
        assert desk.problems == []
        kinds = [type(job).__name__ for job in desk.pictures.jobs]
        assert kinds == ["LoadJob", "PictureJob", "LoadJob", "PictureJob"]

    def test_and_not_a_third_time(self, qtbot: QtBot, desk: Desk) -> None:
        desk.pictures.failures["a.png"] = [DIED, DIED]
        desk.bring("a.png")
        qtbot.waitUntil(lambda: len(desk.problems) == 1)
        assert desk.problems[0].code == "picture.crashed"
        assert desk.problems[0].values == {"name": "a.png"}
        assert desk.problems[0].details == "the log"
        assert desk.names() == []

    def test_what_could_not_be_written(self, qtbot: QtBot, desk: Desk) -> None:
        incoming = desk.places.cache / "incoming"
        incoming.write_text("a file in the way")
        desk.attachments.take(Offer(pictures=(PictureBytes(b"x"),)))
        qtbot.waitUntil(lambda: len(desk.problems) == 1)
        assert desk.problems[0].code == "picture.not_taken"
        assert desk.names() == []


class TestRemoving:
    def test_with_an_undo(self, qtbot: QtBot, desk: Desk) -> None:
        desk.bring("a.png", "b.png")
        made(qtbot, desk, "a.png", "b.png")
        next(iter(desk.bar.chips().values())).remove_button.click()
        assert desk.composer.attachments() == (picture("b.png"),)
        assert desk.store.draft_attachments("") == (picture("b.png"),)
        ((words, undo),) = desk.undos
        assert words == "a.png was removed from the message."
        undo()
        assert desk.composer.attachments() == (picture("b.png"), picture("a.png"))

    def test_before_it_is_made(self, qtbot: QtBot, desk: Desk) -> None:
        desk.pictures.gate.clear()
        desk.bring("a.png", "b.png")
        next(iter(desk.bar.chips().values())).remove_button.click()
        assert desk.names() == ["b.png"]
        desk.pictures.gate.set()
        made(qtbot, desk, "b.png")
        assert desk.undos == []
        assert desk.problems == []


def test_enter_opens_it_large(qtbot: QtBot, desk: Desk, monkeypatch) -> None:
    opened: list[tuple] = []
    monkeypatch.setattr(PictureDesk, "open", lambda _, *told: opened.append(told))
    desk.bring("a.png", "b.png")
    made(qtbot, desk, "a.png", "b.png")
    _, second = desk.bar.chips().values()
    qtbot.keyClick(second, Qt.Key.Key_Return)
    ((shown, _),) = opened
    assert (shown.picture, shown.name) == (picture("b.png"), "b.png")
