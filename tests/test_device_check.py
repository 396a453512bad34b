"""`dev.py check-device`, tried on a device that every machine can have (tests/rpc_device.py)."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import dev
from desktop_app.core.device import Device, DeviceKind
from desktop_app.core.errors import Problem
from desktop_app.core.events import Fitted
from tests.device_check.choice import chosen, nothing
from tests.device_check.likeness import TOLERANCE, Likeness, likeness
from tests.device_check.process import answered
from tests.device_check.question import ALL, Answer, Question
from tests.device_check.report import Row, remarks, table
from tests.random_texts.attention import llama
from tests.rpc_device import MIB, Command, Fault, needs_rpc, rpc_device

ROOT = Path(__file__).resolve().parent.parent

GOOD = Likeness(distance=0.02, largest=0.3, places=17, other_token=1, clear=0)
RUN = Answer("CUDA", 33, 33, 8192, 4, 2.0, 900.0, 80.0, 5 << 30, 5 << 30, 1 << 30, 0.1, 0.01)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return llama(tmp_path_factory.mktemp("tiny") / "tiny.gguf")


def check(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as dev.py gives it."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "tests.device_check", "--quick", "--threads", "1", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=200,
    )


class TestLikeness:
    def logits(self) -> np.ndarray:
        return np.random.default_rng(1).standard_normal((5, 1000)).astype(np.float32) * 3

    def test_the_same_is_the_same(self) -> None:
        assert likeness(self.logits(), self.logits()) == Likeness(0.0, 0.0, 5, 0, 0)

    def test_rounding_is_within_the_tolerance(self) -> None:
        theirs = self.logits()
        ours = theirs + np.random.default_rng(2).standard_normal(theirs.shape) * 0.05
        found = likeness(ours, theirs)
        assert 0 < found.distance < TOLERANCE
        assert found.holds

    def test_one_wrong_place_is_enough(self) -> None:
        theirs = self.logits()
        ours = theirs.copy()
        ours[3] = ours[3, ::-1]
        found = likeness(ours, theirs)
        assert found.distance > 1
        assert not found.holds

    def test_another_best_token_counts_where_the_choice_was_clear(self) -> None:
        theirs = self.logits()
        best = int(theirs[0].argmax())
        theirs[0, best] += 3
        ours = theirs.copy()
        ours[0, best] -= 6
        found = likeness(ours, theirs)
        assert found.distance <= TOLERANCE
        assert (found.other_token, found.clear) == (1, 1)
        assert not found.holds

    def test_a_close_call_may_go_the_other_way(self) -> None:
        theirs = self.logits()
        first, second = theirs[0].argsort()[[-1, -2]]
        theirs[0, second] = theirs[0, first] - 0.01
        ours = theirs.copy()
        ours[0, second] += 0.02
        found = likeness(ours, theirs)
        assert (found.other_token, found.clear) == (1, 0)
        assert found.holds

    def test_what_is_not_a_number_is_not_like_one(self) -> None:
        ours = self.logits()
        ours[2, 7] = np.nan
        assert not likeness(ours, self.logits()).holds


class TestReport:
    def test_every_row_fills_the_table(self) -> None:
        rows = [
            Row("processor", RUN),
            Row("all", RUN, GOOD),
            Row("half", Answer(failure="It died")),
        ]
        lines = table(rows).splitlines()
        assert len({line.count("|") for line in lines}) == 1
        assert "33 of 33" in lines[3]
        assert "failed" in lines[4]
        assert "half: It died" in remarks(rows)
        assert [row.is_good for row in rows] == [True, True, False]

    def test_it_says_whether_the_logits_are_right(self) -> None:
        assert "Logits: within the tolerance" in remarks([Row("all", RUN, GOOD)])
        wrong = Row("all", RUN, replace(GOOD, distance=1.4))
        assert "not within the tolerance: all" in remarks([wrong])
        assert not wrong.is_good


def test_question_and_answer_travel_as_text() -> None:
    question = Question("a model.gguf", "RPC0", 3, "logits.npz", rpc=("127.0.0.1:1",))
    assert Question.of_json(question.as_json()) == question
    answer = replace(RUN, notices=("one",), stop_reading=None)
    assert Answer.of_json(answer.as_json()) == answer


def test_the_model_is_looked_for_where_the_user_is(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    monkeypatch.setattr(dev, "ready_python", lambda: "python")
    monkeypatch.setattr(subprocess, "call", lambda *given, **named: calls.append((given, named)))
    dev.main(["check-device", "--model", "mine.gguf"])
    ((command,), named) = calls[0]
    assert command[-4:] == ["-m", "tests.device_check", "--model", "mine.gguf"]
    assert "cwd" not in named
    assert named["env"]["PYTHONPATH"] == str(ROOT)


class TestChoice:
    PROCESSOR = Device("CPU", "AMD Ryzen 7 5800X", "CPU", DeviceKind.PROCESSOR)
    CARD = Device("CUDA0", "NVIDIA GeForce RTX 4070", "CUDA", DeviceKind.GPU)
    SHARING = Device("Vulkan1", "Intel Graphics", "Vulkan", DeviceKind.INTEGRATED)

    def test_the_first_card_unless_one_is_named(self) -> None:
        fitted = Fitted(None, (self.CARD, self.SHARING, self.PROCESSOR), "llama.cpp")
        assert chosen(fitted, "") == self.CARD
        assert chosen(fitted, "Vulkan1") == self.SHARING
        assert chosen(fitted, "CPU") is None
        assert "no graphics card CUDA7" in nothing(fitted, "CUDA7")
        assert "NVIDIA GeForce RTX 4070" in nothing(fitted, "CUDA7")

    @pytest.mark.parametrize("name", ["", "CUDA0"])
    def test_without_a_device_it_says_so_and_what_helps(self, name: str) -> None:
        problem = Problem(
            "device.unused", {"card": "The NVIDIA graphics card", "flag": "GGML_CUDA"}
        )
        fitted = Fitted(None, (self.PROCESSOR,), "llama.cpp", problem)
        assert chosen(fitted, name) is None
        said = nothing(fitted, name)
        assert said.startswith("This machine has no device that this build can use: ")
        assert "AMD Ryzen 7 5800X" in said
        assert "GGML_CUDA" in said


@pytest.mark.model
class TestCommand:
    def test_without_the_device_it_says_so(self, model: Path) -> None:
        done = check("--model", str(model), "--device", "NONE0")
        assert done.returncode == 1
        assert "CPU" in done.stderr
        assert done.stdout == ""

    @needs_rpc
    def test_a_device_gives_a_table(self, model: Path) -> None:
        with rpc_device(400 * MIB) as card:
            done = check("--model", str(model), "--rpc", card.endpoint)
        assert done.returncode == 0, done.stdout + done.stderr
        rows = [
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in done.stdout.splitlines()
            if line.startswith("|")
        ][2:]
        assert [row[:3] for row in rows[:4]] == [
            ["processor", "CPU", "0 of 3"],
            ["0 layers", "CPU", "0 of 3"],
            ["half", "RPC", "1 of 3"],
            ["all", "RPC", "3 of 3"],
        ]
        # The same instructions in another process: to the last bit.
        assert {row[9] for row in rows[1:]} == {"0.000 (at most 0.00)"}
        assert "too little room: " in done.stdout
        assert "could not" in done.stdout
        assert f"; {model.name}; llama.cpp" in done.stdout

    @needs_rpc
    def test_a_device_that_is_not_there_is_told_beside_those_that_are(self, model: Path) -> None:
        with rpc_device() as card:
            done = check("--model", str(model), "--rpc", card.endpoint, "--device", "CUDA0")
        assert done.returncode == 1
        assert "no graphics card CUDA0" in done.stderr
        assert "RPC0" in done.stderr

    @needs_rpc
    def test_a_device_that_dies_is_an_answer(self, model: Path, tmp_path: Path) -> None:
        with rpc_device(fault=Fault(Command.GRAPH_COMPUTE, 5)) as card:
            question = Question(
                str(model),
                "RPC0",
                ALL,
                str(tmp_path / "logits.npz"),
                threads=1,
                quick=True,
                rpc=(card.endpoint,),
            )
            answer = answered(question)
        assert "RPC0 stopped answering" in answer.failure
        assert "Remote RPC server crashed" in answer.failure
