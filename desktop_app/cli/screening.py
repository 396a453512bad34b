"""What `parley ask` makes of a film: as many pictures as fit, and what is said in it."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desktop_app.cli.clerk import Clerk, job_maker
from desktop_app.cli.printer import Printer
from desktop_app.cli.voice_choice import voice_options
from desktop_app.core.attachment import Film
from desktop_app.core.engine import CancelToken, Engine, EngineSpec, LookJob, ModelOptions
from desktop_app.core.engine_names import FILM, SOUND_FILE, voice_engine
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import (
    Event,
    Failed,
    FilmFacts,
    Loaded,
    Loading,
    Looking,
    Measured,
    Notice,
    Pictured,
    Segment,
    Transcribing,
)
from desktop_app.core.excerpt import Choice, Excerpt
from desktop_app.core.film import FRAMES, TOKENS_OF_A_FRAME, fitting_frames, frame_times
from desktop_app.core.models import model_name
from desktop_app.core.paths import Places
from desktop_app.core.picture import FilmFactsJob, FilmFile, FramesJob, PictureFolder
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.settings import Settings
from desktop_app.core.subtitles import clock
from desktop_app.core.voice import VoiceOptions


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of the film `path`: `frames` `None` are as many as fit, `part` all of it."""

    path: str
    frames: int | None = None
    part: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who is to see it: `engine` runs the model, which may have no eyes."""

    engine: Engine
    model: ModelOptions
    sees: bool


class Screening:
    """Makes the film of one wish; its pictures lie in `folder`."""

    def __init__(
        self,
        wish: Wish,
        watcher: Watcher,
        folder: Path,
        settings: Settings,
        places: Places,
        printer: Printer,
    ) -> None:
        self._wish = wish
        self._watcher = watcher
        self._folder = folder
        self._settings = settings
        self._places = places
        self._printer = printer

    def film(self, cancel: CancelToken) -> Film | None:
        """All of it, as far as it can be had; `None` after a Stop.

        Raises ParleyError when there is nothing in it for the model.
        """
        with closing(self._engine(FILM, "ask-film")) as films:
            facts = self._facts(films, cancel)
            if facts is None:
                return None
            voice = self._voice(facts)
            choice = self._choice(films, facts, voice is not None, cancel)
            excerpt = Excerpt(self._wish.path, facts, choice, str(self._folder))
            while not cancel.is_set() and (job := excerpt.frames_job()):
                for event in films.run(job, cancel):
                    excerpt.on_frames(event)
                    self._tell(event)
        problem = self._listen(excerpt, voice, cancel) if voice else None
        return None if cancel.is_set() else self._whole(excerpt, problem)

    def _whole(self, excerpt: Excerpt, problem: Problem | None) -> Film:
        """What there is, and a word about what is missing of it."""
        film, recording = excerpt.film, excerpt.recording
        problem = excerpt.problem or problem or (recording.problem if recording else None)
        if problem and not film.frames and not film.said:
            raise ParleyError(problem)
        if problem:
            self._printer.show(Notice(problem))
        return film

    def _facts(self, films: Engine, cancel: CancelToken) -> FilmFacts | None:
        facts = None
        for event in films.run(FilmFactsJob("facts", FilmFile(self._wish.path)), cancel):
            if isinstance(event, Failed) and not cancel.is_set():
                raise ParleyError(event.problem)
            if isinstance(event, FilmFacts):
                facts = event
                self._printer.show(event)
        return None if cancel.is_set() else facts

    def _voice(self, facts: FilmFacts) -> VoiceOptions | None:
        """What writes down the words; `None` when there are none, or nothing can.

        Says what the model is not given, and raises ParleyError when that is all there is.
        """
        voice, problem = None, None
        try:
            if facts.has_sound:
                threads = self._watcher.model.threads
                voice = voice_options(self._settings, self._places, threads=threads)
        except ParleyError as error:
            problem = error.problem
        if voice is None and not (self._sees(facts) and self._wish.frames != 0):
            raise ParleyError(problem or self._nothing(facts))
        if not self._sees(facts):
            problem = self._unseen(facts)
        if problem:
            self._printer.show(Notice(problem))
        return voice

    def _unseen(self, facts: FilmFacts) -> Problem:
        """Why the model is given no pictures."""
        name = Path(self._wish.path).name
        if not facts.width:
            return Problem("film.unreadable", {"name": name})
        values = {"name": model_name(self._watcher.model.path), "film": name}
        return Problem("film.unseen", values)

    def _nothing(self, facts: FilmFacts) -> Problem:
        """Why the model is given nothing at all of a film in which nothing is to be heard."""
        if facts.width and not self._watcher.sees:
            return Problem("model.cannot_see", {"name": model_name(self._watcher.model.path)})
        code = "sound.unreadable" if facts.width else "film.unreadable"
        return Problem(code, {"name": Path(self._wish.path).name})

    def _sees(self, facts: FilmFacts) -> bool:
        return self._watcher.sees and facts.width > 0

    def _choice(self, films: Engine, facts: FilmFacts, words: bool, cancel: CancelToken) -> Choice:
        start, end = self._wish.part or (0.0, facts.seconds)
        end = min(end, facts.seconds) if facts.seconds else end
        if start >= end > 0:
            values = {"name": Path(self._wish.path).name, "time": clock(facts.seconds)}
            raise ParleyError(Problem("film.shorter", values))
        frames = self._wish.frames
        if not self._sees(facts):
            frames = 0
        elif frames is None:
            # Mostly one of those that are shown in the end: then it is not looked at in vain.
            first = next(iter(frame_times(start, end, FRAMES)), start)
            context, tokens = self._measured(films, first, cancel)
            frames = fitting_frames(tokens, end - start if words else 0.0, context)
        return Choice(start, end, frames, words)

    def _measured(self, films: Engine, at: float, cancel: CancelToken) -> tuple[int, int]:
        """The tokens of the model's context, and those that one picture of the film takes.

        What is not known after a Stop, or because the model is a scripted one, is a usual value.
        """
        context, tokens = self._watcher.model.context_size, TOKENS_OF_A_FRAME
        if not self._watcher.model.projector:
            return context, tokens
        job = FramesJob(
            "measure", FilmFile(self._wish.path), (at,), PictureFolder(str(self._folder))
        )
        shelf = PictureShelf(self._folder)
        events = films.run(job, cancel)
        images = tuple(
            shelf.image(event.picture) for event in events if isinstance(event, Pictured)
        )
        look = LookJob("measure", self._watcher.model, images)
        for event in self._watcher.engine.run(look, cancel):
            if isinstance(event, Failed) and not cancel.is_set():
                raise ParleyError(event.problem)
            if isinstance(event, Loaded):
                context = event.context_size
            elif isinstance(event, Measured):
                tokens = max(event.tokens, default=tokens)
            if isinstance(event, Loading | Loaded | Measured | Looking):
                self._printer.show(event)
        return context, tokens

    def _listen(self, excerpt: Excerpt, voice: VoiceOptions, cancel: CancelToken) -> Problem | None:
        """Write down what is said; why that could not be done to its end, if so."""
        recording = excerpt.recording
        if recording is None or cancel.is_set():
            return None
        listed = self._settings.get("voice.words")
        with (
            closing(self._engine(SOUND_FILE, "ask-sound")) as reader,
            closing(self._engine(voice_engine(self._places.voice_cache), "ask-voice")) as writer,
        ):
            clerk = Clerk(reader, writer, job_maker(voice, listed))

            def told(event: Event) -> None:
                if isinstance(event, Segment):
                    self._printer.show(recording.segments[-1])
                elif isinstance(event, Transcribing):
                    self._printer.show(Transcribing(recording.done, recording.total))

            return clerk.write_down(recording, cancel, told)

    def _tell(self, event: Event) -> None:
        if isinstance(event, Pictured):
            self._printer.show(event)

    def _engine(self, spec: EngineSpec, name: str) -> Engine:
        from desktop_app.engines.isolated import IsolatedEngine

        return IsolatedEngine(spec, self._places.logs, name=name, family="part")
