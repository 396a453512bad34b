"""How a dropped file comes among the models: what is offered where there is little room."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.local_model import Bring
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.ui.models import bring_dialog
from desktop_app.ui.models.bring_dialog import BringDialog, size_of
from desktop_app.ui.models.model_folders import ModelFolders, Space
from desktop_app.ui.theme import Theme


class Room(ModelFolders):
    """Folders on a disk with as much room as the test says."""

    free: int | None = 10_000

    def space(self) -> Space | None:
        return None if self.free is None else Space(self.free, 1_000_000)


@pytest.fixture
def room(qapp: object, tmp_path: Path) -> Room:
    places = Places(tmp_path / "home")
    places.create()
    return Room(Settings.load(places.settings), places)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "model.gguf"
    path.write_bytes(b"x" * 1000)
    return path


def open_dialog(qtbot: QtBot, room: Room, file: Path) -> tuple[BringDialog, list[Bring]]:
    dialog = BringDialog(Theme("light"), [str(file)], room)
    qtbot.addWidget(dialog)
    chosen: list[Bring] = []
    dialog.chosen.connect(chosen.append)
    return dialog, chosen


def usable(dialog: BringDialog) -> list[Bring]:
    return [how for how, button in dialog.ways.items() if button.isEnabled()]


def test_a_copy_is_offered_first(qtbot: QtBot, room: Room, file: Path) -> None:
    dialog, chosen = open_dialog(qtbot, room, file)

    dialog.accept()

    assert chosen == [Bring.COPY]
    assert usable(dialog) == list(Bring)


def test_cancel_brings_nothing(qtbot: QtBot, room: Room, file: Path) -> None:
    dialog, chosen = open_dialog(qtbot, room, file)

    dialog.reject()

    assert chosen == []


def test_without_room_it_is_moved_or_linked(qtbot: QtBot, room: Room, file: Path) -> None:
    room.free = 1099  # A tenth is to be left.

    dialog, _ = open_dialog(qtbot, room, file)

    assert usable(dialog) == [Bring.MOVE, Bring.LINK]
    assert dialog.chosen_way() is Bring.MOVE
    assert "not enough room" in dialog.ways[Bring.COPY].accessibleDescription()


def test_without_room_on_another_disk_it_is_linked(
    qtbot: QtBot, room: Room, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bring_dialog, "_same_disk", lambda path, folder: False)
    room.free = 0

    dialog, _ = open_dialog(qtbot, room, file)

    assert usable(dialog) == [Bring.LINK]
    assert dialog.chosen_way() is Bring.LINK


def test_room_that_nobody_knows_is_no_reason(qtbot: QtBot, room: Room, file: Path) -> None:
    room.free = None

    dialog, _ = open_dialog(qtbot, room, file)

    assert usable(dialog) == list(Bring)


def test_all_parts_are_counted(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        (tmp_path / f"big-0000{number}-of-00003.gguf").write_bytes(b"x" * number)
    second = tmp_path / "big-00002-of-00003.gguf"

    assert size_of(str(second)) == 6
    (tmp_path / "big-00003-of-00003.gguf").unlink()
    assert size_of(str(second)) == 3
    assert size_of(str(tmp_path / "none.gguf")) == 0
