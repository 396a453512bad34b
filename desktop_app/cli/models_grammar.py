"""The options of `parley models`: what can be done with models, here and on the Hub."""

import argparse
from functools import partial
from pathlib import Path

from desktop_app.cli import usage
from desktop_app.cli.arguments import SEARCH_RESULTS
from desktop_app.cli.option import add_json, add_running, command_parser
from desktop_app.cli.word import parameters, whole
from desktop_app.core.local_model import Bring

SORTS = ("trending", "downloads", "likes", "changed")
"""What can stand first among search results: the names of `core.hub.Sort`, in small letters."""

TASKS = ("text", "pictures")
"""What a model can be for: the names of `core.hub.Task`, in small letters."""

_ACTIONS = "list|search|info|pull|remove|verify|import"


def models_parser() -> argparse.ArgumentParser:
    """Of `parley models`."""
    parser = command_parser("parley models", "Find, fetch and keep models.", usage.MODELS)
    actions = parser.add_subparsers(dest="action", required=True, metavar=_ACTIONS)
    # A shortened option would change its meaning when a new one is added.
    action = partial(actions.add_parser, allow_abbrev=False)
    added = [
        action("list", help="the models on this computer, of all programs"),
        _add_search(action("search", help="search the Hugging Face Hub")),
        _add_info(action("info", help="all that is known of a model, here or there")),
        _add_pull(action("pull", help="fetch a model from the Hub")),
        _add_remove(action("remove", help="delete a model that is Parley's own")),
        _add_verify(action("verify", help="compare a model with its checksum")),
        _add_import(action("import", help="bring a file into the folder for models")),
    ]
    for each in added:
        add_json(each)
    return parser


def _add_search(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("words", nargs="*", metavar="WORDS", help="what to search for")
    parser.add_argument("--task", choices=TASKS, default="", help="what the model is to be for")
    parser.add_argument("--licence", default="", metavar="L", help="as the Hub writes it: mit")
    parser.add_argument("--author", default="", metavar="NAME", help="only of this maker")
    for option, name, words in (
        ("--min-size", "least", "no smaller than this many parameters: 1B"),
        ("--max-size", "most", "no larger than this many parameters: 8B"),
    ):
        parser.add_argument(option, dest=name, type=parameters, default=0, metavar="N", help=words)
    parser.add_argument(
        "--sort", choices=SORTS, default=SORTS[0], help="what stands first (default: %(default)s)"
    )
    parser.add_argument(
        "--limit",
        type=whole(1, 10_000),
        default=SEARCH_RESULTS,
        metavar="N",
        help="list so many at most (default: %(default)s)",
    )
    return parser


def _add_info(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("name", metavar="NAME|REPO", help="a model here, or a repository there")
    add_running(parser)
    return parser


def _add_pull(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument(
        "name",
        metavar="REPO",
        help="maker/model, with :Q4_K_M behind it, its address, or a model of the catalogue",
    )
    parser.add_argument(
        "--quant",
        dest="quantization",
        default="",
        metavar="Q",
        help="which quantization; without it the one that is recommended",
    )
    parser.add_argument("--file", metavar="PATH", help="this file of the repository")
    parser.add_argument(
        "--folder",
        type=Path,
        metavar="DIR",
        help="where to; without it the folder that the settings name",
    )
    parser.add_argument(
        "--no-projector",
        dest="projector",
        action="store_false",
        help="leave out the part of the model that sees",
    )
    return parser


def _add_remove(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    _add_name(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask")
    return parser


def _add_verify(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    _add_name(parser)
    return parser


def _add_import(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument(
        "file", metavar="FILE", help="a .gguf file; its other parts and its projector come with it"
    )
    parser.add_argument(
        "--how",
        choices=tuple(how.value for how in Bring),
        default=Bring.COPY.value,
        help="copy it, move it, or leave it where it is and link to it (default: %(default)s)",
    )
    return parser


def _add_name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="as `parley models list` shows it")
