"""The catalogue: a few current models, described so that nobody needs the words of the trade."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.machine import Machine


@dataclass(frozen=True, slots=True)
class CatalogModel:
    """One model, as its public card describes it; what the card does not say is left empty.

    `repo` is on the Hub, `quantizations` are tried in this order. `parameters` counts weights (in
    billions; `active` those that take part in each token, 0 for all), `context` is in tokens.
    `languages` are ISO 639-1, the strong ones first. `good_at` are keys of `GOOD_AT`. `source` is
    the page that all of this was read on; `checked` the day (ISO) when `dev.py catalog` last found
    it on the Hub, "" never.
    """

    id: str
    name: str
    repo: str
    quantizations: tuple[str, ...]
    maker: str
    licence: str
    source: str
    parameters: float = 0.0
    active: float = 0.0
    context: int = 0
    sees: bool = False
    thinks: bool = False
    languages: tuple[str, ...] = ()
    good_at: tuple[str, ...] = ()
    summary: str = ""
    checked: str = ""


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


def load_catalog(path: Path) -> tuple[CatalogModel, ...]:
    """The models in a catalogue file (`resources/catalog.toml`); ValueError for a wrong one."""
    raise NotImplementedError


def choices(
    models: Sequence[CatalogModel], machine: Machine, wish: Wish, speed: float = 0.0
) -> tuple[Choice, ...]:
    """Two or three models for this computer, the quickest first; fewer where fewer fit.

    `speed` is what is measured here: bytes of weights read per second while writing (tokens a
    second times the model's bytes), 0 when nothing was measured.
    """
    raise NotImplementedError
