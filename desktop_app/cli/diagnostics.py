"""`parley diagnostics`: one text to paste into a bug report."""

from contextlib import closing
from pathlib import Path

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.fit import fitted
from desktop_app.cli.model_choice import window_options
from desktop_app.cli.terminal import Interrupt, say, write
from desktop_app.core.diagnostics import diagnostics as text_of
from desktop_app.core.engine import Engine, ModelOptions
from desktop_app.core.engine_names import LLAMA
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Fitted
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.core.survey import survey


def diagnostics(arguments: Arguments) -> int:
    """Print the text, with all that could be found out; the exit status."""
    from desktop_app.engines.isolated import IsolatedEngine

    places = Places(arguments.home)
    settings = Settings.load(places.settings)
    for problem in settings.problems:
        say(problem)
    options = _options(arguments, settings)
    name = "diagnostics"
    with closing(IsolatedEngine(LLAMA, places.logs, name=name)) as engine, Interrupt() as stop:
        answer = _answer(engine, options, stop)
    write(text_of(survey(settings, places, options=options, answer=answer)))
    return 0


def _options(arguments: Arguments, settings: Settings) -> ModelOptions | None:
    """The model, None where there is none: a report without one still says a lot."""
    try:
        return window_options(arguments, settings)
    except ParleyError as error:
        say(error.problem)
        return None


def _answer(engine: Engine, options: ModelOptions | None, stop: Interrupt) -> Fitted | Problem:
    """What the engine says of the model, or at least of the devices, or why it says nothing."""
    if options is not None and Path(options.path).is_file():
        try:
            return fitted(engine, options, stop)
        except ParleyError as error:
            say(error.problem)
    try:
        return fitted(engine, None, stop)
    except ParleyError as error:
        return error.problem
