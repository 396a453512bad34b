"""The words of the command line: what `parley` understands, and how it explains itself."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from desktop_app import __version__
from desktop_app.cli import usage
from desktop_app.cli.arguments import Arguments
from desktop_app.cli.word import language, model_file, part, temperature, whole
from desktop_app.core.film import MOST_FRAMES
from desktop_app.core.setting import LARGEST_SEED, SETTINGS
from desktop_app.core.subtitles import FORMATS

_WITH_VALUE = frozenset({"--home", "--theme", "--model"})
"""Options before the command that take the next word with them."""


class CommandLine:
    """All parsers of `parley`: the window's, and one for each command.

    argparse's own subcommands do not go together with the window's optional FILE.
    """

    def __init__(self) -> None:
        self._window = _window_parser()
        self._commands = {
            "ask": _ask_parser(),
            "transcribe": _transcribe_parser(),
            "chats": _chats_parser(),
            "selftest": _selftest_parser(),
        }

    def parse_args(self, words: Sequence[str] | None = None) -> Arguments:
        """Understand `words` (those of this process by default).

        Raises SystemExit: 2 for wrong use, 0 after `--help` and `--version`.
        """
        words = list(sys.argv[1:] if words is None else words)
        at = self._command_at(words)
        if at is None:
            arguments = self._window.parse_args(words, Arguments())
            if arguments.file and arguments.model:
                self._window.error("give the model once: as FILE or with --model")
            return arguments
        command = words.pop(at)
        parser = self._commands[command]
        arguments = parser.parse_args(words, Arguments(command=command))
        if command == "ask":
            _check_ask(arguments, parser.error)
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


def _parser(program: str, about: str, more: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program,
        description=about,
        epilog=more,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        # A shortened option would change its meaning when a new one is added.
        allow_abbrev=False,
    )
    parser.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        help="keep settings, conversations and logs in DIR instead of the usual folders",
    )
    return parser


def _window_parser() -> argparse.ArgumentParser:
    parser = _parser("parley", f"{usage.ABOUT} Without a command the window opens.", usage.COMMANDS)
    parser.usage = "parley [options] [FILE.gguf]\n       parley COMMAND ..."
    parser.add_argument(
        "file", nargs="?", type=model_file, metavar="FILE.gguf", help="load this model"
    )
    parser.add_argument(
        "--theme", choices=tuple(SETTINGS["theme"].choices or ()), help="the window's colours"
    )
    _add_engine_options(parser)
    parser.add_argument("--exit-when-shown", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--version", action="version", version=f"Parley {__version__}")
    return parser


def _ask_parser() -> argparse.ArgumentParser:
    parser = _parser("parley ask", "Ask a model without a window.", usage.ASK)
    parser.add_argument("text", nargs="*", metavar="TEXT", help="what to ask")
    parser.add_argument(
        "--turns",
        action="store_true",
        help="answer each line of standard input, as one conversation",
    )
    parser.add_argument("--json", action="store_true", help="print one event a line, for programs")
    parser.add_argument(
        "--max-tokens", type=whole(1), metavar="N", help="the longest reply, in tokens"
    )
    parser.add_argument(
        "--temperature",
        type=temperature,
        metavar="T",
        help="0 always takes the likeliest word, higher values are more surprising",
    )
    parser.add_argument(
        "--seed",
        type=whole(0, LARGEST_SEED),
        metavar="N",
        help="the same seed gives the same reply",
    )
    parser.add_argument(
        "--context", type=whole(0), metavar="N", help="context size in tokens; 0 chooses"
    )
    _add_threads(parser)
    _add_engine_options(parser)
    parser.add_argument(
        "--image",
        nargs="+",
        action="append",
        dest="behind_image",
        metavar="FILE",
        help="show these pictures with the first question; -- ends them when TEXT follows",
    )
    parser.add_argument(
        "--video", metavar="FILE", help="show this film: some pictures of it, and what is said"
    )
    parser.add_argument(
        "--frames",
        type=whole(0, MOST_FRAMES),
        metavar="N",
        help="so many pictures of the film; without it as many as fit, 0: the words alone",
    )
    parser.add_argument(
        "--part", type=part, metavar="A-B", help="only this part of the film, as 0:30-1:15"
    )
    parser.add_argument(
        "--mmproj",
        metavar="FILE",
        help="the part of the model that sees; without it the one beside the model",
    )
    return parser


def _transcribe_parser() -> argparse.ArgumentParser:
    parser = _parser(
        "parley transcribe", "Write down what is said in sound files.", usage.TRANSCRIBE
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file with sound in it")
    parser.add_argument("--model", metavar="NAME|FILE", help="the voice model to use")
    parser.add_argument(
        "--engine",
        choices=tuple(SETTINGS["voice.engine"].choices or ()),
        help="what runs the model; whisper.cpp is the lighter one",
    )
    parser.add_argument(
        "--language",
        type=language,
        metavar="L",
        help="which language is spoken (en, de, zh, ...); without it the model finds out",
    )
    parser.add_argument(
        "--translate", action="store_true", help="write in English, whatever is spoken"
    )
    parser.add_argument(
        "--format",
        dest="transcript",
        choices=tuple(FORMATS),
        help="the words alone, all of it as json, or subtitles with times: srt, vtt",
    )
    _add_threads(parser)
    return parser


def _chats_parser() -> argparse.ArgumentParser:
    parser = _parser("parley chats", "Your conversations as text.", usage.CHATS)
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|show|export")
    actions.add_parser("list", help="one a line: id, day, title; the last changed first")
    show = actions.add_parser("show", help="print the branch that is shown")
    export = actions.add_parser("export", help="print it to keep or to share")
    for action in (show, export):
        action.add_argument("id", metavar="ID", help="as `parley chats list` shows it")
    export.add_argument(
        "--format",
        choices=("markdown", "json"),
        default="markdown",
        help="markdown: the branch that is shown; json: all of it",
    )
    return parser


def _selftest_parser() -> argparse.ArgumentParser:
    parser = _parser("parley selftest", "Try everything once and say what works.", "")
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="write the same lines into FILE too"
    )
    _add_threads(parser)
    return parser


def _add_threads(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--threads", type=whole(1, 512), metavar="N", help="processor threads for the model"
    )


def _add_engine_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="FILE", help="load this model (a .gguf file)")
    parser.add_argument(
        "--demo", action="store_true", help="scripted answers instead of those of a model"
    )
    parser.add_argument(
        "--in-process",
        action="store_true",
        help="run the model without its own process (for debugging: a crash ends Parley)",
    )


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
