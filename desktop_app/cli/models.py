"""`parley models`: finding, fetching and keeping models from a terminal."""

from desktop_app.cli.arguments import Arguments


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
    raise NotImplementedError
