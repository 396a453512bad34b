"""What a word of the command line stands for: argparse calls these, and tells what they refuse."""

import argparse
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desktop_app.core.device import AUTOMATIC, PROCESSOR
from desktop_app.core.film import seconds_of
from desktop_app.core.languages import whisper_code
from desktop_app.core.setting import SETTINGS

_UNITS = {"M": 10**6, "B": 10**9, "T": 10**12}
"""In which units parameters are counted: the B is a billion."""


def model_file(word: str) -> str:
    """The path of a model: by its ending, or because the file is there."""
    if word.lower().endswith(".gguf") or Path(word).is_file():
        return word
    raise argparse.ArgumentTypeError(f"{word!r} is neither a command nor a model file (.gguf)")


def language(word: str) -> str:
    """Whisper's code of a language that was named."""
    if code := whisper_code(word):
        return code
    raise argparse.ArgumentTypeError(f"{word!r} is no language of Whisper's: en, de, zh, ...")


def whole(minimum: int, maximum: int = 2**31 - 1) -> Callable[[str], int]:
    """What takes a whole number within these bounds."""

    def number(word: str) -> int:
        value = int(word)
        if not minimum <= value <= maximum:
            raise argparse.ArgumentTypeError(f"{word} does not lie in {minimum} to {maximum}")
        return value

    number.__name__ = "whole number"
    return number


def parameters(word: str) -> int:
    """A number of parameters as people write it: 135M, 1.5B, 8b."""
    digits, unit = word[:-1], _UNITS.get(word[-1:].upper(), 0)
    with suppress(ValueError):
        number = float(digits) * unit
        if unit and 0 < number < 1e15:
            return round(number)
    raise argparse.ArgumentTypeError(f"{word!r} is no number of parameters: 500M, 1.5B, 8B")


def device(word: str) -> str:
    """The name of a device, as llama.cpp lists it; whether it is there, the engine says."""
    return {"auto": AUTOMATIC, "cpu": PROCESSOR}.get(word.lower(), word)


def kv_type(word: str) -> str:
    """A type of the KV cache, as the setting has it."""
    chosen = "" if word == "auto" else word
    choices = SETTINGS["model.kv_type"].choices or {}
    if word and chosen in choices:
        return chosen
    known = ", ".join(choice or "auto" for choice in choices)
    raise argparse.ArgumentTypeError(f"{word!r} is none of {known}")


def temperature(word: str) -> float:
    """A temperature of the sampling."""
    try:
        return float(SETTINGS["sampling.temperature"].accept(float(word)))  # type: ignore[arg-type]
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{word!r} is no temperature: 0 to 5") from error


def part(word: str) -> tuple[float, float]:
    """A part of a film: where it begins and where it ends, in seconds."""
    first, _, last = word.partition("-")
    start, end = seconds_of(first), seconds_of(last)
    if start is None or end is None or start >= end:
        raise argparse.ArgumentTypeError(f"{word!r} is no part of a film: 0:30-1:15")
    return start, end
