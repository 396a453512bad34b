"""An engine in a process of its own: what happens there cannot take the program with it."""

import itertools
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

from desktop_app.core.engine import (
    CancelToken,
    EngineSpec,
    FitJob,
    Job,
    LoadJob,
    LookJob,
    ModelOptions,
    UnloadJob,
)
from desktop_app.core.errors import Problem
from desktop_app.core.events import (
    TERMINAL,
    Event,
    Failed,
    Finished,
    Loaded,
    Loading,
    Looking,
    Reason,
)
from desktop_app.core.fetch import FetchJob
from desktop_app.core.picture import PictureJob
from desktop_app.core.text import Value
from desktop_app.core.voice import VoiceOptions
from desktop_app.engines import wire
from desktop_app.engines.child_process import ChildGoneError, ChildProcess
from desktop_app.engines.exit_cause import cause_in_words, cause_of, problem_of
from desktop_app.engines.fault_count import FaultCount

GRACE_SECONDS = 3.0
"""How long a job may go on after Stop before its process is killed."""

_POLL_SECONDS = 0.03
"""How long a Stop can go unnoticed while the child says nothing. Every look costs as much CPU time
as a token, and a slow model writes one in this time."""


class IsolatedEngine:
    """Runs the engine that `spec` names in a child process. Jobs come from one thread.

    The child is started by the first job and kept; when it dies, the job ends in one `Failed`
    with the cause in words, and the next job starts a new child. After two crashes in a row
    with an equal `model` (or over the same picture) further jobs with them fail at once, until
    the options change or a `LoadJob` asks for one more try: a person chose the model again. A
    graphics card that stops answering is not counted: it is not the model's fault, and it may be
    back. Nor does a `FitJob` have a part in it: it asks about options that nobody has chosen yet.
    An `UnloadJob` ends the child, which gives all of its memory back.

    `log_dir` gets the child's output (`engine.log`, and the one before as `engine.log.1`, with
    `name` in place of "engine"); without it the output is dropped. `family` is the first half of
    the codes of its problems: "engine" for the model, "part" else. `grace` is in seconds.
    """

    def __init__(
        self,
        spec: EngineSpec,
        log_dir: Path | None = None,
        *,
        name: str = "engine",
        family: str = "engine",
        grace: float = GRACE_SECONDS,
    ) -> None:
        self._spec = spec
        self._log = log_dir / f"{name}.log" if log_dir else None
        self._family = family
        self._grace = grace
        self._child: ChildProcess | None = None
        self._ready = False
        self._device = ""
        """The graphics card that holds layers of the model, "" when none does."""
        self._numbers = itertools.count(1)
        self._faults = FaultCount()
        self._closed = False

    @property
    def child_pid(self) -> int | None:
        """The child's process id, None when there is none."""
        return self._child.pid if self._child else None

    def was_lost(self) -> bool:
        """Whether the child died while nobody needed it, of a lack of memory most likely."""
        if self._child is None or self._child.alive:
            return False
        self._end_child()
        return True

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do `job` in the child, yielding its events; the last, and only the last, is terminal.

        Leaving the iteration early cancels the job and waits for its end, or kills the child.
        """
        if self._closed:
            yield Failed(Problem("internal", details="a job for an engine that was closed"))
            return
        if isinstance(job, UnloadJob):
            self._end_child()
            yield Finished()
            return
        if cancel.is_set():
            # The child might say its first words before it hears of the Stop.
            yield Finished(Reason.CANCELLED)
            return
        if isinstance(job, LoadJob):
            self._faults.allow_one_more()
        subject = _subject_of(job)
        refused = None if isinstance(job, FitJob) else self._faults.refusal(subject)
        if refused:
            yield Failed(refused)
            return
        number = next(self._numbers)
        if problem := self._hand_over(number, job):
            yield Failed(problem)
            return
        ended = False
        try:
            for event in self._events(number, subject, cancel):
                ended = isinstance(event, TERMINAL)
                # To plan, to load, to look (at what was seen before, perhaps): all before a reply.
                if isinstance(event, Finished) and not isinstance(job, FitJob | LoadJob | LookJob):
                    self._faults.forgive()
                yield event
        finally:
            if not ended:
                self._abandon(number)

    def close(self) -> None:
        """End the child: ask, wait two seconds, kill. May be called twice."""
        self._closed = True
        self._end_child()

    def _hand_over(self, number: int, job: Job) -> Problem | None:
        """Give the job to the child, starting one where needed; what went wrong, if anything."""
        self.was_lost()  # No job was lost with it: there is a new one.
        if self._child is None:
            self._ready = self._loading = False
            self._device = ""
            try:
                self._child = ChildProcess(self._spec, self._log)
            except Exception:  # no process to be had, or a spec that pickle does not take
                return Problem(f"{self._family}.not_started", details=traceback.format_exc())
        try:
            self._child.send(wire.JOB, number, job)
        except ChildGoneError:
            pass  # the events will tell, with the exit code
        except Exception:  # whatever pickle raises; nothing was sent
            return Problem("internal", details=traceback.format_exc())
        return None

    def _events(self, number: int, subject: object, cancel: CancelToken) -> Iterator[Event]:
        """Pass on the child's events of this job; exactly one of them is terminal."""
        child = self._child
        assert child is not None
        stop_by: float | None = None
        before: Event | None = None
        while True:
            if cancel.is_set() and stop_by is None:
                stop_by = time.monotonic() + self._grace
                self._cancel(number)
            try:
                message = child.receive(_POLL_SECONDS)
            except ChildGoneError:
                yield self._died(subject)
                return
            except wire.MalformedMessageError as error:
                self._kill_child()
                yield Failed(Problem("internal", details=str(error)))
                return
            event = self._heard(message, number) if message else None
            if event is not None:
                before = event
                self._note_model(event)
                yield event
                if isinstance(event, TERMINAL):
                    return
            if stop_by is not None and time.monotonic() > stop_by:
                yield self._stuck(looking=isinstance(before, Looking))
                return

    def _heard(self, message: wire.Message, number: int) -> Event | None:
        """The event in a message, None when there is none for the job with this number."""
        kind, of, value = message
        if kind == wire.READY:
            self._ready = True
        elif kind == wire.NOT_STARTED:
            self._kill_child()
            return Failed(Problem(f"{self._family}.not_started", details=str(value)))
        elif kind == wire.EVENT and of == number:
            if isinstance(value, Event):
                return value
            self._kill_child()
            return Failed(Problem("internal", details=f"not an event: {type(value).__name__}"))
        return None

    def _note_model(self, event: Event) -> None:
        """Remember what becomes of the model, for the case that the child dies of it."""
        if isinstance(event, Loaded):
            self._device = event.device if event.layers else ""
            self._loading = False
        elif isinstance(event, Loading) and not event.projector:
            self._device = ""  # the last model is gone; where this one goes is said at the end
            self._loading = True
        elif isinstance(event, TERMINAL):
            self._loading = False

    def _cancel(self, number: int) -> None:
        try:
            assert self._child is not None
            self._child.send(wire.CANCEL, number)
        except ChildGoneError:
            pass  # the next look at the pipe finds out

    def _died(self, subject: object) -> Failed:
        """What to say of a child that ended in a job."""
        assert self._child is not None
        code = self._child.exit_code()
        details = self._child.log_tail()
        started = self._ready
        self._end_child()
        had_model = isinstance(subject, ModelOptions | VoiceOptions)
        problem = problem_of(code, details, self._family, had_model=had_model, device=self._device)
        if problem.code == "engine.device_lost":
            return Failed(problem)
        if not started and problem.code == f"{self._family}.crashed":
            return Failed(
                Problem(f"{self._family}.not_started", details=f"{cause_of(code)}\n{details}")
            )
        if self._loading and isinstance(subject, ModelOptions) and problem.code == "engine.crashed":
            cause = cause_in_words(code)
            values: dict[str, Value] = {"name": Path(subject.path).name, "cause": cause}
            problem = Problem("engine.crashed_loading", values, details)
        problem = self._faults.count(subject, problem, cause_in_words(code), self._family)
        return Failed(problem)

    def _stuck(self, looking: bool) -> Event:
        """End a job that did not heed its Stop; `looking` says that it is encoding a picture."""
        details = self._child.log_tail() if self._child else ""
        started = self._ready
        self._kill_child()
        if not started or looking:
            # Stopped before the engine was even there, or while it did what nothing can stop but
            # the end of its process: nothing is lost that needs words.
            return Finished(Reason.CANCELLED)
        return Failed(Problem(f"{self._family}.stuck", details=details))

    def _abandon(self, number: int) -> None:
        """The caller left in mid-job: stop it, so that the next job finds the engine idle."""
        child = self._child
        if child is None:
            return
        self._cancel(number)
        deadline = time.monotonic() + self._grace
        try:
            while (left := deadline - time.monotonic()) > 0:
                message = child.receive(left)
                if message and message[0] == wire.READY:
                    self._ready = True
                if message and message[1] == number and isinstance(message[2], TERMINAL):
                    return
        except (ChildGoneError, wire.MalformedMessageError):
            pass
        self._kill_child()

    def _kill_child(self) -> None:
        if self._child is not None:
            self._child.kill()
        self._end_child()

    def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()


def _subject_of(job: Job) -> object:
    """What the child may die of: the model or the film that is named; of all pictures just this.

    Of jobs about nothing that could be to blame each is another subject. So are those that fetch
    a file: nobody looks into it, and each try goes further.
    """
    if isinstance(job, PictureJob):
        return job.source
    if isinstance(job, FetchJob):
        return job.id
    return getattr(job, "model", None) or job.id
