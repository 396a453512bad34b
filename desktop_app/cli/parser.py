"""The words of the command line: what `parley` understands, and how it explains itself."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from desktop_app.cli import grammar
from desktop_app.cli.arguments import Arguments
from desktop_app.cli.data_grammar import data_parser
from desktop_app.cli.models_grammar import models_parser
from desktop_app.core.portable import portable_home

_WITH_VALUE = frozenset({"--home", "--theme", "--model"})
"""Options before the command that take the next word with them."""


class CommandLine:
    """All parsers of `parley`: the window's, and one for each command.

    argparse's own subcommands do not go together with the window's optional FILE.
    """

    def __init__(self) -> None:
        self._window = grammar.window_parser()
        self._commands = {
            "ask": grammar.ask_parser(),
            "transcribe": grammar.transcribe_parser(),
            "chats": grammar.chats_parser(),
            "data": data_parser(),
            "models": models_parser(),
            "plan": grammar.plan_parser(),
            "bench": grammar.bench_parser(),
            "diagnostics": grammar.diagnostics_parser(),
            "selftest": grammar.selftest_parser(),
        }

    @property
    def parsers(self) -> dict[str, argparse.ArgumentParser]:
        """Each command's, by its name; the window's by ""."""
        return {"": self._window, **self._commands}

    def parse_args(self, words: Sequence[str] | None = None) -> Arguments:
        """Understand `words` (those of this process by default).

        Raises SystemExit: 2 for wrong use, 0 after `--help` and `--version`.
        """
        words = list(sys.argv[1:] if words is None else words)
        at = self._command_at(words)
        if at is None:
            command, parser = "", self._window
        else:
            command = words.pop(at)
            parser = self._commands[command]
        arguments = parser.parse_args(words, Arguments(command=command))
        if arguments.home is None:
            arguments.home = portable_home()
        if arguments.file and arguments.model:
            parser.error("give the model once: as FILE or with --model")
        if command == "ask":
            _check_ask(arguments, parser.error)
        if 0 < arguments.most < arguments.least:
            parser.error("--min-size is above --max-size")
        return arguments

    def _command_at(self, words: Sequence[str]) -> int | None:
        """Where the command stands: the first word that is no option and no option's value."""
        skip = False
        for index, word in enumerate(words):
            if skip:
                skip = False
            elif word in _WITH_VALUE:
                skip = True
            elif not word.startswith("-") or word == "--":
                return index if word in self._commands else None
        return None


def make_parser() -> CommandLine:
    """The parser of the whole command line."""
    return CommandLine()


def _settle_pictures(arguments: Arguments) -> None:
    """Several words behind --image are pictures; but where TEXT is missing, one is and the rest
    is TEXT: `--image cat.jpg What is this?` is how people write it."""
    groups = arguments.behind_image
    if not arguments.turns and not arguments.text:
        mixed = next((group for group in reversed(groups) if len(group) > 1), [])
        arguments.text, mixed[1:] = mixed[1:], []
    arguments.images = [image for group in groups for image in group]


def _check_ask(arguments: Arguments, error: Callable[[str], NoReturn]) -> None:
    if arguments.turns and arguments.text:
        error("with --turns the questions come from standard input, not as TEXT")
    _settle_pictures(arguments)
    if not arguments.turns and not " ".join(arguments.text).strip():
        error("TEXT is missing: what do you want to ask?")
    if arguments.images and arguments.text and Path(arguments.text[0]).is_file():
        error(f"{arguments.text[0]} is a file: put -- between the pictures and TEXT")
    if not arguments.video and (arguments.frames is not None or arguments.part is not None):
        error("--frames and --part are for a film: which one? (--video FILE)")
