"""What Parley is shipped with: nothing that stands under the GPL alone.

A wheel may carry libraries under another licence than its own: pillow-heif's is BSD, and x265 in
it is GPL. So what the libraries say of themselves is read as well.
"""

import ast
import csv
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest

import desktop_app
from parley_package.licence_rule import (
    WITH_AN_EXCEPTION,
    ffmpeg_fault,
    is_ffmpeg,
    is_forbidden_library,
    is_permitted,
    said_licences,
)
from parley_setup import lock

ROOT = Path(__file__).resolve().parent.parent

NEVER = frozenset(
    (
        # FFmpeg with x264 and x265.
        "av",
        "pyav",
        "imageio-ffmpeg",
        # libheif with x265; pi-heif is the same without.
        "pillow-heif",
        "pyheif",
        # GPL or AGPL themselves.
        "pymupdf",
        "pyqt5",
        "pyqt6",
    )
)
NATIVE = re.compile(r"\.(so|dylib|dll|pyd)(\.[.\d]+)?$", re.IGNORECASE)

# The parts of Qt that its makers give out under the LGPL; Charts, Graphs, NetworkAuth, Quick3D,
# VirtualKeyboard and others, which lie in the same wheel, are GPL or paid for.
QT_UNDER_LGPL = frozenset(
    (
        "QtCore",
        "QtDBus",
        "QtGui",
        "QtMultimedia",
        "QtNetwork",
        "QtSvg",
        "QtTest",
        "QtTextToSpeech",
        "QtWidgets",
    )
)


@cache
def locked() -> frozenset[str]:
    text = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    return frozenset(lock.name_of(entry) for entry in lock.entries(text))


def installed() -> Iterator[metadata.Distribution]:
    """Those of the locked works that are here: some are for other systems."""
    for name in sorted(locked()):
        try:
            yield metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue


@cache
def libraries() -> tuple[Path, ...]:
    """The native libraries of all works, by their lists of files."""
    return tuple(
        Path(str(work.locate_file(row[0])))
        for work in installed()
        for row in csv.reader((work.read_text("RECORD") or "").splitlines())
        if NATIVE.search(row[0])
    )


def is_part_of_qt(name: str) -> bool:
    """All of Qt lies in the wheel; what of it is shipped is the package's to say."""
    return "Qt6" in name or name.startswith("Qt")


@pytest.mark.parametrize(
    ("licence", "permitted"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", True),
        ("Apache-2.0 WITH LLVM-exception AND MIT", True),
        ("GPL-3.0-or-later", False),
        ("GPLv2", False),
        ("AGPL-3.0-only", False),
        ("MIT AND GPL-2.0-only", False),
        ("License :: OSI Approved :: GNU General Public License v2 or later (GPLv2+)", False),
        ("GNU AFFERO GENERAL PUBLIC LICENSE", False),
    ],
)
def test_a_licence_is_known_when_it_is_seen(licence: str, permitted: bool) -> None:
    assert is_permitted(licence) is permitted


def test_the_works_with_gpl_codecs_are_not_wanted() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = pyproject["project"]["dependencies"] + pyproject["dependency-groups"]["dev"]
    assert not NEVER & locked()
    assert not NEVER & {lock.name_of(requirement) for requirement in wanted}
    assert {"pillow", "pi-heif", "pyside6-addons"} <= locked(), "otherwise this shows nothing"


def test_no_locked_work_is_under_the_gpl() -> None:
    said = {
        work.name: said_licences(work) for work in installed() if work.name not in WITH_AN_EXCEPTION
    }
    assert len(said) > 40, "otherwise this shows nothing"
    assert not [name for name, licences in said.items() if not licences]
    wrong = {
        name: licences
        for name, licences in said.items()
        if not all(is_permitted(licence) for licence in licences)
    }
    assert not wrong


def test_no_work_carries_a_library_under_the_gpl() -> None:
    names = [path.name for path in libraries()]
    assert any(name.startswith("libheif") for name in names), "otherwise this shows nothing"
    assert not [name for name in names if is_forbidden_library(name) and not is_part_of_qt(name)]


def test_ffmpeg_was_built_without_its_gpl_parts() -> None:
    found = [path for path in libraries() if is_ffmpeg(path.name)]
    assert found, "Qt Multimedia brings it"
    assert not [path.name for path in found if ffmpeg_fault(path.read_bytes())]


def test_heic_is_only_read() -> None:
    pi_heif = pytest.importorskip("pi_heif", reason="there is no wheel for this system")
    codecs = pi_heif.libheif_info()
    assert "libde265" in codecs["decoders"]
    assert "x265" not in str(codecs)


def test_of_qt_only_what_is_lgpl_is_imported() -> None:
    used = set()
    for path in Path(desktop_app.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                used |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module == "PySide6":
                used |= {f"PySide6.{name.name}" for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                used.add(node.module)
    parts = {name.split(".")[1] for name in used if name.startswith("PySide6.")}
    assert "QtWidgets" in parts
    assert not parts - QT_UNDER_LGPL
