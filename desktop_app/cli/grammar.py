"""The options of each command: what there is to say, and how `--help` explains it."""

import argparse
from pathlib import Path

from desktop_app import __version__
from desktop_app.cli import usage
from desktop_app.cli.arguments import BENCH_PROMPT, BENCH_REPEATS, BENCH_REPLY
from desktop_app.cli.word import device, kv_type, language, model_file, part, temperature, whole
from desktop_app.core.film import MOST_FRAMES
from desktop_app.core.setting import LARGEST_SEED, SETTINGS
from desktop_app.core.subtitles import FORMATS

SHORTEST_PROMPT = 64
"""Tokens: what a chat template puts around a question has to find room in it."""


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


def window_parser() -> argparse.ArgumentParser:
    """Of the window: `parley` without a command."""
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


def ask_parser() -> argparse.ArgumentParser:
    """Of `parley ask`."""
    parser = _parser("parley ask", "Ask a model without a window.", usage.ASK)
    parser.add_argument("text", nargs="*", metavar="TEXT", help="what to ask")
    parser.add_argument(
        "--turns",
        action="store_true",
        help="answer each line of standard input, as one conversation",
    )
    parser.add_argument("--json", action="store_true", help="print one event a line, for programs")
    _add_sampling(parser)
    _add_running(parser)
    _add_anyway(parser)
    _add_engine_options(parser)
    _add_shown(parser)
    return parser


def _add_sampling(parser: argparse.ArgumentParser) -> None:
    """How the answer is written."""
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
        "--thinking",
        choices=tuple(SETTINGS["thinking.mode"].choices or ()),
        help="whether a model that can think before it answers does so",
    )
    parser.add_argument(
        "--thinking-budget",
        type=whole(0),
        metavar="N",
        help="after N tokens the thoughts end and the answer begins; 0 never",
    )


def _add_shown(parser: argparse.ArgumentParser) -> None:
    """What the model is shown with the first question."""
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


def transcribe_parser() -> argparse.ArgumentParser:
    """Of `parley transcribe`."""
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


def chats_parser() -> argparse.ArgumentParser:
    """Of `parley chats`."""
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


def plan_parser() -> argparse.ArgumentParser:
    """Of `parley plan`."""
    parser = _parser(
        "parley plan", "Show how a model would be run here, without loading it.", usage.PLAN
    )
    parser.add_argument(
        "file", nargs="?", metavar="FILE.gguf", help="the model; without it the one last used"
    )
    _add_model(parser)
    _add_running(parser)
    _add_json(parser)
    return parser


def bench_parser() -> argparse.ArgumentParser:
    """Of `parley bench`."""
    parser = _parser("parley bench", "Measure how fast a model runs on this computer.", usage.BENCH)
    _add_model(parser)
    parser.add_argument(
        "--prompt",
        type=whole(SHORTEST_PROMPT),
        default=BENCH_PROMPT,
        metavar="N",
        help="read a prompt of N tokens (default: %(default)s)",
    )
    parser.add_argument(
        "--reply",
        type=whole(2),
        default=BENCH_REPLY,
        metavar="N",
        help="write a reply of N tokens (default: %(default)s)",
    )
    parser.add_argument(
        "--repeat",
        type=whole(1, 100),
        default=BENCH_REPEATS,
        metavar="N",
        help="measure N times (default: %(default)s)",
    )
    _add_running(parser)
    _add_anyway(parser)
    _add_json(parser)
    return parser


def diagnostics_parser() -> argparse.ArgumentParser:
    """Of `parley diagnostics`."""
    parser = _parser(
        "parley diagnostics", "Print one text to paste into a bug report.", usage.DIAGNOSTICS
    )
    _add_model(parser)
    _add_running(parser)
    return parser


def selftest_parser() -> argparse.ArgumentParser:
    """Of `parley selftest`."""
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


def _add_running(parser: argparse.ArgumentParser) -> None:
    """How a model is to be run: what is not said is as in the window."""
    parser.add_argument(
        "--context", type=whole(0), metavar="N", help="context size in tokens; 0 chooses"
    )
    _add_threads(parser)
    parser.add_argument(
        "--device",
        type=device,
        metavar="NAME",
        help="what to compute on, as `parley plan` lists it; auto chooses, cpu is the processor",
    )
    parser.add_argument(
        "--gpu-layers",
        type=whole(-1),
        metavar="N",
        help="layers of the model on the graphics card; -1 all that fit, 0 none",
    )
    parser.add_argument(
        "--kv-type",
        type=kv_type,
        metavar="T",
        help="how exactly the context is kept: f16, q8_0 in half the memory; auto chooses",
    )


def _add_anyway(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--anyway",
        action="store_true",
        help="load the model although it may not fit into memory",
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")


def _add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="FILE", help="this model (a .gguf file)")


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
