import io
import json
import os

import pytest

from desktop_app.cli.printer import JsonPrinter, PlainPrinter, where
from desktop_app.cli.terminal import Progress
from desktop_app.core.errors import Problem
from desktop_app.core.events import (
    Event,
    Failed,
    Finished,
    Loaded,
    Loading,
    Looking,
    Notice,
    Planned,
    Reading,
    Reason,
    TextDelta,
    ThoughtDelta,
    Transcribing,
    Usage,
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


PREPARATION: list[Event] = [
    Loading(0.5),
    Loaded("m.gguf", "M", 4096, "CPU", 1, 0.5),
    Planned(600, 0, 4096),
    Looking(0, 2),
    Looking(1, 2),
    Looking(2, 2),
    Reading(512, 1600),
    ThoughtDelta("Let me think."),
]


def plain(events: list[Event], progress: Progress) -> None:
    printer = PlainPrinter(progress)
    for event in events:
        printer.show(event)


def test_only_the_answer_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    plain([*PREPARATION, TextDelta("Hello"), TextDelta(" 🦜"), Finished()], Progress(io.StringIO()))
    assert capsys.readouterr() == ("Hello 🦜\n", "")


def test_an_answer_with_its_own_last_line_gets_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    plain([TextDelta("Hello\n"), Finished()], Progress(io.StringIO()))
    assert capsys.readouterr().out == "Hello\n"


def test_no_answer_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    plain([Finished(Reason.CANCELLED)], Progress(io.StringIO()))
    assert capsys.readouterr().out == ""


def test_a_failure_keeps_the_text_and_tells_one_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    problem = Problem("engine.crashed", {"cause": "segmentation fault"}, "much\nmore")
    plain([TextDelta("Hel"), Failed(problem)], Progress(io.StringIO()))
    out, err = capsys.readouterr()
    assert out == "Hel\n"
    assert err.startswith("parley: The model stopped unexpectedly (segmentation fault). What")
    assert err.count("\n") == 1


def test_a_notice_is_told_beside_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    notice = Notice(Problem("model.no_template", {"name": "m.gguf"}))
    plain([notice, TextDelta("Hi"), Finished()], Progress(io.StringIO()))
    out, err = capsys.readouterr()
    assert out == "Hi\n"
    assert "m.gguf brings no chat template" in err


def test_a_person_sees_progress_and_then_no_trace_of_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    terminal = Terminal()
    plain([*PREPARATION, TextDelta("Hello"), Finished()], Progress(terminal))
    shown = terminal.getvalue()
    for words in (
        "loading… 50%",
        "looking at picture 1 of 2…",
        "picture 2 of 2…",
        "reading… 512 of 1,600",
        "thinking…",
    ):
        assert words in shown
    assert shown.split("\r")[-2].strip() == ""
    assert shown.endswith("\r")
    assert capsys.readouterr().out == "Hello\n"


def test_progress_is_cut_where_the_line_would_wrap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((12, 24)))
    terminal = Terminal()
    monkeypatch.setattr(terminal, "fileno", lambda: 2)
    progress = Progress(terminal)
    progress.show("a model with a long name")
    progress.clear()
    assert terminal.getvalue() == f"\ra model wit\r{' ' * 11}\r"


def test_how_far_a_film_is_heard() -> None:
    terminal = Terminal()
    plain([Transcribing(12.0, 90.0), Finished()], Progress(terminal))
    assert "listening… 0:12 of 1:30" in terminal.getvalue()


def test_json_is_one_event_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    printer = JsonPrinter()
    problem = Problem("model.missing", {"name": "größe.gguf"}, "not shown")
    events = [*PREPARATION, TextDelta("a\n„b“"), Notice(problem), Finished(), Failed(problem)]
    for event in events:
        printer.show(event)
    out, err = capsys.readouterr()
    lines = [json.loads(line) for line in out.splitlines()]
    types = " ".join(line["type"] for line in lines)
    assert types.startswith("loading loaded planned looking looking looking reading thought text")
    assert types.endswith("text notice finished failed")
    assert lines[8]["text"] == "a\n„b“"
    assert "größe" in out
    assert set(lines[-1]) == {"type", "code", "sentence", "remedy"}
    assert lines[-1]["sentence"] in err
    assert err.count("\n") == 1


def test_json_of_finished_has_what_scripts_rely_on(capsys: pytest.CaptureFixture[str]) -> None:
    JsonPrinter().show(Finished(Reason.LENGTH, Usage(prompt_tokens=9, reused_tokens=4)))
    line = json.loads(capsys.readouterr().out)
    assert line["reason"] == "length"
    assert set(line["usage"]) >= {
        "prompt_tokens",
        "reused_tokens",
        "reply_tokens",
        "load_seconds",
        "first_token_seconds",
        "reading_tokens_per_second",
        "writing_tokens_per_second",
        "threads",
    }


@pytest.mark.parametrize(
    ("threads", "layers", "words"),
    [
        (4, 0, "CUDA0, 4 threads"),
        (1, 0, "CUDA0, 1 thread"),
        (4, 33, "CUDA0, 33 of 33 layers"),
        (4, 20, "CUDA0, 20 of 33 layers, 4 threads"),
    ],
)
def test_where_a_model_runs(threads: int, layers: int, words: str) -> None:
    assert where(Loaded("m", "M", 512, "CUDA0", threads, 1.0, layers, 33)) == words


def test_where_it_runs_is_shown_while_it_does_nothing_else_yet() -> None:
    terminal = Terminal()
    plain([Loaded("m.gguf", "M", 4096, "Metal", 4, 0.5, 33, 33)], Progress(terminal))
    assert terminal.getvalue() == "\rM on Metal, 33 of 33 layers"
