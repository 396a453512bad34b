"""What nfpm is told, and what is in the tarball and in the AppImage's folder."""

import io
import json
import lzma
import os
import re
import sys
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.build import IDENTIFIER
from parley_package import appimage, linux, nfpm_config
from parley_package.edition import SLIM
from parley_package.host_library import HostLibraries
from parley_package.package_text import FOLDER
from parley_package.packed_file import packed_files
from parley_package.places import PackagePlaces
from parley_package.release import Release
from parley_package.share_folder import ICON_SIZES, ShareFolder
from parley_package.tarball import write_tarball
from parley_package.target import Target
from parley_setup.console import Console, SetupError

if sys.platform == "win32":
    pytest.skip("links and modes are those of Linux", allow_module_level=True)

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
RELEASE = Release("1.2.0rc1", SLIM, Target("linux", "x86_64"), date="2026-03-04T05:06:07+02:00")
HOST = HostLibraries(frozenset({"libEGL.so.1"}), (2, 34))


@pytest.fixture
def tree(tmp_path):
    tree = tmp_path / "tree"
    for name, mode in (
        ("Parley", 0o755),
        ("parley-console", 0o700),
        ("_internal/libthing.so.1.2", 0o755),
        ("_internal/thing.cpython-311-x86_64-linux-gnu.so", 0o755),
        ("_internal/torch/bin/torch_shm_manager", 0o755),
        ("_internal/[a]*{b}.txt", 0o666),
        ("parley-data/conversations.db", 0o600),
    ):
        path = tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
        path.chmod(mode)
    (tree / "_internal" / "libthing.so.1").symlink_to("libthing.so.1.2")
    return tree


@pytest.fixture(scope="module")
def share(tmp_path_factory):
    """Once for all: icons take longest to draw."""
    path = tmp_path_factory.mktemp("share") / "share"
    folder = ShareFolder(path)
    places = PackagePlaces(ROOT)
    folder.fill(RELEASE, places, "/usr/bin/parley-window")
    folder.document(RELEASE, places)
    return path


def config(kind, tree, share, release=RELEASE):
    return json.loads(nfpm_config.nfpm_config(kind, release, tree, share, HOST))


def contents(told):
    return {entry["dst"]: entry for entry in told["contents"]}


# --- the files


def test_only_programs_may_be_run(tree):
    modes = {file.name: file.mode for file in packed_files(tree) if not file.link}
    assert modes["Parley"] == modes["parley-console"] == 0o755
    assert modes["_internal/torch/bin/torch_shm_manager"] == 0o755
    assert modes["_internal/libthing.so.1.2"] == 0o644
    assert modes["_internal/thing.cpython-311-x86_64-linux-gnu.so"] == 0o644
    assert modes["_internal/[a]*{b}.txt"] == 0o644


def test_what_a_portable_one_keeps_is_not_packed(tree):
    names = [file.name for file in packed_files(tree)]
    assert names[0] == "Parley"
    assert not any(name.startswith("parley-data") for name in names)


def test_there_is_an_icon_of_every_size(share):
    from PIL import Image

    icons = share / "icons" / "hicolor"
    for size in ICON_SIZES:
        with Image.open(icons / f"{size}x{size}" / "apps" / f"{IDENTIFIER}.png") as icon:
            assert icon.size == (size, size)
            # The corner is empty, the bubble is not.
            assert icon.convert("RGBA").getpixel((0, 0))[3] == 0
            assert icon.convert("RGBA").getpixel((size // 2, size // 5))[3] == 255
    assert {16, 22, 24, 32, 48, 64, 128, 256, 512} <= set(ICON_SIZES)
    assert (icons / "scalable" / "apps" / f"{IDENTIFIER}.svg").is_file()


def test_the_same_sources_give_the_same_share_folder(share, tmp_path):
    again = ShareFolder(tmp_path / "again")
    places = PackagePlaces(ROOT)
    again.fill(RELEASE, places, "/usr/bin/parley-window")
    again.document(RELEASE, places)
    first = {
        file.name: file.path.read_bytes() for file in packed_files(share) if not file.is_directory
    }
    second = {
        file.name: file.path.read_bytes()
        for file in packed_files(again.path)
        if not file.is_directory
    }
    assert first == second


# --- .deb and .rpm


def test_both_packages_have_the_programs_on_the_path(tree, share):
    for kind in ("deb", "rpm"):
        files = contents(config(kind, tree, share))
        link = files["/usr/bin/parley"]
        assert (link["type"], link["src"]) == ("symlink", "../lib/parley-desktop/parley-console")
        assert files["/usr/bin/parley-window"]["src"] == "../lib/parley-desktop/Parley"
        program = files[f"/{FOLDER}/Parley"]
        assert program["file_info"]["mode"] == 0o755
        assert files[f"/{FOLDER}/_internal"]["type"] == "dir"
        assert files[f"/{FOLDER}/_internal/libthing.so.1"]["src"] == "libthing.so.1.2"
        assert f"/usr/share/applications/{IDENTIFIER}.desktop" in files
        assert "/usr/share/man/man1/parley.1.gz" in files


def test_every_file_has_the_time_of_the_release(tree, share):
    told = config("deb", tree, share)
    times = {entry["file_info"]["mtime"] for entry in told["contents"]}
    assert times == {told["mtime"]} == {"2026-03-04T03:06:07+00:00"}


def test_names_of_files_are_no_patterns(tree, share):
    told = config("deb", tree, share)
    assert told["disable_globbing"] is True
    assert f"/{FOLDER}/_internal/[a]*{{b}}.txt" in contents(told)


def test_folders_of_others_are_not_claimed(tree, share):
    told = config("rpm", tree, share)
    folders = [entry["dst"] for entry in told["contents"] if entry.get("type") == "dir"]
    assert "/usr/share/doc/parley-desktop-slim" in folders
    assert f"/{FOLDER}" in folders
    assert all("/parley-desktop" in folder for folder in folders)


def test_nothing_is_outside_of_usr_and_no_script_runs(tree, share):
    for kind in ("deb", "rpm"):
        told = config(kind, tree, share)
        assert all(entry["dst"].startswith("/usr/") for entry in told["contents"])
        assert not {"scripts", "triggers"} & (told.keys() | told[kind].keys())


def test_one_edition_gives_way_to_another_and_none_to_kdes_program(tree, share):
    told = config("deb", tree, share)
    assert told["name"] == "parley-desktop-slim"
    assert told["provides"] == told["replaces"] == ["parley-desktop"]
    assert told["conflicts"] == ["parley-desktop", "parley"]
    assert "parley" not in told["provides"]


def test_each_kind_has_its_own_names_of_what_it_needs(tree, share):
    deb, rpm = (config(kind, tree, share) for kind in ("deb", "rpm"))
    assert deb["depends"] == ["libc6 (>= 2.34)", "libegl1"]
    assert rpm["depends"] == ["libc.so.6(GLIBC_2.34)(64bit)", "libEGL.so.1()(64bit)"]
    assert deb["version"] == rpm["version"] == "1.2.0~rc1"
    assert deb["version_schema"] == "none"
    assert (deb["deb"]["compression"], rpm["rpm"]["compression"]) == ("none", "zstd")
    assert deb["description"].startswith(rpm["rpm"]["summary"])
    assert not rpm["description"].startswith(rpm["rpm"]["summary"])


def test_lintians_file_is_debians_alone(tree, share):
    place = "/usr/share/lintian/overrides/parley-desktop-slim"
    assert place in contents(config("deb", tree, share))
    assert place not in contents(config("rpm", tree, share))


def test_an_arm_processor_has_its_name(tree, share):
    release = replace(RELEASE, target=Target("linux", "arm64"))
    assert config("deb", tree, share, release)["arch"] == "arm64"
    assert appimage.variables(release, {})["ARCH"] == "aarch64"


def test_a_homepage_is_said_when_there_is_one(tree, share):
    assert "homepage" not in config("deb", tree, share)
    release = replace(RELEASE, homepage="https://example.org")
    assert config("deb", tree, share, release)["homepage"] == "https://example.org"


def test_every_override_has_its_reason():
    blocks = (LINUX / "lintian-overrides").read_text(encoding="utf-8").strip().split("\n\n")
    assert blocks
    assert all(block.startswith("# ") for block in blocks)
    assert all(re.search(r"^[a-z-]+", block, re.MULTILINE) for block in blocks)


# --- the tarball


def write(tree, share, into):
    return write_tarball(RELEASE, tree, share, LINUX, into)


def test_the_tarball_is_one_folder_and_always_the_same(tree, share, tmp_path):
    first = write(tree, share, tmp_path / "a.tar.xz")
    os.utime(tree / "Parley", (1, 1))
    second = write(tree, share, tmp_path / "b" / "b.tar.xz")
    assert first.read_bytes() == second.read_bytes()
    assert not list(tmp_path.glob("*.part"))
    with tarfile.open(first) as archive:
        members = {member.name: member for member in archive}
    assert {name.partition("/")[0] for name in members} == {"parley"}
    assert {member.uid for member in members.values()} == {0}
    assert {member.mtime for member in members.values()} == {1772593567}
    assert members["parley/add-to-menu.sh"].mode == members["parley/Parley"].mode == 0o755
    assert members["parley/_internal/libthing.so.1"].linkname == "libthing.so.1.2"
    assert f"parley/share/applications/{IDENTIFIER}.desktop" in members
    assert not any("parley-data" in name for name in members)


def test_the_note_names_files_that_are_there(tree, share, tmp_path):
    note = (LINUX / "README.txt").read_text(encoding="utf-8")
    made = write(tree, share, tmp_path / "a.tar.xz")
    with lzma.open(made) as packed, tarfile.open(fileobj=packed) as archive:
        names = archive.getnames()
    assert "./add-to-menu.sh" in note
    assert {"parley/add-to-menu.sh", "parley/README.txt"} <= set(names)
    assert all(len(line) <= 80 for line in note.splitlines())


# --- the AppImage


def test_the_folder_of_the_appimage_has_what_the_tool_looks_for(tree, share, tmp_path):
    folder = appimage.make_folder(tree, share, LINUX, tmp_path / "Parley.AppDir")
    assert os.access(folder / "AppRun", os.X_OK)
    assert (folder / f"{IDENTIFIER}.desktop").is_file()
    assert (folder / f"{IDENTIFIER}.png").is_file()
    assert (folder / ".DirIcon").resolve().name == f"{IDENTIFIER}.png"
    assert (folder / "usr/bin/parley").resolve() == (folder / FOLDER / "parley-console").resolve()
    assert (folder / "usr/bin/parley").is_file()
    assert (folder / FOLDER / "_internal/libthing.so.1").read_bytes()
    assert f"{FOLDER}/parley-console" in (folder / "AppRun").read_text(encoding="utf-8")


def test_the_tool_is_found_by_a_variable_or_on_the_path(tmp_path):
    assert appimage.find({"PATH": str(tmp_path)}) is None
    assert appimage.find({"PATH": "", "PARLEY_APPIMAGETOOL": "/x/tool"}) == "/x/tool"
    told = appimage.command("tool", Path("d"), Path("i"), {"PARLEY_APPIMAGE_RUNTIME": "r"})
    assert told[-4:] == ["--runtime-file", "r", "d", "i"]


# --- what cannot be made, and what is too large


def test_what_cannot_be_made_is_said(tmp_path, monkeypatch):
    out = io.StringIO()
    console = Console(tmp_path / "log", out)
    places = PackagePlaces(tmp_path)
    monkeypatch.setattr(nfpm_config, "find", lambda: None)
    monkeypatch.setattr(appimage, "find", lambda: None)
    assert linux.make_installers(RELEASE, places, console) == []
    assert linux.make_appimage(RELEASE, places, console) == []
    assert "nfpm" in out.getvalue()
    assert "appimagetool" in out.getvalue()


def test_a_package_above_its_limit_ends_the_build(tmp_path):
    places = PackagePlaces(tmp_path)
    package = places.package(RELEASE, "deb")
    package.parent.mkdir(parents=True)
    package.write_bytes(b"0" * 11)
    small = replace(RELEASE, edition=replace(SLIM, download_limit=10))
    linux._check_size(replace(RELEASE, edition=replace(SLIM, download_limit=11)), places)
    with pytest.raises(SetupError, match="limit"):
        linux._check_size(small, places)
