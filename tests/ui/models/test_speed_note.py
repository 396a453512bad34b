"""How fast a model wrote here is kept, where it is news."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from desktop_app.core.engine import ChatJob, LoadJob, ModelOptions, Turn
from desktop_app.core.errors import Problem
from desktop_app.core.events import Failed, Finished, Loading, Reason, TextDelta, Usage
from desktop_app.core.model_record import Record, Records, key_of
from desktop_app.ui.models.speed_note import SpeedNote


class Engine(QObject):
    """The signals of an engine's thread."""

    submitted = Signal(int, object)
    happened = Signal(int, object)


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records.load(tmp_path / "models.toml")


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def note(qapp, engine: Engine, records: Records) -> SpeedNote:
    return SpeedNote(engine, records)


PATH = "/models/a.gguf"


def reply(engine: Engine, speed: float, tokens: int = 100, ticket: int = 1) -> None:
    job = ChatJob("r", ModelOptions(PATH), (Turn("q", "user", "Hello"),))
    engine.submitted.emit(ticket, job)
    for event in (
        Loading(0.5),
        TextDelta("Hello"),
        Finished(Reason.STOP, Usage(reply_tokens=tokens, writing_tokens_per_second=speed)),
    ):
        engine.happened.emit(ticket, event)


def speed_of(records: Records) -> float:
    return Records.load(records.path).of(key_of(PATH)).speed


def test_the_speed_of_a_reply_is_kept(note, engine: Engine, records: Records) -> None:
    records.put(key_of(PATH), Record("Mine", "notes"))
    reply(engine, 20.04)
    assert speed_of(records) == 20.0
    assert Records.load(records.path).of(key_of(PATH)).name == "Mine"
    reply(engine, 30.0)
    assert speed_of(records) == 30.0


def test_the_file_is_not_written_for_little(note, engine: Engine, records: Records) -> None:
    reply(engine, 20.0)
    changed: list[str] = []
    records.changed.append(changed.append)
    reply(engine, 21.0)
    reply(engine, 90.0, tokens=5)

    assert changed == []
    assert speed_of(records) == 20.0


def test_only_replies_tell(note, engine: Engine, records: Records) -> None:
    engine.submitted.emit(1, LoadJob("load", ModelOptions(PATH)))
    usage = Usage(reply_tokens=100, writing_tokens_per_second=9.0)
    engine.happened.emit(1, Finished(usage=usage))
    engine.happened.emit(2, Finished(usage=usage))
    engine.submitted.emit(3, ChatJob("r", ModelOptions(PATH), ()))
    engine.happened.emit(3, Failed(Problem("engine.failed")))
    engine.happened.emit(3, Finished(usage=usage))

    assert not records.path.exists()


def test_that_it_cannot_be_kept_is_told_once(
    note: SpeedNote, engine: Engine, records: Records, tmp_path: Path
) -> None:
    told: list[Problem] = []
    note.failed.connect(told.append)
    records.path = tmp_path / "gone" / "models.toml"
    reply(engine, 20.0)
    reply(engine, 40.0)

    assert [problem.code for problem in told] == ["records.failed"]
