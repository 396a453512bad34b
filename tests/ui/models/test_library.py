"""What the window knows of the models here: scripted looks, and what is changed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Problem
from desktop_app.core.local_model import (
    Bring,
    ImportJob,
    LocalModel,
    Proof,
    RemoveJob,
    ScanJob,
    Source,
    Verified,
)
from desktop_app.core.model_record import Record
from desktop_app.core.paths import starter_model
from tests.ui.models.shelf_script import PIECE, ShelfHome, model

MANY = [model(f"Model {number:03d}") for number in range(2 * PIECE + 5)]


@pytest.fixture
def shelf(qapp: object, tmp_path: Path) -> Iterator[ShelfHome]:
    home = ShelfHome(tmp_path / "home", [model("One"), model("Two", Source.OLLAMA)])
    yield home
    home.close()


def scan(qtbot: QtBot, home: ShelfHome) -> None:
    home.library.scan()
    qtbot.waitUntil(lambda: home.idle)


def test_nothing_is_looked_for_before_somebody_asks(shelf: ShelfHome) -> None:
    shelf.settings.set("models.folders", ("/elsewhere",))

    assert shelf.library.models() == ()
    assert not shelf.library.scanning
    assert not shelf.engine.jobs


def test_a_look_tells_what_there_is(qtbot: QtBot, shelf: ShelfHome) -> None:
    shelf.engine.models = MANY
    shelf.engine.gate.clear()

    shelf.library.scan()
    qtbot.waitUntil(lambda: len(shelf.library.models()) == PIECE)
    assert shelf.library.scanning
    assert not shelf.library.looked
    shelf.engine.gate.set()
    qtbot.waitUntil(lambda: shelf.idle)

    assert shelf.library.looked
    assert shelf.library.models() == tuple(MANY)
    assert shelf.library.model(MANY[3].path) == MANY[3]


def test_it_looks_in_its_own_home_alone(qtbot: QtBot, shelf: ShelfHome, home: Path) -> None:
    shelf.settings.set("models.folders", ("/added",))
    shelf.settings.set("model.recent", ("/opened/a.gguf",))

    scan(qtbot, shelf)

    (places,) = shelf.engine.places
    starter = starter_model()
    assert places.home == str(shelf.places.home)
    assert str(home) not in (places.home, places.folder)
    assert places.folder == str(shelf.places.models)
    assert places.folders == ("/added",)
    assert places.opened == ("/opened/a.gguf",)
    assert places.starter == (str(starter) if starter else "")
    assert places.index == str(shelf.places.model_index)


def test_a_second_look_leaves_the_list_until_it_is_over(qtbot: QtBot, shelf: ShelfHome) -> None:
    scan(qtbot, shelf)
    shelf.engine.models = [model("Three")]
    shelf.engine.gate.clear()

    shelf.library.scan()
    qtbot.waitUntil(lambda: len(shelf.engine.places) == 2)
    assert shelf.names() == ["One", "Two"]
    shelf.engine.gate.set()
    qtbot.waitUntil(lambda: shelf.idle)

    assert shelf.names() == ["Three"]


def test_a_look_that_was_stopped_changes_nothing(qtbot: QtBot, shelf: ShelfHome) -> None:
    scan(qtbot, shelf)
    shelf.engine.models = []
    shelf.engine.gate.clear()

    shelf.library.scan()
    qtbot.waitUntil(lambda: len(shelf.engine.places) == 2)
    shelf.library.stop()
    qtbot.waitUntil(lambda: shelf.idle)

    assert shelf.names() == ["One", "Two"]


def test_who_asks_while_it_looks_gets_another_look(qtbot: QtBot, shelf: ShelfHome) -> None:
    shelf.engine.gate.clear()
    shelf.library.scan()
    shelf.library.scan()
    shelf.library.scan()
    shelf.engine.gate.set()
    qtbot.waitUntil(lambda: shelf.idle)

    assert len(shelf.engine.places) == 2


def test_a_missing_folder_is_no_error(qtbot: QtBot, shelf: ShelfHome) -> None:
    shelf.engine.missing = ["/media/drive"]

    scan(qtbot, shelf)
    assert shelf.library.missing == ("/media/drive",)
    assert shelf.told == []
    shelf.engine.missing = []
    scan(qtbot, shelf)

    assert shelf.library.missing == ()


def test_another_folder_is_looked_into_at_once(qtbot: QtBot, shelf: ShelfHome) -> None:
    scan(qtbot, shelf)

    shelf.library.folders.add("/added")
    qtbot.waitUntil(lambda: shelf.idle)
    shelf.library.folders.drop("/added")
    qtbot.waitUntil(lambda: shelf.idle)

    added = str(Path("/added").absolute())
    assert [places.folders for places in shelf.engine.places] == [(), (added,), ()]


def test_a_known_model_that_is_used_needs_no_look(qtbot: QtBot, shelf: ShelfHome) -> None:
    scan(qtbot, shelf)

    shelf.settings.use_model(shelf.library.models()[0].path)
    assert not shelf.library.scanning
    shelf.settings.use_model("/new/one.gguf")

    assert shelf.library.scanning


def test_what_is_let_go_leaves_the_list_and_can_come_back(qtbot: QtBot, shelf: ShelfHome) -> None:
    scan(qtbot, shelf)
    one = shelf.library.models()[0]

    shelf.library.let_go(one)
    assert shelf.names() == ["Two"]
    shelf.library.take_back(one)
    shelf.library.clear_out(one)

    assert shelf.names() == ["One", "Two"]
    assert not any(isinstance(job, RemoveJob) for job in shelf.engine.jobs)


def test_nobody_wants_it_back(qtbot: QtBot, shelf: ShelfHome) -> None:
    scan(qtbot, shelf)
    one = shelf.library.models()[0]
    freed: list[tuple[str, int]] = []
    shelf.library.removed.connect(lambda path, size: freed.append((path, size)))

    shelf.library.let_go(one)
    shelf.library.clear_out(one)
    shelf.library.clear_out(one)
    qtbot.waitUntil(lambda: shelf.idle and len(shelf.engine.places) == 2)

    assert freed == [(one.path, one.size)]
    assert shelf.names() == ["Two"]
    assert sum(isinstance(job, RemoveJob) for job in shelf.engine.jobs) == 1


def test_a_model_in_use_is_closed_before_it_is_deleted(qtbot: QtBot, shelf: ShelfHome) -> None:
    scan(qtbot, shelf)
    one = shelf.library.models()[0]
    waiting: list[tuple[str, Callable[[], None]]] = []
    shelf.library.release = lambda path, then: waiting.append((path, then))

    shelf.library.remove(one)
    shelf.library.remove(one)
    assert [path for path, _ in waiting] == [one.path]
    assert not any(isinstance(job, RemoveJob) for job in shelf.engine.jobs)
    waiting[0][1]()
    qtbot.waitUntil(lambda: shelf.idle)

    assert shelf.names() == ["Two"]


def test_what_waits_for_its_end_is_deleted_when_parley_ends(qtbot: QtBot, shelf: ShelfHome) -> None:
    scan(qtbot, shelf)
    one = shelf.library.models()[0]
    shelf.library.release = lambda path, then: None

    shelf.library.remove(one)
    assert shelf.library.waits_for_release
    shelf.library.shut_down()
    assert not shelf.library.waits_for_release
    shelf.library.shut_down()
    assert shelf.thread.shut_down(60_000)

    assert [each.title for each in shelf.engine.models] == ["Two"]
    assert sum(isinstance(job, RemoveJob) for job in shelf.engine.jobs) == 1


def test_a_deletion_behind_a_look_is_carried_out_when_parley_ends(
    qtbot: QtBot, shelf: ShelfHome
) -> None:
    scan(qtbot, shelf)
    looks = len(shelf.engine.jobs)
    shelf.engine.gate.clear()
    shelf.library.scan()
    qtbot.waitUntil(lambda: len(shelf.engine.jobs) > looks)
    shelf.library.remove(shelf.library.models()[0])

    assert shelf.thread.shut_down(60_000)

    assert [each.title for each in shelf.engine.models] == ["Two"]
    assert shelf.engine.cancelled == [False]


def test_what_could_not_be_deleted_is_listed_again(qtbot: QtBot, shelf: ShelfHome) -> None:
    scan(qtbot, shelf)
    one = shelf.library.models()[0]
    shelf.engine.failure = Problem("library.not_removed", {"name": "One"})

    shelf.library.remove(one)
    qtbot.waitUntil(lambda: shelf.idle)

    assert shelf.told[0].code == "library.not_removed"
    assert shelf.names() == ["One", "Two"]


@pytest.mark.parametrize("proof", Proof)
def test_a_file_is_proved(qtbot: QtBot, shelf: ShelfHome, proof: Proof) -> None:
    scan(qtbot, shelf)
    one = shelf.library.models()[0]
    shelf.engine.proof = proof
    shelf.engine.gate.clear()

    shelf.library.verify(one)
    shelf.library.verify(one)
    qtbot.waitUntil(lambda: [task.done for task in shelf.library.tasks] == [400])
    assert shelf.library.proof(one) is None
    shelf.engine.gate.set()
    qtbot.waitUntil(lambda: shelf.idle)

    assert shelf.library.proof(one) == Verified(proof, "0" * 64)
    newer = model("One", modified=one.modified + 1)
    assert shelf.library.proof(newer) is None


def test_a_file_is_brought(qtbot: QtBot, shelf: ShelfHome) -> None:
    scan(qtbot, shelf)
    brought: list[LocalModel] = []
    shelf.library.brought.connect(brought.append)

    shelf.library.bring("/downloads/New.gguf", Bring.MOVE)
    qtbot.waitUntil(lambda: shelf.idle and len(shelf.engine.places) == 2)

    (job,) = [job for job in shelf.engine.jobs if isinstance(job, ImportJob)]
    assert (job.path, job.how) == ("/downloads/New.gguf", Bring.MOVE)
    assert [each.title for each in brought] == ["New"]
    assert shelf.names() == ["One", "Two", "New"]


def test_one_of_two_tasks_is_stopped(qtbot: QtBot, shelf: ShelfHome) -> None:
    shelf.engine.gate.clear()
    shelf.library.bring("/downloads/A.gguf", Bring.COPY)
    shelf.library.bring("/downloads/B.gguf", Bring.COPY)
    qtbot.waitUntil(lambda: shelf.library.tasks[0].done == 10)

    shelf.library.stop_task("/downloads/A.gguf")
    qtbot.waitUntil(lambda: [task.path for task in shelf.library.tasks] == ["/downloads/B.gguf"])
    shelf.engine.gate.set()
    qtbot.waitUntil(lambda: shelf.idle)

    assert [each.title for each in shelf.engine.models] == ["One", "Two", "B"]


def test_a_failure_is_told_once(qtbot: QtBot, shelf: ShelfHome) -> None:
    shelf.engine.failure = Problem("library.not_brought", {"name": "A.gguf"})

    shelf.library.bring("/downloads/A.gguf", Bring.COPY)
    qtbot.waitUntil(lambda: bool(shelf.told) and not shelf.library.tasks)

    assert shelf.told[0] == shelf.engine.failure


def test_a_record_is_kept(shelf: ShelfHome) -> None:
    one = model("One")
    changed: list[str] = []
    shelf.library.recorded.connect(changed.append)

    shelf.library.keep(one, Record(name="Mine"))

    assert shelf.library.record(one).name == "Mine"
    assert changed == [one.key]


def test_a_record_that_cannot_be_written_is_told(shelf: ShelfHome) -> None:
    shelf.places.records.mkdir()

    shelf.library.keep(model("One"), Record(name="Mine"))

    assert [problem.code for problem in shelf.told] == ["records.failed"]


def test_the_room_there_is_is_known_before_the_folder_is(qtbot: QtBot, shelf: ShelfHome) -> None:
    shelf.settings.set("models.folder", str(shelf.places.data / "not" / "yet"))

    shelf.library.folders.look()
    qtbot.waitUntil(lambda: shelf.library.folders.space() is not None)
    space = shelf.library.folders.space()

    assert space is not None
    assert 0 < space.free <= space.total


def test_jobs_have_names_of_their_own(qtbot: QtBot, shelf: ShelfHome) -> None:
    scan(qtbot, shelf)
    for each in shelf.library.models():
        shelf.library.verify(each)
    qtbot.waitUntil(lambda: shelf.idle)

    names = [job.id for job in shelf.engine.jobs if not isinstance(job, ScanJob)]
    assert len(set(names)) == 2
