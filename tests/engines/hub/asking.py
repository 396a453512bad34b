"""Asks the Hub's engine something, and takes what it answers apart."""

from typing import TypeVar

from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Finished
from desktop_app.core.hub import HubJob
from desktop_app.engines.hub import create
from desktop_app.engines.hub.options import HubOptions

QUICK = HubOptions(connect=5.0, silence=5.0, pause=0.0, longest_wait=0.0)

T = TypeVar("T")


def ask(job: HubJob, options: HubOptions = QUICK) -> list[Event]:
    """All events; the last, and only the last, is terminal."""
    events = list(create(options).run(job, CancelToken()))
    assert [isinstance(event, Finished | Failed) for event in events] == (
        [False] * (len(events) - 1) + [True]
    )
    return events


def answer(job: HubJob, kind: type[T], options: HubOptions = QUICK) -> T:
    """The one event of a job that ends well."""
    events = ask(job, options)
    assert len(events) == 2, events
    assert isinstance(events[0], kind)
    return events[0]


def failure(job: HubJob, options: HubOptions = QUICK) -> Problem:
    """The problem that a job ends in, whose words are whole."""
    last = ask(job, options)[-1]
    assert isinstance(last, Failed), last
    for sentence in (last.problem.sentence, last.problem.remedy):
        assert "{" not in sentence.english()
    return last.problem
