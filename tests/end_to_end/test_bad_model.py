"""A file that is no model, and a model over which everything ended: chosen in the whole window."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.engine import CancelToken, ChatJob, FitJob, Job, LoadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Finished, Fitted, Loaded, Loading, TextDelta
from desktop_app.core.load_mark import LoadMark
from desktop_app.ui.model_status import Status
from tests.end_to_end.conftest import close
from tests.end_to_end.test_chat import ask, idle, texts

DAMAGED = Problem("model.damaged", {"name": "bad.gguf"})


class ChoosyEngine:
    """Refuses the files that are called bad before it frees what it has; dies of the deadly."""

    def __init__(self) -> None:
        self.path = ""
        self.jobs: list[Job] = []

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        self.jobs.append(job)
        if isinstance(job, FitJob):
            yield Fitted(None, (), "a test")
            return
        if isinstance(job, LoadJob | ChatJob) and job.model.path != self.path:
            if "bad" in job.model.path:
                yield Failed(DAMAGED)
                return
            yield Loading(0.0)
            if "deadly" in job.model.path:
                yield Failed(Problem("engine.crashed_loading", {"name": "deadly.gguf"}))
                return
            self.path = job.model.path
            yield Loaded(self.path, "m", 512, "CPU", 1, 0.1)
        if isinstance(job, ChatJob):
            yield TextDelta(f"from {Path(self.path).name}")
        yield Finished()

    def close(self) -> None:
        """Nothing to free."""


@pytest.fixture
def engine() -> ChoosyEngine:
    return ChoosyEngine()


def banners(parley) -> list[str]:
    return [banner.text() for banner in parley.window.notices.banners()]


def choose(parley, path: str) -> None:
    parley.model.choose(path)


def test_a_file_that_is_no_model_leaves_the_one_before_in_use(qtbot, start, engine):
    parley = start(lambda: engine, model="")
    choose(parley, "/m/good.gguf")
    qtbot.waitUntil(lambda: parley.model._status.state is Status.LOADED)
    choose(parley, "/m/bad.gguf")
    qtbot.waitUntil(lambda: len(parley.window.notices.banners()) == 2)

    assert parley.settings.get("model.path") == "/m/good.gguf"
    assert parley.settings.get("model.recent") == ("/m/good.gguf",)
    assert any("bad.gguf is damaged" in text for text in banners(parley))
    assert any(text == "good stays in use." for text in banners(parley))
    assert parley.model._status.state is Status.LOADED
    assert parley.window.header.state_label.accessibleName().startswith("ready")

    loads = len([job for job in engine.jobs if isinstance(job, LoadJob)])
    ask(qtbot, parley, "Which one are you?")
    assert texts(parley)[-1] == "from good.gguf"
    assert len([job for job in engine.jobs if isinstance(job, LoadJob)]) == loads


def test_a_model_over_which_its_engine_died_is_not_loaded_by_the_next_start(
    qtbot, start, engine, tmp_path
):
    parley = start(lambda: engine, model="")
    choose(parley, "/m/deadly.gguf")
    qtbot.waitUntil(lambda: parley.model._status.state is Status.CRASHED)
    mark = LoadMark(tmp_path / "home" / "loading")
    assert mark.read() == "/m/deadly.gguf"
    close(parley)

    after = ChoosyEngine()
    parley = start(lambda: after, model="/m/deadly.gguf")
    assert any("deadly.gguf" in text for text in banners(parley))
    parley.window.composer.edit.setPlainText("Are you there?")
    assert parley.model._status.state is Status.CRASHED
    assert not [job for job in after.jobs if isinstance(job, LoadJob)]

    choose(parley, "/m/good.gguf")
    qtbot.waitUntil(lambda: parley.model._status.state is Status.LOADED)
    assert mark.read() == ""
    assert not any("deadly.gguf" in text for text in banners(parley))
    close(parley)
    parley = start(lambda: ChoosyEngine(), model="/m/good.gguf")
    assert banners(parley) == []


def test_the_power_that_went_while_a_model_was_loaded_is_remembered(qtbot, start, engine, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    LoadMark(home / "loading").set("/m/good.gguf")
    (home / "settings.toml").write_text('[model]\npath = "/m/good.gguf"\n')
    parley = start(lambda: engine, model="/m/good.gguf")
    assert parley.window.header.state_label.accessibleName().startswith("stopped unexpectedly")

    ask(qtbot, parley, "Are you there?")
    assert texts(parley)[-1] == "from good.gguf"
    assert LoadMark(home / "loading").read() == ""
    assert banners(parley) == []
    assert idle(parley)


def test_that_a_model_stays_in_use_is_not_said_of_another(qtbot, start, engine):
    parley = start(lambda: engine, model="")
    choose(parley, "/m/good.gguf")
    qtbot.waitUntil(lambda: parley.model._status.state is Status.LOADED)
    choose(parley, "/m/bad.gguf")
    qtbot.waitUntil(lambda: "good stays in use." in banners(parley))
    choose(parley, "/m/better.gguf")
    assert banners(parley) == []
