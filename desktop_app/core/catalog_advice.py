"""Which model: an answer from the catalogue and from what is on this computer, with reasons."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.catalog import CatalogModel
from desktop_app.core.catalog_choice import (
    PATIENT,
    READING_PACE,
    Candidate,
    Wish,
    candidate,
    reasons,
)
from desktop_app.core.judgement import Fits
from desktop_app.core.local_model import LocalModel
from desktop_app.core.machine import Machine

_AT_HAND = 1.1
"""What a model is worth more when it need not be fetched."""

_UNITS = {"K": 1e-6, "M": 1e-3, "B": 1.0, "T": 1e3}
_COUNT = re.compile(r"(?:(\d+)x)?(\d+(?:\.\d+)?)([KMBT])", re.IGNORECASE)
_USUAL_BITS = 4.85


@dataclass(frozen=True, slots=True)
class Advice:
    """A model that would do, and why: `reasons` are keys of `REASONS`.

    `model` is what the catalogue says of it, None for a file that is none of it; `local` is the
    file, None when it is to be fetched. `size` is in bytes, `speed` in tokens a second, 0 when
    nothing was measured.
    """

    title: str
    model: CatalogModel | None
    local: LocalModel | None
    size: int
    memory: int
    speed: float
    fits: Fits
    reasons: tuple[str, ...]


def advice(
    models: Sequence[CatalogModel],
    here: Sequence[LocalModel],
    machine: Machine,
    wish: Wish,
    speed: float = 0.0,
    most: int = 6,
) -> tuple[Advice, ...]:
    """The models that answer a wish, the best one first; none where none fits.

    Of a model of the catalogue that is here already only the file is told. `speed` is as in
    `choices`.
    """
    found: list[tuple[float, Advice]] = []
    known: set[str] = set()
    for local in here:
        if local.problem is not None:
            continue
        entry = entry_of(local, models)
        known |= {entry.id} if entry else set()
        one = candidate(_described(local, entry), machine, wish, speed, weights=local.size)
        if one is not None and _answers(one, wish):
            found.append((_rank(one, wish) * _AT_HAND, _advice(one, wish, entry, local)))
    for model in models:
        one = None if model.id in known else candidate(model, machine, wish, speed)
        if one is not None and _answers(one, wish):
            found.append((_rank(one, wish), _advice(one, wish, model)))
    found.sort(key=lambda pair: (-pair[0], pair[1].title))
    return tuple(answer for _, answer in found[:most])


def _advice(
    one: Candidate, wish: Wish, entry: CatalogModel | None, local: LocalModel | None = None
) -> Advice:
    return Advice(
        title=one.model.name,
        model=entry,
        local=local,
        size=local.size if local else one.model.size,
        memory=one.memory,
        speed=one.speed,
        fits=one.fits,
        reasons=(*(("here",) if local else ()), *reasons(one, wish)),
    )


def entry_of(local: LocalModel, models: Sequence[CatalogModel]) -> CatalogModel | None:
    """What the catalogue says of a file: by its repository, or by that of another who made the
    same file and kept its name."""
    if not local.repo:
        return None
    name = _plain(local.repo)
    return next((model for model in models if _plain(model.repo) == name), None)


def billions(parameters: str) -> float:
    """What makers write as "135M", "8x7B" or "0.6B", in thousand millions; 0 for none."""
    match = _COUNT.search(parameters)
    if match is None:
        return 0.0
    times, number, unit = match.groups()
    return int(times or 1) * float(number) * _UNITS[unit.upper()]


def _plain(repo: str) -> str:
    """A repository's name without its owner, and without what says that it holds GGUF files."""
    return repo.rpartition("/")[2].lower().removesuffix("-gguf")


def _described(local: LocalModel, entry: CatalogModel | None) -> CatalogModel:
    """A file as the catalogue would describe it: what nobody said of it is left empty."""
    return CatalogModel(
        id=entry.id if entry else local.key,
        name=local.title,
        repo=local.repo,
        quantizations=("Q4_K_M",),
        maker="",
        licence="",
        source="",
        parameters=(
            entry.parameters
            if entry
            else billions(local.parameters) or local.size * 8 / _USUAL_BITS / 1e9
        ),
        active=entry.active if entry else 0.0,
        context=local.trained_context,
        sees=local.sees,
        thinks=local.thinks,
        languages=entry.languages if entry else (),
        strong=entry.strong if entry else (),
        spoken=entry.spoken if entry else 0,
        good_at=entry.good_at if entry else (),
    )


def _answers(one: Candidate, wish: Wish) -> bool:
    return one.model.sees or not (wish.sees or wish.task == "pictures")


def _rank(one: Candidate, wish: Wish) -> float:
    """What it is worth for this wish. What is slower than one reads is worth less, and the more
    so the more speed was wished for; what only just fits is worth less too."""
    pace = min(1.0, one.rate / (4 * READING_PACE if wish.quick else PATIENT))
    worth = one.worth**0.5 * pace if wish.quick else one.worth * pace
    if one.model.speaks(wish.language) is False and wish.language:
        worth *= 0.3
    return worth * (0.7 if one.fits is Fits.TIGHT else 1.0)
