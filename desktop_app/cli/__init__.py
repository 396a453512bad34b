"""Parley without a window: the same engines, spoken to from a terminal or a script."""

import contextlib
import os
import sys
from collections.abc import Sequence

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.parser import make_parser
from desktop_app.cli.terminal import FAILED, INTERRUPTED, OutputError, prepare_streams, say, tell
from desktop_app.core.errors import ParleyError

BROKEN_PIPE = 141
"""What a shell shows for a program whose reader went away (128 + SIGPIPE)."""


def parse(words: Sequence[str] | None = None) -> Arguments:
    """What the command line asks for; exits with 2 when it makes no sense."""
    return make_parser().parse_args(words)


def main(words: Sequence[str]) -> int:
    """Do what these words ask, the exit status; they must name a command."""
    return run(parse(words))


def run(arguments: Arguments) -> int:
    """Do a command; the exit status."""
    prepare_streams()
    try:
        return _command(arguments)
    except ParleyError as error:
        say(error.problem)
        return FAILED
    except BrokenPipeError:
        _drop_output()
        return BROKEN_PIPE
    except OutputError as error:
        tell(f"The output cannot be written: {error}.")
        _drop_output()
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _command(arguments: Arguments) -> int:
    """Each command imports what it needs, and no more."""
    if arguments.command == "ask":
        from desktop_app.cli.ask import ask

        return ask(arguments)
    if arguments.command == "chats":
        from desktop_app.cli.chats import chats

        return chats(arguments)
    if arguments.command == "data":
        from desktop_app.cli.data import data

        return data(arguments)
    if arguments.command == "transcribe":
        from desktop_app.cli.transcribe import transcribe

        return transcribe(arguments)
    if arguments.command == "models":
        from desktop_app.cli.models import models

        return models(arguments)
    if arguments.command == "plan":
        from desktop_app.cli.plan import plan

        return plan(arguments)
    if arguments.command == "bench":
        from desktop_app.cli.bench import bench

        return bench(arguments)
    if arguments.command == "diagnostics":
        from desktop_app.cli.diagnostics import diagnostics

        return diagnostics(arguments)
    from desktop_app.cli.selftest import selftest

    return selftest(arguments)


def _drop_output() -> None:
    """Keep the interpreter from complaining, at its end, that the reader is gone."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
