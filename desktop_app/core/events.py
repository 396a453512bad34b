"""What an engine says while it works: immutable values, deltas only, one terminal event a job."""

from dataclasses import dataclass, field
from enum import Enum

from desktop_app.core.audio import Audio
from desktop_app.core.device import Device
from desktop_app.core.errors import Problem
from desktop_app.core.machine import Machine
from desktop_app.core.memory_plan import Plan
from desktop_app.core.picture import Picture
from desktop_app.core.room import RoomEvent
from desktop_app.core.thinking import Thinks


class Reason(Enum):
    """Why a reply ended."""

    STOP = "stop"
    """The model ended its reply."""
    LENGTH = "length"
    """The longest reply that was asked for is reached."""
    CONTEXT = "context"
    """The context window is full."""
    CANCELLED = "cancelled"
    """The person pressed Stop."""
    SILENCE = "silence"
    """Nobody spoke any more."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one reply took. Seconds are wall time; rates are tokens per second (0 when unknown).

    `prompt_tokens` counts the whole prompt: `reused_tokens` of it were in the KV cache already,
    the others were evaluated. `reply_tokens` leaves out the end token. `load_seconds` is 0 when
    the model was loaded already. `context_used` counts all tokens in the window at the end.
    `image_tokens` of the prompt stand for pictures, `reused_image_tokens` of them were in the KV
    cache; `encoded_images` pictures had to be seen anew for it. `thought_tokens` of the reply
    were thoughts.
    """

    prompt_tokens: int = 0
    reused_tokens: int = 0
    reply_tokens: int = 0
    load_seconds: float = 0.0
    first_token_seconds: float = 0.0
    reading_tokens_per_second: float = 0.0
    writing_tokens_per_second: float = 0.0
    threads: int = 0
    context_used: int = 0
    context_size: int = 0
    image_tokens: int = 0
    reused_image_tokens: int = 0
    encoded_images: int = 0
    thought_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Loading:
    """The model is being loaded; `fraction` is 0 to 1.

    With `projector` it is there already, and the part of it that sees is being loaded.
    """

    fraction: float
    projector: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """The model is ready. `model` is its path, `name` what to show.

    `device` says where it runs ("CPU", "Metal"), `layers` of `all_layers` on the graphics card
    and the others on `threads` threads of the processor. `plan` is what was carried out, which
    can be less than what was planned first. `thinks` is what its chat template offers, and
    `thinks_unasked` whether it thinks where nothing is asked for (`Mode.AUTO`).
    """

    model: str
    name: str
    context_size: int
    device: str
    threads: int
    load_seconds: float
    layers: int = 0
    all_layers: int = 0
    plan: Plan | None = None
    thinks: Thinks = Thinks.NEVER
    thinks_unasked: bool = True


@dataclass(frozen=True, slots=True)
class Planned:
    """The prompt is put together. Messages before `first_seen_message` (an id) were left out
    because the window is full; empty when the model sees all. Image tokens as in `Usage`."""

    prompt_tokens: int
    reused_tokens: int
    context_size: int
    first_seen_message: str = ""
    image_tokens: int = 0
    reused_image_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """Prefill: `done` of `total` prompt tokens that were not in the KV cache are evaluated."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Looking:
    """`done` of `total` pictures that the model had not seen yet are encoded."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Measured:
    """How many tokens each picture of a `LookJob` takes."""

    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TextDelta:
    """The next piece of the answer. `tokens` is how many tokens it took."""

    text: str
    tokens: int = 1


@dataclass(frozen=True, slots=True)
class ThoughtDelta:
    """The next piece of the model's thoughts, which are shown folded, and not sent back unasked.

    `so_far` says that all text of this reply until now was thoughts too: some models close
    thoughts that they never opened, and only the closing marker tells.
    """

    text: str
    tokens: int = 1
    so_far: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the person should know that does not end the job."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Counted:
    """The answer to a CountJob: how many tokens each text has. Terminal."""

    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The answer to a FitJob. `plan` is None when no model was asked about. Terminal.

    `devices` are all that llama.cpp can compute with here; `engine` is what it says of itself
    (version, instructions of the processor). `unused` says which graphics card it cannot use,
    why, and what helps; None when there is none. `machine` is the memory as it is now: with it
    models that are not here can be planned for.
    """

    plan: Plan | None
    devices: tuple[Device, ...]
    engine: str
    unused: Problem | None = None
    machine: Machine | None = None


@dataclass(frozen=True, slots=True)
class Listening:
    """The first samples of the microphone `device` have come: from now on it records.

    `rate` (samples a second) and `channels` are those of the device.
    """

    device: str
    rate: int
    channels: int


@dataclass(frozen=True, slots=True)
class Captured:
    """The next piece of what the microphone hears, some 60 ms of it.

    `level` is its peak in dBFS (0 the loudest, -100 silence); `speech` whether somebody speaks.
    """

    audio: Audio
    level: float
    speech: bool


@dataclass(frozen=True, slots=True)
class Devices:
    """The answer to a DevicesJob: the names of the microphones, the system's choice among them
    ("" when it has none). Terminal."""

    names: tuple[str, ...]
    default: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """The next piece of a file's sound; `total` is the seconds of the whole, 0 when unknown."""

    audio: Audio
    total: float


@dataclass(frozen=True, slots=True)
class Transcribing:
    """`done` of `total` seconds of sound are written down."""

    done: float
    total: float


@dataclass(frozen=True, slots=True)
class Language:
    """The language of the speech (ISO 639-1), and how sure the model is of it, 0 to 1.

    `fallen_back` says that it was too unsure, and the language is the one to fall back to.
    """

    code: str
    probability: float
    fallen_back: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of speech in words. Seconds count from the beginning of the sound."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Fetching:
    """`done` of `total` bytes are here; `total` is 0 when nobody knows.

    `tries` is above 0 while nothing comes: so many times it was tried again since.
    """

    done: int
    total: int
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture is kept; `at` is where in its film it stands, in seconds (0 for no film)."""

    picture: Picture
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """What a film is: its length in seconds, its size in pixels, whether it has sound."""

    seconds: float
    width: int
    height: int
    has_sound: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """The job ended as it should. Terminal."""

    reason: Reason = Reason.STOP
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class Failed:
    """The job could not be done. Terminal. What was written before stays."""

    problem: Problem


Event = (
    Loading
    | Loaded
    | Planned
    | Reading
    | Looking
    | Measured
    | TextDelta
    | ThoughtDelta
    | Notice
    | Counted
    | Fitted
    | Listening
    | Captured
    | Devices
    | Decoded
    | Transcribing
    | Language
    | Segment
    | Fetching
    | RoomEvent
    | Pictured
    | FilmFacts
    | Finished
    | Failed
)  # fmt: skip

TERMINAL = (Counted, Fitted, Devices, Finished, Failed)
"""The last event of a job, and only the last, is one of these."""
