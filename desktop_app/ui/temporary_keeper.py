"""Keeps temporary conversations: their files in another process, then their words."""

import itertools
import logging
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop_app.core.conversation import Conversation
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished, Reason
from desktop_app.core.session import Session
from desktop_app.core.shelving import Copied, Shelved, ShelveJob, UnshelveJob
from desktop_app.ui.engine_thread import EngineThread

TRIES = 2
"""So often files are copied when the process dies over it."""

_DEATHS = ("part.crashed", "part.no_memory", "part.stuck")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Run:
    """A job that copies files of a conversation."""

    conversation: str
    job: ShelveJob
    deaths: int = 0


class TemporaryKeeper(QObject):
    """Has the housekeeping engine copy what is shown; nothing is copied on its thread, the UI's.

    What was being attached while a conversation was kept arrives where temporary files are: it is
    copied when it is seen, by `follow`.
    """

    changed = Signal()
    """Another set of conversations is being kept than before, or one is kept now."""

    failed = Signal(object, object)
    """One could not be kept: the `Conversation`, as it was before, and the `Problem`."""

    def __init__(
        self, session: Session, engine: EngineThread, parent: QObject | None = None
    ) -> None:
        """`engine` is that of housekeeping."""
        super().__init__(parent)
        self._session = session
        self._engine = engine
        self._numbers = itertools.count(1)
        self._runs: dict[int, _Run] = {}
        self._done: dict[str, set[str]] = defaultdict(set)
        """The names of the files that were copied, by the conversations they are shown in."""
        self._copied: dict[str, list[Copied]] = defaultdict(list)
        """What is to be taken back should a conversation not be kept after all."""
        engine.happened.connect(self._on_event)

    def keep(self, conversation: Conversation) -> None:
        """Begin to keep it; it goes on meanwhile. Pressed twice, it is kept once."""
        if conversation.id not in self._session.temporary.keeping:
            self._session.temporary.begin_keeping(conversation.id)
            self._go_on(conversation)
            self.changed.emit()

    def follow(self) -> None:
        """See to what the open conversation, if it was temporary, shows since it is kept."""
        conversation = self._session.conversation
        if conversation.id in self._done and not conversation.temporary:
            self._copy(conversation)

    def shut_down(self) -> None:
        """The program ends: what is being kept is kept now, however long it takes."""
        temporary = self._session.temporary
        begun = temporary.keeping.union(run.conversation for run in self._runs.values())
        self._runs.clear()
        for id in begun:
            try:
                conversation = self._session.loaded(id)
                temporary.keep_files(conversation)
                if conversation.temporary:
                    temporary.keep(conversation)
            except (ParleyError, KeyError) as error:
                _log.warning("a temporary conversation is lost, or a part of it: %s", error)

    def _go_on(self, conversation: Conversation) -> None:
        """Copy what is not copied yet, else keep the words."""
        if not self._copy(conversation) and conversation.temporary:
            self._keep_words(conversation)

    def _copy(self, conversation: Conversation) -> bool:
        """Have files copied; whether there are any, or some are on their way."""
        if any(run.conversation == conversation.id for run in self._runs.values()):
            return True
        number = f"keep {next(self._numbers)}"
        done = self._done[conversation.id]
        job = self._session.temporary.shelving(number, conversation, done)
        if job is not None:
            self._submit(_Run(conversation.id, job))
        return job is not None

    def _submit(self, run: _Run) -> None:
        self._runs[self._engine.submit(run.job)] = run

    def _keep_words(self, conversation: Conversation) -> None:
        try:
            self._session.temporary.keep(conversation)
        except ParleyError as error:
            self._give_up(conversation, error.problem)
        else:
            self._copied.pop(conversation.id, None)
            self.changed.emit()

    def _on_event(self, ticket: int, event: Event) -> None:
        run = self._runs.get(ticket)
        if run is None:
            return
        if isinstance(event, Shelved):
            self._copied[run.conversation] += event.files
        elif isinstance(event, Failed):
            del self._runs[ticket]
            self._on_failure(run, event.problem)
        elif isinstance(event, Finished):
            del self._runs[ticket]
            if event.reason is not Reason.CANCELLED:  # else the program ends
                self._done[run.conversation].update(run.job.names)
                with suppress(KeyError):  # Kept, and deleted for good since.
                    self._go_on(self._session.loaded(run.conversation))

    def _on_failure(self, run: _Run, problem: Problem) -> None:
        """Once more if the process died: it may have been killed for another reason."""
        if problem.code.startswith(_DEATHS):
            if run.deaths + 1 < TRIES:
                self._submit(_Run(run.conversation, run.job, run.deaths + 1))
                return
            problem = Problem("temporary.failed", details=problem.details)
        with suppress(KeyError):
            self._give_up(self._session.loaded(run.conversation), problem)

    def _give_up(self, conversation: Conversation, problem: Problem) -> None:
        files = self._copied.pop(conversation.id, [])
        if conversation.temporary:
            self._session.temporary.give_up(conversation.id)
            self._done.pop(conversation.id, None)
            if files:
                folder = str(self._session.temporary.kept_folder)
                job = UnshelveJob(f"keep {next(self._numbers)}", folder, tuple(files))
                self._engine.submit(job, lasting=True)
        else:  # It is what was attached in the midst of it.
            problem = replace(problem, code=problem.code.replace("temporary.", "store."))
        self.failed.emit(conversation, problem)
        self.changed.emit()
