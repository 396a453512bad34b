"""How well a model that is not loaded, perhaps not even here, would run on this computer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from desktop_app.core.device import PROCESSOR
from desktop_app.core.engine import ModelOptions
from desktop_app.core.gguf import Header
from desktop_app.core.kv_cache import layer_count
from desktop_app.core.machine import Machine, reserve, shares_main_memory
from desktop_app.core.memory_plan import Plan
from desktop_app.core.plan import plan
from desktop_app.core.text import QT_TRANSLATE_NOOP, Sentence

GOOD_CONTEXT = 8192
"""Tokens of context that a model is judged with, whatever the settings ask for: some thirty pages.
A model that is made for less is judged with all it is made for."""

_BITS = 4.8
"""A weight in a file of usual quantization (Q4_K_M)."""
_USUAL_HEAD = 128
_USUAL_KV_WIDTH = 1024
_MOST_LAYERS = 8
_USUAL_VOCABULARY = 150_000
_USUAL_FEED_FORWARD = 3.5
_EMBEDDING_PART = 16
"""Of the weights about one part in so many is the embedding, and as much the output."""


class Fits(Enum):
    """How well a model fits, the best first."""

    GRAPHICS = "graphics"
    """All of it on the graphics card, with 8k tokens of context (or all that it is made for)."""
    SPLIT = "split"
    """It fits with as much context, partly on the graphics card."""
    MEMORY = "memory"
    """It fits into main memory, with 8k tokens of context (or all that it is made for)."""
    TIGHT = "tight"
    """It fits, but with a short context, or with hardly anything left over, or without the part
    that sees."""
    TOO_LARGE = "too_large"


_WORDS: Mapping[Fits, str] = {
    Fits.GRAPHICS: QT_TRANSLATE_NOOP("Fits", "Fits on the graphics card with 8k context"),
    Fits.SPLIT: QT_TRANSLATE_NOOP("Fits", "Fits, partly on the graphics card"),
    Fits.MEMORY: QT_TRANSLATE_NOOP("Fits", "Fits in memory"),
    Fits.TIGHT: QT_TRANSLATE_NOOP("Fits", "Tight"),
    Fits.TOO_LARGE: QT_TRANSLATE_NOOP("Fits", "Too large"),
}

_MEANINGS: Mapping[Fits, str] = {
    Fits.GRAPHICS: QT_TRANSLATE_NOOP(
        "Fits", "All of it fits on the graphics card, with 8k tokens of context: it will be quick."
    ),
    Fits.SPLIT: QT_TRANSLATE_NOOP(
        "Fits",
        "It fits with 8k tokens of context, a part of it on the graphics card and the rest in main"
        " memory.",
    ),
    Fits.MEMORY: QT_TRANSLATE_NOOP("Fits", "It fits in main memory, with 8k tokens of context."),
    Fits.TIGHT: QT_TRANSLATE_NOOP(
        "Fits",
        "It fits, but with a short context, or with hardly any memory left for other programs.",
    ),
    Fits.TOO_LARGE: QT_TRANSLATE_NOOP(
        "Fits", "It does not fit into the memory that is free at the moment."
    ),
}

_ESTIMATES: Mapping[Fits, str] = {
    Fits.GRAPHICS: QT_TRANSLATE_NOOP("Fits", "should fit"),
    Fits.SPLIT: QT_TRANSLATE_NOOP("Fits", "should fit"),
    Fits.MEMORY: QT_TRANSLATE_NOOP("Fits", "should fit"),
    Fits.TIGHT: QT_TRANSLATE_NOOP("Fits", "tight"),
    Fits.TOO_LARGE: QT_TRANSLATE_NOOP("Fits", "too large"),
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """How well, and how it would be run with the settings as they are."""

    fits: Fits
    plan: Plan


def fits_words(fits: Fits) -> Sentence:
    """The judgement in a few words, for a badge, without a full stop."""
    return Sentence("Fits", _WORDS[fits])


def fits_meaning(fits: Fits) -> Sentence:
    """What it means, in a whole sentence."""
    return Sentence("Fits", _MEANINGS[fits])


def estimate_words(fits: Fits) -> Sentence:
    """The same where it was judged by little more than the model's name: to stand behind "about".
    Where in memory it would be is not said."""
    return Sentence("Fits", _ESTIMATES[fits])


def judge(
    headers: Sequence[Header], options: ModelOptions, machine: Machine, projector: int = 0
) -> Judgement:
    """Judge a model by the headers of its files; the path in `options` is not looked at.

    `projector` are the bytes that the part that sees takes, 0 without one. What in `options` says
    how long the context shall be makes the plan another one, but not the judgement.
    """
    options = replace(options, anyway=False)
    usual = replace(options, context_size=0, context_cap=GOOD_CONTEXT)
    yardstick = plan(headers, usual, machine, projector)
    chosen = yardstick if options == usual else plan(headers, options, machine, projector)
    if yardstick.context_size:
        return Judgement(_fits(headers[0], yardstick, machine), chosen)
    if projector:
        blind = plan(headers, options, machine)
        if blind.context_size:
            return Judgement(Fits.TIGHT, blind)
    return Judgement(Fits.TOO_LARGE, chosen)


def judge_by_size(size: int, options: ModelOptions, machine: Machine) -> Fits:
    """Judge a model of which nothing is known but the bytes of its files.

    It is taken for one of the usual shape.
    """
    return judge([usual_header(size)], options, machine).fits


def scaled(header: Header, size: int) -> Header:
    """The header of another quantization of the same model, whose files have `size` bytes.

    What the tensors weigh is taken in proportion; the rest is the same. The header may be that of
    the first of several files, `size` is that of all of them.
    """
    weights = sum(header.layer_bytes.values()) + sum(header.other_bytes.values())
    wanted = max(0, size - max(0, header.file_size - header.weight_bytes))
    if weights:
        factor = wanted / weights
        layers = {layer: round(one * factor) for layer, one in header.layer_bytes.items()}
        others = {name: round(one * factor) for name, one in header.other_bytes.items()}
    else:
        # The first file of a split model may hold no tensor at all.
        count = max(1, layer_count(header))
        layers, others = dict.fromkeys(range(count), wanted // count), {}
    return replace(
        header, file_size=size, weight_bytes=wanted, layer_bytes=layers, other_bytes=others
    )


def usual_header(size: int) -> Header:
    """The header that a dense model of today has whose file takes `size` bytes, about.

    A layer has 12 times the square of the width in weights, and the models of all makers are about
    128 times as wide as they are deep: both together give the width. Eight heads keep keys and
    values (grouped-query attention). Several layers are told as one, which makes a plan quick:
    lists of search results are judged like this.
    """
    weights = max(1, size) * 8 / _BITS
    width = max(_USUAL_HEAD, round((weights * _USUAL_HEAD / 12) ** (1 / 3)))
    depth = max(1, round(width / _USUAL_HEAD))
    count = min(depth, _MOST_LAYERS)
    heads = max(1, min(_USUAL_KV_WIDTH, width) // _USUAL_HEAD)
    end = size // _EMBEDDING_PART
    facts = {
        "block_count": count,
        "context_length": GOOD_CONTEXT,
        "embedding_length": width,
        "feed_forward_length": round(_USUAL_FEED_FORWARD * width),
        "attention.head_count": max(1, width // _USUAL_HEAD),
        "attention.head_count_kv": max(1, round(heads * depth / count)),
        "attention.key_length": _USUAL_HEAD,
        "attention.value_length": _USUAL_HEAD,
    }
    return Header(
        version=3,
        metadata={
            "general.architecture": "llama",
            "tokenizer.ggml.model": "gpt2",
            **{f"llama.{key}": value for key, value in facts.items()},
        },
        tensors=0,
        file_size=size,
        weight_bytes=size,
        shapes={"token_embd.weight": (width, _USUAL_VOCABULARY)},
        layer_bytes=dict.fromkeys(range(count), (size - 2 * end) // count),
        other_bytes={"token_embd.weight": end, "output.weight": end},
    )


def _fits(header: Header, chosen: Plan, machine: Machine) -> Fits:
    """The judgement of a plan that fits."""
    wanted = min(GOOD_CONTEXT, header.context_length or GOOD_CONTEXT)
    if chosen.largest_context < wanted or _leaves_little(chosen, machine):
        return Fits.TIGHT
    if not chosen.gpu_layers:
        return Fits.MEMORY
    if chosen.gpu_layers < chosen.all_layers or chosen.context_size < wanted:
        return Fits.SPLIT
    return Fits.GRAPHICS


def _leaves_little(chosen: Plan, machine: Machine) -> bool:
    """Whether of main memory less is left over than twice what no plan touches.

    Only where layers are in it: of what a card alone computes little else is there.
    """
    shared = {device.name for device in machine.devices if shares_main_memory(device)}
    there = [share for share in chosen.shares if share.device in {PROCESSOR, *shared}]
    if not any(share.layers for share in there):
        return False
    left = chosen.main.free - sum(share.needed for share in there)
    return left < 2 * reserve(chosen.main.total or chosen.main.free, on_card=False)
