import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from desktop_app.cli import ask as ask_module
from desktop_app.cli import main, model_choice
from desktop_app.core.engine import EngineSpec
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.engines.scripted import Reply, ScriptedOptions
from tests.engines.faulty import FaultyOptions

ROOT = Path(__file__).resolve().parents[2]


def play(monkeypatch: pytest.MonkeyPatch, options: ScriptedOptions | FaultyOptions) -> None:
    """Let `--demo` play this."""
    module = "tests.engines.faulty"
    if isinstance(options, ScriptedOptions):
        module = "desktop_app.engines.scripted"
    monkeypatch.setattr(ask_module, "SCRIPTED", EngineSpec(f"{module}:create", options))


def type_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def types_of(lines: Iterable[dict[str, Any]]) -> list[str]:
    return [line["type"] for line in lines]


def test_an_answer_is_printed_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    play(monkeypatch, ScriptedOptions((Reply("Größer als 🦜?", thought="hm"),)))
    assert main(["ask", "--demo", "Hi"]) == 0
    assert capsys.readouterr() == ("Größer als 🦜?\n", "")


def test_words_need_no_quotes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    play(monkeypatch, ScriptedOptions(echo=True))
    assert main(["ask", "--demo", "--in-process", "Say", "this", "\udcff"]) == 0
    assert capsys.readouterr().out == "Say this ?\n"


def test_turns_are_one_conversation(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    play(monkeypatch, ScriptedOptions((Reply("one"), Reply("two"))))
    type_in(monkeypatch, "First?\n\n  \nSecond?")
    assert main(["ask", "--demo", "--in-process", "--json", "--turns"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    ends = [line["usage"] for line in lines if line["type"] == "finished"]
    assert [line["text"] for line in lines if line["type"] == "text"] == ["one", "two"]
    assert types_of(lines).count("loaded") == 1
    assert ends[1]["prompt_tokens"] > ends[0]["prompt_tokens"]
    assert ends[1]["reused_tokens"] >= ends[0]["prompt_tokens"]


def test_no_turns_no_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, "")
    assert main(["ask", "--demo", "--in-process", "--turns"]) == 0
    assert capsys.readouterr() == ("", "")


def test_options_reach_the_engine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    play(monkeypatch, ScriptedOptions((Reply("one two three four"),)))
    words = ["ask", "--demo", "--in-process", "--json", "--max-tokens", "2", "--context", "512"]
    assert main([*words, "Hi"]) == 0
    end = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert end["reason"] == "length"
    assert end["usage"]["reply_tokens"] == 2
    assert end["usage"]["context_size"] == 512


def test_settings_are_used_where_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    Settings.load(Places(tmp_path).settings).update(
        {"sampling.max_tokens": 3, "model.context_size": 768, "model.path": "/models/a b.gguf"}
    )
    play(monkeypatch, ScriptedOptions((Reply("one two three four"),)))
    assert main(["--home", str(tmp_path), "ask", "--demo", "--in-process", "--json", "Hi"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    loaded = next(line for line in lines if line["type"] == "loaded")
    assert loaded["model"] == str(Path("/models/a b.gguf").absolute())
    assert loaded["context_size"] == 768
    assert lines[-1]["usage"]["reply_tokens"] == 3


def test_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["--home", str(tmp_path), "ask", "--demo", "Hi"]) == 0
    assert not Places(tmp_path).database.exists()
    assert not Places(tmp_path).settings.exists()


class TestErrors:
    def test_no_model(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(model_choice, "starter_model", lambda: None)
        assert main(["ask", "Hi"]) == 1
        assert capsys.readouterr().err.startswith("parley: No model is chosen yet. Choose")

    @pytest.mark.parametrize("json_too", [False, True])
    def test_a_crash_is_one_sentence_and_keeps_the_text(
        self, json_too: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        play(monkeypatch, FaultyOptions("abort"))
        assert main(["ask", "--demo", *["--json"] * json_too, "Hi"]) == 1
        out, err = capsys.readouterr()
        assert "one " in out
        assert err.startswith("parley: The model stopped unexpectedly")
        assert err.count("\n") == 1

    def test_the_first_turn_that_fails_is_the_last(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        play(monkeypatch, FaultyOptions("problem"))
        type_in(monkeypatch, "First?\nSecond?\n")
        assert main(["ask", "--demo", "--json", "--turns"]) == 1
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert types_of(lines) == ["text", "text", "failed"]
        assert lines[-1]["code"] == "model.missing"

    def test_settings_that_cannot_be_read_are_told(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        Places(tmp_path).settings.write_text("theme = [")
        assert main(["--home", str(tmp_path), "ask", "--demo", "--in-process", "Hi"]) == 0
        assert "settings file could not be read" in capsys.readouterr().err


# A reply that takes hours, behind `--demo`, in a program of its own.
_SLOW = """
import sys
from desktop_app.cli import ask
from desktop_app.core.engine import EngineSpec
from desktop_app.engines.scripted import Reply, ScriptedOptions

options = ScriptedOptions((Reply("first " + "word " * 100000),), tokens_per_second={rate})
ask.SCRIPTED = EngineSpec("desktop_app.engines.scripted:create", options)
from desktop_app.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
"""


def start(*words: str, rate: float, **more: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _SLOW.format(rate=rate), *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        **more,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups like these")
class TestInterrupt:
    @pytest.mark.parametrize("more", [[], ["--in-process"]])
    def test_ctrl_c_ends_the_reply_and_keeps_what_was_written(self, more: list[str]) -> None:
        with start("ask", "--demo", *more, "Hi", rate=20, start_new_session=True) as program:
            assert program.stdout is not None
            assert program.stdout.read(5) == "first"
            os.killpg(program.pid, signal.SIGINT)
            out, err = program.communicate()
        assert program.returncode == 130
        assert out.endswith("\n")
        assert err == ""

    def test_json_says_cancelled(self) -> None:
        words = ("ask", "--demo", "--json", "Hi")
        with start(*words, rate=20, start_new_session=True) as program:
            assert program.stdout is not None
            while '"text"' not in program.stdout.readline():
                pass
            os.killpg(program.pid, signal.SIGINT)
            out, err = program.communicate()
        assert program.returncode == 130
        end = json.loads(out.splitlines()[-1])
        assert (end["type"], end["reason"]) == ("finished", "cancelled")
        assert end["usage"]["reply_tokens"] >= 1
        assert err == ""

    def test_ctrl_c_while_waiting_for_a_question(self) -> None:
        words = ("ask", "--demo", "--in-process", "--turns", "--max-tokens", "1")
        with start(*words, rate=0, stdin=subprocess.PIPE, start_new_session=True) as program:
            assert program.stdout is not None
            assert program.stdin is not None
            program.stdin.write("Hi\n")
            program.stdin.flush()
            assert program.stdout.readline() == "first\n"
            os.killpg(program.pid, signal.SIGINT)
            out, err = program.communicate()
        assert (program.returncode, out, err) == (130, "", "")

    def test_a_reader_that_leaves_ends_it_quietly(self) -> None:
        with start("ask", "--demo", "Hi", rate=0) as program:
            assert program.stdout is not None
            assert program.stderr is not None
            program.stdout.read(5)
            program.stdout.close()
            assert program.stderr.read() == ""
        assert program.returncode == 141


def test_any_encoding_around_it_speaks_utf_8() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii:strict"}
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", "ask", "--demo", "--in-process", "--json", "Hi"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=True,
        timeout=200,
    )
    assert [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


@pytest.mark.model
class TestRealModel:
    def test_answers_a_question(self, starter_model: Path) -> None:
        command = f"{sys.executable} -m desktop_app ask --threads 1 --max-tokens 16 --seed 1"
        command += " --temperature 0 --context 1024 --model"
        done = subprocess.run(
            [*command.split(), str(starter_model), "Who was Einstein?"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=200,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert "Einstein" in done.stdout

    def test_turns_evaluate_only_what_is_new(
        self,
        starter_model: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        type_in(monkeypatch, "Name a river.\nName another one.\n")
        words = "ask --json --turns --threads 1 --max-tokens 8 --temperature 0 --context 1024"
        assert main([*words.split(), "--model", str(starter_model)]) == 0
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        steps = [t for t in types_of(lines) if t in {"loaded", "planned", "finished"}]
        assert steps == ["loaded", "planned", "finished", "planned", "finished"]
        first, second = (line["usage"] for line in lines if line["type"] == "finished")
        assert second["reused_tokens"] >= first["prompt_tokens"] > 0
        assert second["load_seconds"] == 0

    def test_a_file_that_is_no_model_is_one_sentence(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "page.gguf"
        file.write_text("<html>")
        assert main(["ask", "--model", str(file), "Hi"]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("parley: page.gguf is not a GGUF model file.")
        assert err.count("\n") == 1
