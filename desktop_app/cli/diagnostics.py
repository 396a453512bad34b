"""`parley diagnostics`: one text to paste into a bug report."""

from contextlib import closing

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.fit import fitted
from desktop_app.cli.model_choice import window_options
from desktop_app.cli.model_process import model_process
from desktop_app.cli.terminal import Interrupt, say, write
from desktop_app.core.diagnostics import diagnostics as text_of
from desktop_app.core.engine import Engine, ModelOptions
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Fitted
from desktop_app.core.override import Overrides
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.core.survey import survey


def diagnostics(arguments: Arguments) -> int:
    """Print the text, with all that could be found out; the exit status."""
    places = Places(arguments.home)
    settings = Settings.load(places.settings)
    for trouble in settings.problems:
        say(trouble)
    options = _options(arguments, settings, places)
    with closing(model_process(places, "diagnostics")) as engine, Interrupt() as stop:
        answer, problem = _answer(engine, options, stop)
    facts = survey(settings, places, options=options, answer=answer, problem=problem)
    write(text_of(facts))
    return 0


def _options(arguments: Arguments, settings: Settings, places: Places) -> ModelOptions | None:
    """The model, None where there is none: a report without one still says a lot."""
    try:
        return window_options(arguments, settings, Overrides.of_home(places))
    except ParleyError as error:
        say(error.problem)
        return None


def _answer(
    engine: Engine, options: ModelOptions | None, stop: Interrupt
) -> tuple[Fitted | None, Problem | None]:
    """What the engine says of the model, or at least of the devices; what it cannot, and why."""
    problem = None
    for wanted in (options, None) if options else (None,):
        try:
            return fitted(engine, wanted, stop), problem
        except ParleyError as error:
            problem = error.problem
            say(problem)
    return None, problem
