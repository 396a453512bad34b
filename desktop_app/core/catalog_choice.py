"""Which models of the catalogue for this computer, this language, this wish; and why."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.core.catalog import CatalogModel
from desktop_app.core.device import AUTOMATIC, DeviceKind
from desktop_app.core.engine import ModelOptions
from desktop_app.core.judgement import Fits, judge, usual_header
from desktop_app.core.machine import Machine

READING_PACE = 6.0
"""Tokens a second at which people read, about: 250 words a minute, with a good third more tokens
than words. What is written slower is waited for."""

PATIENT = 3.0
"""Tokens a second below which nobody would want to wait for a better answer."""

_QUICK = 15.0
_MUCH_LESS = 0.6
_RATHER_QUICKER = 1.3
_NEARLY = 0.8
_SMALL = 2.0
"""Thousand millions of weights below which mistakes are to be expected."""

_ASSUMED = {DeviceKind.GPU: 300e9, DeviceKind.INTEGRATED: 40e9, None: 30e9}
"""Bytes a second that a memory is read with where nothing was measured yet: a graphics card of
the middle class; two channels of DDR4 or DDR5 as programs really get them. Only for choosing:
what is assumed is never told as a speed."""


TELLING = 500_000_000
"""Bytes of weights from which on a model's speed tells what another one's will be. In a smaller
one threads wait for each other more than for memory, or all of it stays in the cache."""


def rate_of(speed: float, weights: int) -> float:
    """Bytes of weights read per second by a model that wrote `speed` tokens a second here; 0 where
    it is too small to tell."""
    return speed * weights if weights >= TELLING else 0.0


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants of a model. `language` is ISO 639-1, "" any; `task` a key of `GOOD_AT`,
    "" any; `quick` says that speed is worth more than knowledge."""

    language: str = ""
    task: str = ""
    sees: bool = False
    quick: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A model for this computer: why it is offered, and what it takes.

    `role` is "quick", "balanced" or "best"; `size` the bytes to fetch and `memory` those that it
    takes, about; `speed` the tokens a second to expect, 0 when nothing here was measured yet;
    `recommended` at most one of a list, and only one that was `checked`. `reasons` are keys of
    `REASONS`.
    """

    model: CatalogModel
    role: str
    size: int
    memory: int
    speed: float
    recommended: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model that fits. `rate` is tokens a second, assumed where none was measured; `speed` 0
    then. `worth` orders candidates: how good the answers are for this wish, without any unit."""

    model: CatalogModel
    fits: Fits
    memory: int
    rate: float
    speed: float
    worth: float


def choices(
    models: Sequence[CatalogModel], machine: Machine, wish: Wish, speed: float = 0.0
) -> tuple[Choice, ...]:
    """Two or three models for this computer, the quickest first; fewer where fewer fit.

    `speed` is what is measured here: bytes of weights read per second while writing (tokens a
    second times the model's bytes), 0 when nothing was measured.
    """
    fitting = candidates(models, machine, wish, speed)
    roomy = [one for one in fitting if one.fits is not Fits.TIGHT]
    picked = _picked(roomy or fitting)
    first = _recommended(picked, wish)
    most = max((one.model.parameters for one in fitting), default=0.0)
    return tuple(
        Choice(
            model=one.model,
            role=role,
            size=one.model.size,
            memory=one.memory,
            speed=one.speed,
            recommended=one is first,
            reasons=reasons(one, wish) + (("knows",) if one.model.parameters == most else ()),
        )
        for role, one in picked
    )


def candidates(
    models: Iterable[CatalogModel], machine: Machine, wish: Wish, speed: float = 0.0
) -> list[Candidate]:
    """What fits at all, the best for this wish first. What it asks for rules out what has not got
    it, as long as anything is left."""
    fitting = [one for model in models if (one := candidate(model, machine, wish, speed))]
    if wish.sees or wish.task == "pictures":
        fitting = [one for one in fitting if one.model.sees]
    if wish.language:
        fitting = [
            one for one in fitting if one.model.speaks(wish.language) is not False
        ] or fitting
    return sorted(fitting, key=lambda one: (-one.worth, one.model.id))


def candidate(
    model: CatalogModel, machine: Machine, wish: Wish, speed: float = 0.0, weights: int = 0
) -> Candidate | None:
    """How a model would run here; None when it does not fit.

    `weights` are the bytes of its file where that is known better than from the catalogue.
    """
    weights = weights or model.weights
    judgement = judge([usual_header(weights)], ModelOptions(""), machine, model.eyes)
    if judgement.fits is Fits.TOO_LARGE:
        return None
    rate = speed or _ASSUMED[_where(judgement.fits, machine)]
    per_token = max(1.0, weights * model.asked_part)
    return Candidate(
        model=model,
        fits=judgement.fits,
        memory=judgement.plan.needed,
        rate=rate / per_token,
        speed=speed / per_token,
        worth=_worth(model, wish),
    )


def reasons(one: Candidate, wish: Wish) -> tuple[str, ...]:
    """Why this one, as keys of `REASONS`: what the wish asked for first."""
    model, found = one.model, []
    if wish.language:
        found.append(_of_language(model, wish.language))
    if wish.task and wish.task in model.good_at:
        found.append("task")
    if model.sees:
        found.append("sees")
    if model.thinks:
        found.append("thinks")
    found.append(one.fits.value)
    if one.speed:
        found.append("fast" if one.speed >= READING_PACE else "slow")
    if model.parameters < _SMALL:
        found.append("small")
    return tuple(key for key in found if key)


def _where(fits: Fits, machine: Machine) -> DeviceKind | None:
    """What kind of card reads the weights, None for the processor."""
    cards = machine.graphics(AUTOMATIC)
    return cards[0].kind if fits is Fits.GRAPHICS and cards else None


def _worth(model: CatalogModel, wish: Wish) -> float:
    """How good the answers are. A mixture of experts answers about as well as a dense model with
    the geometric mean of all its weights and of those that are asked."""
    size = math.sqrt(model.parameters * (model.active or model.parameters))
    fit_for_task = 1.25 if wish.task and wish.task in model.good_at else 1.0
    # Of two that are alike the one that also sees is worth a little more.
    return size * fit_for_task * _affinity(model, wish.language) * (1.05 if model.sees else 1.0)


def _of_language(model: CatalogModel, language: str) -> str:
    speaks = model.speaks(language)
    if speaks is None:
        return ""
    if not speaks:
        return "silent"
    return "strong" if language in model.strong else "speaks"


def _affinity(model: CatalogModel, language: str) -> float:
    """What a language that one is strong in is worth, and one that no card speaks of."""
    if not language or model.speaks(language):
        return 1.25 if language in model.strong else 1.0
    return 0.85


def _picked(fitting: Sequence[Candidate]) -> list[tuple[str, Candidate]]:
    """Up to three that differ enough to choose between, the quickest first.

    The best is the best that does not try one's patience. The quick one is the best of those that
    are quick, and takes at most six tenths of its time for a token; where the best is quick enough
    itself, it takes at most six tenths of its memory. One may be between them.
    """
    patient = [one for one in fitting if one.rate >= PATIENT]
    if not patient:
        return [("best", max(fitting, key=lambda one: one.rate))] if fitting else []
    best = patient[0]
    others = [one for one in patient if one is not best and one.memory <= best.memory]
    quicker = [one for one in others if one.rate * _MUCH_LESS >= best.rate]
    if best.rate >= 2 * _QUICK or not quicker:
        lighter = [one for one in others if _is_lighter(one, best)]
        return [(_role(one, best), one) for one in lighter[:1]] + [("best", best)]
    quick = next((one for one in quicker if one.rate >= _QUICK), None)
    quick = quick or max(quicker, key=lambda one: one.rate)
    between = [
        one
        for one in others
        if one is not quick
        and one.worth > quick.worth
        and one.rate >= _NEARLY * best.rate
        and (_is_lighter(one, best) or one.rate >= _RATHER_QUICKER * best.rate)
    ]
    return [("quick", quick), *(("balanced", one) for one in between[:1]), ("best", best)]


def _is_lighter(one: Candidate, best: Candidate) -> bool:
    return one.memory <= _MUCH_LESS * best.memory


def _role(one: Candidate, best: Candidate) -> str:
    return "quick" if one.rate > best.rate else "balanced"


def _recommended(picked: Sequence[tuple[str, Candidate]], wish: Wish) -> Candidate | None:
    """The one to recommend. None that was never found on the Hub is."""
    order = ("quick", "balanced", "best") if wish.quick else ("balanced", "best", "quick")
    roles = {role: one for role, one in picked if one.model.checked}
    return next((roles[role] for role in order if role in roles), None)
