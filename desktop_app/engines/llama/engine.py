"""The engine that runs GGUF models on this computer."""

import traceback
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

from desktop_app.core.conversation import Role
from desktop_app.core.engine import (
    CancelToken,
    ChatJob,
    CountJob,
    FitJob,
    Job,
    LoadJob,
    LookJob,
    ModelJob,
    ModelOptions,
    UnloadJob,
)
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import (
    Counted,
    Event,
    Failed,
    Finished,
    Fitted,
    Measured,
    Notice,
    Reason,
    Usage,
)
from desktop_app.core.grammar import grammar_of
from desktop_app.core.marks import images_of, without_images
from desktop_app.engines.llama.chat import Chat
from desktop_app.engines.llama.device import list_devices
from desktop_app.engines.llama.eyes import CONTEXT_SHARE, MOST_TOKENS, Eyes, open_eyes
from desktop_app.engines.llama.fit import fit, memory_now
from desktop_app.engines.llama.graphics import card_makers, unused_card
from desktop_app.engines.llama.library import load_library
from desktop_app.engines.llama.loading import Resident, check, load
from desktop_app.engines.llama.model_file import shown_name
from desktop_app.engines.llama.seen import SeenPictures
from desktop_app.engines.llama.slow_load import CancelledError


class LlamaEngine:
    """Implements `core.engine.Engine` by llama.cpp. One thread at a time."""

    def __init__(self, picture_cache: Path | None = None) -> None:
        """`picture_cache` is the folder for what was seen of pictures; None keeps it nowhere."""
        self._resident: Resident | None = None
        self._seen = SeenPictures(picture_cache)

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do `job`; every way it can go ends in one terminal event."""
        end: Event
        try:
            end = yield from self._done(job, cancel)
        except CancelledError:
            end = Finished(Reason.CANCELLED)
        except ParleyError as error:
            end = Failed(self._named(error.problem))
            self._check_context()
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
        if isinstance(job, FitJob):
            return self._fitted(job)
        if not isinstance(job, ModelJob) or not isinstance(job.model, ModelOptions):
            return Failed(Problem("internal", details=f"not for a model: {type(job).__name__}"))
        if isinstance(job, ChatJob) and job.sampling.schema:
            grammar_of(job.sampling.schema)  # What is wrong with it is told before anything else.
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
        if isinstance(job, LookJob):
            return (yield from self._look(resident, job, cancel))
        assert isinstance(job, ChatJob)
        job = yield from self._with_eyes(resident, job, cancel)
        return (yield from Chat(load_library(), resident, job, cancel, seconds).run())

    def _fitted(self, job: FitJob) -> Fitted:
        """How a model would be run in place of the one that is loaded. Nothing is loaded for it."""
        library = load_library()
        found = list_devices(library)
        occupied = self._resident.occupied() if self._resident is not None else None
        chosen = fit(library, job.model, occupied) if job.model is not None else None
        unused = unused_card(card_makers(), library.backends, found)
        return Fitted(
            plan=chosen.plan if chosen else None,
            devices=tuple(each.device for each in found),
            engine=library.about(),
            unused=unused,
            machine=chosen.machine if chosen else memory_now(library, occupied),
        )

    def _with_eyes(
        self, resident: Resident, job: ChatJob, cancel: CancelToken
    ) -> Generator[Event, None, ChatJob]:
        """The job with the model's eyes open for it; without pictures where it has none."""
        if not images_of(job.turns):
            return job
        if job.model.projector:
            yield from self._open_eyes(resident, cancel)
            return job
        asked = max(index for index, turn in enumerate(job.turns) if turn.role is Role.USER)
        values = {"name": shown_name(Path(job.model.path))}
        if images_of(job.turns[asked:]):
            raise ParleyError(Problem("model.cannot_see", values))
        yield Notice(Problem("picture.not_shown", values))
        return replace(job, turns=tuple(map(without_images, job.turns)))

    def _open_eyes(self, resident: Resident, cancel: CancelToken) -> Generator[Event, None, Eyes]:
        if resident.eyes is None:
            path, context = Path(resident.options.projector), resident.context
            library, card, threads = load_library(), resident.card, context.options.threads
            most = min(MOST_TOKENS, context.size // CONTEXT_SHARE)
            resident.eyes = yield from open_eyes(
                library, resident.model, path, card, threads, self._seen, cancel, most
            )
        return resident.eyes

    def _look(
        self, resident: Resident, job: LookJob, cancel: CancelToken
    ) -> Generator[Event, None, Finished]:
        if not job.model.projector:
            values = {"name": shown_name(Path(job.model.path))}
            raise ParleyError(Problem("model.cannot_see", values))
        eyes = yield from self._open_eyes(resident, cancel)
        yield Measured(tuple(eyes.layout(image).tokens for image in job.images))
        if job.measure_only:
            return Finished()
        encoded, all_seen = yield from eyes.look(job.images, cancel)
        eyes.forget()
        reason = Reason.STOP if all_seen else Reason.CANCELLED
        return Finished(reason, Usage(encoded_images=encoded))

    def _loaded(
        self, options: ModelOptions, cancel: CancelToken
    ) -> Generator[Event, None, Resident]:
        """The model, loaded now unless it is there already."""
        resident = self._resident
        if resident is not None and resident.serves(options):
            return resident
        if not options.path:
            raise ParleyError(Problem("model.none"))
        # A file that cannot be loaded takes no model away that can.
        occupied = resident.occupied() if resident is not None else None
        checked = check(load_library(), options, occupied)
        # Free the old one before: two may not fit.
        self.close()
        self._resident = yield from load(load_library(), checked, cancel)
        return self._resident

    def _named(self, problem: Problem) -> Problem:
        """`problem`, but for a computation that failed on a graphics card: then it is the card's.

        Metal says so where other drivers end the process. What it has failed in fails ever after,
        so the model is given up, and loaded again for the next job.
        """
        resident = self._resident
        if problem.code != "engine.failed" or resident is None or not resident.on_gpu:
            return problem
        self.close()
        return Problem("engine.device_lost", {"device": resident.device}, problem.details)

    def _check_context(self) -> None:
        """Give the model up where the old context is gone and none could be had in its place."""
        if self._resident is not None and self._resident.context.pointer is None:
            self.close()

    def _forget_context(self) -> None:
        """After an error of our own nobody knows what the KV cache holds."""
        self._check_context()
        if self._resident is not None:
            self._resident.context.clear()
