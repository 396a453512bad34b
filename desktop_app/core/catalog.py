"""The catalogue: a few current models, described so that nobody needs the words of the trade.

It stands in `resources/catalog.toml`, one table for each model, read and changed by hand. What it
says was read on public pages, which it names; what they did not say is left out. Sizes and
checksums are none of it: those come from the Hub at the moment of fetching.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, get_origin

from desktop_app.core.catalog_text import GOOD_AT, SUMMARIES
from desktop_app.core.languages import LANGUAGES

MANY_LANGUAGES = 100
"""A model whose card speaks of so many is taken to know those that it does not name."""

BITS: Mapping[str, float] = {
    "Q4_0": 4.6,
    "Q4_K_M": 4.85,
    "Q5_K_M": 5.7,
    "Q6_K": 6.6,
    "Q8_0": 8.5,
    "F16": 16.0,
    "BF16": 16.0,
    "MXFP4": 4.6,
}
"""Bits that a weight takes in a file of this quantization, on the average: llama.cpp's
tools/quantize/README.md; for MXFP4, which leaves some tensors in 8 bits, the file of gpt-oss."""

EYES = 850_000_000
"""Bytes of the part that sees, about: those of today's models take 0.6 to 0.9 GB in 16 bits."""

SMALL_EYES = 0.25
"""Bytes of it for each weight of a small model: that of Qwen3.5 0.8B takes 0.2 GB."""


@dataclass(frozen=True, slots=True)
class CatalogModel:
    """One model, as its public card describes it; what the card does not say is left empty.

    `repo` is on the Hub, `quantizations` are tried in this order. `parameters` counts weights (in
    billions; `active` those that take part in each token, 0 for all), `context` is in tokens.
    `languages` are ISO 639-1, those in which it is `strong` among them; `spoken` is how many its
    card claims.
    `good_at` are keys of `GOOD_AT`. `architecture` is what its file calls its family. `source` is
    the page that this was read on, `also_read` are further ones; `checked` the day (ISO) when
    `dev.py catalog` last found it on the Hub, "" never. `summary` is a sentence in English that
    can be translated (`core.catalog_text`).
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
    strong: tuple[str, ...] = ()
    spoken: int = 0
    good_at: tuple[str, ...] = ()
    architecture: str = ""
    also_read: tuple[str, ...] = ()
    checked: str = ""
    summary: str = ""

    @property
    def size(self) -> int:
        """Bytes to fetch, about, as long as the Hub has not said: weights times their bits."""
        return self.weights + self.eyes

    @property
    def eyes(self) -> int:
        """Bytes of the part that sees, about; 0 for a model that does not."""
        return min(EYES, round(SMALL_EYES * self.parameters * 1e9)) if self.sees else 0

    @property
    def weights(self) -> int:
        """Bytes of the model's own file, about."""
        return round(self.parameters * 1e9 * BITS[self.quantizations[0]] / 8)

    @property
    def asked_part(self) -> float:
        """Which part of the weights each token takes: a mixture asks some of its experts."""
        return self.active / self.parameters if self.active else 1.0

    def speaks(self, language: str) -> bool | None:
        """Whether it knows a language (ISO 639-1); None where its card says nothing of them."""
        if language in self.languages or self.spoken >= MANY_LANGUAGES:
            return True
        return False if self.languages else None


def load_catalog(path: Path) -> tuple[CatalogModel, ...]:
    """The models in a catalogue file (`resources/catalog.toml`); ValueError for a wrong one."""
    return parse_catalog(path.read_text(encoding="utf-8"))


def parse_catalog(text: str) -> tuple[CatalogModel, ...]:
    """The models in the text of a catalogue; ValueError, with the place, for a wrong one."""
    document = tomllib.loads(text)
    unknown = sorted(set(document) - {"model"})
    if unknown:
        raise ValueError(f"{unknown[0]}: only tables [[model]] are known")
    tables = document.get("model", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ValueError("model: [[model]] expected")
    models = tuple(_model(number, table) for number, table in enumerate(tables, 1))
    seen: set[str] = set()
    for model in models:
        if model.id in seen:
            raise ValueError(f"{model.id}: there are two of it")
        seen.add(model.id)
    return models


_NEEDED = ("id", "name", "repo", "quantizations", "maker", "licence", "source", "parameters")
_TYPES: Mapping[str, Any] = {
    field.name: get_origin(field.type) or field.type
    for field in fields(CatalogModel)
    if field.name != "summary"
}


def _model(number: int, table: Mapping[str, Any]) -> CatalogModel:
    place = str(table.get("id", f"model {number}"))
    missing = [name for name in _NEEDED if not table.get(name)]
    if missing:
        raise ValueError(f"{place}.{missing[0]}: missing")
    values = {name: _value(f"{place}.{name}", name, value) for name, value in table.items()}
    model = CatalogModel(**values, summary=SUMMARIES.get(place, ""))
    _check(model)
    return model


def _value(place: str, name: str, value: Any) -> Any:
    """A value as the field with this name has it; ValueError for one of another type."""
    kind = _TYPES.get(name)
    if kind is None:
        raise ValueError(f"{place}: no such key")
    if kind is tuple:
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise ValueError(f"{place}: a list of words expected, not {value!r}")
        return tuple(value)
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise ValueError(f"{place}: {kind.__name__} expected, not {value!r}")
    return value


def _check(model: CatalogModel) -> None:
    """ValueError for what no model can be."""
    place = model.id
    owner, slash, name = model.repo.partition("/")
    if not (owner and slash and name) or "/" in name:
        raise ValueError(f"{place}.repo: maker/model expected, not {model.repo!r}")
    for quantization in model.quantizations:
        if quantization not in BITS:
            raise ValueError(f"{place}.quantizations: {quantization!r} is not known")
    for language in model.languages:
        if language not in LANGUAGES:
            raise ValueError(f"{place}.languages: {language!r} is not known")
    for language in model.strong:
        if language not in model.languages:
            raise ValueError(f"{place}.strong: {language!r} is none of its languages")
    for key in model.good_at:
        if key not in GOOD_AT:
            raise ValueError(f"{place}.good_at: {key!r} is not known")
    for page in (model.source, *model.also_read):
        if not page.startswith("https://"):
            raise ValueError(f"{place}: the address of a page expected, not {page!r}")
    numbers = (model.parameters, model.active, model.context, model.spoken)
    if any(number < 0 for number in numbers) or model.active > model.parameters:
        raise ValueError(f"{place}: its numbers cannot be")
    if model.checked:
        try:
            date.fromisoformat(model.checked)
        except ValueError:
            raise ValueError(f"{place}.checked: a day expected, not {model.checked!r}") from None
