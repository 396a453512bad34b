"""Options that several commands have, said alike everywhere."""

import argparse
from pathlib import Path

from desktop_app.cli.word import device, kv_type, whole


def command_parser(program: str, about: str, more: str) -> argparse.ArgumentParser:
    """The parser of one command: `about` stands above its options, `more` below them."""
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


def add_threads(parser: argparse.ArgumentParser) -> None:
    """On how many threads."""
    parser.add_argument(
        "--threads", type=whole(1, 512), metavar="N", help="processor threads for the model"
    )


def add_running(parser: argparse.ArgumentParser) -> None:
    """How a model is to be run: what is not said is as in the window."""
    parser.add_argument(
        "--context", type=whole(0), metavar="N", help="context size in tokens; 0 chooses"
    )
    add_threads(parser)
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


def add_anyway(parser: argparse.ArgumentParser) -> None:
    """Whatever the memory."""
    parser.add_argument(
        "--anyway",
        action="store_true",
        help="load the model although it may not fit into memory",
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """For programs."""
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")


def add_model(parser: argparse.ArgumentParser) -> None:
    """Which model."""
    parser.add_argument(
        "--model", metavar="NAME|FILE", help="this model: one of `models list`, or a .gguf file"
    )


def add_engine_options(parser: argparse.ArgumentParser) -> None:
    """What runs the model, in the window and in `parley ask`."""
    parser.add_argument("--model", metavar="FILE", help="load this model (a .gguf file)")
    parser.add_argument(
        "--demo", action="store_true", help="scripted answers instead of those of a model"
    )
    parser.add_argument(
        "--in-process",
        action="store_true",
        help="run the model without its own process (for debugging: a crash ends Parley)",
    )
