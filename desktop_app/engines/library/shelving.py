"""Making models of files: what each is called, whether it sees, where else it lies."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from desktop_app.core.errors import Problem
from desktop_app.core.local_model import LocalModel, Source
from desktop_app.core.models import model_name
from desktop_app.core.pairing import NAMED, Headers, best_projector
from desktop_app.engines.library.file_facts import MODEL, PROJECTOR, FileFacts
from desktop_app.engines.library.found import Found, Unit, find
from desktop_app.engines.library.index import Index
from desktop_app.engines.library.proof import known_sha256
from desktop_app.engines.llama.model_file import shown_name

_RANK = {Source.PARLEY: -1} | {
    source: number for number, source in enumerate(Source) if source is not Source.PARLEY
}
"""Which of two places of a model is shown: the first in this order. What is Parley's own comes
before the starter: it is the one that can be deleted."""

_EMPTY_NAMES = (
    r"(?:ggml-)?(?:models?|snapshots?|hf|out|output|checkpoint\S*|unknown|\W*|[0-9a-f]{32,})"
)
"""What conversions write where nobody named the model."""


class Shelving:
    """Makes models of units with the help of an index. `between` may raise to break off."""

    def __init__(self, index: Index, between: Callable[[], None]) -> None:
        self._index = index
        self._between = between
        self._paths: dict[str, tuple[str, ...]] = {}
        self._projectors: dict[str, tuple[Found, ...]] = {}
        self._headers: tuple[str, Headers] = ("", Headers())

    def models(self, alike: Sequence[Unit]) -> Iterator[LocalModel]:
        """The models among units of one size: those with the same bytes are one."""
        for units in self._same(alike):
            self._between()
            ordered = sorted(units, key=lambda unit: _RANK[unit.source])
            if (model := self._model(ordered)) is not None:
                yield model

    def _model(self, units: Sequence[Unit]) -> LocalModel | None:
        """The model of these places of it, the first of which is shown; None for no model."""
        unit = units[0]
        facts = self._index.facts(unit.files[0])
        if facts.kind != MODEL:
            return None
        also = dict.fromkeys(other.path for other in units[1:] if other.path != unit.path)
        projector, hears = self._eyes(units, facts)
        return LocalModel(
            unit.path,
            unit.source,
            title_of(unit, facts),
            tuple(file.path for file in unit.files),
            unit.size,
            max(file.modified_ns for file in unit.files) / 1e9,
            facts.architecture,
            facts.parameters,
            facts.quantization,
            facts.context,
            projector,
            hears,
            facts.thinks,
            tuple(also),
            next((each.repo for each in units if each.repo), ""),
            self._problem(unit, facts),
            next(filter(None, (known_sha256(Path(each.path)) for each in units)), ""),
        )

    def _problem(self, unit: Unit, facts: FileFacts) -> Problem | None:
        if unit.missing or len(unit.files) < facts.parts:
            gone = unit.missing or f"{facts.parts - len(unit.files)} parts"
            values = {"name": shown_name(Path(unit.path))}
            return Problem("model.truncated", values, f"{gone} is missing")
        for file in unit.files:
            self._between()
            if (wrong := self._index.facts(file)).code:
                return wrong.problem(Path(file.path))
        return None

    def _same(self, alike: Sequence[Unit]) -> Iterator[list[Unit]]:
        """Puts those together that have the same bytes."""
        if len(alike) == 1:
            yield [alike[0]]
            return
        groups: dict[tuple[str, ...], list[Unit]] = {}
        by_file: dict[tuple[tuple[int, int], ...], tuple[str, ...]] = {}
        hashes = self._hashes(alike)
        for number, unit in enumerate(alike):
            same = tuple(file.same for file in unit.files)
            if same not in by_file:
                self._between()
                by_file[same] = hashes[number] if hashes else self._prints(unit)
            groups.setdefault(by_file[same], []).append(unit)
        yield from groups.values()

    def _hashes(self, alike: Sequence[Unit]) -> list[tuple[str, ...]]:
        """The checksums of all files; none where one is not known, or they were read already."""
        hashes: list[tuple[str, ...]] = []
        for unit in alike:
            if self._index.has_fingerprint(unit.files[0]):
                return []
            known = tuple(known_sha256(Path(file.path)) for file in unit.files)
            if not all(known):
                return []
            hashes.append(known)
        return hashes

    def _prints(self, unit: Unit) -> tuple[str, ...]:
        # A file that cannot be read is like no other one.
        return tuple(self._index.fingerprint(file) or file.path for file in unit.files)

    def _eyes(self, units: Sequence[Unit], facts: FileFacts) -> tuple[str, bool]:
        """The projector of the model and whether it hears too, by the first place with one."""
        for unit in units:
            named = find(unit.projector) if unit.projector else None
            if named is not None and self._index.facts(named).kind == PROJECTOR:
                return named.path, self._index.facts(named).hears
        for unit in units:
            for folder in unit.beside:
                candidates = self._projectors_beside(unit, folder)
                path = self._paired(unit.files[0], folder, candidates) if candidates else ""
                if eyes := find(path) if path else None:
                    return path, self._index.facts(eyes).hears
        return "", False

    def _paired(self, file: Found, folder: str, candidates: Sequence[Found]) -> str:
        """Which of the projectors belongs to a model, "" none; looked up where it is known."""
        state = ";".join(f"{each.path}|{each.size}|{each.modified_ns}" for each in candidates)
        known = self._index.pairing(file, state)
        if known is None:
            if self._headers[0] != folder:
                self._headers = folder, Headers()
            named = [Path(each.path) for each in candidates if NAMED in each.name.lower()]
            others = [Path(each.path) for each in candidates if Path(each.path) not in named]
            found = best_projector(Path(file.path), (named, others), self._headers[1])
            known = str(found or "")
            self._index.pair(file, state, known)
        return known

    def _projectors_beside(self, unit: Unit, folder: str) -> tuple[Found, ...]:
        """The projectors right in a folder; not looked for where the model lies alone."""
        paths = self._paths.get(folder)
        if paths is None:
            paths = self._paths[folder] = tuple(_model_files(folder))
        if len(paths) <= len(unit.files) and folder == unit.beside[0]:
            return ()
        found = self._projectors.get(folder)
        if found is None:
            found = tuple(self._projectors_among(paths))
            self._projectors[folder] = found
        return found

    def _projectors_among(self, paths: Sequence[str]) -> Iterator[Found]:
        for path in paths:
            self._between()
            file = find(path)
            if file is not None and self._index.is_projector(file):
                yield file


def _model_files(folder: str) -> list[str]:
    """The paths of the files in a folder that are named as models are."""
    try:
        with os.scandir(folder) as entries:
            return sorted(each.path for each in entries if each.name.lower().endswith(".gguf"))
    except OSError:
        return []


def title_of(unit: Unit, facts: FileFacts) -> str:
    """What to call a model: as Ollama does, or else as its file is named, which is what people
    know; then as its header says, which is often a name of the training."""
    if unit.source is Source.OLLAMA:
        return unit.hint
    stem = _without(shown_name(Path(model_name(unit.path))), facts.quantization)
    for name in (stem, facts.name, unit.hint):
        if name and not re.fullmatch(_EMPTY_NAMES, name, re.IGNORECASE):
            return name
    return stem or shown_name(Path(unit.path))


def _without(name: str, quantization: str) -> str:
    """A name without the quantization at its end."""
    if not quantization:
        return name
    return re.sub(rf"[-_. ]+{re.escape(quantization)}$", "", name, flags=re.IGNORECASE) or name
