"""The command lines that lead into a clean root."""

import shutil
import subprocess
from pathlib import Path

import pytest

from parley_package.proof.command import INSIDE
from parley_package.proof.namespace import (
    _MOUNT,
    PERSON,
    Circumstances,
    User,
    as_root,
    as_user,
    display,
)

ROOT = Path("/the root")


def variables(words):
    """What is set behind `env -i`, and the words behind that."""
    own = words[words.index("env") + 1 : words.index(INSIDE)]
    assert own[0] == "-i"
    return dict(pair.split("=", 1) for pair in own[1:]), words[words.index(INSIDE) + 1 :]


def test_a_user_has_a_home_of_another_script_and_no_capability():
    words = as_user(ROOT, ["parley", "--version"])
    set_, command = variables(words)
    assert command == ["parley", "--version"]
    assert set_["HOME"] == "/home/jürgen"
    assert not set_["HOME"].isascii()
    assert "DISPLAY" not in set_
    for word in ("--bounding-set=-all", "--inh-caps=-all", "--no-new-privs", "--clear-groups"):
        assert word in words
    assert words[words.index("--reuid") + 1] == str(PERSON.number)


def test_nothing_outlives_the_namespace():
    words = as_user(ROOT, ["true"])
    assert words[0] == "unshare"
    assert {"--mount", "--pid", "--fork", "--kill-child"} <= set(words)


def test_the_first_process_of_the_namespace_stays_who_it_is():
    # exec would put a process in its place that becomes somebody else, and then outlives it.
    assert "exec" not in _MOUNT


def test_no_network_is_a_network_of_its_own():
    assert "--net" not in as_user(ROOT, ["true"])
    words = as_user(ROOT, ["true"], found=Circumstances(network=False))
    assert "--net" in words
    # root, socket, cpuinfo, network: what the script reads from its parameters
    at = words.index(_MOUNT)
    assert words[at + 1 : at + 6] == ["sh", str(ROOT), "", "", "none"]


def test_a_screen_outside_is_named_inside():
    found = Circumstances(screen=Path("/tmp/.X11-unix/X73"), folder="/srv")
    words = as_user(ROOT, ["true"], found=found)
    set_, _ = variables(words)
    assert set_["DISPLAY"] == ":73"
    assert set_["--chdir"] == "/srv"
    assert "/tmp/.X11-unix/X73" in words


def test_the_administrator_keeps_how_a_mirror_is_reached():
    set_, _ = variables(as_root(ROOT, ["apt-get"], {"http_proxy": "http://p", "HOME": "/outside"}))
    assert set_["http_proxy"] == "http://p"
    assert set_["HOME"] == "/root"
    assert set_["DEBIAN_FRONTEND"] == "noninteractive"


def test_the_lines_of_a_user():
    assert User("zoë", 7).passwd() == "zoë:x:7:7::/home/zoë:/bin/sh\n"
    assert User("zoë", 7).group() == "zoë:x:7:\n"


def test_the_number_of_a_screen():
    assert display(Path("/tmp/.X11-unix/X5")) == ":5"


@pytest.mark.skipif(shutil.which("sh") is None, reason="there is no sh here")
def test_the_script_is_one_that_a_shell_understands():
    subprocess.run(["sh", "-nc", _MOUNT], check=True)
