"""Asks an engine how a model would be run here."""

from desktop_app.cli.terminal import Interrupt, say
from desktop_app.core.engine import CancelToken, Engine, FitJob, ModelOptions
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Failed, Fitted, Notice


def fitted(engine: Engine, model: ModelOptions | None, interrupt: Interrupt) -> Fitted:
    """The engine's answer; None asks for the devices alone. Notices are told as they come.

    Raises ParleyError when there is none, and KeyboardInterrupt after Ctrl-C.
    """
    cancel = CancelToken()
    answer = None
    interrupt.watch(cancel)
    try:
        for event in engine.run(FitJob("fit", model), cancel):
            if isinstance(event, Notice):
                say(event.problem)
            elif isinstance(event, Fitted):
                answer = event
            elif isinstance(event, Failed) and not cancel.is_set():
                raise ParleyError(event.problem)
    finally:
        interrupt.watch(None)
    if cancel.is_set():
        raise KeyboardInterrupt
    if answer is not None:
        return answer
    raise ParleyError(Problem("internal", details="no answer to how a model would be run"))
