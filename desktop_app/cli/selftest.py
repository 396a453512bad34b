"""`parley selftest`: everything is tried once, and each step says in one line what it found."""

import os
import platform
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from desktop_app import __version__
from desktop_app.cli.arguments import Arguments
from desktop_app.cli.document_step import DocumentStep
from desktop_app.cli.download_step import DownloadStep
from desktop_app.cli.library import LIBRARIES, found
from desktop_app.cli.picture_step import PictureStep
from desktop_app.cli.printer import where
from desktop_app.cli.step import SkippedError, Step, StepError, problem_words
from desktop_app.cli.terminal import FAILED, tell
from desktop_app.cli.voice_steps import VoiceSteps
from desktop_app.cli.window_step import WindowStep
from desktop_app.core.build import SLIM, this_build
from desktop_app.core.conversation import Role
from desktop_app.core.engine import (
    CancelToken,
    ChatJob,
    FitJob,
    Job,
    LoadJob,
    ModelOptions,
    Sampling,
    Turn,
)
from desktop_app.core.engine_names import LLAMA
from desktop_app.core.events import (
    Event,
    Failed,
    Finished,
    Fitted,
    Loaded,
    TextDelta,
    ThoughtDelta,
)
from desktop_app.core.paths import Places, starter_model, starter_voice_model
from desktop_app.engines.isolated import IsolatedEngine

REPLY_TOKENS = 16
CONTEXT_SIZE = 1024

_NOT_IN_SLIM = ("torch", "whisper")


def selftest(arguments: Arguments) -> int:
    """Run all steps; 0 when every one is well."""
    with ExitStack() as stack:
        outputs = [sys.stdout] if sys.stdout is not None else []
        if arguments.report is not None:
            try:
                outputs.append(stack.enter_context(arguments.report.open("w", encoding="utf-8")))
            except OSError as error:
                tell(f"The report cannot be written: {error.strerror}: {arguments.report}")
                return FAILED
        threads = arguments.threads or 0
        model = starter_model()
        options = ModelOptions(str(model or ""), context_size=CONTEXT_SIZE, threads=threads)
        places = Places(arguments.home)
        engine = IsolatedEngine(LLAMA, places.logs, name="selftest")
        stack.callback(engine.close)
        voice = VoiceSteps(places, starter_voice_model(), threads)
        model_steps = ModelSteps(engine, options)
        files = (*PictureStep(places), *DocumentStep(places))
        others = (*files, *DownloadStep(places), *voice, *WindowStep())
        steps = (*_library_steps(), *model_steps, *others)
        return 0 if run_steps(steps, outputs) else FAILED


def run_steps(steps: Iterable[tuple[str, Step]], outputs: Iterable[TextIO]) -> bool:
    """Do the steps one after the other, telling each as soon as it is done; all were well."""
    outputs = tuple(outputs)
    well = True
    for name, step in steps:
        try:
            result, words = "ok", step()
        except SkippedError as error:
            result, words = "skipped", str(error)
        except StepError as error:
            result, words = "failed", str(error)
            well = False
        for output in outputs:
            # A later step may take the program with it: what is known by then stays.
            print(f"{result:<8}{name}: {words}", file=output, flush=True)
    return well


def _library_steps() -> Iterator[tuple[str, Step]]:
    yield "parley", _about
    for module in _libraries():
        yield module, lambda module=module: _library(module)  # type: ignore[misc]


def _libraries() -> tuple[str, ...]:
    """Those that this build is to have."""
    if this_build().edition == SLIM:
        return tuple(module for module in LIBRARIES if module not in _NOT_IN_SLIM)
    return LIBRARIES


def _about() -> str:
    parley = f"{__version__} ({this_build().edition})"
    return f"{parley}, Python {platform.python_version()}, {platform.platform()}"


def _library(module: str) -> str:
    well, words = found(module)
    if not well:
        raise StepError(words)
    return words


class ModelSteps:
    """The steps that a model is needed for, in the order in which they build on each other."""

    def __init__(self, engine: IsolatedEngine, options: ModelOptions) -> None:
        self._engine = engine
        self._options = options

    def __iter__(self) -> Iterator[tuple[str, Step]]:
        yield "devices", self.devices
        yield "model file", self.find
        yield "load", self.load
        yield "write", self.write
        yield "crash", self.crash
        yield "write again", self.write

    def devices(self) -> str:
        """llama.cpp tells what it can compute on. A graphics card that it cannot is no fault."""
        (*_, end) = self._events(FitJob("devices"))
        assert isinstance(end, Fitted)
        words = [f"{each.name} ({each.title})" for each in end.devices]
        if end.unused is not None:
            words.append(end.unused.sentence.english())
        return "; ".join(words) or "llama.cpp lists none"

    def find(self) -> str:
        """The starter model is where it should be."""
        path = Path(self._options.path)
        if not self._options.path or not path.is_file():
            raise StepError("the starter model is not there")
        return f"{path.name}, {path.stat().st_size / 1e6:.0f} MB"

    def load(self) -> str:
        """It loads in a process of its own."""
        events = self._do(LoadJob("load", self._options))
        loaded = next((event for event in events if isinstance(event, Loaded)), None)
        if loaded is None:
            raise StepError("nothing was loaded")
        return (
            f"{loaded.name} in {loaded.load_seconds:.1f} s on {where(loaded)}, "
            f"context {loaded.context_size:,}"
        )

    def write(self) -> str:
        """It writes as many tokens as it is asked for."""
        end = self._do(self._job(REPLY_TOKENS))[-1]
        assert isinstance(end, Finished)
        usage = end.usage
        if usage.reply_tokens != REPLY_TOKENS:
            raise StepError(f"{usage.reply_tokens} tokens instead of {REPLY_TOKENS}")
        return (
            f"{usage.reply_tokens} tokens, {usage.writing_tokens_per_second:.1f} a second, "
            f"the first after {usage.first_token_seconds:.2f} s"
        )

    def crash(self) -> str:
        """Its process is killed while it writes; the program lives on and says so."""
        self._need_model()
        killed = False
        end: Event | None = None
        for end in self._engine.run(self._job(CONTEXT_SIZE // 2), CancelToken()):
            if isinstance(end, TextDelta | ThoughtDelta) and not killed:
                killed = True
                assert self._engine.child_pid is not None
                os.kill(self._engine.child_pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        if not killed or not isinstance(end, Failed):
            raise StepError("the end of the model's process went unnoticed")
        return f"killed on purpose, and it was told: “{end.problem.sentence.english()}”"

    def _need_model(self) -> None:
        if not self._options.path:
            raise StepError("there is no model to try it with")

    def _job(self, tokens: int) -> ChatJob:
        turns = (Turn("question", Role.USER, "Count from one to twenty."),)
        sampling = Sampling(temperature=0.0, seed=1, max_tokens=tokens, ignore_end=True)
        return ChatJob("reply", self._options, turns, sampling)

    def _do(self, job: Job) -> list[Event]:
        """The events of a job; raises StepError when it fails."""
        self._need_model()
        return self._events(job)

    def _events(self, job: Job) -> list[Event]:
        events = list(self._engine.run(job, CancelToken()))
        if isinstance(end := events[-1], Failed):
            raise StepError(problem_words(end.problem))
        return events
