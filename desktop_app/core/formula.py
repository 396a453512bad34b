"""Formulas as plain values: what is to be set, and what came of it."""

from dataclasses import dataclass

from desktop_app.core.errors import Problem
from desktop_app.core.room import RoomEvent, RoomJob

LONGEST = 10_000
"""Characters. What is longer than that between two marks is no formula, but text."""


@dataclass(frozen=True, slots=True)
class Formula:
    """LaTeX without the marks around it. `display` is how it is set: with room above and below
    its signs, as on a line of its own, or as low as a line of prose lets it be."""

    latex: str
    display: bool = False


@dataclass(frozen=True, slots=True)
class FormulaJob(RoomJob):
    """Set these formulas, one after the other: each is answered by `Typeset` or `Untypeset`."""

    formulas: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Typeset(RoomEvent):
    """A formula as a drawing of outlines (SVG) in black. Lengths are in sizes of the font (em);
    `ascent` is above the line that letters stand on, `descent` below."""

    formula: Formula
    svg: str
    width: float
    ascent: float
    descent: float


@dataclass(frozen=True, slots=True)
class Untypeset(RoomEvent):
    """A formula that stays as it was written, and why."""

    formula: Formula
    problem: Problem
