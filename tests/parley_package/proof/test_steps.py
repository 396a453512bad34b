"""The parts of steps that only look: at what was printed, kept, left behind, or is to be seen."""

import json

import pytest
from PIL import Image, ImageDraw

from parley_package.desktop_entry import desktop_entry
from parley_package.proof.__main__ import lint_verdict
from parley_package.proof.apt_source import AptSource
from parley_package.proof.clean_root import CleanRoot, debootstrap, need_bare
from parley_package.proof.command import ProofError
from parley_package.proof.conversation import Conversation, numbers, parse
from parley_package.proof.deb_file import DebFile
from parley_package.proof.install_steps import capabilities, verdict
from parley_package.proof.invocation import command
from parley_package.proof.processor_steps import emulated
from parley_package.proof.removal_steps import fingerprints, leftovers
from parley_package.proof.screen import is_blank
from parley_package.proof.stage import shortened
from parley_package.proof.tool import need_tools
from parley_package.proof.window import exec_words
from parley_setup.console import SetupError

# --- the root


def test_the_command_that_makes_a_root(tmp_path):
    source = AptSource("http://m.example.org/debian", "bookworm", ("main", "contrib"), "/k.gpg")
    assert debootstrap(source, tmp_path) == [
        "debootstrap",
        "--variant=minbase",
        "--components=main,contrib",
        "--keyring=/k.gpg",
        "bookworm",
        str(tmp_path),
        "http://m.example.org/debian",
    ]


def test_a_root_with_a_python_is_not_bare(tmp_path):
    root = CleanRoot(tmp_path)
    (tmp_path / "usr/bin").mkdir(parents=True)
    need_bare(root)
    (tmp_path / "usr/bin/python3").symlink_to("python3.11")
    with pytest.raises(ProofError, match="python3"):
        need_bare(root)


def test_a_path_in_the_root_stays_in_there(tmp_path):
    assert CleanRoot(tmp_path).inside("/etc/passwd") == tmp_path / "etc" / "passwd"
    assert CleanRoot(tmp_path).home == tmp_path / "home" / "jürgen"


def test_what_is_missing_is_said_with_the_line_that_installs_it(tmp_path):
    with pytest.raises(SetupError, match=r"apt-get install .*debootstrap.* xvfb"):
        need_tools(str(tmp_path))


# --- the user


def test_capabilities_that_somebody_has():
    status = (
        "Name:\tcat\nCapInh:\t0000000000000000\nCapPrm:\t0\nCapEff:\t0\nCapBnd:\t{}\nCapAmb:\t0\n"
    )
    assert capabilities(status.format("0000000000000000")) == []
    assert capabilities(status.format("000001ffffffffff")) == ["CapBnd"]


def test_a_self_test_is_read_from_its_report(tmp_path):
    report = tmp_path / "report.txt"
    report.write_text("ok      load: it does\nskipped hear: no AVX2\nok      window: it does\n")
    assert verdict(report) == "2 steps well"
    report.write_text("ok      load: it does\nfailed  write: it does not\n")
    with pytest.raises(ProofError, match="write: it does not"):
        verdict(report)
    report.write_text("")
    with pytest.raises(ProofError, match="empty"):
        verdict(report)


# --- conversations


def test_the_ids_in_a_list():
    listing = "0a1b  2026-01-02 03:04  Name a river.\n2c3d  2026-01-01 00:00  (no title)\n"
    assert numbers(listing) == ["0a1b", "2c3d"]
    assert numbers("There are no conversations yet.\n") == []


def exported(state):
    question = {"role": "user", "text": "Name a river.", "state": "complete"}
    answer = {"role": "assistant", "text": " Elbe. ", "state": state, "model": "m"}
    return json.dumps({"title": "Rivers", "messages": [question, answer]})


def test_an_answer_counts_when_it_is_whole():
    assert parse(exported("complete")) == Conversation("Rivers", "Name a river.", "Elbe.", "m")
    assert parse(exported("length")).answer == "Elbe."
    assert parse(exported("writing")).answer == ""
    assert parse(exported("failed")).answer == ""


# --- the screen and the desktop


def test_a_picture_of_nothing_is_blank():
    assert is_blank(Image.new("RGB", (200, 100), "black"))
    noise = Image.effect_noise((200, 100), 80)
    assert not is_blank(noise)
    # A frame and nothing in it: a window that was never painted.
    frame = Image.new("RGB", (200, 100), "white")
    ImageDraw.Draw(frame).rectangle((10, 10, 190, 90), outline="black")
    assert is_blank(frame)


def test_the_words_that_open_a_file():
    file = "/home/jürgen/Größtes Modell.gguf"
    assert exec_words(desktop_entry("parley-window"), file) == ["parley-window", file]
    assert exec_words("Exec=x --at=100%% %f", file) == ["x", "--at=100%", file]
    with pytest.raises(ProofError, match="no Exec"):
        exec_words("[Desktop Entry]\nTryExec=x\n", file)


def test_a_long_answer_is_shown_by_its_beginning():
    assert shortened("Two\nlines") == "Two lines"
    assert len(shortened("word " * 100)) == 60


# --- processors


def test_the_loader_is_told_what_it_would_set():
    words = emulated("Nehalem", "/usr/lib/p/parley-console")
    assert words[:3] == ["qemu-x86_64-static", "-cpu", "Nehalem"]
    assert words[-1] == "/usr/lib/p/parley-console"
    assert "LD_LIBRARY_PATH=/usr/lib/p/_internal" in words
    assert "_PYI_ARCHIVE_FILE=/usr/lib/p/parley-console" in words


# --- removal


@pytest.fixture
def root(tmp_path):
    for name in ("usr/bin", "var/lib/dpkg", "home/jürgen", "usr/lib"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path


DEB = DebFile(None, "p", "1", ("usr/lib/p/parley-console", "usr/bin/parley"))


def test_a_removed_program_leaves_nothing(root):
    (root / "home/jürgen/link").symlink_to("/usr/lib/p/parley-console")
    assert leftovers(root, DEB) == []


def test_a_file_a_folder_or_a_dangling_link_that_is_left_is_found(root):
    (root / "usr/lib/p").mkdir()
    assert leftovers(root, DEB) == ["usr/lib/p"]
    (root / "usr/bin/parley").symlink_to("../lib/p/parley-console")
    assert leftovers(root, DEB) == ["usr/bin/parley", "usr/lib/p"]
    (root / "usr/bin/other").symlink_to("../lib/p/other")
    assert "usr/bin/other" in leftovers(root, DEB)


def test_what_changed_in_a_home_is_seen(tmp_path):
    (tmp_path / "a").write_text("1")
    (tmp_path / "dangling").symlink_to("nowhere")
    before = fingerprints(tmp_path)
    assert set(before) == {"a", "dangling"}
    assert fingerprints(tmp_path) == before
    (tmp_path / "a").write_text("2")
    assert fingerprints(tmp_path) != before


# --- lintian, and how it is all asked for


def test_an_error_of_lintians_is_a_failure_and_a_warning_is_none():
    assert lint_verdict("W: p: no-manual-page\nI: p: x\n") == "no error, 1 warnings"
    with pytest.raises(ProofError, match="1 errors: E: p: bad"):
        lint_verdict("W: p: x\nE: p: bad\n")


def test_somebody_else_than_root_asks_for_it_by_sudo(tmp_path):
    words = command(tmp_path / "p.deb", is_root=True, environment={})
    assert words[-3:] == ["-m", "parley_package.proof", str(tmp_path / "p.deb")]
    other = command(tmp_path / "p.deb", is_root=False, environment={"PYTHONPATH": "a:b"})
    assert other == ["sudo", "--non-interactive", "env", "PYTHONPATH=a:b", *words]
