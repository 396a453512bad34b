"""parley(1): the manual page, made of what the command line says of itself."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from datetime import datetime

from desktop_app.cli.parser import make_parser
from parley_package.desktop_entry import SUMMARY

_FILES = (
    ("~/.config/parley", "settings"),
    ("~/.local/share/parley", "conversations, notes on models"),
    ("~/.local/state/parley", "logs"),
    ("~/.cache/huggingface/hub", "models that were fetched, unless the settings name a folder"),
)

_VARIABLES = (
    ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME", "folders in place of the first three above"),
    ("HF_HOME, HF_HUB_CACHE", "where the Hugging Face cache is"),
    ("HTTPS_PROXY, NO_PROXY", "how to reach the network"),
)


def man_page(version: str, date: datetime) -> str:
    """The page's source, for man. Also that of parley-window(1)."""
    parsers = make_parser().parsers
    window = parsers.pop("")
    lines = [
        f'.TH PARLEY 1 "{date:%Y-%m-%d}" "Parley {version}" "User Commands"',
        ".SH NAME",
        rf"parley, parley\-window \- {_text(SUMMARY[0].lower() + SUMMARY[1:])}",
        ".SH SYNOPSIS",
        *_synopsis(window),
        ".br",
        r"\fBparley\-window\fR [\fIFILE.gguf\fR]",
        ".SH DESCRIPTION",
        _text(window.description or ""),
        r"\fBparley\-window\fR is the same program, for menus: it expects no terminal.",
        *_verbatim(window.epilog or ""),
        ".SH OPTIONS",
        *_options(window),
        ".SH COMMANDS",
    ]
    for parser in parsers.values():
        lines += _command(parser)
    lines += [".SH FILES", *_listed(_FILES), ".SH ENVIRONMENT", *_listed(_VARIABLES)]
    return "\n".join(lines) + "\n"


def _command(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield f".SS {_text(parser.prog)}"
    yield from _synopsis(parser)
    if parser.description:
        yield ".PP"
        yield _text(parser.description)
    yield from _options(parser)
    yield from _verbatim(parser.epilog or "")
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from _command(each)


def _synopsis(parser: argparse.ArgumentParser) -> Iterator[str]:
    usage = parser.format_usage().removeprefix("usage: ")
    if parser.usage:
        # Broken into lines by us; else it was argparse, at the terminal's width.
        yield ".nf"
        yield from (_text(line.strip()) for line in usage.splitlines())
        yield ".fi"
    else:
        yield _text(" ".join(usage.split()))


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if action.help is argparse.SUPPRESS or isinstance(action, argparse._SubParsersAction):
            continue
        value = _value(action)
        names = [rf"\fB{_text(name)}\fR{value}" for name in action.option_strings]
        yield ".TP"
        yield ", ".join(names) or value.strip()
        yield _text(_help(parser, action))


def _help(parser: argparse.ArgumentParser, action: argparse.Action) -> str:
    told = {name: value for name, value in vars(action).items() if value is not argparse.SUPPRESS}
    choices = ", ".join(map(str, action.choices or ()))
    return (action.help or "") % {**told, "choices": choices, "prog": parser.prog}


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    name = action.metavar or ("|".join(map(str, action.choices or ())) or action.dest.upper())
    words = name if isinstance(name, tuple) else (name,)
    return "".join(rf" \fI{_text(word)}\fR" for word in words)


def _verbatim(text: str) -> Iterator[str]:
    """As it stands: lists and examples in columns."""
    if text:
        yield ".PP"
        yield ".nf"
        yield from (_text(line) for line in text.strip("\n").splitlines())
        yield ".fi"


def _listed(entries: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for name, words in entries:
        yield from (".TP", rf"\fI{_text(name)}\fR", _text(words))


def _text(text: str) -> str:
    """Text that means itself to troff."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("~", r"\(ti")
    escaped = escaped.replace("`", r"\(ga").replace("^", r"\(ha")
    # A dot or an apostrophe at the start of a line would be a request.
    return re.sub(r"^(?=[.'])", r"\\&", escaped)
