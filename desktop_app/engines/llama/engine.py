"""The engine that runs GGUF models on this computer."""

import traceback
from collections.abc import Generator, Iterator

from desktop_app.core.engine import (
    CancelToken,
    ChatJob,
    CountJob,
    Job,
    LoadJob,
    ModelOptions,
    UnloadJob,
)
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Counted, Event, Failed, Finished, Reason, Usage
from desktop_app.engines.llama.chat import Chat
from desktop_app.engines.llama.library import load_library
from desktop_app.engines.llama.loading import CancelledError, Resident, load


class LlamaEngine:
    """Implements `core.engine.Engine` by llama.cpp. One thread at a time."""

    def __init__(self) -> None:
        self._resident: Resident | None = None

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do `job`; every way it can go ends in one terminal event."""
        end: Event
        try:
            end = yield from self._done(job, cancel)
        except CancelledError:
            end = Finished(Reason.CANCELLED)
        except ParleyError as error:
            end = Failed(error.problem)
        except Exception:
            self._forget_context()
            end = Failed(Problem("internal", details=traceback.format_exc()))
        yield end

    def close(self) -> None:
        """Free the model. May be called twice."""
        resident, self._resident = self._resident, None
        if resident is not None:
            resident.close()

    def _done(self, job: Job, cancel: CancelToken) -> Generator[Event, None, Event]:
        if isinstance(job, UnloadJob):
            self.close()
            return Finished()
        if not isinstance(job.model, ModelOptions):
            return Failed(Problem("internal", details=f"not for a model: {type(job).__name__}"))
        before = self._resident
        resident = yield from self._loaded(job.model, cancel)
        seconds = resident.load_seconds if resident is not before else 0.0
        if isinstance(job, LoadJob):
            usage = Usage(
                load_seconds=seconds,
                threads=resident.context.options.threads,
                context_size=resident.context.size,
            )
            return Finished(usage=usage)
        if isinstance(job, CountJob):
            tokenise = resident.model.vocabulary.tokenise
            return Counted(tuple(len(tokenise(text, special=False)) for text in job.texts))
        assert isinstance(job, ChatJob)
        return (yield from Chat(load_library(), resident, job, cancel, seconds).run())

    def _loaded(
        self, options: ModelOptions, cancel: CancelToken
    ) -> Generator[Event, None, Resident]:
        """The model, loaded now unless it is there already."""
        if self._resident is not None and self._resident.options == options:
            return self._resident
        if not options.path:
            raise ParleyError(Problem("model.none"))
        # Free the old one first: two may not fit.
        self.close()
        self._resident = yield from load(load_library(), options, cancel)
        return self._resident

    def _forget_context(self) -> None:
        """After an error of our own nobody knows what the KV cache holds."""
        if self._resident is not None:
            self._resident.context.clear()
