"""`parley ask` by a preset, and with what a model has of its own."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.cli import ask as ask_module
from desktop_app.cli import main
from desktop_app.core.conversation import Role
from desktop_app.core.engine import CancelToken, ChatJob, Engine, Job
from desktop_app.core.events import Event
from desktop_app.core.model_record import Record, Records, key_of
from desktop_app.core.paths import Places
from desktop_app.core.preset import Preset, Presets, built_in
from desktop_app.core.settings import Settings
from desktop_app.core.thinking import Mode
from desktop_app.engines.scripted import Reply, ScriptedEngine, ScriptedOptions


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = Places(tmp_path)
    places.create()
    Settings.load(places.settings).set("chat.system_prompt", "Of all.")
    return places


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[ChatJob]:
    """What the engine is asked, whichever it would be."""
    jobs: list[ChatJob] = []

    class Witness(ScriptedEngine):
        def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
            assert isinstance(job, ChatJob)
            jobs.append(job)
            return super().run(job, cancel)

    def made(*_: object) -> Engine:
        return Witness(ScriptedOptions((Reply("yes"),)))

    monkeypatch.setattr(ask_module, "_engine", made)
    return jobs


def prompt_of(job: ChatJob) -> str:
    return job.turns[0].text if job.turns[0].role is Role.SYSTEM else ""


def test_its_prompt_settings_and_schema_count(places: Places, jobs: list[ChatJob]) -> None:
    assert main(["ask", "--home", str(places.home), "--demo", "--preset", "Classify", "Hi"]) == 0
    (job,) = jobs

    assert prompt_of(job) == built_in()["classify"].prompt
    assert job.sampling.schema == built_in()["classify"].schema
    assert (job.sampling.temperature, job.thinking.mode) == (0.0, Mode.OFF)


def test_ones_own_is_found_and_what_is_said_here_counts_more(
    places: Places, jobs: list[ChatJob]
) -> None:
    own = Preset("aunt", "My Aunt", "Be kind.", settings={"sampling.temperature": 0.1}, own=True)
    Presets.load(places.presets).put(own)
    words = ["--preset", "my aunt", "--temperature", "0.9", "Hi"]
    assert main(["ask", "--home", str(places.home), "--demo", *words]) == 0

    assert (prompt_of(jobs[0]), jobs[0].sampling.temperature) == ("Be kind.", 0.9)


def test_one_that_is_not_there_is_told_with_those_that_are(
    places: Places, jobs: list[ChatJob], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "--home", str(places.home), "--demo", "--preset", "uncle", "Hi"]) == 1

    told = capsys.readouterr()
    assert told.out == ""
    assert "uncle" in told.err
    assert "translate" in told.err
    assert jobs == []


def test_what_the_model_has_of_its_own_counts(
    places: Places, jobs: list[ChatJob], tmp_path: Path
) -> None:
    model = tmp_path / "one.gguf"
    model.write_bytes(b"one")
    own = {"chat.system_prompt": "Of the model.", "model.context_size": 512, "sampling.top_k": 3}
    Records.load(places.records).put(key_of(str(model)), Record(settings=own))
    begin = ["ask", "--home", str(places.home), "--model", str(model)]
    assert main([*begin, "Hi"]) == 0
    assert main([*begin, "--context", "1024", "--preset", "translate", "Hi"]) == 0
    plain, by_preset = jobs

    assert (prompt_of(plain), plain.model.context_size) == ("Of the model.", 512)
    assert prompt_of(by_preset) == built_in()["translate"].prompt
    assert (by_preset.model.context_size, by_preset.sampling.top_k) == (1024, 3)


@pytest.mark.model
def test_a_real_model_answers_within_the_schema(
    places: Places, starter_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--model", str(starter_model), "--threads", "1", "--in-process", "--context", "1024"]
    assert main(["ask", "--home", str(places.home), "--preset", "classify", *words, "Great!"]) == 0
    answer = json.loads(capsys.readouterr().out)

    assert set(answer) == {"sentiment", "topic", "language", "urgency", "reason"}
    assert answer["sentiment"] in ("positive", "neutral", "negative", "mixed")
    assert 1 <= answer["urgency"] <= 5
