"""Commands with a time limit, which are gone when they are not wanted any more."""

import os
import shutil
import sys

import pytest

from parley_package.proof.command import INSIDE, ProofError, end, run, start, tail, wait_for

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("setpriv") is None, reason="the proof is for Linux"
)


def test_what_is_printed_on_both_streams():
    assert run(["sh", "-c", "echo a; echo b >&2"], 30) == "a\nb\n"


def test_a_status_that_was_not_expected_says_what_was_printed():
    with pytest.raises(ProofError, match=r"^sh -c .* ended with 3: no such luck$"):
        run(["sh", "-c", "echo no such luck; exit 3"], 30)
    assert run(["sh", "-c", "exit 3"], 30, statuses=(0, 3)) == ""


def test_the_program_meant_is_the_one_inside():
    with pytest.raises(ProofError, match=r"^false ended with 1"):
        run(["env", INSIDE, "false"], 30)


def test_what_takes_too_long_is_ended():
    with pytest.raises(ProofError, match="sleep 600 took longer than 0 s"):
        run(["sleep", "600"], 0.1)


def test_what_was_started_is_ended(tmp_path):
    process = start(["sleep", "600"], log=tmp_path / "log")
    end(process)
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)


def test_waiting_ends_with_what_was_found_or_a_sentence():
    assert wait_for(lambda: "here", 0, "It") == "here"
    with pytest.raises(ProofError, match="It did not come within 0 s"):
        wait_for(lambda: None, 0, "It")


def test_the_end_of_a_text_on_one_line():
    assert tail("a\n\n b \nc\nd\n\n") == "b | c | d"
