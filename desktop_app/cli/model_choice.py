"""Which model `parley ask` asks, with which eyes, and how it is to write."""

from dataclasses import replace
from pathlib import Path

from desktop_app.cli.arguments import Arguments
from desktop_app.core.engine import ModelOptions, Sampling
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.models import first_part, model_name
from desktop_app.core.pairing import Headers, pairing, refusal
from desktop_app.core.paths import starter_model
from desktop_app.core.projector import Sight
from desktop_app.core.settings import Settings


def model_options(arguments: Arguments, settings: Settings) -> ModelOptions:
    """The model that was named, or used last in the window, or that came with Parley.

    Raises ParleyError when there is none, or it cannot be shown what was named to be shown.
    """
    path = arguments.model or settings.get("model.path") or starter_model()
    if not path and not arguments.demo:
        raise ParleyError(Problem("model.none"))
    path = first_part(_absolute(path)) if path else ""
    options = settings.model_options(path)
    if arguments.context is not None:
        options = replace(options, context_size=arguments.context)
    if arguments.threads is not None:
        options = replace(options, threads=arguments.threads)
    if arguments.demo or not (arguments.images or arguments.video or arguments.mmproj):
        return options
    chosen = _absolute(arguments.mmproj) if arguments.mmproj else ""
    return _with_eyes(options, chosen, needed=bool(arguments.images))


def sampling(arguments: Arguments, settings: Settings) -> Sampling:
    """How the model is to write: what was said here, and else as in the window."""
    chosen = settings.sampling()
    if arguments.temperature is not None:
        chosen = replace(chosen, temperature=arguments.temperature)
    if arguments.seed is not None:
        chosen = replace(chosen, seed=arguments.seed)
    if arguments.max_tokens is not None:
        chosen = replace(chosen, max_tokens=arguments.max_tokens)
    return chosen


def _with_eyes(options: ModelOptions, chosen: str, needed: bool) -> ModelOptions:
    """The model with the projector that was chosen, or with the one beside it.

    Without one, where eyes are not `needed`: of films it is given the words. Raises ParleyError:
    before anything is loaded it is known that this cannot work.
    """
    if not Path(options.path).is_file():
        raise ParleyError(Problem("model.missing", {"name": model_name(options.path)}))
    headers = Headers()
    header = headers.of(Path(options.path))
    if header is None or header.is_projector:
        return options  # the engine says what is wrong with the model's file
    if chosen and (problem := refusal(options.path, chosen, headers)):
        raise ParleyError(problem)
    found = pairing(options.path, chosen, headers)
    values = {"name": model_name(options.path)}
    if not needed:
        return replace(options, projector=found.projector)
    if found.sight is Sight.NO_PROJECTOR:
        raise ParleyError(Problem("projector.missing", values))
    if found.sight is not Sight.SEES:
        raise ParleyError(Problem("model.cannot_see", values))
    return replace(options, projector=found.projector)


def _absolute(path: str | Path) -> str:
    return str(Path(path).expanduser().absolute())
