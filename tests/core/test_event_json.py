from dataclasses import fields
from typing import get_args

from desktop_app.core.errors import Problem
from desktop_app.core.event_json import as_json
from desktop_app.core.events import Event, Failed, Finished, Notice, Reason, TextDelta
from desktop_app.core.room import RoomEvent


def test_its_values_stand_beside_its_name() -> None:
    assert as_json(TextDelta("Hello", 2)) == {"type": "text", "text": "Hello", "tokens": 2}


def test_a_reason_is_a_word() -> None:
    assert as_json(Finished(Reason.CANCELLED))["reason"] == "cancelled"


def test_a_problem_is_told_in_english_with_its_code() -> None:
    problem = Problem("model.none")
    for kind, name in ((Failed, "failed"), (Notice, "notice")):
        assert as_json(kind(problem)) == {
            "type": name,
            "code": "model.none",
            "sentence": problem.sentence.english(),
            "remedy": problem.remedy.english(),
        }


def test_every_event_has_a_name_of_its_own() -> None:
    kinds = [kind for kind in get_args(Event) if kind is not RoomEvent]
    names = [as_json(blank(kind))["type"] for kind in kinds]
    assert all(names)
    assert len(set(names)) == len(kinds) > 20


def blank(kind: type) -> Event:
    """An event of this kind; what it tells does not matter."""
    if kind in (Failed, Notice):
        return kind(Problem("model.none"))
    needed = [field.name for field in fields(kind) if field.default is field.default_factory]
    return kind(**dict.fromkeys(needed))
