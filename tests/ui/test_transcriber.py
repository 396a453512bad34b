"""The voice engine as the window uses it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from desktop_app.core.audio import Audio
from desktop_app.core.engine import LoadJob, UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import Failed, Finished
from desktop_app.core.settings import Settings
from desktop_app.core.voice import DETECT
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.transcriber import Transcriber, system_language
from tests.ui.voice_script import ScriptedVoice


@pytest.fixture
def voice() -> ScriptedVoice:
    return ScriptedVoice()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(tmp_path / "settings.toml")


@pytest.fixture
def transcriber(
    qtbot: QtBot, tmp_path: Path, voice: ScriptedVoice, settings: Settings
) -> Iterator[Transcriber]:
    thread = EngineThread(lambda: voice)
    starter = tmp_path / "whisper-tiny.en.pt"
    starter.touch()
    settings.set("voice.language", "en")
    yield Transcriber(thread, settings, starter)
    assert thread.shut_down(5000)


def kinds(voice: ScriptedVoice) -> list[str]:
    return [type(job).__name__ for job in voice.jobs]


def test_a_job_says_all_that_the_settings_say(
    qtbot: QtBot, transcriber: Transcriber, voice: ScriptedVoice, settings: Settings
) -> None:
    settings.update(
        {"voice.language": "auto", "voice.translate": True, "voice.words": ("Parley", "Zoë")}
    )
    sound = Audio(bytes(400))
    transcriber.transcribe("one", sound, before="so far", draft=True)
    qtbot.waitUntil(lambda: transcriber.free)
    (job,) = voice.transcribed()
    assert (job.id, job.audio, job.before, job.draft) == ("one", sound, "so far", True)
    assert (job.language, job.fallback) == (DETECT, system_language())
    assert (job.translate, job.words) == (True, ("Parley", "Zoë"))
    assert (job.model.path, job.model.engine) == (transcriber.path, "openai-whisper")


@pytest.mark.parametrize(
    ("chosen", "expected"), [("", system_language()), ("auto", DETECT), ("de", "de")]
)
def test_which_language_is_expected(
    transcriber: Transcriber, settings: Settings, chosen: str, expected: str
) -> None:
    settings.set("voice.language", chosen)
    assert transcriber.language() == expected


@pytest.mark.parametrize(
    ("locale", "code"),
    [("de_AT", "de"), ("C", "en"), ("zh_CN", "zh"), ("nb_NO", "no"), ("tlh", "en")],
)
def test_the_systems_language(monkeypatch: pytest.MonkeyPatch, locale: str, code: str) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(locale))
    assert system_language() == code


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, None),
        ({"voice.language": "auto"}, None),
        ({"voice.language": "fr"}, "voice.language"),
        ({"voice.translate": True}, "voice.translate"),
        ({"voice.model": "/nowhere/tiny.pt"}, "voice.model_missing"),
    ],
)
def test_what_stands_in_the_way_is_known_before(
    transcriber: Transcriber, settings: Settings, values: dict[str, object], code: str | None
) -> None:
    settings.update(values)  # type: ignore[arg-type]
    problem = transcriber.obstacle()
    assert (problem.code if problem else None) == code


def test_a_file_of_ones_own_is_tried(
    transcriber: Transcriber, settings: Settings, tmp_path: Path
) -> None:
    own = tmp_path / "mine.pt"
    own.touch()
    settings.update({"voice.model": str(own), "voice.language": "fr"})
    assert transcriber.obstacle() is None


def test_without_any_model(qtbot: QtBot, voice: ScriptedVoice, settings: Settings) -> None:
    thread = EngineThread(lambda: voice)
    problem = Transcriber(thread, settings, None).obstacle()
    assert problem is not None
    assert problem.code == "voice.no_model"


def test_it_is_loaded_once_and_again_when_it_is_another(
    qtbot: QtBot, transcriber: Transcriber, voice: ScriptedVoice, settings: Settings
) -> None:
    transcriber.wake()
    transcriber.wake()
    qtbot.waitUntil(lambda: transcriber.free)
    assert kinds(voice) == ["LoadJob"]
    settings.set("voice.engine", "whisper.cpp")
    transcriber.wake()
    qtbot.waitUntil(lambda: transcriber.free)
    assert kinds(voice) == ["LoadJob", "UnloadJob", "LoadJob"]


def test_idle_it_is_let_go_and_loaded_anew(
    qtbot: QtBot, transcriber: Transcriber, voice: ScriptedVoice
) -> None:
    transcriber.wake()
    qtbot.waitUntil(lambda: transcriber.free)
    assert transcriber._idle.isActive()
    assert transcriber._idle.interval() == 5 * 60_000
    transcriber._idle.setInterval(0)
    transcriber._idle.start()
    qtbot.waitUntil(lambda: kinds(voice) == ["LoadJob", "UnloadJob"] and transcriber.free)
    assert not transcriber._idle.isActive()
    transcriber.wake()
    qtbot.waitUntil(lambda: kinds(voice)[-1] == "LoadJob")


def test_never_asleep_when_the_person_wants_that(
    qtbot: QtBot, transcriber: Transcriber, settings: Settings
) -> None:
    settings.set("voice.idle_minutes", 0)
    transcriber.wake()
    qtbot.waitUntil(lambda: transcriber.free)
    assert not transcriber._idle.isActive()


class Failing(ScriptedVoice):
    """Ends every job with one problem."""

    code = "voice.model_damaged"

    def run(self, job, cancel):  # type: ignore[no-untyped-def]
        self.jobs.append(job)
        yield Finished() if isinstance(job, UnloadJob) else Failed(Problem(self.code))


class Dying(Failing):
    code = "part.crashed"


@pytest.mark.parametrize("voice", [Failing(), Dying()], ids=["failing", "dying"])
def test_a_load_that_failed_is_told_where_no_other_job_will(
    qtbot: QtBot, transcriber: Transcriber, voice: Failing
) -> None:
    told: list[Problem] = []
    transcriber.failed.connect(told.append)
    transcriber.wake()
    qtbot.waitUntil(lambda: transcriber.free)
    assert [problem.code for problem in told] == (
        [] if isinstance(voice, Dying) else ["voice.model_damaged"]
    )
    transcriber.wake()  # It is not taken for loaded.
    qtbot.waitUntil(lambda: len(voice.jobs) == 2)
    assert isinstance(voice.jobs[-1], LoadJob)
