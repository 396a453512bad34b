"""All model files of a computer, place by place: which files make up which models.

Nothing is opened here but the manifests of Ollama and Jan.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from desktop_app.core.cached_file import IMPORTED, LOCAL, Cached, repo_id
from desktop_app.core.hub_cache import MARKS
from desktop_app.core.local_model import ShelfPlaces, Source
from desktop_app.core.model_places import Layout, ModelPlace, model_places
from desktop_app.core.models import part_names
from desktop_app.core.ollama_store import ollama_models
from desktop_app.engines.library.found import Found, Unit, find
from desktop_app.engines.library.walk import Walk

_REPOSITORIES = ("models--", "datasets--", "spaces--", "kernels--")

_JAN_KEY = re.compile(r"""^(model_path|mmproj_path|name)\s*:\s*['"]?(.*?)['"]?\s*$""", re.M)
_JAN_FILE = "model.yml"
_LARGEST_JAN_FILE = 1 << 16
_LARGEST_NAME = 4096


class Catalogue:
    """Lists the models of some places. `between` is called between two folders, and may raise.

    `missing` are those of the folders that the person chose which are not there.
    """

    def __init__(self, places: ShelfPlaces, between: Callable[[], None]) -> None:
        self._places = places
        self._walk = Walk(between)
        self.missing: list[str] = []

    def units(self) -> Iterator[Unit]:
        """All models, those of Parley's own first; each file once."""
        seen: set[str] = set()
        for unit in self._all():
            if unit.path not in seen:
                seen.add(unit.path)
                yield unit

    def _all(self) -> Iterator[Unit]:
        places = self._places
        yield from self._opened(places.starter, Source.STARTER)
        yield from self._cache(places.folder)
        for place in other_places(places.home):
            yield from self._place(place)
        for folder in places.folders:
            if not is_folder(folder):
                self.missing.append(folder)
            yield from self._plain(folder, Source.FOLDER)
        for path in places.opened:
            yield from self._opened(path, Source.OPENED)

    def _opened(self, path: str, source: Source) -> Iterator[Unit]:
        unit = unit_of(Path(path), source) if path else None
        if unit is not None:
            yield unit

    def _place(self, place: ModelPlace) -> Iterator[Unit]:
        match place.layout:
            case Layout.HUB:
                yield from self._cache(str(place.path))
            case Layout.OLLAMA:
                yield from _ollama(place.path)
            case _:
                yield from self._plain(str(place.path), place.source)

    def _cache(self, cache: str) -> Iterator[Unit]:
        """A cache in the Hub's layout, and what lies in it without being of that layout."""
        own = cache == self._places.folder
        for repository in _repositories(cache):
            yield from self._repository(repository, own)
        if own:
            yield from self._plain(cache, Source.FOLDER, _REPOSITORIES)

    def _repository(self, repository: Path, own: bool) -> Iterator[Unit]:
        marked = own and is_folder(repository / MARKS)
        local = repository.name.startswith(f"models--{LOCAL}--")
        for commit in _commits(repository):
            repo = "" if local and commit == IMPORTED else repo_id(repository.name)
            snapshot = str(repository / "snapshots" / commit)
            for folder, files in self._walk.files(snapshot):
                for unit in _units(folder, files, Source.HUB):
                    known = (Cached(repository, commit, Path(file.path)) for file in unit.files)
                    ours = marked and all(file.is_ours for file in known)
                    yield replace(
                        unit,
                        source=Source.PARLEY if ours else Source.HUB,
                        hint=repo.partition("/")[2] or unit.hint,
                        repo=repo,
                        beside=tuple(dict.fromkeys((folder, snapshot))),
                    )

    def _plain(self, root: str, source: Source, skip: Sequence[str] = ()) -> Iterator[Unit]:
        for folder, files in self._walk.files(root, skip):
            for unit in _units(folder, files, source):
                yield self._in_place(unit, root)
        if source is Source.JAN:
            yield from _jan(Path(root))

    def _in_place(self, unit: Unit, root: str) -> Unit:
        """With what the folders around it say: LM Studio's are the repository on the Hub."""
        if unit.source is not Source.LM_STUDIO:
            return unit
        with suppress(ValueError):
            maker, name, *rest = Path(unit.path).relative_to(root).parts
            if rest:
                return replace(unit, repo=f"{maker}/{name}", hint=name)
        return unit


def is_folder(path: str | Path) -> bool:
    """Whether there is a folder that may be looked at."""
    return os.path.isdir(path)  # noqa: PTH112 - Path's raises where one may not look


def unit_of(path: Path, source: Source) -> Unit | None:
    """The model that the file at `path` is, or is a part of; None when there is none."""
    parts = [find(str(path.with_name(name))) for name in part_names(path.name)]
    there = [part for part in parts if part is not None]
    return next(_units(str(path.parent), there, source), None)


def other_places(home: str) -> tuple[ModelPlace, ...]:
    """Where other programs keep models, for the person whose home folder this is.

    In a home that is not that of this process, variables and the folders of the whole system say
    nothing.
    """
    if not home:
        return ()
    if Path(home) == Path.home():
        return model_places(Path(home), os.environ, sys.platform)
    found = model_places(Path(home), {}, sys.platform)
    return tuple(place for place in found if place.path.is_relative_to(home))


def _repositories(cache: str) -> Iterator[Path]:
    with suppress(OSError):
        for name in sorted(os.listdir(cache)):  # noqa: PTH208
            if name.startswith("models--"):
                yield Path(cache, name)


def _commits(repository: Path) -> list[str]:
    """The snapshots there are, that of "main" first."""
    main, names = "", list[str]()
    with suppress(OSError, ValueError):
        named = repository / "refs" / "main"
        if named.is_file() and named.stat().st_size <= _LARGEST_NAME:
            main = named.read_text("utf-8").strip()
    with suppress(OSError):
        names = os.listdir(repository / "snapshots")  # noqa: PTH208
    return sorted(names, key=lambda name: (name != main, name))


def _units(folder: str, files: Sequence[Found], source: Source) -> Iterator[Unit]:
    """The models of one folder: parts are put together."""
    by_name: Mapping[str, Found] = {file.name: file for file in files}
    done: set[str] = set()
    for file in files:
        if file.name in done:
            continue
        names = part_names(file.name)
        done.update(names)
        there = tuple(by_name[name] for name in names if name in by_name)
        gone = next((name for name in names if name not in by_name), "")
        hint = folder.rpartition(os.sep)[2]
        yield Unit(there, source, hint, missing=gone, beside=(folder,))


def _ollama(store: Path) -> Iterator[Unit]:
    for model in ollama_models(store):
        found = [find(str(path)) for path in model.files]
        files = tuple(file for file in found if file is not None)
        if len(files) == len(model.files):
            eyes = str(model.projector or "")
            yield Unit(files, Source.OLLAMA, model.name, model.repo, eyes)


def _jan(models: Path) -> Iterator[Unit]:
    """Models that Jan uses where they are: its `model.yml` names their files, from its data
    folder on where the path is relative."""
    for folder, folders, names in os.walk(models):
        if len(Path(folder).relative_to(models).parts) >= 4:
            folders.clear()
        folders.sort()
        if _JAN_FILE not in names:
            continue
        values = _jan_values(Path(folder, _JAN_FILE))
        data = models.parent.parent if models.parent.name == "llamacpp" else models.parent
        path = values.get("model_path")
        unit = unit_of(data / path, Source.JAN) if path else None
        if unit is None:
            continue
        eyes = find(str(data / values["mmproj_path"])) if values.get("mmproj_path") else None
        hint = values.get("name") or Path(folder).name
        yield replace(unit, hint=hint, projector=eyes.path if eyes else "")


def _jan_values(path: Path) -> Mapping[str, str]:
    with suppress(OSError, ValueError):
        if path.is_file() and path.stat().st_size <= _LARGEST_JAN_FILE:
            return dict(_JAN_KEY.findall(path.read_text("utf-8", errors="replace")))
    return {}
