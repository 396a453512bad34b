"""Pictures on the command line: named, made, shown with the first question, and gone again."""

import io
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Painter

from desktop_app.cli import main
from desktop_app.cli.ask import _Asking
from desktop_app.core.engine import ChatJob
from desktop_app.core.paths import Places
from desktop_app.core.picture import Image
from desktop_app.engines.scripted import ScriptedEngine
from tests.film import write_mov
from tests.seeing_model import plain

QUESTION = "What colour is the left side?"


@pytest.fixture
def red(tmp_path: Path) -> Path:
    return painted(tmp_path / "a red one.png", "red")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which temporary folders are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[ChatJob]:
    """What the scripted engine is asked, and whether what it is shown was there by then."""
    asked: list[ChatJob] = []
    run = ScriptedEngine.run

    def watched(self: ScriptedEngine, job: Any, cancel: Any) -> Any:
        if isinstance(job, ChatJob):
            asked.append(job)
            images = [part for turn in job.turns for part in turn.shown if isinstance(part, Image)]
            assert all(Path(image.path).is_file() for image in images)
        return run(self, job, cancel)

    monkeypatch.setattr(ScriptedEngine, "run", watched)
    return asked


def painted(path: Path, colour: str, width: int = 64) -> Path:
    Painter.fromarray(plain(colour, width=width)).save(path)
    return path


def type_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def lines_of(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_pictures_are_shown_in_their_order_and_leave_nothing_behind(
    red: Path,
    tmp_path: Path,
    temporary: Path,
    jobs: list[ChatJob],
    capsys: pytest.CaptureFixture[str],
) -> None:
    wide = painted(tmp_path / "blue.jpg", "blue", width=96)
    words = ["ask", "--demo", "--in-process", "--json", "--image", str(red), "--image", str(wide)]
    assert main([*words, "Which is wider?"]) == 0

    lines = lines_of(capsys.readouterr().out)
    pictured = [line["picture"] for line in lines if line["type"] == "pictured"]
    assert [(p["name"], p["width"]) for p in pictured] == [("a red one.png", 64), ("blue.jpg", 96)]
    (turn,) = jobs[0].turns
    assert [image.width for image in turn.shown if isinstance(image, Image)] == [64, 96]
    assert turn.text == "Which is wider?"
    assert list(temporary.iterdir()) == []


def test_with_turns_they_belong_to_the_first_question(
    red: Path, monkeypatch: pytest.MonkeyPatch, jobs: list[ChatJob]
) -> None:
    type_in(monkeypatch, "One?\nTwo?\n")
    assert main(["ask", "--demo", "--in-process", "--turns", "--image", str(red)]) == 0
    first, _, second = jobs[-1].turns
    assert len(first.shown) == 1
    assert second.shown == ()
    assert jobs[0].turns[0] == first


def test_a_film_is_shown_behind_the_pictures(
    red: Path, tmp_path: Path, jobs: list[ChatJob], temporary: Path
) -> None:
    film = write_mov(tmp_path / "film.mov")
    words = ["ask", "--demo", "--in-process", "--image", str(red), "--video", str(film)]
    assert main([*words, "--frames", "3", "--part", "0-0:02", "Hi"]) == 0
    picture, *parts = jobs[0].turns[-1].shown
    assert isinstance(picture, Image)
    assert parts[0] == 'Film "film.mov", 0:00 to 0:02 of 3 s. Frame at 0:00:\n'
    assert sum(isinstance(part, Image) for part in parts) == 2  # twice the same one is once
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("json_too", [False, True])
def test_a_picture_that_cannot_be_shown_is_one_sentence(
    json_too: bool,
    red: Path,
    tmp_path: Path,
    temporary: Path,
    jobs: list[ChatJob],
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["ask", "--demo", "--in-process", *["--json"] * json_too, "--image", str(red)]
    assert main([*words, "--image", str(tmp_path / "none.png"), "Hi"]) == 1
    out, err = capsys.readouterr()
    assert err.startswith("parley: The picture none.png is not there any more. Choose")
    assert err.count("\n") == 1
    types = [line["type"] for line in lines_of(out)]
    assert types == (["pictured", "failed"] if json_too else [])
    assert jobs == []
    assert list(temporary.iterdir()) == []


def test_ctrl_c_while_pictures_are_made_asks_nothing(
    red: Path, monkeypatch: pytest.MonkeyPatch, jobs: list[ChatJob]
) -> None:
    watched = _Asking._stopped_by

    def pressed(self: _Asking, cancel: Any) -> Any:
        cancel.set()
        return watched(self, cancel)

    monkeypatch.setattr(_Asking, "_stopped_by", pressed)
    assert main(["ask", "--demo", "--in-process", "--image", str(red), "Hi"]) == 130
    assert jobs == []


@pytest.mark.model
class TestRealModel:
    def test_it_names_the_colour(
        self,
        red: Path,
        starter_model: Path,
        seeing_projector: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        home: Path,
    ) -> None:
        """A question and a follow-up; then once more, when the picture was seen before."""
        words = "ask --json --threads 1 --temperature 0 --max-tokens 16 --context 1024 --home"
        command = [*words.split(), str(home), "--model", str(starter_model)]
        command += ["--mmproj", str(seeing_projector), "--image", str(red)]
        type_in(monkeypatch, f"{QUESTION}\nAnd the right side?\n")

        assert main([*command, "--turns"]) == 0
        lines = lines_of(capsys.readouterr().out)
        first, second = (line["usage"] for line in lines if line["type"] == "finished")
        texts = [line["text"] for line in lines if line["type"] == "text"]
        assert "red" in "".join(texts).lower()
        assert [line["done"] for line in lines if line["type"] == "looking"] == [0, 1]
        assert (first["image_tokens"], first["reused_image_tokens"]) == (9, 0)
        assert (second["image_tokens"], second["reused_image_tokens"]) == (9, 9)
        assert (first["encoded_images"], second["encoded_images"]) == (1, 0)

        assert main([*command, QUESTION]) == 0
        again = lines_of(capsys.readouterr().out)[-1]["usage"]
        assert (again["image_tokens"], again["encoded_images"]) == (9, 0)
        assert list(Places(home).picture_cache.iterdir())
        assert not Places(home).pictures.exists()
