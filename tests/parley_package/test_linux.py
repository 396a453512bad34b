"""What desktops, software centres and manuals are told of Parley on Linux."""

import configparser
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop_app.cli.parser import make_parser
from desktop_app.core.build import IDENTIFIER
from parley_package.changes import read_changes
from parley_package.desktop_entry import desktop_entry, exec_word, media_types
from parley_package.edition import FULL, SLIM
from parley_package.host_library import HostLibraries, read_headers
from parley_package.man_page import man_page
from parley_package.metainfo import metainfo, version
from parley_package.package_text import (
    FAMILY,
    copyright_file,
    debian_changelog,
    description,
    maintainer,
    package_name,
    works_of,
)
from parley_package.release import Release
from parley_package.target import Target
from parley_setup.console import SetupError

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
RELEASE = Release(
    "1.2.0",
    SLIM,
    Target("linux", "x86_64"),
    homepage="https://example.org/parley",
    date="2026-03-04T05:06:07+02:00",
)
CHANGELOG = """# Changelog

## 1.2.0 (unreleased)

Two sentences
on `one` thing.

### Added

- A [window](docs/window.md) with
  **two** lines.
- Sound.

## [1.1.0] - 2025-12-31

### Mended

- Something.
"""


@pytest.fixture
def changes(tmp_path):
    path = tmp_path / "CHANGELOG.md"
    path.write_text(CHANGELOG, encoding="utf-8")
    return read_changes(RELEASE, path)


def checked_by(tool, path, *words):
    """What the tool that enforces a form says of a file; nothing where there is no such tool: the
    rules that matter are asserted without it too."""
    if shutil.which(tool) is None:
        return
    done = subprocess.run([tool, *words, path], capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stdout + done.stderr


# --- changes


def test_changes_are_read_with_their_points(changes):
    newest, older = changes
    assert newest.lead == "Two sentences on one thing."
    assert newest.points == ("A window with two lines.", "Sound.")
    assert (older.version, older.lead, older.points) == ("1.1.0", "", ("Something.",))


def test_an_unreleased_version_has_the_date_of_the_commit(changes):
    assert changes[0].date == datetime(2026, 3, 4, 3, 6, 7, tzinfo=UTC)
    assert changes[1].date == datetime(2025, 12, 31, tzinfo=UTC)


def test_the_packaged_version_comes_first_though_the_list_does_not_name_it(tmp_path):
    path = tmp_path / "CHANGELOG.md"
    path.write_text(CHANGELOG, encoding="utf-8")
    first = read_changes(replace(RELEASE, version="1.3.0rc1"), path)
    assert [change.version for change in first] == ["1.3.0rc1", "1.2.0", "1.1.0"]
    older = read_changes(replace(RELEASE, version="1.1.0"), path)
    assert [change.version for change in older] == ["1.1.0"]


def test_parleys_own_changelog_can_be_read():
    from desktop_app import __version__

    newest = read_changes(replace(RELEASE, version=__version__), ROOT / "CHANGELOG.md")[0]
    assert newest.version == __version__
    assert newest.lead
    assert len(newest.points) > 20


@pytest.mark.parametrize(
    ("of_python", "of_packages"),
    [
        ("1.2.0", "1.2.0"),
        ("1.2.0rc1", "1.2.0~rc1"),
        ("1.2.0b2", "1.2.0~b2"),
        ("1.2.0.dev3", "1.2.0~dev3"),
    ],
)
def test_a_version_is_written_so_that_it_sorts(of_python, of_packages):
    assert version(of_python) == of_packages


# --- menus


def entry_of(text):
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str
    parser.read_string(text)
    return parser["Desktop Entry"]


def test_the_desktop_entry_has_what_menus_need(tmp_path):
    path = tmp_path / f"{IDENTIFIER}.desktop"
    path.write_text(desktop_entry("/usr/bin/parley-window"), encoding="utf-8")
    entry = entry_of(path.read_text(encoding="utf-8"))
    assert entry["Type"] == "Application"
    assert entry["Exec"] == "/usr/bin/parley-window %f"
    assert entry["TryExec"] == "/usr/bin/parley-window"
    assert entry["Icon"] == IDENTIFIER
    assert entry["StartupWMClass"] == "Parley"
    assert entry["Terminal"] == "false"
    # Lists end with a semicolon; the validator of 2022 knows no newer version than 1.5's before.
    assert all(entry[name].endswith(";") for name in ("Categories", "Keywords", "MimeType"))
    assert "Version" not in entry
    checked_by("desktop-file-validate", path)


def test_the_class_of_the_window_is_the_name_of_the_application():
    app = (ROOT / "desktop_app" / "app.py").read_text(encoding="utf-8")
    name = entry_of(desktop_entry("parley"))["StartupWMClass"]
    assert f'setApplicationName("{name}")' in app
    assert "setDesktopFileName(IDENTIFIER)" in app


def test_a_path_that_is_no_plain_word_is_quoted():
    assert exec_word("/usr/bin/parley") == "/usr/bin/parley"
    assert exec_word("/home/Jo Né/parley") == '"/home/Jo Né/parley"'
    assert exec_word('/a"$b\\c%d') == r'"/a\\"\\$b\\\\c%%d"'


def test_files_are_known_by_what_they_begin_with():
    name = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kind = ElementTree.fromstring(media_types()).find(f"{name}mime-type")
    entry = entry_of(desktop_entry("parley"))
    assert entry["MimeType"] == f"{kind.get('type')};"
    match = kind.find(f"{name}magic/{name}match")
    assert (match.get("offset"), match.get("value")) == ("0", "GGUF")
    assert kind.find(f"{name}glob").get("pattern") == "*.gguf"


# --- software centres


def test_the_metainfo_says_what_software_centres_ask(tmp_path, changes):
    path = tmp_path / f"{IDENTIFIER}.metainfo.xml"
    path.write_text(metainfo(RELEASE, changes, ["parley"]), encoding="utf-8")
    component = ElementTree.parse(path).getroot()
    assert component.get("type") == "desktop-application"
    assert component.findtext("id") == IDENTIFIER
    assert component.findtext("launchable") == f"{IDENTIFIER}.desktop"
    assert component.findtext("provides/binary") == "parley"
    assert component.findtext("provides/mediatype") == "application/x-gguf"
    assert component.find("content_rating").get("type") == "oars-1.1"
    assert component.findtext("url[@type='homepage']") == RELEASE.homepage
    # Of a summary: no full stop, no line break, and less than a menu is wide.
    summary = component.findtext("summary")
    assert not summary.endswith(".")
    assert len(summary) < 60
    checked_by("appstreamcli", path, "validate", "--no-net")


def test_its_releases_are_those_of_the_changelog(changes):
    releases = ElementTree.fromstring(metainfo(RELEASE, changes, [])).findall("releases/release")
    assert [(each.get("version"), each.get("date")) for each in releases] == [
        ("1.2.0", "2026-03-04"),
        ("1.1.0", "2025-12-31"),
    ]
    assert releases[0].findtext("description/p") == "Two sentences on one thing."
    assert releases[1].findtext("description/ul/li") == "Something."


def test_no_homepage_is_made_up(changes):
    component = ElementTree.fromstring(metainfo(replace(RELEASE, homepage=""), changes, []))
    assert component.find("url") is None
    assert component.find("screenshots") is None


# --- the manual


def test_the_manual_has_every_command_and_option():
    page = man_page("1.2.0", datetime(2026, 3, 4, tzinfo=UTC)).replace(r"\-", "-")
    for name, parser in make_parser().parsers.items():
        assert f".SS parley {name}\n" in page or not name
        for action in parser._actions:
            shown = action.help != "==SUPPRESS=="
            assert all((f"\\fB{option}\\fR" in page) is shown for option in action.option_strings)
    assert ".SS parley models pull\n" in page
    assert "%(default)s" not in page


def test_the_manual_is_one_that_man_understands(tmp_path):
    page = man_page("1.2.0", datetime(2026, 3, 4, tzinfo=UTC))
    assert page.startswith('.TH PARLEY 1 "2026-03-04" "Parley 1.2.0"')
    requests = {line.split()[0] for line in page.splitlines() if line.startswith((".", "'"))}
    assert requests <= {".TH", ".SH", ".SS", ".TP", ".PP", ".nf", ".fi", ".br"}
    assert page.count("\n.nf\n") == page.count("\n.fi\n")


# --- texts of packages


def test_a_package_is_not_called_as_kdes_program():
    assert package_name(RELEASE) == "parley-desktop-slim"
    assert package_name(replace(RELEASE, edition=FULL, variant="cuda")) == (
        "parley-desktop-full-cuda"
    )
    assert package_name(RELEASE) != FAMILY


def test_a_description_is_a_short_line_and_paragraphs():
    first, *rest = description(RELEASE).splitlines()
    assert len(first) < 80
    assert not first.endswith(".")
    assert all(len(line) <= 76 for line in rest)
    assert "whisper.cpp" in rest[-1]


def test_nobody_is_named_who_has_not_said(changes):
    assert maintainer({}).endswith(".invalid>")
    assert maintainer({"PARLEY_MAINTAINER": "A B <a@b.org>"}) == "A B <a@b.org>"


def test_debians_changelog_has_debians_form(changes):
    text = debian_changelog(RELEASE, changes, "A B <a@b.org>")
    assert text == (
        "parley-desktop-slim (1.2.0) unstable; urgency=medium\n\n"
        "  * A window with two lines.\n"
        "  * Sound.\n\n"
        " -- A B <a@b.org>  Wed, 04 Mar 2026 03:06:07 +0000\n\n"
        "parley-desktop-slim (1.1.0) unstable; urgency=medium\n\n"
        "  * Something.\n\n"
        " -- A B <a@b.org>  Wed, 31 Dec 2025 00:00:00 +0000\n"
    )


def test_works_of_others_are_read_from_the_list(changes):
    works = dict(works_of((ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")))
    assert works["pygments"] == "BSD-2-Clause"
    assert not any("pytest" in work or "---" in work or work == "work" for work in works)


def test_the_copyright_has_debians_form(changes):
    third_party = "## What Parley runs with\n\n| work | licence |\n|---|---|\n| thing | MIT |\n"
    text = copyright_file(RELEASE, changes, third_party, "A B <a@b.org>")
    assert text.startswith("Format: https://www.debian.org/doc/packaging-manuals/copyright-format")
    assert "\n  thing: MIT\n" in text
    assert "Copyright: 2025 The authors of Parley" in text
    # Fields stand at the start of a line; what goes on is indented; no line is blank within.
    field = re.compile(r"[A-Z][A-Za-z-]+: \S| \S|  \S|$")
    assert all(field.match(line) for line in text.splitlines())


# --- what is needed of the system

HEADERS = """
parley/Parley:     file format elf64-x86-64

  NEEDED               libdl.so.2
  NEEDED               libEGL.so.1
  NEEDED               libQt6Core.so.6
  NEEDED               libstdc++.so.6
  NEEDED               libcuda.so.1

Version References:
  required from libdl.so.2:
    0x09691a75 0x00 03 GLIBC_2.9
  required from libQt6Core.so.6:
    0x09691a75 0x00 05 GLIBC_9.99
  required from libc.so.6:
    0x06969194 0x00 02 GLIBC_2.34
    0x0963cf85 0x00 04 GLIBC_PRIVATE
  required from libstdc++.so.6:
    0x0297f870 0x00 12 GLIBCXX_3.4.30
    0x0297f871 0x00 13 GLIBCXX_3.4.9
"""


def test_what_the_tree_asks_for_and_has_not_comes_from_the_system():
    host = read_headers(HEADERS.splitlines(), {"libQt6Core.so.6", "libportaudio.so.2"})
    assert host.names == {"libEGL.so.1", "libstdc++.so.6"}
    assert (host.glibc, host.glibcxx) == ((2, 34), 30)
    assert host.debian() == ["libc6 (>= 2.34)", "libegl1", "libstdc++6 (>= 12)"]
    assert host.rpm() == [
        "libc.so.6(GLIBC_2.34)(64bit)",
        "libEGL.so.1()(64bit)",
        "libstdc++.so.6()(64bit)",
        "libstdc++.so.6(GLIBCXX_3.4.30)(64bit)",
    ]


def test_what_is_opened_by_name_is_asked_for_too():
    host = read_headers([], {"libxkbcommon.so.0"})
    assert host.debian()[1:] == ["libportaudio2", "xkb-data"]
    assert "xkeyboard-config" in host.rpm()


def test_a_library_that_nobody_knows_ends_the_build():
    with pytest.raises(SetupError, match=r"libnew\.so\.1"):
        HostLibraries(frozenset({"libnew.so.1"}), (2, 34)).debian()
    with pytest.raises(SetupError, match=r"GLIBCXX_3\.4\.99"):
        HostLibraries(frozenset(), (2, 34), 99).debian()


# --- scripts


needs_sh = pytest.mark.skipif(sys.platform != "linux", reason="a script for Linux")


@needs_sh
def test_the_menu_script_adds_and_removes_and_touches_nothing_else(tmp_path):
    program = tmp_path / "Jo's Prögramme $5 100%"
    share = program / "share"
    entry = share / "applications" / f"{IDENTIFIER}.desktop"
    for path, text in (
        (entry, desktop_entry("parley-window")),
        (share / "mime" / "packages" / f"{IDENTIFIER}.xml", media_types()),
        (share / "metainfo" / "left.xml", ""),
        (program / "Parley", "#!/bin/sh\n"),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (program / "Parley").chmod(0o755)
    script = program / "add-to-menu.sh"
    shutil.copy(LINUX / "add-to-menu.sh", script)
    data = tmp_path / "data"
    (data / "applications").mkdir(parents=True)
    other = data / "applications" / "other.desktop"
    other.write_text("mine", encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_DATA_HOME": str(data)}

    def run(*words):
        return subprocess.run(["sh", script, *words], env=environment, timeout=200).returncode

    assert run() == 0
    added = data / "applications" / entry.name
    told = entry_of(added.read_text(encoding="utf-8"))
    assert told["Exec"] == f"{exec_word(str(program / 'Parley'))} %f"
    assert told["TryExec"] == str(program / "Parley")
    assert (data / "mime" / "packages" / f"{IDENTIFIER}.xml").is_file()
    assert not (data / "metainfo").exists()
    checked_by("desktop-file-validate", added)

    assert run("--remove") == 0
    assert not added.exists()
    assert other.read_text(encoding="utf-8") == "mine"
    assert run("--wrong") == 2


@needs_sh
def test_the_script_alone_does_not_say_that_it_has_done_anything(tmp_path: Path) -> None:
    script = tmp_path / "add-to-menu.sh"
    shutil.copy(LINUX / "add-to-menu.sh", script)
    for words in ([], ["--remove"]):
        done = subprocess.run(
            ["sh", str(script), *words],
            env={"HOME": str(tmp_path / "home"), "PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 1
        assert "share is not there" in done.stderr
        assert not done.stdout


@needs_sh
@pytest.mark.parametrize("name", ["add-to-menu.sh", "AppRun"])
def test_scripts_pass_their_linter_where_there_is_one(name):
    assert (LINUX / name).read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    checked_by("shellcheck", LINUX / name)
