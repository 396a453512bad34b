"""Films that are brought: their dialog, what is made of them, faults, and who comes first."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desktop_app.core.attachment import Film
from desktop_app.core.engine import LoadJob, LookJob, ModelOptions, UnloadJob
from desktop_app.core.errors import Action, Problem
from desktop_app.core.events import Failed, FilmFacts, Finished, Loaded, Measured, Notice, Segment
from desktop_app.core.paths import Places
from desktop_app.core.picture import FilmFactsJob, Image
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.projector import Sight
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.store import Store
from desktop_app.core.voice import ListenJob, ListenOptions
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.film_controller import FilmController
from desktop_app.ui.film_dialog import FilmDialog
from desktop_app.ui.film_maker import FilmMaker
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.precedence import Precedence
from desktop_app.ui.recording_controller import JOB
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcriber import Transcriber
from tests.scripted_films import ScriptedFilms, colour_at
from tests.scripted_voice import Script, ScriptedVoice, SilentReader
from tests.ui.voice_script import ScriptedMicrophone

TOKENS = 64


class Model(QObject):
    """The model's controller as far as films ask it."""

    sight_changed = Signal()
    path = "/models/SmolVLM-500M.gguf"

    def __init__(self) -> None:
        super().__init__()
        self.seen = Sight.SEES
        self.woken = 0

    def wake(self) -> None:
        self.woken += 1

    def sight(self) -> Sight:
        return self.seen

    def options(self) -> ModelOptions:
        return ModelOptions(self.path)


class Looker:
    """A chat engine that measures every picture."""

    def run(self, job, cancel):
        if isinstance(job, LoadJob):
            yield Loaded(job.model.path, "SmolVLM", 16_384, "CPU", 1, 0.1)
        if isinstance(job, LookJob):
            yield Measured(tuple(TOKENS for _ in job.images))
        yield Finished()

    def close(self) -> None:
        pass


class Desk:
    """A window with everything that films need behind it."""

    def __init__(self, folder: Path, films: ScriptedFilms, script: Script) -> None:
        places = self.places = Places(folder)
        places.create()
        model = folder / "tiny.pt"
        model.write_bytes(b"a model")
        self.settings = Settings.load(places.settings)
        self.settings.set("voice.language", "en")
        self.store = Store.open(places.database)
        self.session = Session(self.store, self.settings, PictureShelf(places.pictures))
        self.films, self.voice, self.model = films, ScriptedVoice(script), Model()
        self.reader, self.microphone = SilentReader(80.0), ScriptedMicrophone()
        engines = (self.films, self.reader, self.voice, self.microphone, Looker())
        self.threads = [EngineThread(lambda engine=engine: engine) for engine in engines]
        film_thread, reading, writing, self.listening, self.chat = self.threads
        theme = Theme("light")
        self.window = MainWindow(theme, QWidget())
        self.window.composer.set_context(0, 8192)
        self.transcriber = Transcriber(writing, self.settings, model)
        precedence = Precedence(self.listening, writing, JOB)
        maker = FilmMaker(film_thread, reading, self.transcriber, precedence)
        self.controller = FilmController(
            film_thread,
            self.chat,
            maker,
            self.transcriber,
            self.model,
            self.session,
            places,
            self.window,
            theme,
        )
        self.made: list[tuple[Film, str]] = []
        self.sounds: list[str] = []
        self.problems: list[str] = []
        self.controller.made.connect(lambda film, draft: self.made.append((film, draft)))
        self.controller.sounds_brought.connect(lambda paths: self.sounds.extend(paths))
        self.controller.problem.connect(lambda problem: self.problems.append(problem.code))
        self.window.show()

    @property
    def dialog(self) -> FilmDialog:
        assert self.controller.dialog is not None
        return self.controller.dialog

    def previews(self) -> list[Path]:
        """Those that are there."""
        return list(self.places.cache.glob("film/*"))


@pytest.fixture
def desk(qtbot, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def make(script: Script = Script(), films: ScriptedFilms | None = None) -> Desk:  # noqa: B008
        desk = Desk(tmp_path, films or ScriptedFilms(), script)
        qtbot.addWidget(desk.window)
        desks.append(desk)
        return desk

    yield make
    for each in desks:
        each.controller.shut_down()
        for thread in each.threads:
            assert thread.shut_down(5000)
        each.store.close()


@pytest.fixture
def opened(qtbot, desk) -> Callable[..., Desk]:
    """A desk with the dialog of a film that waits for a choice."""

    def make(*arguments, prepare: Callable[[Desk], None] = lambda _: None, **named) -> Desk:
        made = desk(*arguments, **named)
        prepare(made)
        made.controller.take("/films/a b.mp4")
        qtbot.waitUntil(lambda: made.dialog.add_button.isVisible())
        return made

    return make


def shown(image: QImage | None) -> str:
    """The colour of a picture, "" for none."""
    return "" if image is None or image.isNull() else image.pixelColor(9, 9).name()


def hue(at: float) -> str:
    return colour_at(at).name()


class TestDialog:
    def test_says_what_the_film_is(self, opened) -> None:
        dialog = opened().dialog
        assert dialog.windowTitle() == "Show the model a b.mp4"
        assert dialog.facts.text() == "1:20 · 640 × 360"
        assert dialog.range.part == (0.0, 80.0)
        assert (dialog.range.start.text(), dialog.range.end.text()) == ("0:00", "1:20")
        assert dialog.frames.value() == 7, "as many as fit by the estimate"
        assert dialog.words.isChecked()

    def test_shows_pictures_from_its_beginning_to_its_end(self, qtbot, opened) -> None:
        strip = opened().dialog.range.strip
        times = strip.times()
        qtbot.waitUntil(lambda: all(shown(strip.picture_at(at)) == hue(at) for at in times))

    def test_shows_the_pictures_at_both_ends(self, qtbot, opened) -> None:
        made = opened()
        part = made.dialog.range
        part.start.setText("0:10")
        part.start.editingFinished.emit()
        part.end.setText("40")
        part.end.editingFinished.emit()
        assert part.part == (10.0, 40.0)
        expected = [hue(10.0), hue(39.9)]
        qtbot.waitUntil(lambda: [shown(part.first.image), shown(part.last.image)] == expected)

    def test_enter_in_a_time_takes_the_time_only(self, qtbot, opened) -> None:
        made = opened()
        field = made.dialog.range.start
        field.setText("0:30")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert made.dialog.range.part == (30.0, 80.0)
        assert made.dialog.add_button.isVisible()
        qtbot.keyClick(made.dialog.add_button, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(made.made))

    def test_only_words_are_wanted(self, opened) -> None:
        made = opened()
        made.dialog.transcribe_button.click()
        assert made.sounds == ["/films/a b.mp4"]
        assert made.controller.dialog is None
        assert made.made == []

    def test_one_film_after_the_other(self, qtbot, opened) -> None:
        made = opened()
        made.controller.take("/films/second.mp4")
        first = made.dialog
        assert first.windowTitle().endswith("a b.mp4")
        first.cancel_button.click()
        assert made.dialog.windowTitle().endswith("second.mp4")
        qtbot.waitUntil(lambda: made.dialog.add_button.isVisible())

    def test_closing_leaves_nothing_behind(self, qtbot, opened) -> None:
        made = opened()
        qtbot.waitUntil(lambda: len(made.previews()) > 1)
        made.dialog.close()
        qtbot.waitUntil(lambda: isinstance(made.films.jobs[-1], UnloadJob))
        qtbot.waitUntil(lambda: made.previews() == [])

    def test_other_colours(self, opened) -> None:
        made = opened()
        made.dialog._theme.set_choice("dark")
        assert not made.dialog.grab().isNull()


class TestTerms:
    def test_a_model_without_eyes_is_given_the_words(self, qtbot, opened) -> None:
        def blind(made: Desk) -> None:
            made.model.seen = Sight.CANNOT

        made = opened(Script(("Hello.",)), prepare=blind)
        dialog = made.dialog
        assert dialog.frames.text() == "none"
        assert not dialog.frames.isEnabled()
        assert dialog.cost.notes.text().startswith("SmolVLM-500M cannot see")
        dialog.add_button.click()
        qtbot.waitUntil(lambda: bool(made.made))
        film, _ = made.made[0]
        assert film.frames == ()
        assert film.said[0].text == "Hello."

    def test_a_model_that_sees_may_be_chosen_meanwhile(self, opened) -> None:
        made = opened(prepare=lambda made: setattr(made.model, "seen", Sight.NO_PROJECTOR))
        made.dialog.words.setChecked(False)
        assert not made.dialog.add_button.isEnabled(), "nothing would be left of the film"
        made.model.seen = Sight.SEES
        made.dialog.returned.emit()
        assert made.dialog.frames.value() > 0
        assert made.dialog.add_button.isEnabled()
        assert not made.dialog.words.isChecked(), "what was chosen stays"

    def test_without_a_voice_model_there_are_pictures_alone(self, opened) -> None:
        def silent(made: Desk) -> None:
            made.settings.set("voice.model", "/none/small.pt")

        made = opened(prepare=silent)
        dialog = made.dialog
        assert not dialog.words.isEnabled()
        assert not dialog.words.isChecked()
        assert dialog.frames.value() == 8
        assert dialog.banner is not None
        wishes: list[Action] = []
        made.window.notices.action_requested.connect(lambda action, _: wishes.append(action))
        dialog.banner.button.click()
        assert wishes == [Action.OPEN_VOICE_SETTINGS]
        made.settings.reset("voice.model")
        dialog.returned.emit()
        assert dialog.words.isChecked()
        assert dialog.banner is None

    def test_a_silent_film(self, opened) -> None:
        dialog = opened(films=ScriptedFilms(FilmFacts(5.0, 9, 9, has_sound=False))).dialog
        assert dialog.cost.notes.text() == "Nothing can be heard in this film."
        assert not dialog.words.isChecked()
        assert dialog.transcribe_button.isHidden()
        assert dialog.banner is None

    def test_the_sums_follow_the_choice(self, opened) -> None:
        dialog = opened().dialog
        dialog.frames.setValue(2)
        assert dialog.cost.sums.text() == (
            "Pictures: about 1,152 tokens, estimated until the model has seen one."
            " Words: about 360 tokens if somebody speaks all the time."
            " Together 18\N{NO-BREAK SPACE}% of the 8,192 that the model sees at once."
        )
        dialog.words.setChecked(False)
        assert "Words" not in dialog.cost.sums.text()
        assert dialog.cost.warning.isHidden()
        dialog.frames.setValue(32)
        assert not dialog.cost.warning.isHidden()

    def test_what_the_model_sees_at_once_is_known_with_it(self, qtbot, opened) -> None:
        made = opened(prepare=lambda made: made.window.composer.set_context(0, 0))
        assert made.model.woken == 1
        assert "Together" not in made.dialog.cost.sums.text()
        assert made.dialog.frames.value() == 8
        made.window.composer.set_context(0, 4096)
        made.chat.submit(LoadJob("load", made.model.options()))
        qtbot.waitUntil(lambda: "of the 4,096" in made.dialog.cost.sums.text())
        assert made.dialog.frames.value() == 3, "what nobody chose fits itself"

    def test_what_was_chosen_stays_as_it_is(self, qtbot, opened) -> None:
        made = opened()
        made.dialog.frames.setValue(5)
        made.window.composer.set_context(0, 2048)
        made.dialog.returned.emit()
        assert made.dialog.frames.value() == 5
        assert not made.dialog.cost.warning.isHidden()

    def test_whether_it_sees_may_be_found_out_late(self, opened) -> None:
        made = opened(prepare=lambda made: setattr(made.model, "seen", Sight.UNKNOWN))
        assert made.dialog.frames.isEnabled()
        made.model.seen = Sight.CANNOT
        made.model.sight_changed.emit()
        assert not made.dialog.frames.isEnabled()
        assert made.dialog.frames.value() == 0

    def test_what_a_picture_takes_is_known_once_one_was_seen(self, qtbot, opened) -> None:
        def look(made: Desk) -> None:
            images = (Image("a", "a", 1, 1), Image("b", "b", 1, 1))
            made.chat.submit(LookJob("look", made.model.options(), images))
            qtbot.waitUntil(lambda: made.controller._tokens.of(made.model.options()) == TOKENS)

        dialog = opened(prepare=look).dialog
        dialog.frames.setValue(3)
        assert dialog.cost.sums.text().startswith("Pictures: 192 tokens. Words:")


class TestMaking:
    def test_pictures_and_words_of_the_part(self, qtbot, opened) -> None:
        made = opened(Script(("Good morning.", "Bye.")))
        draft = made.session.drafts.id
        made.dialog.range._take(10.0, 50.0)
        made.dialog.frames.setValue(4)
        made.dialog.add_button.click()
        qtbot.waitUntil(lambda: bool(made.made))
        film, named = made.made[0]
        assert named == draft
        assert [frame.at for frame in film.frames] == [15.0, 25.0, 35.0, 45.0]
        assert film.said == (Segment(10.0, 11.0, "Good morning."), Segment(11.0, 12.0, "Bye."))
        assert (film.name, film.seconds, film.start, film.end) == ("a b.mp4", 80.0, 10.0, 50.0)
        assert made.voice.jobs[0].audio.seconds == 40.0
        shelf = PictureShelf(made.places.pictures)
        assert all(shelf.has(frame.picture) for frame in film.frames)
        assert made.controller.dialog is None
        assert made.problems == []
        qtbot.waitUntil(lambda: isinstance(made.reader.jobs[-1], UnloadJob))

    def test_pictures_alone(self, qtbot, opened) -> None:
        made = opened()
        made.dialog.words.setChecked(False)
        made.dialog.add_button.click()
        qtbot.waitUntil(lambda: bool(made.made))
        assert made.made[0][0].said == ()
        assert made.reader.jobs == []
        assert made.voice.jobs == []

    def test_stop_goes_back_to_the_choice(self, qtbot, opened) -> None:
        made = opened(Script(("one",), waits=True))
        made.dialog.frames.setValue(3)
        made.dialog.add_button.click()
        qtbot.waitUntil(lambda: made.dialog.state.text() == "writing down what is said")
        assert not made.dialog.range.isEnabled()
        made.dialog.stop_button.click()
        assert made.dialog.frames.value() == 3
        assert made.dialog.add_button.isVisible()
        made.voice.script = Script(("two",))
        made.dialog.add_button.click()
        qtbot.waitUntil(lambda: bool(made.made))
        assert [part.text for part in made.made[0][0].said] == ["two"]

    def test_escape_stops_first_and_closes_then(self, qtbot, opened) -> None:
        made = opened(films=ScriptedFilms(waits=True, only="frames"))
        made.dialog.add_button.click()
        made.dialog.reject()
        assert made.dialog.add_button.isVisible()
        made.dialog.reject()
        assert made.controller.dialog is None
        assert made.made == []

    def test_who_speaks_comes_first(self, qtbot, opened) -> None:
        made = opened(Script(("one",), waits=True))
        made.dialog.add_button.click()
        qtbot.waitUntil(lambda: made.dialog.state.text() == "writing down what is said")
        listening = made.listening.submit(ListenJob("listen", ListenOptions()))
        qtbot.waitUntil(lambda: made.dialog.state.text() == "waits while you dictate")
        qtbot.waitUntil(lambda: made.transcriber.free)
        made.voice.script = Script(("two",))
        made.listening.cancel(listening)
        qtbot.waitUntil(lambda: bool(made.made))
        assert [part.text for part in made.made[0][0].said] == ["one", "two"]


class TestFaults:
    def test_a_file_that_is_no_film(self, qtbot, desk) -> None:
        fault = Failed(Problem("film.unreadable", {"name": "a.mp4"}))
        made = desk(films=ScriptedFilms(fault))
        made.controller.take("/films/a.mp4")
        qtbot.waitUntil(lambda: made.problems == ["film.unreadable"])
        assert made.controller.dialog is None

    def test_a_file_that_kills_who_looks_at_it(self, qtbot, desk) -> None:
        class Deadly(ScriptedFilms):
            def run(self, job, cancel):
                self.jobs.append(job)
                again = "_again" if len(self.jobs) > 1 else ""
                yield Failed(Problem(f"part.crashed{again}", {"cause": "a test"}))

        made = desk(films=Deadly())
        made.controller.take("/films/a.mp4")
        qtbot.waitUntil(lambda: made.problems == ["film.unreadable"])
        assert len(made.films.jobs) >= 2
        assert made.controller.dialog is None

    def test_sound_without_pictures_is_written_down(self, qtbot, desk) -> None:
        made = desk(films=ScriptedFilms(FilmFacts(5.0, 0, 0, has_sound=True)))
        made.controller.take("/films/song.mp4")
        qtbot.waitUntil(lambda: made.sounds == ["/films/song.mp4"])
        assert made.controller.dialog is None

    def test_pictures_that_nobody_can_decode_are_told_and_the_words_remain(
        self, qtbot, desk
    ) -> None:
        notice = Notice(Problem("film.unreadable", {"name": "a.mp4"}))
        made = desk(films=ScriptedFilms(FilmFacts(5.0, 0, 0, has_sound=True), notice=notice))
        made.controller.take("/films/a.mp4")
        qtbot.waitUntil(lambda: made.sounds == ["/films/a.mp4"])
        assert made.problems == ["film.unreadable"]

    def test_a_process_that_dies_once_is_started_anew(self, qtbot, opened) -> None:
        made = opened(films=ScriptedFilms(problem="part.crashed", once=True, only="frames"))
        made.dialog.frames.setValue(3)
        made.dialog.add_button.click()
        qtbot.waitUntil(lambda: bool(made.made))
        assert len(made.made[0][0].frames) == 3
        first, second = made.films.frames_jobs("frames")
        assert second.times == first.times[1:]

    def test_what_came_before_a_fault_is_shown_and_the_fault_is_told(self, qtbot, opened) -> None:
        made = opened(films=ScriptedFilms(problem="film.not_kept", only="frames"))
        made.dialog.frames.setValue(3)
        made.dialog.add_button.click()
        qtbot.waitUntil(lambda: bool(made.made))
        assert len(made.made[0][0].frames) == 1
        assert made.problems == ["film.not_kept"]

    def test_a_voice_that_fails_leaves_the_choice(self, qtbot, opened) -> None:
        made = opened(Script(("one",), problem="voice.failed"))
        made.dialog.add_button.click()
        qtbot.waitUntil(lambda: made.dialog.banner is not None)
        assert made.dialog.add_button.isVisible()
        made.voice.script = Script(("two",))
        made.dialog.banner.button.click()
        qtbot.waitUntil(lambda: bool(made.made))

    def test_where_nothing_is_said_there_is_nothing_to_add(self, qtbot, opened) -> None:
        made = opened(Script(()))
        made.dialog.frames.setValue(0)
        made.dialog.add_button.click()
        qtbot.waitUntil(lambda: made.dialog.banner is not None)
        assert made.dialog.banner.problem.code == "film.silent"
        assert made.made == []
        made.dialog.frames.setValue(1)
        made.dialog.add_button.click()
        qtbot.waitUntil(lambda: bool(made.made))

    def test_nothing_at_all_came_of_it(self, qtbot, opened) -> None:
        made = opened(Script(()))
        made.reader.seconds, made.reader.problem = 0.0, "sound.unreadable"
        made.dialog.frames.setValue(0)
        made.dialog.add_button.click()
        qtbot.waitUntil(lambda: made.dialog.banner is not None)
        assert made.dialog.banner.problem.code == "sound.unreadable"
        assert made.made == []


def test_a_film_goes_to_the_message_that_it_was_brought_to(qtbot, opened) -> None:
    def begin(made: Desk) -> None:
        made.session.begin("Hello.", made.model.options())

    made = opened(prepare=begin)
    draft = made.session.drafts.id
    assert isinstance(made.films.jobs[0], FilmFactsJob)
    made.session.new()
    assert made.session.drafts.id != draft
    made.dialog.add_button.click()
    qtbot.waitUntil(lambda: bool(made.made))
    assert made.made[0][1] == draft


def test_every_control_has_a_name_and_a_key(opened) -> None:
    dialog = opened().dialog
    wanted = {
        dialog.range.start,
        dialog.range.end,
        dialog.frames,
        dialog.words,
        dialog.transcribe_button,
        dialog.cancel_button,
        dialog.add_button,
    }
    assert all(widget.accessibleName() for widget in wanted)
    dialog.range.start.setFocus()
    reached = set()
    for _ in range(12):
        reached.add(dialog.focusWidget())
        dialog.focusNextChild()
    assert wanted <= reached
