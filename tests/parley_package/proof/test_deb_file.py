"""What is read out of a package, and what is made older in it."""

import shutil
import subprocess

import pytest

from parley_package.proof.command import ProofError
from parley_package.proof.deb_file import DebFile, listed_files, make_older, with_version

CONTROL = "Package: p\nVersion: 1.2\nArchitecture: all\nMaintainer: A <a@b>\nDescription: d\n"


def test_folders_are_no_files_and_links_lead_nowhere():
    listing = (
        "drwxr-xr-x root/root         0 2026-01-02 03:04 ./usr/lib/p/\n"
        "-rwxr-xr-x root/root        12 2026-01-02 03:04 ./usr/lib/p/with two words\n"
        "lrwxrwxrwx root/root         0 2026-01-02 03:04 ./usr/bin/p -> ../lib/p/p\n"
    )
    assert listed_files(listing) == ["usr/lib/p/with two words", "usr/bin/p"]


def test_only_the_version_becomes_another():
    text = "Package: p\nVersion: 1.2\nDescription: d\n Version: 1.2\n"
    assert with_version(text, "0.9") == "Package: p\nVersion: 0.9\nDescription: d\n Version: 1.2\n"


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="there is no dpkg-deb here")
def test_an_older_package_is_the_same_but_for_its_version_and_a_file(tmp_path):
    tree = tmp_path / "tree"
    for name, text in (("DEBIAN/control", CONTROL), ("usr/lib/p/parley-console", "x")):
        (tree / name).parent.mkdir(parents=True)
        (tree / name).write_text(text)
    made = tmp_path / "new.deb"
    subprocess.run(["dpkg-deb", "--build", tree, made], check=True, capture_output=True)
    new = DebFile.read(made)
    assert (new.name, new.version, new.folder) == ("p", "1.2", "usr/lib/p")
    older = DebFile.read(make_older(made, tmp_path))
    assert (older.name, older.version) == ("p", "0.0.9")
    assert set(older.files) - set(new.files) == {"usr/lib/p/in-the-older-one-alone"}
    assert not set(new.files) - set(older.files)


def test_a_package_without_a_program_is_none_of_ours(tmp_path):
    with pytest.raises(ProofError, match="no program"):
        DebFile(tmp_path / "x.deb", "x", "1", ("usr/bin/x",)).folder  # noqa: B018
