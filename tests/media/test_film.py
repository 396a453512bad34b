"""Films of every sort, whole and broken, looked at by Qt Multimedia in a child process."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop_app.core.engine import CancelToken, LoadJob, ModelOptions, UnloadJob
from desktop_app.core.engine_names import FILM
from desktop_app.core.events import Event, Failed, FilmFacts, Finished, Notice, Pictured, Reason
from desktop_app.core.film import LARGEST_SIDE
from desktop_app.core.picture import FilmFactsJob, FilmFile, FramesJob, PictureFolder
from desktop_app.engines.isolated import IsolatedEngine
from tests.engines.children import end_children
from tests.film import (
    MOVING,
    MOVING_RATE,
    SIZE,
    Shot,
    colour_of,
    tone,
    white_corner,
    write_mov,
    write_webm,
    write_y4m,
)

TIMES = (0.0, 0.5, 0.95, 1.0, 1.5, 2.0, 2.5, 2.95)
COLOURS = ["red", "red", "red", "lime", "lime", "blue", "blue", "blue"]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IsolatedEngine]:
    engine = IsolatedEngine(FILM, tmp_path_factory.mktemp("logs"), name="film", family="part")
    yield engine
    engine.close()
    assert end_children() == []


def facts(engine: IsolatedEngine, path: Path) -> FilmFacts:
    told, end = list(engine.run(FilmFactsJob("facts", FilmFile(str(path))), CancelToken()))
    assert end == Finished()
    assert isinstance(told, FilmFacts)
    return told


def look(engine: IsolatedEngine, path: Path, *times: float) -> list[Event]:
    folder = PictureFolder(str(path.parent / "pictures"))
    return list(engine.run(FramesJob("f", FilmFile(str(path)), times, folder), CancelToken()))


def frames(engine: IsolatedEngine, path: Path, *times: float) -> dict[float, QImage]:
    """The pictures at these times, by them."""
    *found, end = look(engine, path, *times)
    assert end == Finished()
    images = {}
    for event in found:
        assert isinstance(event, Pictured)
        image = QImage(str(path.parent / "pictures" / event.picture.file_name))
        assert (image.width(), image.height()) == (event.picture.width, event.picture.height)
        images[event.at] = image
    return images


def colours(engine: IsolatedEngine, path: Path, *times: float) -> list[str]:
    found = frames(engine, path, *times)
    assert list(found) == list(times)
    return [colour_of(image) for image in found.values()]


def problem_of(events: list[Event]) -> tuple[str, str]:
    (event,) = events
    assert isinstance(event, Failed)
    return event.problem.code, event.problem.details


class TestFacts:
    def test_with_sound(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        film = write_mov(tmp_path / "a.mov", sound=tone())
        assert facts(engine, film) == FilmFacts(3.0, *SIZE, has_sound=True)

    def test_without_sound(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        assert not facts(engine, write_mov(tmp_path / "a.mov")).has_sound

    def test_sound_alone_has_no_size(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        film = write_mov(tmp_path / "a.mp4", pictures=False, sound=tone())
        assert facts(engine, film) == FilmFacts(3.0, 0, 0, has_sound=True)
        assert problem_of(look(engine, film, 1.0))[0] == "film.unreadable"

    def test_a_film_held_upright(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        told = facts(engine, write_mov(tmp_path / "a.mov", turned=90))
        assert (told.width, told.height) == SIZE[::-1]

    def test_the_size_is_that_of_the_film(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        film = write_mov(tmp_path / "a.mov", (Shot("red", 0.3),), size=(1921, 1081))
        told = facts(engine, film)
        assert (told.width, told.height) == (1921, 1081)

    @pytest.mark.parametrize("sound", [True, False])
    def test_a_length_that_no_header_tells(
        self, engine: IsolatedEngine, tmp_path: Path, sound: bool
    ) -> None:
        film = write_webm(tmp_path / "a.webm", sound=tone() if sound else None)
        told = facts(engine, film)
        assert told.seconds == pytest.approx(3.0, abs=0.15)
        assert told.has_sound is sound


class TestUnknownPictures:
    """A film of a kind that nobody here can decode."""

    def test_what_is_said_in_it_can_be_had(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        film = write_mov(tmp_path / "a.mp4", sound=tone(), codec="what")
        job = FilmFactsJob("facts", FilmFile(str(film)))
        notice, told, end = engine.run(job, CancelToken())
        assert isinstance(notice, Notice)
        assert notice.problem.code == "film.unreadable"
        assert told == FilmFacts(3.0, 0, 0, has_sound=True)
        assert end == Finished()
        assert problem_of(look(engine, film, 1.0))[0] == "film.unreadable", "and at once"

    def test_without_sound_there_is_nothing(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        film = write_mov(tmp_path / "a.mp4", codec="what")
        job = FilmFactsJob("facts", FilmFile(str(film)))
        code, details = problem_of(list(engine.run(job, CancelToken())))
        assert code == "film.unreadable"
        assert details


class TestPictures:
    """At each time the picture that stands there."""

    def test_of_a_film_with_an_index(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        assert colours(engine, write_mov(tmp_path / "a.mov", sound=tone()), *TIMES) == COLOURS

    def test_of_a_browsers_recording(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        assert colours(engine, write_webm(tmp_path / "a.webm", sound=tone()), *TIMES) == COLOURS

    def test_between_the_whole_ones_of_a_camera(
        self, engine: IsolatedEngine, tmp_path: Path
    ) -> None:
        film = tmp_path / "moving.mp4"
        shutil.copy(MOVING, film)
        for at, image in frames(engine, film, 0.02, 0.5, 1.3, 2.6, 3.9).items():
            dark = [x for x in range(image.width()) if image.pixelColor(x, 24).lightness() < 128]
            assert abs(dark[0] - int(at * MOVING_RATE)) <= 1, at

    def test_with_ten_bits_a_colour(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        film = write_y4m(tmp_path / "a.y4m")
        assert colours(engine, film, *TIMES) == COLOURS
        exact = frames(engine, film, 0.5)[0.5].pixelColor(30, 20)
        assert exact.red() > 245
        assert max(exact.green(), exact.blue()) < 10

    @pytest.mark.parametrize("write", [write_mov, write_webm])
    def test_where_each_stands_as_long_as_it_likes(
        self, engine: IsolatedEngine, tmp_path: Path, write
    ) -> None:
        shots = (Shot("red", 2.0, 0), Shot("lime", 5.0, 0), Shot("blue", 1.0, 5))
        film = write(tmp_path / "a.mkv", shots)
        times = (0.5, 1.9, 2.1, 4.0, 6.9, 7.1, 7.7)
        expected = ["red", "red", "lime", "lime", "lime", "blue", "blue"]
        assert colours(engine, film, *times) == expected

    def test_backwards_and_again(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        film = write_mov(tmp_path / "a.mov")
        seen = [colours(engine, film, at)[0] for at in (2.5, 0.5, 1.5, 0.5)]
        assert seen == ["blue", "red", "lime", "red"]

    def test_the_last_one_stands_while_sound_goes_on(
        self, engine: IsolatedEngine, tmp_path: Path
    ) -> None:
        film = write_mov(tmp_path / "a.mov", sound=tone(6.0))
        assert facts(engine, film).seconds == 6.0
        assert colours(engine, film, 5.5) == ["blue"]

    @pytest.mark.parametrize("size", [(63, 47), (1, 1), (2, 300), (65, 48)])
    @pytest.mark.parametrize("write", [write_mov, write_y4m])
    def test_odd_sizes(
        self, engine: IsolatedEngine, tmp_path: Path, write, size: tuple[int, int]
    ) -> None:
        film = write(tmp_path / "a.film", (Shot("blue", 0.5),), size=size)
        image = frames(engine, film, 0.2)[0.2]
        assert (image.width(), image.height()) == size

    @pytest.mark.parametrize(
        ("turned", "corner"),
        [(0, "top left"), (90, "top right"), (180, "bottom right"), (270, "bottom left")],
    )
    def test_upright(
        self, engine: IsolatedEngine, tmp_path: Path, turned: int, corner: str
    ) -> None:
        image = frames(engine, write_mov(tmp_path / "a.mov", turned=turned), 1.5)[1.5]
        assert white_corner(image) == corner
        assert colour_of(image) == "lime"

    def test_large_ones_are_made_smaller(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        film = write_mov(tmp_path / "a.mov", (Shot("red", 0.3),), size=(3000, 1000))
        image = frames(engine, film, 0.0)[0.0]
        assert (image.width(), image.height()) == (LARGEST_SIDE, LARGEST_SIDE // 3)
        assert white_corner(image) == "top left"
        seen = image.pixelColor(900, 300)
        assert seen.red() > 250
        assert max(seen.green(), seen.blue()) < 6, "JPEG has its own colours at every size"

    def test_the_same_picture_is_the_same_file(
        self, engine: IsolatedEngine, tmp_path: Path
    ) -> None:
        film = write_mov(tmp_path / "a.mov")
        frames(engine, film, 0.2, 0.7, 1.2)
        assert len(list((tmp_path / "pictures").iterdir())) == 2

    def test_they_are_called_by_the_film(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        event = look(engine, write_mov(tmp_path / "Tôkyô 1.mov"), 0.5)[0]
        assert isinstance(event, Pictured)
        assert event.picture.name == "Tôkyô 1"
        assert event.picture.suffix == ".jpg"


class TestFaults:
    def test_no_file(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        assert problem_of(look(engine, tmp_path / "a.mp4", 1.0))[0] == "film.missing"

    def test_a_folder(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        assert problem_of(look(engine, tmp_path, 1.0)) == ("film.unreadable", "it is a folder")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
    def test_a_pipe_that_nobody_writes_to(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.mp4")
        assert problem_of(look(engine, tmp_path / "a.mp4", 1.0))[0] == "film.unreadable"

    @pytest.mark.parametrize(
        "content",
        [b"", b"These are only words.\n" * 90, b"\0\0\0\x14ftypqt  ", bytes(range(256)) * 40],
        ids=["empty", "words", "half a header", "anything"],
    )
    def test_what_is_no_film(self, engine: IsolatedEngine, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "a.mp4"
        path.write_bytes(content)
        for job in (
            FilmFactsJob("facts", FilmFile(str(path))),
            FramesJob("f", FilmFile(str(path)), (1.0,), PictureFolder(str(tmp_path))),
        ):
            code, details = problem_of(list(engine.run(job, CancelToken())))
            assert code == "film.unreadable"
            assert details

    def test_a_wrong_ending(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        film = write_webm(tmp_path / "a.avi")
        assert colours(engine, film, 1.5) == ["lime"]

    def test_a_film_without_an_end_has_no_index(
        self, engine: IsolatedEngine, tmp_path: Path
    ) -> None:
        film = write_mov(tmp_path / "a.mov")
        film.write_bytes(film.read_bytes()[:9000])
        assert problem_of(look(engine, film, 0.5))[0] == "film.unreadable"

    def test_a_recording_that_breaks_off(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        film = write_webm(tmp_path / "a.webm", (Shot("red", 1.0), Shot("lime", 1.0)))
        content = film.read_bytes()
        film.write_bytes(content[: len(content) * 3 // 4])
        assert facts(engine, film).seconds == pytest.approx(1.5, abs=0.2)
        found = frames(engine, film, 0.5, 1.2, 30.0)
        assert [colour_of(image) for image in found.values()] == ["red", "lime"]
        assert list(found) == [0.5, 1.2], "what is not there is left out"

    def test_damage_in_the_middle(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        film = write_mov(tmp_path / "a.mov")
        content = bytearray(film.read_bytes())
        content[7000:14_000] = bytes(7000)
        film.write_bytes(content)
        found = frames(engine, film, 0.5, 2.9)
        assert {colour_of(image) for image in found.values()} == {"red", "blue"}

    def test_pictures_that_cannot_be_kept(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        film = write_mov(tmp_path / "a.mov")
        (tmp_path / "pictures").write_text("no folder")
        assert problem_of(look(engine, film, 0.5))[0] == "film.not_kept"

    def test_after_a_fault_the_next_film_is_looked_at(
        self, engine: IsolatedEngine, tmp_path: Path
    ) -> None:
        film = write_mov(tmp_path / "a.mov")
        before = engine.child_pid
        look(engine, tmp_path / "none.mp4", 0.5)
        assert colours(engine, film, 0.5) == ["red"]
        assert engine.child_pid == before


def test_a_stop_is_heard_between_two_pictures(engine: IsolatedEngine, tmp_path: Path) -> None:
    film = write_mov(tmp_path / "a.mov")
    folder = PictureFolder(str(tmp_path / "pictures"))
    times = tuple(at / 100 for at in range(300))
    cancel, events = CancelToken(), []
    for event in engine.run(FramesJob("f", FilmFile(str(film)), times, folder), cancel):
        events.append(event)
        cancel.set()
    assert events[-1] == Finished(Reason.CANCELLED)
    assert len(events) < 200, "it did not go on to the end"
    assert colours(engine, film, 0.5) == ["red"], "no late picture of the job before"


def test_other_jobs(engine: IsolatedEngine) -> None:
    assert list(engine.run(UnloadJob("unload"), CancelToken())) == [Finished()]
    (event,) = engine.run(LoadJob("load", ModelOptions("a.gguf")), CancelToken())
    assert isinstance(event, Failed)
    assert event.problem.code == "internal"


def test_no_screen_is_needed(tmp_path: Path) -> None:
    film = write_mov(tmp_path / "a.mov")
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.media.test_film import FILM, IsolatedEngine, facts\n"
        "if __name__ == '__main__':\n"
        "    engine = IsolatedEngine(FILM, Path(sys.argv[1]).parent, name='film')\n"
        "    print(facts(engine, Path(sys.argv[1])).seconds)\n"
        "    engine.close()\n"
    )
    script = tmp_path / "look.py"
    script.write_text(code, encoding="utf-8")
    screen = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in screen}
    done = subprocess.run(
        [sys.executable, str(script), str(film)],
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "3.0\n", "")
