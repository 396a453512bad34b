"""How well a model that is not loaded, perhaps not even here, would run on this computer."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from desktop_app.core.engine import ModelOptions
from desktop_app.core.gguf import Header
from desktop_app.core.machine import Machine
from desktop_app.core.memory_plan import Plan


class Fits(Enum):
    """How well a model fits, the best first."""

    GRAPHICS = "graphics"
    """All of it on the graphics card, with 8k tokens of context (or all that it is made for)."""
    SPLIT = "split"
    """It fits, partly on the graphics card."""
    MEMORY = "memory"
    """It fits into main memory, with 8k tokens of context (or all that it is made for)."""
    TIGHT = "tight"
    """It fits, but with a short context, or with hardly anything left over."""
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class Judgement:
    """How well, and by which plan."""

    fits: Fits
    plan: Plan


def judge(
    headers: Sequence[Header], options: ModelOptions, machine: Machine, projector: int = 0
) -> Judgement:
    """Judge a model by the headers of its files; the path in `options` is not looked at.

    `projector` are the bytes that the part that sees takes, 0 without one.
    """
    raise NotImplementedError


def judge_by_size(size: int, options: ModelOptions, machine: Machine) -> Fits:
    """Judge a model of which nothing is known but the bytes of its files."""
    raise NotImplementedError


def scaled(header: Header, size: int) -> Header:
    """The header of another quantization of the same model, whose files have `size` bytes.

    What the layers weigh is taken in proportion; the rest is the same.
    """
    raise NotImplementedError
