"""What is told to NSIS, to PyInstaller and to signtool, and what the portable archive holds."""

import io
import os
import struct
import sys
import zipfile
from pathlib import Path

import pytest

from parley_package import authenticode, nsis, windows
from parley_package.archive import timestamp, write_archive
from parley_package.authenticode import is_signed, signing, unsigned
from parley_package.edition import SLIM
from parley_package.icon import ICO_SIZES, source, write_ico
from parley_package.places import PackagePlaces
from parley_package.release import Release
from parley_package.target import Target
from parley_package.version_resource import dotted, numbers, version_resource
from parley_setup.console import Console

ROOT = Path(__file__).resolve().parents[2]
RELEASE = Release(
    "1.2.0rc1",
    SLIM,
    Target("windows", "x86_64"),
    homepage="https://example.org/parley",
    revision="0123456789abcdef",
    date="2026-03-04T05:06:07+02:00",
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    tree = tmp_path / "dist" / "program" / RELEASE.name / "parley"
    for name in ("Parley.exe", "parley.com", "LICENSE", "_internal/resources/模型.txt"):
        path = tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"0" * 1025)
    return tree


@pytest.fixture
def console(tmp_path: Path) -> Console:
    return Console(tmp_path / "log", io.StringIO())


def text_of(tree: Path, *signing: str) -> str:
    icon, output = Path("p.ico"), Path("out-setup.exe")
    return nsis.release_text(RELEASE, tree, icon, output, signing)


# --- the installer


def test_the_script_is_told_what_it_needs(tree):
    text = text_of(tree)
    for line in (
        '!define VERSION "1.2.0rc1"',
        '!define NUMBERS "1.2.0.0"',
        '!define PROCESSOR "x86_64"',
        '!define HOMEPAGE "https://example.org/parley"',
        '!define OUTPUT "out-setup.exe"',
        '!define KILOBYTES "5"',  # four files of a kilobyte and a byte
    ):
        assert line in text.splitlines()


def test_every_word_that_the_script_uses_is_told_or_its_own(tree):
    script = (ROOT / "packaging" / "windows" / "parley.nsi").read_text(encoding="utf-8")
    for word in ("VERSION", "NUMBERS", "PROCESSOR", "PUBLISHER", "COPYRIGHT", "KILOBYTES"):
        assert f"${{{word}}}" in script
        assert f"!define {word} " in text_of(tree)
    for macro in ("PLACE_PROGRAM", "REMOVE_PROGRAM"):
        assert f"!insertmacro {macro}" in script
        assert f"!macro {macro}" in text_of(tree)


def test_what_is_placed_is_what_is_removed_and_nothing_else(tree):
    (tree / "parley-data").mkdir()
    lines = [line.strip() for line in text_of(tree).splitlines()]
    assert f'File /r "{tree / "_internal"}"' in lines
    assert f'File "{tree / "Parley.exe"}"' in lines
    assert 'RMDir /r "$INSTDIR\\_internal"' in lines
    assert 'Delete "$INSTDIR\\Parley.exe"' in lines
    (told,) = [line for line in lines if "parley-data" in line]
    assert told.startswith("!define")
    assert len([line for line in lines if line.startswith("File")]) == 4
    assert len([line for line in lines if "$INSTDIR" in line]) == 4


def test_the_folder_itself_is_never_removed_with_what_is_in_it():
    script = (ROOT / "packaging" / "windows" / "parley.nsi").read_text(encoding="utf-8")
    assert 'RMDir /r "$INSTDIR"' not in script
    recursive = [line.strip() for line in script.splitlines() if "RMDir /r" in line]
    assert recursive == ['RMDir /r "$LOCALAPPDATA\\parley"']
    ticked = script[script.index('Section /o "un.') :]
    assert recursive[0] in ticked


def test_the_uninstaller_is_signed_on_the_way(tree):
    text = text_of(tree, "C:\\Program Files\\signtool.exe", "sign", "/fd", "SHA256")
    assert (
        """!uninstfinalize '"C:\\Program Files\\signtool.exe" sign /fd SHA256 "%1"'"""
        in text.splitlines()
    )
    assert "!uninstfinalize" not in text_of(tree)


def test_a_quotation_mark_has_no_place_in_that_command(tree):
    with pytest.raises(ValueError, match="it's"):
        text_of(tree, "it's")


def test_a_dollar_and_a_quotation_mark_mean_themselves():
    assert nsis.literal('a $5 "bill"') == 'a $$5 $\\"bill$\\"'


def test_more_than_nsis_can_hold_is_refused_with_a_sentence(tree):
    assert nsis.obstacle(tree) == ""
    with (tree / "_internal" / "cuda.dll").open("wb") as file:
        file.truncate(nsis.LARGEST)  # no disk is filled: nothing is in it
    sentence = nsis.obstacle(tree)
    assert "2.1 GB" in sentence
    assert "portable" in sentence


def test_a_path_that_windows_would_refuse_is_refused_here(tree):
    long = tree / ("a" * 90) / ("b" * 91)
    long.parent.mkdir()
    long.write_bytes(b"")
    assert "182 characters" in nsis.obstacle(tree)


def test_the_compiler_is_also_found_where_its_installer_put_it(tmp_path):
    assert nsis.find({"PATH": str(tmp_path)}) is None
    made = tmp_path / "NSIS" / "makensis.exe"
    made.parent.mkdir()
    made.touch()
    assert nsis.find({"PATH": "", "ProgramFiles(x86)": str(tmp_path)}) == str(made)


def test_every_warning_of_the_compiler_ends_it():
    command = nsis.command(Path("parley.nsi"), Path("release.nsh"))
    assert command[0] == "makensis"
    assert "-WX" in command
    assert command[-2:] == ["-DRELEASE=release.nsh", "parley.nsi"]


# --- all of it


def test_without_a_compiler_the_archive_is_made_and_the_rest_said(
    tree, tmp_path, console, monkeypatch
):
    monkeypatch.setattr(nsis, "find", lambda: None)
    for name in (authenticode.THUMBPRINT, authenticode.SERVICE):
        monkeypatch.delenv(name, raising=False)
    made = windows.make_packages(RELEASE, PackagePlaces(tmp_path), console)
    assert [path.name for path in made] == ["parley-1.2.0rc1-slim-windows-x86_64.zip"]
    said = console._out.getvalue()
    assert "publisher is unknown" in said
    assert "no makensis" in said


# --- the portable archive


def test_the_archive_has_the_program_and_a_folder_for_data(tree, tmp_path):
    (tree / "parley-data").mkdir()
    (tree / "parley-data" / "conversations.db").write_bytes(b"somebody's")
    made = write_archive(RELEASE, tree, tmp_path / "p.zip")
    with zipfile.ZipFile(made) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "Parley/LICENSE",
            "Parley/Parley.exe",
            "Parley/_internal/resources/模型.txt",
            "Parley/parley.com",
            "Parley/parley-data/README.txt",
        ]
        assert b"conversations" in archive.read("Parley/parley-data/README.txt")
        # A ZIP counts in steps of two seconds.
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 3, 4, 3, 6, 6)}


def test_the_same_tree_gives_the_same_bytes(tree, tmp_path):
    first = write_archive(RELEASE, tree, tmp_path / "1.zip").read_bytes()
    for path in tree.rglob("*"):
        os.utime(path, (1e9, 1e9))
    assert write_archive(RELEASE, tree, tmp_path / "2.zip").read_bytes() == first


def test_a_release_without_a_date_has_the_earliest_there_is():
    assert timestamp("") == (1980, 1, 1, 0, 0, 0)
    assert timestamp("1970-01-01T00:00:00+00:00") == (1980, 1, 1, 0, 0, 0)


# --- versions


@pytest.mark.parametrize(
    ("version", "expected"),
    [("1.2.0rc1", (1, 2, 0, 0)), ("3", (3, 0, 0, 0)), ("1.2.3.4.5", (1, 2, 3, 4))],
)
def test_a_version_of_windows_is_four_numbers(version, expected):
    assert numbers(version) == expected


@pytest.mark.parametrize("version", ["unknown", "v1.0", "1.70000"])
def test_what_is_no_version_there_is_refused(version):
    with pytest.raises(ValueError, match=version):
        numbers(version)


def test_a_version_of_macos_is_three():
    assert dotted("1.2.0rc1", 3) == "1.2.0"


@pytest.mark.parametrize("program", ["Parley.exe", "parley.com"])
def test_each_program_says_what_it_is(program):
    read = read_resource(version_resource(RELEASE, program))
    assert read["OriginalFilename"] == program
    assert read["ProductName"] == "Parley"
    assert read["FileVersion"] == "1.2.0rc1"
    assert "Apache" in read["LegalCopyright"]
    assert read["Comments"] == "slim edition, 0123456789ab"


def read_resource(text: str) -> dict[str, str]:
    """The strings in it, read as PyInstaller reads it: as an expression of its own classes."""
    found: dict[str, str] = {}

    def anything(*arguments, **names):
        return None

    names = {"VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable"}
    names |= {"VarFileInfo", "VarStruct"}
    words = dict.fromkeys(names, anything)
    eval(text, {**words, "StringStruct": found.__setitem__})
    return found


# --- the icon


def test_the_icon_has_every_size(tmp_path):
    from PIL import Image

    with Image.open(write_ico(source(ROOT), tmp_path / "parley.ico")) as icon:
        assert icon.info["sizes"] == {(size, size) for size in ICO_SIZES}
        for size in ICO_SIZES:
            drawn = icon.ico.getimage((size, size)).convert("RGBA")
            assert drawn.getpixel((size - 1, size - 1))[3] == 0
            red, green, _, alpha = drawn.getpixel((size // 4, size // 3))
            assert red < green
            assert alpha == 255


# --- signing


def test_without_a_certificate_there_is_no_command():
    assert signing({}) == []
    assert signing({authenticode.SERVICE: "a.dll"}) == []


def test_a_certificate_of_the_store_is_named_by_its_sum():
    command = signing({authenticode.THUMBPRINT: "AB12", authenticode.TOOL: "tool.exe"})
    assert command[:2] == ["tool.exe", "sign"]
    assert command[-2:] == ["/sha1", "AB12"]
    assert command[command.index("/tr") + 1] == authenticode.DEFAULT_TIMESTAMP
    assert command[command.index("/td") + 1] == "SHA256"


def test_a_service_is_named_by_its_library():
    command = signing({authenticode.SERVICE: "a.dll", authenticode.METADATA: "account.json"})
    assert command[-4:] == ["/dlib", "a.dll", "/dmdf", "account.json"]


def executable(signed: bool, *, bits: int = 64) -> bytes:
    """The head of a Windows program."""
    tables = 112 if bits == 64 else 96
    head = bytearray(0x80 + 24 + tables + 128)
    head[:2] = b"MZ"
    struct.pack_into("<I", head, 0x3C, 0x80)
    head[0x80:0x84] = b"PE\0\0"
    struct.pack_into("<H", head, 0x80 + 24, 0x20B if bits == 64 else 0x10B)
    if signed:
        struct.pack_into("<II", head, 0x80 + 24 + tables + 32, 5000, 800)
    return bytes(head)


@pytest.mark.parametrize("bits", [32, 64])
@pytest.mark.parametrize("signed", [True, False])
def test_a_signature_is_seen_in_the_header(tmp_path, bits, signed):
    path = tmp_path / "a.dll"
    path.write_bytes(executable(signed, bits=bits))
    assert is_signed(path) is signed


@pytest.mark.parametrize("content", [b"", b"MZ", b"MZ" + b"\xff" * 100, b"text" * 40])
def test_what_is_no_program_has_none(tmp_path, content):
    path = tmp_path / "a.dll"
    path.write_bytes(content)
    assert not is_signed(path)


def test_only_what_nobody_has_signed_is_signed(tree):
    theirs, ours = tree / "_internal" / "Qt6Core.DLL", tree / "_internal" / "_x.pyd"
    theirs.write_bytes(executable(signed=True))
    ours.write_bytes(executable(signed=False))
    assert unsigned(tree) == [tree / "Parley.exe", ours, tree / "parley.com"]


def test_many_files_are_signed_in_several_commands(tmp_path, console):
    told = tmp_path / "told"
    count = f"import sys; print(len(sys.argv) - 1, file=open({str(told)!r}, 'a'))"
    files = [tmp_path / str(number) for number in range(90)]
    authenticode.sign(files, [sys.executable, "-c", count], console)
    assert told.read_text().split() == ["40", "40", "10"]
