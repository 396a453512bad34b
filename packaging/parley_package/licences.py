"""The licences of everything inside: collected beside the program, and none of them the GPL."""

from __future__ import annotations

import csv
import re
import shutil
import sys
import sysconfig
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path, PurePosixPath

from parley_package.frozen_tree import FrozenTree, base_modules
from parley_package.licence_list import Row, written
from parley_package.licence_rule import WITH_AN_EXCEPTION, is_permitted, said_licences
from parley_package.listing import listed
from parley_package.native_library import FOLDER, Entry, NativeTable, read_table
from parley_package.part import (
    MODELS,
    OTHER,
    PARLEY,
    PYTHON,
    STARTER,
    SYSTEM,
    Owners,
    canonical,
    is_library,
)
from parley_package.release import Release
from parley_setup.console import SetupError

NAME = "licences"

_TEXT = re.compile(r"^(licen[cs]es?|copying|notice|authors|copyright)\b", re.IGNORECASE)
_CODE = (".py", ".pyc", ".pyi")
_NOT_OURS = frozenset({PARLEY, PYTHON, SYSTEM, MODELS, OTHER})


def collect_licences(release: Release, tree: Path) -> None:
    """Write `licences/` into the tree: a list, and the text of each. Raises SetupError for a
    part whose licence is not known, or whose licence forbids shipping it with Parley."""
    shutil.rmtree(tree / NAME, ignore_errors=True)
    collection = _Collection(FrozenTree(tree), Owners.installed(), read_table(), tree / NAME)
    rows = collection.rows()
    (tree / NAME).mkdir(exist_ok=True)
    text = written(release, rows)
    (tree / NAME / "README.md").write_text(text, encoding="utf-8", newline="\n")


@dataclass(frozen=True)
class _Collection:
    tree: FrozenTree
    owners: Owners
    table: NativeTable
    folder: Path

    def rows(self) -> list[Row]:
        """One row for each part, its texts written."""
        parts = self._parts()
        works = sorted(parts - _NOT_OURS | {STARTER}, key=str.lower)
        return [
            self._python(),
            *(self._work(self.owners.works[name]) for name in works),
            *self._libraries(),
            *self._models(),
        ]

    def _parts(self) -> set[str]:
        """Whose the files and modules are. Raises SetupError for those of nobody known."""
        owned: dict[str, list[str]] = defaultdict(list)
        for place in self.tree.places:
            owned[self.owners.of_file(place)].append(str(place))
        for module in (*self.tree.modules, *base_modules(self.tree)):
            owned[self.owners.of_module(module)].append(module)
        if unknown := owned.get(OTHER):
            raise SetupError(
                f"Nobody knows whose {listed(unknown)} in the program are.",
                "Leave them out, or say in packaging/parley_package/part.py whose they are.",
            )
        if absent := owned.keys() - _NOT_OURS - self.owners.works.keys():
            raise SetupError(
                f"{listed(sorted(absent))} is in the program and not installed here.",
                "Run: python3 dev.py setup",
            )
        return set(owned)

    def _python(self) -> Row:
        version = ".".join(map(str, sys.version_info[:3]))
        text = python_licence()
        if text is None:
            raise SetupError(
                "This Python comes without the text of its licence.",
                "Make the package with a Python from python.org, from pyenv or from GitHub's "
                "setup-python.",
            )
        return Row("Python", version, "PSF-2.0", self._copied([(text, f"Python/{text.name}")]))

    def _work(self, work: metadata.Distribution) -> Row:
        name = canonical(work.name)
        entry = self.table.works.get(name, Entry(name))
        said = [_short(words) for words in said_licences(work)]
        permitted = all(is_permitted(words) for words in said) or name in WITH_AN_EXCEPTION
        if not said or not permitted:
            raise SetupError(
                f"{name} is in the program, and its licence is {', '.join(said) or 'not known'}.",
                "Leave it out in parley_package/selection.py, or use another work in its place.",
            )
        found = [(Path(str(work.locate_file(file))), file) for file in texts(work)]
        copied = self._copied((path, f"{name}/{_below(file)}") for path, file in found)
        files = (*copied, *self._texts(entry))
        if not files:
            raise SetupError(
                f"{name} comes without the text of its licence.",
                f"Put it into packaging/licences and name it under [work.{name}] in "
                "native.toml there.",
            )
        return Row(name, work.version, entry.licence or said[0], files, entry.source)

    def _libraries(self) -> Iterator[Row]:
        """The native libraries, a row for each work that they are of."""
        brought: dict[Entry, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        unknown = []
        for place in self.tree.places:
            owner = self.owners.of_file(place)
            if not is_library(place.name) or owner in (PYTHON, PARLEY, MODELS):
                continue
            entry = self.table.of(place)
            if entry is None or (owner == SYSTEM and not entry.texts):
                unknown.append(str(place))
            else:
                brought[entry][owner].append(place.name)
        if unknown:
            raise SetupError(
                f"The licence of {listed(unknown)} is not known.",
                "Look it up, and add a [[library]] with `name`, `files`, `licence` and `texts` to "
                "packaging/licences/native.toml; or leave it out in parley_package/selection.py.",
            )
        for entry in sorted(brought, key=lambda entry: entry.name.lower()):
            yield self._library(entry, brought[entry])

    def _library(self, entry: Entry, brought: Mapping[str, list[str]]) -> Row:
        """The row of `entry`: in place of a version, what brought it, or else its files."""
        works = {owner: self.owners.works[owner] for owner in sorted(brought) if owner != SYSTEM}
        words = [f"in {owner} {work.version}" for owner, work in works.items()]
        if SYSTEM in brought:
            words.append(listed(sorted(brought[SYSTEM])))
        row = self._row(entry, ", ".join(words))
        return row if row.files else replace(row, files=tuple(f"{owner}/" for owner in works))

    def _models(self) -> Iterator[Row]:
        for place in self.tree.places:
            if place.parts[:2] == ("resources", "models"):
                entry = self.table.models.get(place.name)
                if entry is None:
                    raise SetupError(
                        f"The licence of the model {place.name} is not known.",
                        "Name it under [model] in packaging/licences/native.toml.",
                    )
                yield self._row(entry, "")

    def _row(self, entry: Entry, version: str) -> Row:
        if not entry.is_permitted:
            raise SetupError(
                f"{entry.name} is in the program, and its licence is {entry.licence}.",
                "Leave it out in parley_package/selection.py.",
            )
        return Row(entry.name, version, entry.licence, self._texts(entry), entry.source)

    def _texts(self, entry: Entry) -> tuple[str, ...]:
        """Write the texts of `entry`: one that names a copyright is its own, others are shared."""
        files = []
        for number, name in enumerate(entry.texts):
            text = (FOLDER / name).read_text(encoding="utf-8")
            if entry.copyright and number == 0:
                name = f"{_file_name(entry.name)}.txt"
                text = f"{entry.copyright.strip()}\n\n{text}"
            self.folder.mkdir(exist_ok=True)
            (self.folder / name).write_text(text, encoding="utf-8", newline="\n")
            files.append(name)
        return tuple(files)

    def _copied(self, found: Iterable[tuple[Path, str]]) -> tuple[str, ...]:
        files = []
        for source, name in found:
            target = self.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            files.append(name)
        return tuple(files)


def texts(work: metadata.Distribution) -> list[str]:
    """The files among those of `work` that say under which licence it, or a part of it, stands."""
    rows = csv.reader((work.read_text("RECORD") or "").splitlines())
    paths = [PurePosixPath(row[0]) for row in rows]
    return sorted(
        str(path)
        for path in paths
        if path.suffix not in _CODE
        and "_vendor" not in path.parts
        and (_TEXT.match(path.name) or _in_metadata(path))
    )


def _in_metadata(path: PurePosixPath) -> bool:
    return path.parts[0].endswith(".dist-info") and path.parts[1] == "licenses"


def _below(file: str) -> str:
    """Where a text goes below the folder of its work: the metadata's own folders say nothing."""
    return re.sub(r"^[^/]+\.dist-info/(licenses/)?", "", file)


def _short(words: str) -> str:
    """The last part of a classifier; other words as they are."""
    return words.rpartition(" :: ")[2]


def _file_name(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-")


def python_licence() -> Path | None:
    """The text of the licence of this Python, from where site.py looks for it too."""
    library = Path(sysconfig.get_path("stdlib"))
    for folder in (library, library.parent, Path(sys.base_prefix)):
        for name in ("LICENSE.txt", "LICENSE"):
            if (folder / name).is_file():
                return folder / name
    return None
