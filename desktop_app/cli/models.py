"""`parley models`: finding, fetching and keeping models from a terminal."""

from pathlib import Path

from desktop_app.cli.arguments import Arguments
from desktop_app.core.errors import ParleyError


def models(arguments: Arguments) -> int:
    """Do what was asked; the exit status. Each action imports what it needs, and no more."""
    match arguments.action:
        case "search":
            from desktop_app.cli.models_search import search

            return search(arguments)
        case "pull":
            from desktop_app.cli.models_pull import pull

            return pull(arguments)
        case "list":
            from desktop_app.cli.models_list import list_models

            return list_models(arguments)
        case "info":
            return _info(arguments)
        case "remove":
            from desktop_app.cli.models_remove import remove

            return remove(arguments)
        case "verify":
            from desktop_app.cli.models_verify import verify

            return verify(arguments)
        case _:
            from desktop_app.cli.models_import import bring

            return bring(arguments)


def _info(arguments: Arguments) -> int:
    """Of a model here if there is one of this name, else of what has it on the Hub."""
    from desktop_app.cli.library_process import Desk

    desk = Desk.of(arguments)
    try:
        model = desk.model(arguments.name)
    except ParleyError as error:
        if error.problem.code != "library.unknown" or not _may_be_remote(arguments.name):
            raise
    else:
        from desktop_app.cli.models_here import local_info

        return local_info(arguments, desk, model)
    from desktop_app.cli.models_info import remote_info

    return remote_info(arguments)


def _may_be_remote(name: str) -> bool:
    """Whether this can be meant for the Hub: what has no maker in front is no repository."""
    return "/" in name and not Path(name).expanduser().exists()
