"""`parley ask`: questions in, answers out, nothing kept."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from desktop_app.cli.parser import Arguments
from desktop_app.cli.printer import JsonPrinter, PlainPrinter, Printer
from desktop_app.cli.terminal import FAILED, INTERRUPTED, Interrupt, Progress, say
from desktop_app.core.conversation import Role, new_id
from desktop_app.core.engine import (
    CancelToken,
    ChatJob,
    Engine,
    ModelOptions,
    Sampling,
    Turn,
)
from desktop_app.core.engine_names import LLAMA, SCRIPTED
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, TextDelta
from desktop_app.core.models import first_part
from desktop_app.core.paths import Places, starter_model
from desktop_app.core.settings import Settings
from desktop_app.core.utf8 import well_formed


def ask(arguments: Arguments) -> int:
    """Answer what was asked; the exit status."""
    places = Places(arguments.home)
    settings = Settings.load(places.settings)
    for problem in settings.problems:
        say(problem)
    model = _model(arguments, settings)
    engine = _engine(arguments, places)
    try:
        with Interrupt() as interrupt:
            asking = _Asking(arguments, settings, model, engine, interrupt)
            return asking.answer_all(_questions(arguments))
    finally:
        engine.close()


class _Asking:
    """One conversation on the command line."""

    def __init__(
        self,
        arguments: Arguments,
        settings: Settings,
        model: ModelOptions,
        engine: Engine,
        interrupt: Interrupt,
    ) -> None:
        self._model = model
        self._sampling = _sampling(arguments, settings)
        self._engine = engine
        self._interrupt = interrupt
        self._printer: Printer = JsonPrinter() if arguments.json else PlainPrinter(Progress())
        self._turns: list[Turn] = []
        if prompt := settings.get("chat.system_prompt").strip():
            self._turns.append(Turn(new_id(), Role.SYSTEM, prompt))

    def answer_all(self, questions: Iterator[str]) -> int:
        """Answer one after the other, to the first that does not end as it should."""
        for question in questions:
            cancel = CancelToken()
            end = self._answer(question, cancel)
            if isinstance(end, Failed):
                return FAILED
            if cancel.is_set():  # also when the reply ended by itself in the same moment
                return INTERRUPTED
        return 0

    def _answer(self, question: str, cancel: CancelToken) -> Event:
        """Ask the model; the last event."""
        self._turns.append(Turn(new_id(), Role.USER, well_formed(question)))
        job = ChatJob(new_id(), self._model, tuple(self._turns), self._sampling)
        written: list[str] = []
        event: Event = Failed(Problem("internal"))
        self._interrupt.watch(cancel)
        try:
            for event in self._engine.run(job, cancel):
                self._printer.show(event)
                if isinstance(event, TextDelta):
                    written.append(event.text)
        finally:
            self._interrupt.watch(None)
        self._turns.append(Turn(job.id, Role.ASSISTANT, "".join(written)))
        return event


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


def _model(arguments: Arguments, settings: Settings) -> ModelOptions:
    """The model that was named, or used last in the window, or that came with Parley."""
    path = arguments.model or settings.get("model.path") or starter_model()
    if not path and not arguments.demo:
        raise ParleyError(Problem("model.none"))
    path = first_part(str(Path(path).expanduser().absolute())) if path else ""
    options = settings.model_options(path)
    if arguments.context is not None:
        options = replace(options, context_size=arguments.context)
    if arguments.threads is not None:
        options = replace(options, threads=arguments.threads)
    return options


def _sampling(arguments: Arguments, settings: Settings) -> Sampling:
    sampling = settings.sampling()
    if arguments.temperature is not None:
        sampling = replace(sampling, temperature=arguments.temperature)
    if arguments.seed is not None:
        sampling = replace(sampling, seed=arguments.seed)
    if arguments.max_tokens is not None:
        sampling = replace(sampling, max_tokens=arguments.max_tokens)
    return sampling


def _engine(arguments: Arguments, places: Places) -> Engine:
    spec = SCRIPTED if arguments.demo else LLAMA
    if arguments.in_process:
        return spec.create()
    from desktop_app.engines.isolated import IsolatedEngine

    return IsolatedEngine(spec, places.logs, name="ask")
