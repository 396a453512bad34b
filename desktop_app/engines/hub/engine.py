"""The engine that asks the Hub."""

import os
from collections.abc import Iterator

from desktop_app.core.engine import CancelToken, Job, UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished, Reason
from desktop_app.core.hub import CardJob, HeaderJob, HubJob, RepoJob, SearchJob, TokenJob
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.update import UpdateJob
from desktop_app.engines.fetch.way import Way
from desktop_app.engines.hub.account import account
from desktop_app.engines.hub.aside import StoppedError, aside
from desktop_app.engines.hub.content import card, header
from desktop_app.engines.hub.failure import Failure
from desktop_app.engines.hub.options import HubOptions
from desktop_app.engines.hub.question import Question, check_access
from desktop_app.engines.hub.repository import repository
from desktop_app.engines.hub.search import search
from desktop_app.engines.hub.session import prepare
from desktop_app.engines.hub.token import token_for
from desktop_app.engines.hub.update import latest


class HubEngine:
    """Implements `core.engine.Engine` by huggingface_hub. One job at a time."""

    def __init__(self, options: HubOptions) -> None:
        self._options = options
        self._way: Way | None = None

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do `job`; every way it can go ends in one terminal event."""
        if isinstance(job, UnloadJob):
            yield Finished()
            return
        if not isinstance(job, HubJob | UpdateJob):
            yield Failed(Problem("internal", details=f"not for the Hub: {type(job).__name__}"))
            return
        if cancel.is_set():
            yield Finished(Reason.CANCELLED)
            return
        access = job.access.within(os.environ)
        asked = job.homepage if isinstance(job, UpdateJob) else access.address
        failure = Failure(asked, getattr(job, "repo", ""))
        end: Event
        try:
            if isinstance(job, UpdateJob):
                yield latest(job, access, self._options, cancel)
            elif isinstance(job, TokenJob):
                yield from account(job, self._question(access, failure, "", cancel))
            else:
                check_access(access)
                token = aside(lambda: token_for(access.address), cancel)
                failure = Failure(access.address, getattr(job, "repo", ""), token)
                yield from _answers(job, self._question(access, failure, token, cancel))
            end = Finished()
        except StoppedError:
            end = Finished(Reason.CANCELLED)
        except ParleyError as error:
            end = Failed(error.problem)
        except Exception as error:
            end = Failed(failure.of(error).problem)
        yield end

    def close(self) -> None:
        """Nothing has to be given back."""

    def _question(
        self, access: HubAccess, failure: Failure, token: str, cancel: CancelToken
    ) -> Question:
        way = Way(access.proxy, access.address)
        if way != self._way:
            prepare(self._options, way)
            self._way = way
        return Question(access, token, failure, self._options, cancel)


def _answers(job: HubJob, question: Question) -> Iterator[Event]:
    match job:
        case SearchJob():
            yield from search(job, question)
        case RepoJob():
            yield from repository(job, question)
        case HeaderJob():
            yield from header(job, question)
        case CardJob():
            yield from card(job, question)
