"""Which of a repository's models suits this computer, and what can be expected of it."""

from collections.abc import Mapping, Sequence

from desktop_app.core.gguf import Header
from desktop_app.core.hub import Variant
from desktop_app.core.judgement import Fits
from desktop_app.core.machine import Machine, reserve
from desktop_app.core.variant import PREFERENCE, recommended

_FITS_WELL = (Fits.GRAPHICS, Fits.SPLIT, Fits.MEMORY)

_BITS = 4.9
"""Bits that Q4_K_M takes for each weight (llama.cpp, tools/quantize/README.md)."""
_FOR_WEIGHTS = 0.85
"""Of what a model takes, the part that is weights; the rest is context and computing."""


def advised(variants: Sequence[Variant], fits: Mapping[Variant, Fits | None]) -> Variant | None:
    """Which variant to take here: the usual one, or the best that fits in its place.

    One that is all on the graphics card goes before one that is not, if it is among the usual
    ones. Before the memory is known it is the usual one, and none when none fits at all.
    """
    if not any(fits.get(one) is not None for one in variants):
        return recommended(variants)
    quick = [one for one in variants if fits.get(one) is Fits.GRAPHICS]
    usual = [one for one in quick if one.quantization in PREFERENCE]
    well = [one for one in variants if fits.get(one) in _FITS_WELL]
    tight = [one for one in variants if fits.get(one) is Fits.TIGHT]
    return next((recommended(some) for some in (usual, well, tight) if some), None)


def largest_parameters(machine: Machine) -> int:
    """The number of weights, about, of the largest model that this computer has room for in four
    bits each: in main memory, or in that of its graphics cards."""
    cards = machine.graphics("")
    on_cards = sum(max(0, machine.free_on(one) - reserve(one.total, True)) for one in cards)
    in_main = max(0, machine.main_free - reserve(machine.total, False))
    return round(max(on_cards, in_main) * _FOR_WEIGHTS * 8 / _BITS)


def usual_size(parameters: int) -> int:
    """Bytes that a model of so many weights takes, about, in the quantization that most people
    fetch (Q4_K_M)."""
    return round(parameters * _BITS / 8)


def expected_speed(rate: float, size: int, header: Header | None) -> float:
    """Tokens a second that a model of `size` bytes will write, 0 where nobody can tell.

    `rate` is what was measured here: bytes of weights that are read per second while writing. For
    each token all of them are read once, unless the model is one of experts.
    """
    if rate <= 0 or size <= 0 or (header is not None and header.number("expert_count")):
        return 0.0
    return rate / size
