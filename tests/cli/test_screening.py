"""Films on the command line: how many pictures, which words, and what is told of the rest."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.cli import screening as module
from desktop_app.cli import voice_choice
from desktop_app.cli.screening import Screening, Watcher, Wish
from desktop_app.core.attachment import Film
from desktop_app.core.engine import CancelToken, EngineSpec, Job, LookJob, ModelOptions
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import (
    Event,
    Failed,
    Finished,
    Loaded,
    Measured,
    Notice,
    Segment,
    Transcribing,
)
from desktop_app.core.film import FRAMES
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from tests.film import Shot, tone, write_mov
from tests.scripted_voice import Script

MODEL = ModelOptions("/models/m.gguf", projector="/models/mmproj.gguf")
COLOURS = ("red", "lime", "blue", "white", "black", "yellow", "cyan", "magenta")


class Eyes:
    """A model that finds pictures of films to be so many tokens, or fails."""

    def __init__(self, context: int = 4096, tokens: int = 9, problem: str = "") -> None:
        self._context, self._tokens, self._problem = context, tokens, problem
        self.jobs: list[LookJob] = []

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        assert isinstance(job, LookJob)
        assert all(Path(image.path).is_file() for image in job.images)
        self.jobs.append(job)
        if self._problem:
            yield Failed(Problem(self._problem, {"name": "mmproj.gguf"}))
            return
        yield Loaded("m.gguf", "m", self._context, "CPU", 1, 0.5)
        yield Measured((self._tokens,))
        yield Finished()

    def close(self) -> None:
        pass


class Heard:
    """A printer that keeps what it was told."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def show(self, event: Event) -> None:
        self.events.append(event)

    @property
    def codes(self) -> list[str]:
        return [event.problem.code for event in self.events if isinstance(event, Notice)]


class Cinema:
    """Makes screenings of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings.load(folder / "settings.toml")
        self.printer = Heard()

    def film(self, path: Path, eyes: Eyes | None, cancel: CancelToken, **wish: Any) -> Film | None:
        watcher = Watcher(eyes or Eyes(), MODEL, sees=eyes is not None)
        screening = Screening(
            Wish(str(path), **wish),
            watcher,
            self.folder / "pictures",
            self.settings,
            Places(self.folder),
            self.printer,
        )
        return screening.film(cancel)

    def made(self, path: Path, eyes: Eyes | None, **wish: Any) -> Film:
        film = self.film(path, eyes, CancelToken(), **wish)
        assert film is not None
        return film

    def refused(self, path: Path, eyes: Eyes | None, **wish: Any) -> str:
        with pytest.raises(ParleyError) as raised:
            self.film(path, eyes, CancelToken(), **wish)
        return raised.value.problem.code


@pytest.fixture
def cinema(tmp_path: Path) -> Cinema:
    """With a voice model that nobody loads."""
    cinema = Cinema(tmp_path)
    model = tmp_path / "tiny.pt"
    model.write_bytes(b"a model")
    cinema.settings.update({"voice.model": str(model)})
    return cinema


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A film of eight colours in eight seconds, in which two words are said."""
    play(monkeypatch, Script((" one", "two")))
    shots = [Shot(colour, rate=2) for colour in COLOURS]
    return write_mov(tmp_path / "talk.mov", shots, sound=tone(8.0))


@pytest.fixture
def silent(tmp_path: Path) -> Path:
    return write_mov(tmp_path / "silent.mov", [Shot(colour, rate=2) for colour in COLOURS])


def play(monkeypatch: pytest.MonkeyPatch, script: Script) -> None:
    """Let this be heard in every film."""
    monkeypatch.setattr(module, "SOUND_FILE", EngineSpec("tests.scripted_voice:create_reader"))
    spec = EngineSpec("tests.scripted_voice:create", script)
    monkeypatch.setattr(module, "voice_engine", lambda places: spec)


def test_pictures_and_words(cinema: Cinema, talk: Path) -> None:
    film = cinema.made(talk, Eyes())
    assert (film.name, round(film.seconds), film.start) == ("talk.mov", 8, 0.0)
    assert [frame.at for frame in film.frames] == pytest.approx([n + 0.5 for n in range(FRAMES)])
    assert [segment.text.strip() for segment in film.said] == ["one", "two"]
    assert cinema.printer.codes == []
    heard = [event for event in cinema.printer.events if isinstance(event, Segment | Transcribing)]
    assert Segment(1.0, 2.0, "two") in heard


def test_as_many_pictures_as_fit_into_the_context(cinema: Cinema, silent: Path) -> None:
    eyes = Eyes(context=200, tokens=30)
    assert len(cinema.made(silent, eyes).frames) == 4  # 60 % of 200 tokens are 120
    (look,) = eyes.jobs
    assert look.model == MODEL


def test_as_many_as_are_wished_for(cinema: Cinema, silent: Path) -> None:
    eyes = Eyes()
    film = cinema.made(silent, eyes, frames=2, part=(2.0, 6.0))
    assert [frame.at for frame in film.frames] == pytest.approx([3.0, 5.0])
    assert (film.start, film.end) == (2.0, 6.0)
    assert eyes.jobs == []  # there was nothing to be found out


def test_the_words_alone(cinema: Cinema, talk: Path) -> None:
    film = cinema.made(talk, Eyes(), frames=0)
    assert film.frames == ()
    assert len(film.said) == 2
    assert cinema.printer.codes == []


def test_a_model_without_eyes_is_given_the_words_and_that_is_said(
    cinema: Cinema, talk: Path
) -> None:
    film = cinema.made(talk, None)
    assert film.frames == ()
    assert len(film.said) == 2
    assert cinema.printer.codes == ["film.unseen"]


def test_nothing_for_a_model_without_eyes(cinema: Cinema, silent: Path) -> None:
    assert cinema.refused(silent, None) == "model.cannot_see"


def test_words_alone_of_a_film_without_sound(cinema: Cinema, silent: Path) -> None:
    assert cinema.refused(silent, Eyes(), frames=0) == "sound.unreadable"


def test_of_a_file_without_pictures_there_are_the_words(
    cinema: Cinema, talk: Path, tmp_path: Path
) -> None:
    film = cinema.made(write_mov(tmp_path / "a.mov", sound=tone(), pictures=False), Eyes())
    assert (film.frames, len(film.said)) == ((), 2)
    assert cinema.printer.codes == ["film.unreadable"]


def test_without_a_voice_model_the_pictures_are_shown(
    cinema: Cinema, talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice_choice, "starter_voice_model", lambda: None)
    cinema.settings.update({"voice.model": ""})
    film = cinema.made(talk, Eyes())
    assert (len(film.frames), film.said) == (FRAMES, ())
    assert cinema.printer.codes == ["voice.no_model"]
    assert cinema.refused(talk, None) == "voice.no_model"


def test_words_that_cannot_be_written_down_are_missing_and_that_is_said(
    cinema: Cinema, talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(monkeypatch, Script(("one",), problem="voice.failed"))
    film = cinema.made(talk, Eyes())
    assert (len(film.frames), len(film.said)) == (FRAMES, 1)
    assert cinema.printer.codes == ["voice.failed"]


def test_a_projector_that_does_not_load(cinema: Cinema, silent: Path) -> None:
    assert cinema.refused(silent, Eyes(problem="projector.wrong")) == "projector.wrong"


def test_a_part_behind_the_end(cinema: Cinema, silent: Path) -> None:
    assert cinema.refused(silent, Eyes(), part=(9.0, 12.0)) == "film.shorter"


@pytest.mark.parametrize(
    ("content", "code"), [(None, "film.missing"), (b"words", "film.unreadable")]
)
def test_what_is_no_film(cinema: Cinema, tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "none.mp4"
    if content is not None:
        path.write_bytes(content)
    assert cinema.refused(path, Eyes()) == code


def test_a_stop_leaves_nothing(cinema: Cinema, talk: Path) -> None:
    cancel = CancelToken()
    cancel.set()
    assert cinema.film(talk, Eyes(), cancel) is None
