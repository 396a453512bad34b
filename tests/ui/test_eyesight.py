"""What a model's part that sees is, and what becomes of the file that a person chooses."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Action, Problem
from desktop_app.core.projector import Sight
from desktop_app.core.settings import Settings
from desktop_app.ui import eyesight as module
from desktop_app.ui.eyesight import Eyesight
from tests.model_pair import eyes, model


class Watched:
    """An eyesight, and what it told."""

    def __init__(self, settings: Settings, path: Path | str) -> None:
        self.eyes = Eyesight(settings, str(path))
        self.changes: list[Sight] = []
        self.told: list[Problem] = []
        self.eyes.changed.connect(lambda: self.changes.append(self.eyes.sight()))
        self.eyes.failed.connect(self.told.append)
        settings.changed.append(lambda _: self.eyes.settings_changed())


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(tmp_path / "settings.toml")


@pytest.fixture
def llava(tmp_path: Path) -> Path:
    return model(tmp_path / "llava.gguf", "LLaVA v1.5 7B")


def test_nothing_is_known_until_somebody_looks(
    qtbot: QtBot, settings: Settings, llava: Path, tmp_path: Path
) -> None:
    right = eyes(tmp_path / "mmproj.gguf")
    watched = Watched(settings, llava)
    assert not watched.eyes.known
    assert (watched.eyes.sight(), watched.eyes.projector) == (Sight.UNKNOWN, "")
    watched.eyes.look()
    qtbot.waitUntil(lambda: watched.eyes.known)
    assert (watched.eyes.sight(), watched.eyes.projector) == (Sight.SEES, str(right))
    assert watched.changes == [Sight.SEES]


def test_it_looks_by_itself_soon_after_the_start(
    qtbot: QtBot, settings: Settings, llava: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOOK_AFTER", 0)
    watched = Watched(settings, llava)
    qtbot.waitUntil(lambda: watched.eyes.sight() is Sight.NO_PROJECTOR)


def test_a_choice_made_while_it_looks_is_not_lost(
    qtbot: QtBot,
    settings: Settings,
    llava: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "LOOK_AFTER", 1_000_000)
    (tmp_path / "elsewhere").mkdir()
    right = str(eyes(tmp_path / "elsewhere" / "mmproj.gguf"))
    watched = Watched(settings, llava)
    watched.eyes.look()
    settings.set("model.projector", right)  # What is being read knows nothing of it.
    qtbot.waitUntil(lambda: watched.eyes.projector == right)
    assert watched.changes == [Sight.SEES]


def test_who_cannot_wait_has_it_at_once(settings: Settings, llava: Path) -> None:
    watched = Watched(settings, llava)
    watched.eyes.look_now()
    watched.eyes.look_now()
    assert watched.changes == [Sight.NO_PROJECTOR]


def test_without_a_model_there_is_nothing_to_look_at(settings: Settings) -> None:
    watched = Watched(settings, "")
    done: list[bool] = []
    watched.eyes.look()
    watched.eyes.look_now()
    watched.eyes.when_known(lambda: done.append(True))
    assert watched.eyes.known
    assert watched.eyes.sight() is Sight.CANNOT
    assert done == [True]
    assert watched.changes == []


def test_a_projector_that_came_since_is_found(
    qtbot: QtBot, settings: Settings, llava: Path, tmp_path: Path
) -> None:
    watched = Watched(settings, llava)
    watched.eyes.look_now()
    eyes(tmp_path / "mmproj.gguf")
    watched.eyes.look()
    qtbot.waitUntil(lambda: watched.changes == [Sight.NO_PROJECTOR, Sight.SEES])


def test_what_was_fetched_meanwhile_is_found_when_the_person_comes_back(
    qtbot: QtBot, qapp: QApplication, settings: Settings, llava: Path, tmp_path: Path
) -> None:
    watched = Watched(settings, llava)
    watched.eyes.look_now()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    eyes(tmp_path / "mmproj.gguf")
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: watched.eyes.sight() is Sight.SEES)


class TestWhenKnown:
    def test_the_last_wish_is_done_once(
        self, qtbot: QtBot, settings: Settings, llava: Path
    ) -> None:
        watched = Watched(settings, llava)
        done: list[str] = []
        watched.eyes.when_known(lambda: done.append("first"))
        watched.eyes.when_known(lambda: done.append("last"))
        qtbot.waitUntil(lambda: bool(done))
        watched.eyes.look()
        qtbot.waitUntil(lambda: not watched.eyes._readers)
        watched.eyes.when_known(lambda: done.append("at once"))
        assert done == ["last", "at once"]

    def test_a_wish_can_be_dropped(self, qtbot: QtBot, settings: Settings, llava: Path) -> None:
        watched = Watched(settings, llava)
        done: list[str] = []
        watched.eyes.when_known(lambda: done.append("dropped"))
        watched.eyes.drop_wish()
        qtbot.waitUntil(lambda: watched.eyes.known)
        assert done == []

    def test_what_was_seen_of_another_model_does_not_count(
        self, qtbot: QtBot, settings: Settings, llava: Path, tmp_path: Path
    ) -> None:
        eyes(tmp_path / "mmproj.gguf")
        other = model(tmp_path / "words.gguf", "Words 1B", width=32)
        watched = Watched(settings, llava)
        done: list[Sight] = []
        watched.eyes.look()
        watched.eyes.follow(str(other))
        watched.eyes.when_known(lambda: done.append(watched.eyes.sight()))
        qtbot.waitUntil(lambda: bool(done))
        assert done == [Sight.CANNOT]
        assert watched.changes == [Sight.UNKNOWN, Sight.CANNOT]

    def test_a_fault_while_reading_does_not_last(
        self, qtbot: QtBot, settings: Settings, llava: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            raise MemoryError

        watched = Watched(settings, llava)
        done: list[bool] = []
        with monkeypatch.context() as patch, qtbot.captureExceptions() as caught:
            patch.setattr(module, "pairing", fail)
            watched.eyes.when_known(lambda: done.append(False))
            qtbot.waitUntil(lambda: bool(caught) and not watched.eyes._readers)
        watched.eyes.when_known(lambda: done.append(True))
        qtbot.waitUntil(lambda: done == [True])

    def test_a_fault_of_an_earlier_look_leaves_a_later_wish(
        self, qtbot: QtBot, settings: Settings, llava: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            raise MemoryError

        watched = Watched(settings, llava)
        done: list[bool] = []
        with qtbot.captureExceptions() as caught:
            with monkeypatch.context() as patch:
                patch.setattr(module, "pairing", fail)
                watched.eyes.look()
                while any(reader.is_alive() for reader in watched.eyes._readers):
                    pass  # It has failed, and nobody has looked at its answer yet.
            watched.eyes.when_known(lambda: done.append(True))
            qtbot.waitUntil(lambda: done == [True])
        assert [kind for kind, *_ in caught] == [MemoryError]


class TestChoosing:
    def test_the_right_one_is_used_and_remembered(
        self, qtbot: QtBot, settings: Settings, llava: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "eyes").mkdir()
        chosen = str(eyes(tmp_path / "eyes" / "mine.gguf"))
        watched = Watched(settings, llava)
        watched.eyes.look_now()
        watched.eyes.choose(chosen)
        qtbot.waitUntil(lambda: watched.eyes.projector == chosen)
        assert settings.get("model.projector") == chosen
        assert watched.eyes.sight() is Sight.SEES
        assert watched.told == []
        again = Watched(Settings.load(settings.path), llava)
        again.eyes.look_now()
        assert again.eyes.projector == chosen

    @pytest.mark.parametrize("width", [32, 64])
    def test_a_wrong_one_is_refused_and_nothing_changes(
        self, qtbot: QtBot, settings: Settings, llava: Path, tmp_path: Path, width: int
    ) -> None:
        if width == 32:
            wrong, code = eyes(tmp_path / "wrong.gguf", width=width), "projector.wrong"
        else:
            wrong, code = model(tmp_path / "words.gguf", "Words"), "projector.not_one"
        watched = Watched(settings, llava)
        watched.eyes.look_now()
        watched.eyes.choose(str(wrong))
        qtbot.waitUntil(lambda: bool(watched.told))
        (problem,) = watched.told
        assert (problem.code, problem.values) == (code, {"name": wrong.name})
        assert problem.action is Action.CHOOSE_PROJECTOR
        assert settings.get("model.projector") == ""
        assert watched.changes == [Sight.NO_PROJECTOR]

    def test_one_that_is_taken_as_a_model_is_offered_as_what_it_is(
        self, qtbot: QtBot, settings: Settings, llava: Path, tmp_path: Path
    ) -> None:
        right = eyes(tmp_path / "mmproj.gguf")
        watched = Watched(settings, llava)
        watched.eyes.offer(str(right))
        qtbot.waitUntil(lambda: bool(watched.told))
        (problem,) = watched.told
        assert problem.code == "projector.offered"
        assert problem.action is Action.USE_PROJECTOR
        assert problem.values == {"name": "mmproj.gguf", "model": "llava", "path": str(right)}
        assert settings.get("model.projector") == ""

    def test_one_for_another_model_is_not_offered(
        self, qtbot: QtBot, settings: Settings, llava: Path, tmp_path: Path
    ) -> None:
        wrong = eyes(tmp_path / "mmproj.gguf", width=32)
        watched = Watched(settings, llava)
        watched.eyes.offer(str(wrong))
        qtbot.waitUntil(lambda: bool(watched.told))
        assert [problem.code for problem in watched.told] == ["model.projector"]


def test_after_the_end_nothing_is_told(
    qtbot: QtBot, settings: Settings, llava: Path, tmp_path: Path
) -> None:
    watched = Watched(settings, llava)
    watched.eyes.when_known(lambda: watched.told.append(Problem("internal")))
    watched.eyes.choose(str(tmp_path / "gone.gguf"))
    readers = list(watched.eyes._readers)
    watched.eyes.shut_down()
    for reader in readers:
        reader.join()
    watched.eyes._on_poll()
    assert watched.told == []
    assert watched.changes == []
