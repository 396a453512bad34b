"""What of a film a model is shown: which of its pictures, and how much of its context that takes.

The numbers of the dialog before a film is sent come from here, and so does what the command line
takes unless it is told otherwise.
"""

from dataclasses import dataclass

from desktop_app.core.subtitles import clock

FILM_SUFFIXES = (
    *(".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".3gp", ".wmv", ".flv", ".ogv"),
    *(".mpg", ".mpeg", ".ts", ".mts", ".m2ts"),
)
"""How the names of files end in which moving pictures are looked for."""

FRAMES = 8
"""How many pictures of a film are shown unless somebody says otherwise."""

MOST_FRAMES = 32

LARGEST_SIDE = 1024
"""Pixels of the longer side of a film's pictures. More of them tell more than larger ones."""

SHARE = 0.6
"""Of the context that a film is given at most: the question and the answer need room as well."""

TOKENS_OF_A_FRAME = 576
"""Taken for one picture while nobody has measured it: what LLaVA 1.5 makes of each, more than
most models of its age and less than those that see large pictures in tiles."""

TOKENS_OF_A_SECOND = 4.5
"""Taken for a second of sound while it is not written down: 150 words a minute of 1.4 tokens, and
the times between them."""

_PARTS_OF_A_TIME = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """Tokens that a film's pictures and words take of a context; `context` 0: size unknown."""

    frames: int
    words: int
    context: int = 0

    @property
    def total(self) -> int:
        """All tokens of the film."""
        return self.frames + self.words

    @property
    def share(self) -> float:
        """Of the context, 1 for all of it; 0 when its size is not known."""
        return self.total / self.context if self.context else 0.0

    @property
    def fits(self) -> bool:
        """Whether the film leaves room for a question and an answer."""
        return self.share <= SHARE


def frame_times(start: float, end: float, count: int) -> tuple[float, ...]:
    """`count` times (seconds) evenly over a range: the middles of as many equal parts of it."""
    if end <= start or count < 1:
        return ()
    part = (end - start) / count
    return tuple(round(start + part * (number + 0.5), 3) for number in range(count))


def cost(frames: int, tokens_of_a_frame: int, seconds: float, context: int) -> Cost:
    """What so many pictures and so many seconds of speech (0: its words are left out) take."""
    return Cost(frames * tokens_of_a_frame, round(seconds * TOKENS_OF_A_SECOND), context)


def fitting_frames(tokens_of_a_frame: int, seconds: float, context: int) -> int:
    """How many pictures to take at first beside so many seconds of speech: `FRAMES`, or as many
    as fit, and never none."""
    if not context:
        return FRAMES
    left = SHARE * context - seconds * TOKENS_OF_A_SECOND
    return max(1, min(FRAMES, int(left // max(1, tokens_of_a_frame))))


def exact_clock(seconds: float) -> str:
    """A time in a film to the tenth, which short films need: 0:07, 0:07.5, 1:02:03."""
    tenths = max(0, round(seconds * 10))
    whole = clock(tenths // 10)
    return f"{whole}.{tenths % 10}" if tenths % 10 else whole


def seconds_of(text: str) -> float | None:
    """The time that somebody wrote, as `exact_clock` does or in seconds; `None` for no time."""
    parts = text.strip().replace(",", ".").split(":")
    if not 1 <= len(parts) <= _PARTS_OF_A_TIME:
        return None
    seconds = 0.0
    for part in parts:
        if not part.replace(".", "", 1).isdecimal():
            return None
        seconds = seconds * 60 + float(part)
    return seconds
