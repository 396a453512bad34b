"""Which model a command runs, how, with which eyes, and how it is to think and write."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop_app.cli.arguments import Arguments
from desktop_app.core.engine import ModelOptions, Sampling
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.model_record import Records
from desktop_app.core.models import first_part, model_name
from desktop_app.core.override import Overrides
from desktop_app.core.pairing import Headers, pairing, refusal
from desktop_app.core.paths import Places, starter_model
from desktop_app.core.projector import Sight
from desktop_app.core.settings import NOTHING, Over, Settings
from desktop_app.core.thinking import Mode, Thinking


def model_options(
    arguments: Arguments, settings: Settings, overrides: Overrides | None = None
) -> ModelOptions:
    """The model that was named, or used last in the window, or that came with Parley.

    `overrides` knows what it has of its own. Raises ParleyError when there is none, or it cannot
    be shown what was named to be shown.
    """
    named = arguments.file or arguments.model
    if named and not arguments.demo:
        named = _file_of(named, arguments, settings)
    path = named or settings.get("model.path") or starter_model()
    if not path and not arguments.demo:
        raise ParleyError(Problem("model.none"))
    path = first_part(_absolute(path)) if path else ""
    over = overrides.of_model(path) if overrides else NOTHING
    options = as_wished(arguments, settings.model_options(path, over=over))
    if arguments.demo or not (arguments.images or arguments.video or arguments.mmproj):
        return options
    chosen = _absolute(arguments.mmproj) if arguments.mmproj else ""
    return _with_eyes(options, chosen, needed=bool(arguments.images))


def window_options(
    arguments: Arguments, settings: Settings, overrides: Overrides | None = None
) -> ModelOptions:
    """The model as the window would run it: with its part that sees, where it has one.

    Raises ParleyError when there is no model.
    """
    options = model_options(arguments, settings, overrides)
    found = pairing(options.path, settings.get("model.projector"), Headers())
    return replace(options, projector=found.projector)


def sampling(arguments: Arguments, settings: Settings, over: Over = NOTHING) -> Sampling:
    """How the model is to write: what was said here, and else as in the window."""
    chosen = settings.sampling(over)
    if arguments.temperature is not None:
        chosen = replace(chosen, temperature=arguments.temperature)
    if arguments.seed is not None:
        chosen = replace(chosen, seed=arguments.seed)
    if arguments.max_tokens is not None:
        chosen = replace(chosen, max_tokens=arguments.max_tokens)
    return chosen


def thinking(arguments: Arguments, settings: Settings, over: Over = NOTHING) -> Thinking:
    """How much the model is to think: what was said here, and else as in the window."""
    chosen = settings.thinking(over)
    if arguments.thinking is not None:
        chosen = replace(chosen, mode=Mode(arguments.thinking))
    if arguments.thinking_budget is not None:
        chosen = replace(chosen, budget=arguments.thinking_budget)
    return chosen


def as_wished(arguments: Arguments, options: ModelOptions) -> ModelOptions:
    """The options of the settings with those of the command line in their place."""
    said = {
        "context_size": arguments.context,
        "threads": arguments.threads,
        "device": arguments.device,
        "gpu_layers": arguments.gpu_layers,
        "kv_type": arguments.kv_type,
    }
    given: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
    return replace(options, **given, anyway=arguments.anyway)


def _file_of(name: str, arguments: Arguments, settings: Settings) -> str:
    """The file that is meant: that one, or the one of the model of this computer called so.

    To look for a name takes a process and its time: it is done for what can be no path. Raises
    ParleyError as `Desk.model` does.
    """
    path = Path(name)
    if path.name != name or path.suffix.lower() == ".gguf" or path.exists():
        return name
    from desktop_app.cli.library_process import Desk

    places = Places(arguments.home)
    return Desk(places, settings, Records.load(places.records)).model(name).path


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
