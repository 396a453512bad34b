"""The options of each command: what there is to say, and how `--help` explains it."""

import argparse
from pathlib import Path

from desktop_app import __version__
from desktop_app.cli import usage
from desktop_app.cli.arguments import BENCH_PROMPT, BENCH_REPEATS, BENCH_REPLY, SEARCH_RESULTS
from desktop_app.cli.option import (
    add_anyway,
    add_engine_options,
    add_json,
    add_model,
    add_running,
    add_threads,
    command_parser,
)
from desktop_app.cli.word import language, model_file, part, temperature, whole
from desktop_app.core.film import MOST_FRAMES
from desktop_app.core.setting import LARGEST_SEED, SETTINGS
from desktop_app.core.subtitles import FORMATS

SHORTEST_PROMPT = 64
"""Tokens: what a chat template puts around a question has to find room in it."""


def window_parser() -> argparse.ArgumentParser:
    """Of the window: `parley` without a command."""
    parser = command_parser(
        "parley", f"{usage.ABOUT} Without a command the window opens.", usage.COMMANDS
    )
    parser.usage = "parley [options] [FILE.gguf]\n       parley COMMAND ..."
    parser.add_argument(
        "file", nargs="?", type=model_file, metavar="FILE.gguf", help="load this model"
    )
    parser.add_argument(
        "--theme", choices=tuple(SETTINGS["theme"].choices or ()), help="the window's colours"
    )
    add_engine_options(parser)
    parser.add_argument("--exit-when-shown", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--version", action="version", version=f"Parley {__version__}")
    return parser


def ask_parser() -> argparse.ArgumentParser:
    """Of `parley ask`."""
    parser = command_parser("parley ask", "Ask a model without a window.", usage.ASK)
    parser.add_argument("text", nargs="*", metavar="TEXT", help="what to ask")
    parser.add_argument(
        "--turns",
        action="store_true",
        help="answer each line of standard input, as one conversation",
    )
    parser.add_argument("--json", action="store_true", help="print one event a line, for programs")
    _add_sampling(parser)
    add_running(parser)
    add_anyway(parser)
    add_engine_options(parser)
    _add_shown(parser)
    return parser


def _add_sampling(parser: argparse.ArgumentParser) -> None:
    """How the answer is written."""
    parser.add_argument(
        "--preset",
        metavar="NAME",
        help="answer by this preset, as translate or summarize: its prompt, settings and schema",
    )
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
        "--file",
        action="append",
        default=[],
        dest="documents",
        metavar="FILE",
        help="give the first question the text of this file: plain text, code, PDF or Word",
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
    parser = command_parser(
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
    add_threads(parser)
    return parser


def chats_parser() -> argparse.ArgumentParser:
    """Of `parley chats`."""
    parser = command_parser("parley chats", "Your conversations as text.", usage.CHATS)
    names = "list|search|show|export|import"
    actions = parser.add_subparsers(dest="action", required=True, metavar=names)
    actions.add_parser("list", help="one a line: id, day, title; the last changed first")
    search = actions.add_parser("search", help="find words in titles and messages")
    search.add_argument(
        "words",
        nargs="+",
        metavar="WORDS",
        help="words that all occur; also model:NAME before:2025-03 after:2025 has:picture",
    )
    search.add_argument(
        "--limit",
        type=whole(1),
        default=SEARCH_RESULTS,
        metavar="N",
        help="print so many at most (default: %(default)s)",
    )
    add_json(search)
    show = actions.add_parser("show", help="print the branch that is shown")
    show.add_argument("id", metavar="ID", help="as `parley chats list` shows it")
    export = actions.add_parser("export", help="write it to keep or to share")
    export.add_argument("ids", nargs="*", metavar="ID", help="as `parley chats list` shows it")
    export.add_argument("--all", action="store_true", help="all conversations")
    export.add_argument(
        "--format",
        choices=("md", "markdown", "html", "json", "pdf"),
        default="markdown",
        help="md, html, pdf: the branch that is shown; json: all of it (default: md)",
    )
    export.add_argument(
        "--output",
        type=Path,
        metavar="FILE|FOLDER",
        help="write there; a folder for several conversations. Without it one is printed",
    )
    export.add_argument("--thoughts", action="store_true", help="with what the model thought")
    export.add_argument("--yes", action="store_true", help="replace a file that is there")
    bring = actions.add_parser("import", help="bring conversations from other programs")
    bring.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help=".json or .zip of Parley, ChatGPT, Claude or Open WebUI",
    )
    return parser


def plan_parser() -> argparse.ArgumentParser:
    """Of `parley plan`."""
    parser = command_parser(
        "parley plan", "Show how a model would be run here, without loading it.", usage.PLAN
    )
    parser.add_argument(
        "file", nargs="?", metavar="FILE.gguf", help="the model; without it the one last used"
    )
    add_model(parser)
    add_running(parser)
    add_json(parser)
    return parser


def bench_parser() -> argparse.ArgumentParser:
    """Of `parley bench`."""
    parser = command_parser(
        "parley bench", "Measure how fast a model runs on this computer.", usage.BENCH
    )
    add_model(parser)
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
    add_running(parser)
    add_anyway(parser)
    add_json(parser)
    return parser


def diagnostics_parser() -> argparse.ArgumentParser:
    """Of `parley diagnostics`."""
    parser = command_parser(
        "parley diagnostics", "Print one text to paste into a bug report.", usage.DIAGNOSTICS
    )
    add_model(parser)
    add_running(parser)
    return parser


def selftest_parser() -> argparse.ArgumentParser:
    """Of `parley selftest`."""
    parser = command_parser("parley selftest", "Try everything once and say what works.", "")
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="write the same lines into FILE too"
    )
    add_threads(parser)
    return parser
