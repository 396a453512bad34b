"""A part of a film on its way into a message: what is to be done for it, and what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.attachment import Film, Frame
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, FilmFacts, Finished, Pictured, Reason
from desktop_app.core.film import FRAMES, frame_times
from desktop_app.core.picture import FilmFile, FramesJob, PictureFolder
from desktop_app.core.recording import Recording


@dataclass(frozen=True, slots=True)
class Choice:
    """What is wanted of a film: a range in seconds, how many pictures of it (0: none), and
    whether what is said in it."""

    start: float
    end: float
    frames: int = FRAMES
    words: bool = True


class Excerpt:
    """Whoever has the engines does its jobs and tells it their events, as with a `Recording`.

    Pictures: do `frames_job()` whenever there is one. Words: do the jobs of `recording`, which is
    `None` where no words are wanted or nothing is to be heard. Both may go on side by side. When
    it is `finished`, `film` is what a message can hold.
    """

    def __init__(self, path: str, facts: FilmFacts, choice: Choice, folder: str) -> None:
        """`folder` is where pictures are kept."""
        self.path = path
        self.facts = facts
        self.choice = choice
        self.frames: list[Frame] = []
        self.problem: Problem | None = None
        """Why not all pictures that were asked for are there."""
        self.recording = (
            Recording(path, choice.start, choice.end) if choice.words and facts.has_sound else None
        )
        self._folder = PictureFolder(folder)
        self._missing = frame_times(choice.start, choice.end, choice.frames)
        self._wanted = len(self._missing)

    @property
    def name(self) -> str:
        """What to call it."""
        return Path(self.path).name

    @property
    def looked(self) -> bool:
        """Whether all pictures are there that will be."""
        return not self._missing

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to do for it."""
        return self.looked and (self.recording is None or self.recording.finished)

    @property
    def done(self) -> float:
        """How much of it is done, 0 to 1, as far as is known."""
        parts = []
        if self._wanted:
            parts.append(1 - len(self._missing) / self._wanted)
        if self.recording is not None and (length := self.choice.end - self.choice.start) > 0:
            heard = (self.recording.done - self.choice.start) / length
            parts.append(1.0 if self.recording.finished else min(1.0, max(0.0, heard)))
        return sum(parts) / len(parts) if parts else 1.0

    @property
    def film(self) -> Film:
        """What there is of it so far."""
        said = self.recording.segments if self.recording is not None else ()
        return Film(
            self.name,
            self.facts.seconds,
            self.choice.start,
            self.choice.end,
            tuple(_changing(self.frames)),
            tuple(said),
        )

    def frames_job(self) -> FramesJob | None:
        """The pictures that are still missing, `None` when none is."""
        if not self._missing:
            return None
        return FramesJob("frames", FilmFile(self.path), self._missing, self._folder)

    def on_frames(self, event: Event) -> None:
        """Take an event of the job that makes pictures."""
        match event:
            case Pictured(picture, at):
                self.frames.append(Frame(at, picture))
                self._missing = tuple(time for time in self._missing if time > at)
            case Finished(reason) if reason is not Reason.CANCELLED:
                self._missing = ()
            case Failed(problem) if not self.worth_another_try(problem):
                # What came before the fault is shown all the same.
                self._missing = ()
                self.problem = self._of_the_film(problem)
            case _:
                pass

    def worth_another_try(self, problem: Problem) -> bool:
        """Whether what failed for this reason may well be done the second time.

        A process that dies is started anew; of one that dies twice in a row `Failed` says so.
        """
        return problem.code == "part.crashed"

    def _of_the_film(self, problem: Problem) -> Problem:
        """A process that dies again and again dies of the file."""
        if not problem.code.startswith("part."):
            return problem
        code = "film.damaged" if self.frames else "film.unreadable"
        return Problem(code, {"name": self.name}, problem.details)


def _changing(frames: list[Frame]) -> Iterator[Frame]:
    """Each picture once where the film stands still: the same one again would cost its tokens
    and say nothing."""
    before = ""
    for frame in frames:
        if frame.picture.hash != before:
            yield frame
        before = frame.picture.hash
