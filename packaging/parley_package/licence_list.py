"""The list of what is in the installed program, and the words that its licences ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parley_package.release import Release

_HEAD = """\
# What is inside

Parley {version}, the {edition} edition for {system} on {processor}. Parley itself stands under \
the Apache licence 2.0, which lies beside this folder as LICENSE. The program contains the \
following works of others, each under a licence of its own; the texts are in this folder. Where \
files are named in place of a version, they come from the system that the package was made on.
"""

_EXCHANGE = """\
## Libraries that you may exchange

The works below stand under the GNU Lesser General Public License (LGPL). They lie in the program \
as files of their own, apart from Parley, which uses them without a change: whoever wants to may \
put in place of each a version of their own with the same interface, may alter it, and may take \
the program apart to find out why such a version does not work. On Linux and Windows the files are \
in the folder `_internal`; on macOS they are in `Parley.app/Contents/Frameworks`, and the program \
is signed again afterwards (`codesign --force --deep --sign - Parley.app`). The LGPL 3 refers to \
the GNU General Public License, whose text is therefore here too; no work in the program stands \
under that one alone.

The sources of these versions are to be had from their makers; those of libraries from the system \
that the package was made on, with its changes, from the makers of that system too:
"""

_QT = """
Qt in its turn contains works of others (FreeType, HarfBuzz, libpng, PCRE2, zlib and more), all \
under licences that permit this. They are listed, with their texts, at \
https://doc.qt.io/qt-6/licenses-used-in-qt.html.
"""

_MOST_LINKS = 3
"""Of a work with more texts than these, its folder is named."""


@dataclass(frozen=True)
class Row:
    """One work: `version` also says what brought it; `files` are its texts, below the folder."""

    name: str
    version: str
    licence: str
    files: tuple[str, ...]
    source: str = ""


def written(release: Release, rows: Iterable[Row]) -> str:
    """The list, as Markdown."""
    rows = list(rows)
    head = _HEAD.format(
        version=release.version,
        edition=release.edition.name,
        system=release.target.system,
        processor=release.target.processor,
    )
    table = ["| work | version | licence | text |", "|---|---|---|---|"]
    table += [
        f"| {row.name} | {row.version} | {row.licence} | {_links(row.files)} |" for row in rows
    ]
    parts = [head, "\n".join(table) + "\n", _EXCHANGE, "\n".join(_sources(rows)) + "\n"]
    return "\n".join(parts) + _QT


def _links(files: tuple[str, ...]) -> str:
    if len(files) > _MOST_LINKS:
        folder = files[0].partition("/")[0]
        return f"[{folder}/]({folder}/), {len(files)} files"
    return ", ".join(f"[{file}]({file.replace(' ', '%20')})" for file in files)


def _sources(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        if row.source:
            version = f" {row.version}" if row.version else ""
            yield f"- {row.name}{version}: {row.source}"
