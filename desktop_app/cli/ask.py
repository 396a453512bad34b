"""`parley ask`: questions in, answers out, nothing kept."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from functools import partial

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.exhibit import Exhibit
from desktop_app.cli.model_choice import model_options, sampling, thinking
from desktop_app.cli.printer import JsonPrinter, PlainPrinter, Printer
from desktop_app.cli.screening import Watcher
from desktop_app.cli.terminal import FAILED, INTERRUPTED, Interrupt, Progress, say
from desktop_app.core.conversation import Role, new_id
from desktop_app.core.engine import (
    CancelToken,
    ChatJob,
    Engine,
    Turn,
)
from desktop_app.core.engine_names import SCRIPTED, chat_engine
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, TextDelta
from desktop_app.core.override import SYSTEM_PROMPT, Overrides, of_preset
from desktop_app.core.paths import Places
from desktop_app.core.picture import Image
from desktop_app.core.settings import Settings
from desktop_app.core.utf8 import well_formed

Show = Callable[[CancelToken], Sequence[str | Image]]
"""Makes what the model is shown, until it is stopped. Raises ParleyError."""


def ask(arguments: Arguments) -> int:
    """Answer what was asked; the exit status."""
    places = Places(arguments.home)
    settings = Settings.load(places.settings)
    for problem in settings.problems:
        say(problem)
    overrides = Overrides.of_home(places)
    preset = overrides.named(arguments.preset) if arguments.preset else None
    model = model_options(arguments, settings, overrides)
    over = {**overrides.of_model(model.path), **of_preset(preset)}
    chosen = sampling(arguments, settings, over)
    printer: Printer = JsonPrinter() if arguments.json else PlainPrinter(Progress())
    with ExitStack() as stack:
        exhibit = stack.enter_context(closing(Exhibit(arguments, settings, places, printer)))
        engine = stack.enter_context(closing(_engine(arguments, places)))
        interrupt = stack.enter_context(Interrupt())
        ask_of = partial(
            ChatJob,
            model=model,
            sampling=replace(chosen, schema=preset.schema) if preset else chosen,
            thinking=thinking(arguments, settings, over),
        )
        asking = _Asking(ask_of, engine, printer, interrupt)
        asking.begin(settings.under(over, SYSTEM_PROMPT).strip())
        watcher = Watcher(engine, model, sees=arguments.demo or bool(model.projector))
        return asking.answer_all(_questions(arguments), partial(exhibit.shown, watcher))


class _Asking:
    """One conversation on the command line."""

    def __init__(
        self,
        ask_of: Callable[..., ChatJob],
        engine: Engine,
        printer: Printer,
        interrupt: Interrupt,
    ) -> None:
        self._ask_of = ask_of
        self._engine = engine
        self._printer = printer
        self._interrupt = interrupt
        self._turns: list[Turn] = []

    def begin(self, prompt: str) -> None:
        """Set the system prompt, where there is one."""
        if prompt:
            self._turns.append(Turn(new_id(), Role.SYSTEM, prompt))

    def answer_all(self, questions: Iterator[str], show: Show) -> int:
        """Answer one after the other, to the first that does not end as it should.

        What there is to `show` belongs to the first of them.
        """
        cancel = CancelToken()
        try:
            with self._stopped_by(cancel):
                shown = show(cancel)
        except ParleyError as error:
            self._printer.show(Failed(error.problem))
            return FAILED
        if cancel.is_set():
            return INTERRUPTED
        for question in questions:
            cancel = CancelToken()
            end = self._answer(question, shown, cancel)
            shown = ()
            if isinstance(end, Failed):
                return FAILED
            if cancel.is_set():  # also when the reply ended by itself in the same moment
                return INTERRUPTED
        return 0

    def _answer(self, question: str, shown: Sequence[str | Image], cancel: CancelToken) -> Event:
        """Ask the model; the last event."""
        self._turns.append(Turn(new_id(), Role.USER, well_formed(question), tuple(shown)))
        job = self._ask_of(new_id(), turns=tuple(self._turns))
        written: list[str] = []
        event: Event = Failed(Problem("internal"))
        with self._stopped_by(cancel):
            for event in self._engine.run(job, cancel):
                self._printer.show(event)
                if isinstance(event, TextDelta):
                    written.append(event.text)
        self._turns.append(Turn(job.id, Role.ASSISTANT, "".join(written)))
        return event

    @contextmanager
    def _stopped_by(self, cancel: CancelToken) -> Iterator[None]:
        """Within this, Ctrl-C sets `cancel`."""
        self._interrupt.watch(cancel)
        try:
            yield
        finally:
            self._interrupt.watch(None)


def _questions(arguments: Arguments) -> Iterator[str]:
    if not arguments.turns:
        yield " ".join(arguments.text)
        return
    if sys.stdin is None:
        return
    # readline, not iteration: that would wait for a block of lines to fill.
    for line in iter(sys.stdin.readline, ""):
        if line.strip():
            yield line.strip()


def _engine(arguments: Arguments, places: Places) -> Engine:
    spec = SCRIPTED if arguments.demo else chat_engine(places.picture_cache)
    if arguments.in_process:
        return spec.create()
    from desktop_app.engines.isolated import IsolatedEngine

    return IsolatedEngine(spec, places.logs, name="ask")
