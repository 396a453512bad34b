from collections.abc import Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection

import pytest

from desktop_app.core.conversation import Role
from desktop_app.core.engine import ChatJob, CountJob, LoadJob, ModelOptions, Turn, UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import (
    Counted,
    Event,
    Failed,
    Finished,
    Loaded,
    Loading,
    Notice,
    Planned,
    Reading,
    Reason,
    TextDelta,
    ThoughtDelta,
    Usage,
)
from desktop_app.engines import wire

MODEL = ModelOptions("größe.gguf", context_size=512)

EVENTS: list[Event] = [
    Loading(0.5),
    Loaded("m.gguf", "M", 4096, "CPU", 1, 0.5),
    Planned(600, 0, 4096, "first"),
    Reading(512, 1600),
    TextDelta("🦜", 3),
    ThoughtDelta("\n"),
    ThoughtDelta("so it is", 2, so_far=True),
    Notice(Problem("model.no_template", {"name": "m.gguf"})),
    Counted((1, 2)),
    Finished(Reason.LENGTH, Usage(prompt_tokens=3)),
    Failed(Problem("internal", details="why")),
]


@pytest.fixture
def pipe() -> Iterator[tuple[Connection, Connection]]:
    ours, theirs = Pipe()
    yield ours, theirs
    ours.close()
    theirs.close()


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_every_event_arrives_as_it_was(event: Event, pipe: tuple[Connection, Connection]) -> None:
    wire.send(pipe[0], wire.EVENT, 7, event)
    assert wire.receive(pipe[1]) == (wire.EVENT, 7, event)


@pytest.mark.parametrize(
    "job",
    [
        ChatJob("reply", MODEL, (Turn("t", Role.USER, "Hi\n🦜"),)),
        LoadJob("load", MODEL),
        UnloadJob("unload"),
        CountJob("count", MODEL, ("a", "")),
    ],
    ids=lambda job: type(job).__name__,
)
def test_every_job_arrives_as_it_was(job: object, pipe: tuple[Connection, Connection]) -> None:
    wire.send(pipe[0], wire.JOB, 1, job)
    assert wire.receive(pipe[1]) == (wire.JOB, 1, job)


@pytest.mark.parametrize("value", [lambda: None, TextDelta(lambda: None)])  # type: ignore[arg-type]
def test_what_cannot_be_sent_leaves_the_pipe_clean(
    value: object, pipe: tuple[Connection, Connection]
) -> None:
    with pytest.raises(Exception, match="pickle"):
        wire.send(pipe[0], wire.EVENT, 1, value)
    wire.send(pipe[0], wire.READY)
    assert wire.receive(pipe[1]) == (wire.READY, 0, None)


@pytest.mark.parametrize(
    "data", [b"", b"noise", b"\x80\x05K\x01.", b"\x80\x05K\x01K\x01K\x01\x87."]
)
def test_noise_is_told_from_words(data: bytes, pipe: tuple[Connection, Connection]) -> None:
    pipe[0].send_bytes(data)
    with pytest.raises(wire.MalformedMessageError):
        wire.receive(pipe[1])


def test_an_end_is_told(pipe: tuple[Connection, Connection]) -> None:
    pipe[0].close()
    with pytest.raises((EOFError, OSError)):
        wire.receive(pipe[1])
    with pytest.raises(OSError, match="ipe"):
        wire.send(pipe[1], wire.READY)
