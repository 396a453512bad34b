import re
from importlib import metadata
from pathlib import Path, PurePosixPath

import pytest

from parley_package import licences
from parley_package.intruder import listed
from parley_package.licences import collect_licences, python_licence, texts
from parley_package.native_library import FOLDER, NativeTable, read_table, shape
from parley_package.necessity import MODELS
from parley_package.part import Owners
from parley_setup.console import SetupError
from tests.frozen_program import LINUX, installed, program, write


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Both programs with a module of a work and one of Python's, and nothing else."""
    tree = tmp_path / "parley"
    for name in ("Parley", "parley-console"):
        program(tree / name, {"desktop_app": "", "click": "", "json": ""})
    return tree


def collect(monkeypatch: pytest.MonkeyPatch, tree: Path, *works: metadata.Distribution) -> str:
    """Collect, with these works installed and PyInstaller, and return the list."""
    folder = tree.parent / "site"
    known = [*works, installed(folder, "pyinstaller", (), "License: GPLv2 with an exception")]
    monkeypatch.setattr(Owners, "installed", lambda: Owners(known))
    collect_licences(LINUX, tree)
    return (tree / "licences" / "README.md").read_text(encoding="utf-8")


def refusal(monkeypatch: pytest.MonkeyPatch, tree: Path, *works: metadata.Distribution) -> str:
    with pytest.raises(SetupError) as caught:
        collect(monkeypatch, tree, *works)
    return str(caught.value)


@pytest.fixture
def click(site: Path) -> metadata.Distribution:
    return installed(site, "click", ("click/__init__.py",))


@pytest.fixture(scope="module")
def table() -> NativeTable:
    return read_table()


def test_what_is_inside_is_listed_with_its_text(
    monkeypatch: pytest.MonkeyPatch, tree: Path, click: metadata.Distribution
) -> None:
    said = collect(monkeypatch, tree, click)
    assert "| click | 2.0 | MIT | [click/LICENSE](click/LICENSE) |" in said
    assert "| Python |" in said
    assert "| pyinstaller | 2.0 | GPLv2 with an exception |" in said
    assert (tree / "licences" / "click" / "LICENSE").read_text() == "You may.\n"


def test_every_link_of_the_list_leads_to_a_text(
    monkeypatch: pytest.MonkeyPatch, tree: Path, site: Path, click: metadata.Distribution
) -> None:
    pillow = installed(site, "pillow", ("pillow.libs/libavif-c6062d5f.so.16.4.2",))
    write(tree / "_internal" / "pillow.libs" / "libavif-c6062d5f.so.16.4.2")
    write(tree / "_internal" / "libglib-2.0.so.0")
    write(tree / "_internal" / "libxcb-cursor.so.0")
    for model in MODELS:
        write(tree / "_internal" / "resources" / "models" / model.name)
    said = collect(monkeypatch, tree, click, pillow)
    links = re.findall(r"\]\(([^)]+)\)", said)
    assert {"pillow/", "LGPL-2.1.txt", "XCB-and-its-utilities.txt", "Apache-2.0.txt"} <= set(links)
    assert all((tree / "licences" / link).exists() for link in links)
    rows = [line for line in said.splitlines() if line.startswith("| ")][1:]
    assert not [row for row in rows if "](" not in row]


def test_a_copyright_stands_above_the_text(
    monkeypatch: pytest.MonkeyPatch, tree: Path, click: metadata.Distribution
) -> None:
    write(tree / "_internal" / "resources" / "models" / "whisper-tiny.en.pt")
    collect(monkeypatch, tree, click)
    text = (tree / "licences" / "Whisper-tiny.en-by-OpenAI.txt").read_text(encoding="utf-8")
    assert text.startswith("Copyright (c) 2022 OpenAI\n\nPermission is hereby granted")


def test_who_exchanges_a_library_is_told_where_its_sources_are(
    monkeypatch: pytest.MonkeyPatch, tree: Path, site: Path, click: metadata.Distribution
) -> None:
    library = "PySide6/Qt/lib/libQt6Core.so.6"
    qt = installed(site, "PySide6_Essentials", (library,), "License: LGPL-3.0-only OR GPL-2.0", "")
    write(tree / "_internal" / library)
    write(tree / "_internal" / "libavcodec.so.61")
    said = collect(monkeypatch, tree, click, qt)
    assert "| pyside6-essentials | 2.0 | LGPL-3.0-only | [LGPL-3.0.txt]" in said
    assert "| Qt | in pyside6-essentials 2.0 | LGPL-3.0-only |" in said
    assert "- Qt in pyside6-essentials 2.0: https://download.qt.io/" in said
    assert "- FFmpeg libavcodec.so.61: https://ffmpeg.org/" in said
    assert "GNU GENERAL PUBLIC LICENSE" in (tree / "licences" / "GPL-3.0.txt").read_text()


def test_an_older_collection_is_replaced(
    monkeypatch: pytest.MonkeyPatch, tree: Path, click: metadata.Distribution
) -> None:
    old = write(tree / "licences" / "gone" / "LICENSE")
    collect(monkeypatch, tree, click)
    assert not old.exists()


def test_an_unknown_library_is_refused_with_what_to_add(
    monkeypatch: pytest.MonkeyPatch, tree: Path, click: metadata.Distribution
) -> None:
    write(tree / "_internal" / "libunheard.so.3")
    said = refusal(monkeypatch, tree, click)
    assert "The licence of libunheard.so.3 is not known." in said
    assert "add a [[library]]" in said


def test_a_library_that_no_work_brings_has_a_text_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tree: Path, click: metadata.Distribution
) -> None:
    write(tree / "_internal" / "libtiff.so.6")
    assert "The licence of libtiff.so.6 is not known." in refusal(monkeypatch, tree, click)


def test_an_unknown_module_is_refused(monkeypatch: pytest.MonkeyPatch, tree: Path) -> None:
    assert "Nobody knows whose click in the program are." in refusal(monkeypatch, tree)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("License-Expression: GPL-3.0-or-later", "its licence is GPL-3.0-or-later"),
        ("Summary: It says nothing", "its licence is not known"),
    ],
)
def test_a_work_that_may_not_be_shipped_is_refused(
    monkeypatch: pytest.MonkeyPatch, tree: Path, site: Path, told: str, words: str
) -> None:
    work = installed(site, "click", ("click/__init__.py",), told)
    assert words in refusal(monkeypatch, tree, work)


def test_a_work_without_a_text_is_refused(
    monkeypatch: pytest.MonkeyPatch, tree: Path, site: Path
) -> None:
    work = installed(site, "click", ("click/__init__.py",), text="")
    assert "name it under [work.click]" in refusal(monkeypatch, tree, work)


def test_a_model_that_nobody_has_looked_at_is_refused(
    monkeypatch: pytest.MonkeyPatch, tree: Path, click: metadata.Distribution
) -> None:
    write(tree / "_internal" / "resources" / "models" / "gemma.gguf")
    assert "the model gemma.gguf is not known" in refusal(monkeypatch, tree, click)


def test_a_python_without_its_licence_is_refused(
    monkeypatch: pytest.MonkeyPatch, tree: Path, click: metadata.Distribution
) -> None:
    monkeypatch.setattr(licences, "python_licence", lambda: None)
    assert "This Python comes without" in refusal(monkeypatch, tree, click)


def test_this_python_has_its_licence() -> None:
    text = python_licence()
    if text is None:
        pytest.skip("this system's Python has it elsewhere")
    assert "PYTHON SOFTWARE FOUNDATION" in text.read_text(encoding="utf-8").upper()


def test_texts_are_known_by_their_names(site: Path) -> None:
    files = ("a/LICENSE", "a/licence.py", "a/_vendor/b/LICENSE", "a/COPYING.LESSER", "a/README")
    work = installed(site, "a", files, text="third_party/x/terms.txt")
    wanted = ["a-2.0.dist-info/licenses/third_party/x/terms.txt", "a/COPYING.LESSER", "a/LICENSE"]
    assert texts(work) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("libheif-7a3e919c.so.1.23.0", "heif"),
        ("libgfortran-040039e1-0352e75f.so.5.0.0", "gfortran"),
        ("libscipy_openblas64_-63c857e738469261263c764a36be9436.dll", "scipy_openblas64_"),
        ("libjpeg.62.4.0.dylib", "jpeg"),
        ("libxcb-cursor.so.0", "xcb-cursor"),
        ("libggml-cpu-zen4.so", "ggml-cpu-zen4"),
        ("Qt6Core.dll", "Qt6Core"),
    ],
)
def test_a_library_has_one_name_on_all_systems(name: str, wanted: str) -> None:
    assert shape(name) == wanted


@pytest.mark.parametrize(
    ("place", "work"),
    [
        ("libQt6Core.so.6", "Qt"),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "Qt"),
        ("PySide6/plugins/platforms/qwindows.dll", "Qt"),
        ("PySide6/avcodec-61.dll", "FFmpeg"),
        ("libavcodec.61.dylib", "FFmpeg"),
        ("VCRUNTIME140_1.dll", "Microsoft's runtime"),
        ("libcrypto-3.dll", "OpenSSL"),
        ("libxcb.so.1", "XCB and its utilities"),
        ("torch/lib/torch_cpu.dll", "PyTorch"),
    ],
)
def test_libraries_of_all_systems_are_in_the_table(
    table: NativeTable, place: str, work: str
) -> None:
    entry = table.of(PurePosixPath(place))
    assert entry is not None
    assert entry.name == work


def test_the_table_knows_no_library_of_an_unknown_name(table: NativeTable) -> None:
    assert table.of(PurePosixPath("libunheard.so.1")) is None


def test_nothing_in_the_table_is_forbidden(table: NativeTable) -> None:
    entries = (*table.libraries, *table.models.values())
    assert len(entries) > 40, "otherwise this shows nothing"
    assert not [entry.name for entry in entries if not entry.is_permitted]


def test_the_table_has_the_starter_models(table: NativeTable) -> None:
    assert table.models.keys() == {model.name for model in MODELS}


def test_every_text_is_used(table: NativeTable) -> None:
    entries = (*table.libraries, *table.models.values(), *table.works.values())
    used = {text for entry in entries for text in entry.texts}
    assert used == {path.name for path in FOLDER.glob("*.txt")}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ('name = "A"\nlicence = "MIT"\ntexts = ["none.txt"]', "none.txt, is missing"),
        ('name = "A"\nlicence = "LGPL-2.1-only"', "Where the sources of A are to be had"),
    ],
)
def test_a_table_that_lacks_something_is_refused(tmp_path: Path, written: str, words: str) -> None:
    write(tmp_path / "native.toml", f"[[library]]\n{written}\n".encode())
    with pytest.raises(SetupError, match=words):
        read_table(tmp_path)


def test_a_long_list_is_cut() -> None:
    assert listed(["a", "b"]) == "a, b"
    assert listed(list("abcdefg")) == "a, b, c, d, e and 2 more"
