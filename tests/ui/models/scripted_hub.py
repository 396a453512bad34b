"""An engine of the Hub that answers from what a test gives it, when it is let."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from desktop_app.core.engine import CancelToken, Job
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Finished, Reason
from desktop_app.core.gguf import Header
from desktop_app.core.hub import (
    Account,
    CardJob,
    CardRead,
    HeaderJob,
    HeaderRead,
    HubJob,
    Opened,
    Query,
    Repo,
    RepoJob,
    RepoSummary,
    Searched,
    SearchJob,
    TokenJob,
    TokenPlace,
)


@dataclass
class ScriptedHub:
    """Knows `repos`; `results` is what every search finds, `piece` of it at a time.

    `problems` fail the next jobs of a type, until they are taken out. `gate` holds jobs up until
    it is set, or they are cancelled; jobs of a type in `held` wait for `gate` alone.
    """

    results: tuple[RepoSummary, ...] = ()
    repos: Mapping[str, Repo] = field(default_factory=dict)
    headers: Mapping[str, Header] = field(default_factory=dict)
    """By the file's path."""
    cards: Mapping[str, str] = field(default_factory=dict)
    piece: int = 100
    account: Account = field(default_factory=lambda: Account(""))
    keyring: bool = True
    """Whether this system has one."""
    problems: dict[type, Problem] = field(default_factory=dict)
    held: set[type] = field(default_factory=set)
    gate: threading.Event = field(default_factory=threading.Event)
    jobs: list[HubJob] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    """The ids of jobs that were cancelled while they waited."""

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do `job`, yielding events; the last, and only the last, is terminal."""
        assert isinstance(job, HubJob)
        self.jobs.append(job)
        while type(job) in self.held and not self.gate.is_set() and not cancel.is_set():
            self.gate.wait(0.002)
        if cancel.is_set():
            self.cancelled.append(job.id)
            yield Finished(Reason.CANCELLED)
        elif type(job) in self.problems:
            yield Failed(self.problems[type(job)])
        else:
            yield from self._answer(job, cancel)

    def close(self) -> None:
        """Nothing to free."""

    @property
    def queries(self) -> list[Query]:
        """What was searched for."""
        return [job.query for job in self.jobs if isinstance(job, SearchJob)]

    def asked(self, kind: type) -> list[HubJob]:
        """The jobs of one type, the oldest first."""
        return [job for job in self.jobs if isinstance(job, kind)]

    def _answer(self, job: HubJob, cancel: CancelToken) -> Iterator[Event]:
        match job:
            case SearchJob():
                first = int(job.after or 0)
                end = min(first + job.query.limit, len(self.results))
                for start in range(first, end, self.piece):
                    if cancel.is_set():
                        yield Finished(Reason.CANCELLED)
                        return
                    stop = min(start + self.piece, end)
                    more = str(stop) if end == stop < len(self.results) else ""
                    yield Searched(self.results[start:stop], more)
            case RepoJob():
                if job.repo not in self.repos:
                    yield Failed(Problem("hub.not_found", {"repo": job.repo}))
                    return
                yield Opened(self.repos[job.repo])
            case HeaderJob():
                header = self.headers.get(job.file.path)
                yield HeaderRead(header, 1_000_000)
            case CardJob():
                yield CardRead(self.cards.get(job.repo, ""))
            case TokenJob():
                event = self._log_in(job.token)
                yield event
                if isinstance(event, Failed):
                    return
        yield Finished()

    def _log_in(self, token: str | None) -> Event:
        if token:
            if not token.startswith("hf_"):
                return Failed(Problem("hub.token", {"host": "hub.invalid"}))
            if not self.keyring:
                return Failed(Problem("hub.no_keyring"))
            self.account = Account("ada", TokenPlace.KEYRING)
        elif token == "":
            self.account = Account("")
        return self.account
