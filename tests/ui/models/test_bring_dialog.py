"""How a dropped file comes among the models: what is offered where there is little room."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.disk import LookedUp, LookUpJob, Space
from desktop_app.core.engine import CancelToken, Job
from desktop_app.core.events import Event, Finished
from desktop_app.core.local_model import Bring
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.engines.library.lookup import look_up
from desktop_app.ui.disk import Disk
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.models.bring_dialog import BringDialog
from desktop_app.ui.models.model_folders import ModelFolders
from desktop_app.ui.theme import Theme
from desktop_app.ui.words import size_words


class Room:
    """A disk with as much room as the test says; files are on it, or on `other` one."""

    def __init__(self) -> None:
        self.free: int | None = 10_000
        self.other = False
        self.gate = threading.Event()
        self.gate.set()

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        assert isinstance(job, LookUpJob)
        self.gate.wait()
        (seen, *_) = look_up(job, cancel)
        assert isinstance(seen, LookedUp)
        disk = seen.spots[0].disk + self.other
        space = None if self.free is None else Space(self.free, 1_000_000, job.room, disk)
        yield replace(seen, space=space)
        yield Finished()

    def close(self) -> None:
        """Nothing to free."""


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def folders(qapp: object, tmp_path: Path, room: Room) -> Iterator[ModelFolders]:
    places = Places(tmp_path / "home")
    places.create()
    thread = EngineThread(lambda: room)
    yield ModelFolders(Settings.load(places.settings), places, Disk(thread))
    room.gate.set()
    assert thread.shut_down(60_000)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "model.gguf"
    path.write_bytes(b"x" * 1000)
    return path


def open_dialog(qtbot: QtBot, folders: ModelFolders, file: Path) -> tuple[BringDialog, list[Bring]]:
    dialog = BringDialog(Theme("light"), [str(file)], folders)
    qtbot.addWidget(dialog)
    chosen: list[Bring] = []
    dialog.chosen.connect(chosen.append)
    qtbot.waitUntil(lambda: not folders.disk.busy)
    return dialog, chosen


def usable(dialog: BringDialog) -> list[Bring]:
    return [how for how, button in dialog.ways.items() if button.isEnabled()]


def test_a_copy_is_offered_first(
    qtbot: QtBot, room: Room, folders: ModelFolders, file: Path
) -> None:
    dialog, chosen = open_dialog(qtbot, folders, file)

    dialog.accept()

    assert chosen == [Bring.COPY]
    assert usable(dialog) == list(Bring)


def test_cancel_brings_nothing(qtbot: QtBot, room: Room, folders: ModelFolders, file: Path) -> None:
    dialog, chosen = open_dialog(qtbot, folders, file)

    dialog.reject()

    assert chosen == []


def test_without_room_it_is_moved_or_linked(
    qtbot: QtBot, room: Room, folders: ModelFolders, file: Path
) -> None:
    room.free = 1099  # A tenth is to be left.

    dialog, _ = open_dialog(qtbot, folders, file)

    assert usable(dialog) == [Bring.MOVE, Bring.LINK]
    assert dialog.chosen_way() is Bring.MOVE
    assert "not enough room" in dialog.ways[Bring.COPY].accessibleDescription()


def test_without_room_on_another_disk_it_is_linked(
    qtbot: QtBot, room: Room, folders: ModelFolders, file: Path
) -> None:
    room.other = True
    room.free = 0

    dialog, _ = open_dialog(qtbot, folders, file)

    assert usable(dialog) == [Bring.LINK]
    assert dialog.chosen_way() is Bring.LINK


def test_room_that_nobody_knows_is_no_reason(
    qtbot: QtBot, room: Room, folders: ModelFolders, file: Path
) -> None:
    room.free = None

    dialog, _ = open_dialog(qtbot, folders, file)

    assert usable(dialog) == list(Bring)


def test_all_parts_are_counted(qtbot: QtBot, folders: ModelFolders, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        path = tmp_path / f"big-0000{number}-of-00003.gguf"
        path.write_bytes(b"x" * number * 100)

    dialog, _ = open_dialog(qtbot, folders, tmp_path / "big-00002-of-00003.gguf")

    assert size_words(600) in dialog.ways[Bring.COPY].accessibleDescription()


def test_nobody_waits_for_the_disk(
    qtbot: QtBot, room: Room, folders: ModelFolders, file: Path
) -> None:
    room.free = 0
    room.gate.clear()
    dialog = BringDialog(Theme("light"), [str(file)], folders)
    qtbot.addWidget(dialog)
    assert usable(dialog) == list(Bring)
    assert "…" in dialog.ways[Bring.COPY].accessibleDescription()

    room.gate.set()

    qtbot.waitUntil(lambda: usable(dialog) == [Bring.MOVE, Bring.LINK])
    assert dialog.chosen_way() is Bring.MOVE
