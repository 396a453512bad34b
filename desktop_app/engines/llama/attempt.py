"""Loading a model by its plan, and by a smaller one where the plan cannot be carried out."""

from collections.abc import Generator
from dataclasses import dataclass

from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Loading
from desktop_app.engines.llama.context import Context, ContextOptions, Outcome
from desktop_app.engines.llama.fit import Fit
from desktop_app.engines.llama.library import Library, tells_of_memory
from desktop_app.engines.llama.model import Model, load_model
from desktop_app.engines.llama.model_file import load_problem
from desktop_app.engines.llama.processor import threads_beside
from desktop_app.engines.llama.slow_load import CancelledError, load_aside, told


class _FailedError(Exception):
    """A plan could not be carried out; `problem` is what to say if there is no other.

    `of_weights` says that there is no context yet, so a smaller one helps nothing.
    """

    def __init__(self, problem: Problem, log: str, of_weights: bool = False) -> None:
        super().__init__(log)
        self.problem = problem
        self.log = log
        self.of_weights = of_weights

    def below(self, fit: Fit) -> Fit | None:
        """What to try after `fit`; None when nothing is left."""
        if not tells_of_memory(self.log):
            return fit.on_processor()
        below = fit.lower()
        while self.of_weights and below is not None and below.placed == fit.placed:
            below = below.lower()
        return below


@dataclass(slots=True)
class Running:
    """A model in memory with its context, as `fit` says; `log` tells of what did not work first."""

    fit: Fit
    model: Model
    context: Context
    log: str


def carry_out(
    library: Library, fit: Fit, cancel: CancelToken, share: float
) -> Generator[Loading, None, Running]:
    """Load by the plan of `fit`, or by the next one that works; `share` of the bar is full already.

    Raises ParleyError when none does, and CancelledError; when closed, frees what it made.
    """
    model: Model | None = None
    logs: list[str] = []
    try:
        while True:
            try:
                if model is None:
                    model = yield from _weights(library, fit, cancel, share)
                context = _context(library, model, fit, cancel)
                return Running(fit, model, context, "\n".join(logs))
            except _FailedError as failure:
                logs.append(failure.log)
                below = failure.below(fit)
                if below is None:
                    raise ParleyError(failure.problem) from failure
                if model is not None and below.placed != fit.placed:
                    model.close()
                    model = None
                fit = below
    except BaseException:
        if model is not None:
            model.close()
        raise


def _weights(
    library: Library, fit: Fit, cancel: CancelToken, share: float
) -> Generator[Loading, None, Model]:
    """Load the weights, telling how far it is."""
    library.log.clear()
    loading = load_aside(
        lambda progress: load_model(library, str(fit.path), fit.cards, fit.layers, progress),
        library.api.llama_model_free,
        cancel,
    )
    pointer = yield from told(loading, share)
    if pointer:
        return Model(library, pointer, fit.header)
    if cancel.is_set():
        raise CancelledError
    log = library.log.text()
    problem = load_problem(fit.path, fit.header, log)
    if problem.code != "model.damaged":
        raise ParleyError(problem)
    raise _FailedError(fit.too_big(log) if tells_of_memory(log) else problem, log, True)


def _context(library: Library, model: Model, fit: Fit, cancel: CancelToken) -> Context:
    """A context that has computed a token. The first real one finds all buffers in memory then,
    and a device that cannot compute is found out."""
    size = fit.plan.context_size
    options = ContextOptions(
        size=size,
        batch_size=max(1, min(fit.options.batch_size, size)),
        threads=threads_beside(fit.plan, fit.options.threads),
        kv_type=fit.plan.kv_type,
    )
    try:
        context = Context(library, model, options)
    except ParleyError as error:
        problem, log = error.problem, error.problem.details
        if not tells_of_memory(log):
            problem = Problem("engine.failed", details=log)  # of any size
        raise _FailedError(problem, log) from error
    try:
        _warm_up(model, context, cancel)
    except ParleyError as error:
        context.close()
        raise _FailedError(error.problem, error.problem.details) from error
    except BaseException:
        context.close()
        raise
    return context


def _warm_up(model: Model, context: Context, cancel: CancelToken) -> None:
    with context.watching(cancel):
        if context.decode([max(0, model.vocabulary.start)], output=True) is Outcome.ABORTED:
            raise CancelledError
        context.wait()
    context.clear()
