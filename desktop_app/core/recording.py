"""A sound file on its way to words: what is to be read next, and what to be written down.

A long file is written down in windows, so that it never lies in memory as a whole and another
job can come in between. The times that are told count from the beginning of the file.
"""

from array import array
from itertools import pairwise
from pathlib import Path

from desktop_app.core.audio import SAMPLE_BYTES, SAMPLE_RATE, Audio, offset
from desktop_app.core.errors import Problem
from desktop_app.core.events import (
    Decoded,
    Event,
    Failed,
    Finished,
    Language,
    Reason,
    Segment,
    Transcribing,
)
from desktop_app.core.subtitles import Transcript
from desktop_app.core.voice import DecodeJob, SoundFile

WINDOW_SECONDS = 180.0
"""The longest piece that is written down in one job: 11.5 MB, which are copied and sent in little
of the time that a window may stand still."""

SEARCH_SECONDS = 15.0
"""So long before the end of a full window the place to cut it is looked for."""

SOUND_SUFFIXES = (
    *(".wav", ".mp3", ".flac", ".m4a", ".ogg", ".oga", ".opus", ".aac", ".wma", ".aif", ".aiff"),
    *(".amr", ".caf", ".mka", ".webm", ".mp4", ".m4v", ".mov", ".mkv", ".avi", ".3gp"),
)
"""How the names of files end in which speech is looked for."""

_FRAME_SECONDS = 0.05
_PAUSE_FRAMES = 8
"""A cut stands in the middle of the quietest so many frames."""


class Recording:
    """What is known of one file. Whoever has the engines does its jobs and tells it their events.

    Reading: do `reading_job()` whenever there is one. Writing: write down `next_window()`
    whenever there is one. Both may go on side by side, each one job at a time.
    """

    def __init__(self, path: str, start: float = 0.0, end: float = 0.0) -> None:
        """`start` and `end` (seconds) bound the part that is wanted; `end` 0: to the end."""
        self.path = path
        self.segments: list[Segment] = []
        self.asked = ""
        """The language that the jobs ask for (ISO 639-1), "" when the model is to find out."""
        self.language = ""
        """That the engine found out: of the speech that was heard first, "" while nobody knows."""
        self.problem: Problem | None = None
        """Why the file was not read to its end."""
        self._sound = bytearray()
        """What was read and is in no window yet; it begins at sample `_begin`."""
        self._begin = round(start * SAMPLE_RATE)
        self._end = round(end * SAMPLE_RATE)
        self._window: Audio | None = None
        self._window_begin = 0.0
        self._written = start
        self._told_total = 0.0
        self._all_read = False

    @property
    def name(self) -> str:
        """What to call it."""
        return Path(self.path).name

    @property
    def total(self) -> float:
        """Where it ends (seconds) as far as is known, 0 when nobody knows."""
        read = self._read / SAMPLE_RATE
        if self._all_read:
            return read
        return self._end / SAMPLE_RATE or max(read, self._told_total)

    @property
    def done(self) -> float:
        """Seconds that are written down."""
        return self._written

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to read or to write down."""
        return self._all_read and not self._sound and self._window is None

    @property
    def transcript(self) -> Transcript:
        """What is written down so far."""
        language = self.language or (self.asked if self.segments else "")
        return Transcript(self.name, tuple(self.segments), language, self.total)

    def reading_job(self) -> DecodeJob | None:
        """What to read next, `None` while there is enough for the next window."""
        missing = WINDOW_SECONDS - self._waiting
        if self._end:
            missing = min(missing, (self._end - self._read) / SAMPLE_RATE)
        if self._all_read or missing <= 0:
            return None
        return DecodeJob("read", SoundFile(self.path), self._read / SAMPLE_RATE, missing)

    def on_reading(self, event: Event) -> None:
        """Take an event of a reading job."""
        match event:
            case Decoded(audio, total):
                self._sound += audio.samples
                self._told_total = total
            case Finished(Reason.STOP):
                self._all_read = True
            case Finished(Reason.LENGTH) if self._end and self._read >= self._end:
                self._all_read = True
            case Failed(problem) if not self.worth_another_try(problem):
                # What came before the fault is written down all the same.
                self._all_read = True
                self.problem = problem
            case _:
                pass

    def next_window(self) -> Audio | None:
        """What to write down next; `None` while a window is, or too little is read."""
        if self._window is not None or not self._sound:
            return None
        if not self._all_read and self._waiting < WINDOW_SECONDS:
            return None
        cut = len(self._sound)
        if not self._all_read or self._waiting > WINDOW_SECONDS:
            search = WINDOW_SECONDS - SEARCH_SECONDS
            end = Audio(bytes(self._sound[offset(search) : offset(WINDOW_SECONDS)]))
            cut = offset(search + quietest(end))
        with memoryview(self._sound) as sound:
            self._window = Audio(bytes(sound[:cut]))
        del self._sound[:cut]
        self._window_begin = self._begin / SAMPLE_RATE
        self._begin += cut // SAMPLE_BYTES
        return self._window

    def on_writing(self, event: Event) -> None:
        """Take an event of the job that writes down the window."""
        assert self._window is not None
        match event:
            case Segment(start, end, text):
                end = min(end, self._window.seconds)
                self.segments.append(self._shifted(start, end, text))
                self._written = max(self._written, self._window_begin + end)
            case Transcribing(done):
                self._written = max(self._written, self._window_begin + done)
            case Language(code):
                self.language = self.language or code
            case Finished(reason) if reason is not Reason.CANCELLED:
                self._written = self._window_begin + self._window.seconds
                self._window = None
            case Finished() | Failed():
                self._take_back(self._window)
            case _:
                pass

    def worth_another_try(self, problem: Problem) -> bool:
        """Whether what was not written down for this reason may well be the second time.

        A process that dies is started anew; of one that dies twice in a row `Failed` says so.
        """
        return problem.code == "part.crashed"

    @property
    def _waiting(self) -> float:
        """Seconds that were read and are in no window yet."""
        return len(self._sound) / (SAMPLE_BYTES * SAMPLE_RATE)

    @property
    def _read(self) -> int:
        """Samples that were read."""
        return self._begin + len(self._sound) // SAMPLE_BYTES

    def _shifted(self, start: float, end: float, text: str) -> Segment:
        return Segment(self._window_begin + start, self._window_begin + end, text)

    def _take_back(self, window: Audio) -> None:
        """The window was not written to its end: what has no words yet waits again."""
        last = self.segments[-1].end if self.segments else 0.0
        rest = window.since(max(0.0, last - self._window_begin))
        self._sound[:0] = rest.samples
        self._begin -= len(rest.samples) // SAMPLE_BYTES
        self._written = self._begin / SAMPLE_RATE
        self._window = None


def quietest(audio: Audio) -> float:
    """The quietest place in it (seconds), the last of equal ones; its end where it is too short."""
    samples = array("f", audio.samples)
    frame = round(_FRAME_SECONDS * SAMPLE_RATE)
    edges = range(0, len(samples) + 1, frame)
    peaks = [max(max(part), -min(part)) for a, b in pairwise(edges) if (part := samples[a:b])]
    pauses = range(len(peaks) - _PAUSE_FRAMES + 1)
    if not pauses:
        return audio.seconds
    best = min(pauses, key=lambda at: (sum(peaks[at : at + _PAUSE_FRAMES]), -at))
    return (best + _PAUSE_FRAMES / 2) * _FRAME_SECONDS
