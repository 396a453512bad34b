"""Which model of this computer a person means."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.local_model import LocalModel
from desktop_app.core.models import model_name

NameOf = Callable[[LocalModel], str]


def named_model(
    name: str, models: Sequence[LocalModel], own_name: NameOf = lambda model: ""
) -> LocalModel:
    """The model with this path, file name or title, or the only one with one that begins so.

    `own_name` gives what the person calls a model, "" nothing. Case does not count, but in paths.
    Raises `ParleyError` where there is none (`library.unknown`), or more than one.
    """
    path, plain = _absolute(name), name.casefold()
    ways: tuple[Callable[[LocalModel], bool], ...] = (
        lambda model: path in (*model.files, *model.also),
        lambda model: plain in _names(model, own_name),
        lambda model: (
            plain != "" and any(each.startswith(plain) for each in _names(model, own_name))
        ),
    )
    for means in ways:
        found = [model for model in models if means(model)]
        if len(found) > 1:
            paths = ", ".join(model.path for model in found)
            raise ParleyError(Problem("library.ambiguous", {"name": name}, paths))
        if found:
            return found[0]
    raise ParleyError(Problem("library.unknown", {"name": name}))


def _names(model: LocalModel, own_name: NameOf) -> Iterator[str]:
    file = Path(model.path).name
    for name in (file, model_name(file), model.title, own_name(model)):
        if name:
            yield name.casefold()


def _absolute(name: str) -> str:
    try:
        return str(Path(name).expanduser().absolute())
    except (OSError, RuntimeError):  # nobody's home is called so
        return name
