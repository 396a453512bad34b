"""What no file can be made to do: a decoder that says nothing."""

from pathlib import Path

import pytest

from desktop_app.core.engine import CancelToken
from desktop_app.core.events import FilmFacts, Finished, Reason
from desktop_app.core.picture import FilmFactsJob, FilmFile
from desktop_app.media import viewing
from desktop_app.media.film import create
from desktop_app.media.readable import NotReadableError
from desktop_app.media.viewing import Viewing
from tests.film import SIZE, write_mov

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def film(tmp_path: Path):
    film = Viewing(str(write_mov(tmp_path / "a.mov")))
    film.open(CancelToken())
    yield film
    film.close()


def test_a_decoder_that_gives_nothing_is_given_up(film: Viewing, monkeypatch) -> None:
    monkeypatch.setattr(viewing, "_STALL_MILLISECONDS", 1)
    with pytest.raises(NotReadableError, match="gives nothing"):
        film._wait(lambda: False, CancelToken())


def test_a_stop_is_heard_while_it_gives_nothing(film: Viewing) -> None:
    cancel = CancelToken()
    cancel.set()
    film._wait(lambda: False, cancel)
    assert film.picture(0.5, cancel) is None
    assert film.length(cancel) == 3.0


# FFmpeg may be asked to stop while it opens the file, and says so.
@pytest.mark.qt_log_ignore("FFmpeg error description: Immediate exit", extend=True)
def test_a_stop_before_the_film_is_open(tmp_path: Path) -> None:
    cancel, engine = CancelToken(), create()
    cancel.set()
    path = write_mov(tmp_path / "b.mov")
    job = FilmFactsJob("facts", FilmFile(str(path)))
    assert list(engine.run(job, cancel)) == [Finished(Reason.CANCELLED)]
    told, end = engine.run(job, CancelToken())
    assert told == FilmFacts(3.0, *SIZE, has_sound=False)
    assert end == Finished()
    engine.close()


def test_closing_twice(film: Viewing) -> None:
    film.close()
    film.close()
