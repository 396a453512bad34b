"""Files with text on the command line: named, read, shown with the first question, and gone."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop_app.cli import main
from desktop_app.core.engine import ChatJob
from desktop_app.engines.scripted import ScriptedEngine
from tests.document_bytes import docx, paragraph, pdf

DEMO = ["ask", "--demo", "--in-process"]


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[ChatJob]:
    """What the scripted engine is asked."""
    asked: list[ChatJob] = []
    run = ScriptedEngine.run

    def watched(self: ScriptedEngine, job: Any, cancel: Any) -> Any:
        if isinstance(job, ChatJob):
            asked.append(job)
        return run(self, job, cancel)

    monkeypatch.setattr(ScriptedEngine, "run", watched)
    return asked


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "my notes.md"
    path.write_text("The garden gate is blue.\n", encoding="utf-8")
    return path


def test_files_are_shown_in_their_order(
    notes: Path, tmp_path: Path, jobs: list[ChatJob], home: Path
) -> None:
    paper, letter = tmp_path / "a.pdf", tmp_path / "b.docx"
    paper.write_bytes(pdf(["Page of a paper"]))
    letter.write_bytes(docx(paragraph("Dear Anna")))
    files = [word for path in (notes, paper, letter) for word in ("--file", str(path))]
    assert main([*DEMO, "--home", str(home), *files, "What", "colour?"]) == 0
    (turn,) = jobs[0].turns
    assert turn.text == "What colour?"
    assert turn.shown == (
        'File "my notes.md":\n```\nThe garden gate is blue.\n```\n\n',
        'File "a.pdf":\n```\n[Page 1]\nPage of a paper\n```\n\n',
        'File "b.docx":\n```\nDear Anna\n```\n\n',
    )


def test_with_turns_they_belong_to_the_first_question(
    notes: Path, jobs: list[ChatJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"One?\nTwo?\n")))
    assert main([*DEMO, "--turns", "--file", str(notes)]) == 0
    first, _, second = jobs[-1].turns
    assert len(first.shown) == 1
    assert second.shown == ()


def test_a_file_that_cannot_be_read_is_one_sentence(
    notes: Path, tmp_path: Path, jobs: list[ChatJob], capsys: pytest.CaptureFixture[str]
) -> None:
    words = [*DEMO, "--file", str(notes), "--file", str(tmp_path / "none.txt"), "Hi"]
    assert main(words) == 1
    err = capsys.readouterr().err
    assert err.startswith("parley: The file none.txt is not there any more. Choose")
    assert err.count("\n") == 1
    assert jobs == []


@pytest.mark.model
def test_the_starter_model_reads_it(
    notes: Path, starter_model: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "ask --json --threads 1 --temperature 0 --max-tokens 24 --context 1024"
    command = [
        *words.split(),
        "--home",
        str(home),
        "--model",
        str(starter_model),
        "--file",
        str(notes),
    ]
    assert main([*command, "What colour is the garden gate?"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    answer = "".join(line["text"] for line in lines if line["type"] == "text")
    assert "blue" in answer.lower()
