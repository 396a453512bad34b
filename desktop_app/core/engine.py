"""The seam between the program and whatever computes: an engine is an iterator of events."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Protocol, cast, runtime_checkable

from desktop_app.core.conversation import Role
from desktop_app.core.device import AUTOMATIC
from desktop_app.core.events import Event
from desktop_app.core.fetch import FetchJob
from desktop_app.core.picture import FilmJob, Image, PictureFolder, PictureJob
from desktop_app.core.room import RoomJob
from desktop_app.core.thinking import Thinking
from desktop_app.core.voice import VoiceJob, VoiceOptions


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """Which model, and how to run it. Two equal values mean: nothing needs to be reloaded.

    `context_size` is in tokens, 0 chooses, at most `context_cap`; `threads` 0 chooses;
    `gpu_layers` -1 means all that fit; `batch_size` is the largest number of tokens in one decode
    of the prefill. `projector` is the file with the part of the model that sees (mmproj), "" when
    it has none; it is loaded when the first picture is to be seen. `device` is the name of a
    `Device`, `AUTOMATIC` or `PROCESSOR`; `kv_type` the type of the KV cache ("f16", "q8_0"), ""
    chooses. With `anyway` a model is loaded also where its memory plan says that it will not fit.
    `template` is a chat template (Jinja) in place of the model's own, "" for that.
    """

    path: str
    context_size: int = 0
    threads: int = 0
    gpu_layers: int = -1
    batch_size: int = 512
    projector: str = ""
    context_cap: int = 8192
    device: str = AUTOMATIC
    kv_type: str = ""
    anyway: bool = False
    template: str = ""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the next token is drawn. `None` leaves a value to the model's file or llama.cpp.

    `seed` None draws a fresh one each time; `max_tokens` 0 means until the end or the window;
    `ignore_end` biases the end-of-generation tokens away (benchmarks write exactly N tokens).
    `schema` is a JSON schema that the reply must keep to, "" for free text.
    """

    temperature: float | None = None
    top_k: int | None = None
    top_p: float | None = None
    min_p: float | None = None
    repeat_penalty: float | None = None
    seed: int | None = None
    max_tokens: int = 0
    stop: tuple[str, ...] = ()
    ignore_end: bool = False
    schema: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message as the model is to see it. `id` lets the engine keep its token ids.

    `shown` stands before the text: pictures, and words about them. `thoughts` are what the model
    thought before a reply of its own; they are given only where they are to be sent back.
    """

    id: str
    role: Role
    text: str
    shown: tuple[str | Image, ...] = ()
    thoughts: str = ""


@dataclass(frozen=True, slots=True)
class ChatJob:
    """Answer a conversation. `id` is the id of the reply that is to be written.

    `turns` run from the system prompt (if any) to the last user message; when `continues` is
    set, the last turn is the assistant's unfinished text, and the reply goes on right after it,
    or, where there is no text yet, right after the turn's thoughts.
    """

    id: str
    model: ModelOptions
    turns: tuple[Turn, ...]
    sampling: Sampling = field(default_factory=Sampling)
    continues: bool = False
    thinking: Thinking = field(default_factory=Thinking)


@dataclass(frozen=True, slots=True)
class LoadJob:
    """Load the model now, so that the first message does not wait for it.

    To the engine of pictures it says that one may be near: its process is started.
    """

    id: str
    model: ModelOptions | VoiceOptions | PictureFolder


@dataclass(frozen=True, slots=True)
class UnloadJob:
    """Give the model's memory back."""

    id: str


@dataclass(frozen=True, slots=True)
class CountJob:
    """Count the tokens of texts with the loaded model; answered by `Counted`."""

    id: str
    model: ModelOptions
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookJob:
    """See pictures before they are asked about: `Measured`, `Looking` for each, then `Finished`.

    The question that follows finds them seen, and does not wait for it. With `measure_only` they
    are measured alone, which takes no time to speak of.
    """

    id: str
    model: ModelOptions
    images: tuple[Image, ...]
    measure_only: bool = False


@dataclass(frozen=True, slots=True)
class FitJob:
    """Say how a model would be run as things are now, without loading it: answered by `Fitted`.

    Only the headers of its files are read. What unloading the model that is loaded now would free
    counts as free. `model` None asks for the devices alone.
    """

    id: str
    model: ModelOptions | None = None


Job = (
    ChatJob
    | FitJob
    | LoadJob
    | UnloadJob
    | CountJob
    | LookJob
    | VoiceJob
    | FetchJob
    | RoomJob
    | PictureJob
    | FilmJob
)  # fmt: skip


ModelJob = ChatJob | LoadJob | CountJob | LookJob
"""What is done with a model in memory."""


class CancelToken:
    """One byte that says stop. Any thread may set it; it is never cleared.

    The second byte stays 0, so that the address of `buffer` can be handed to C code that reads
    a zero-terminated string: llama.cpp's abort callback is libc's own strlen.
    """

    __slots__ = ("buffer",)

    def __init__(self) -> None:
        self.buffer = bytearray(2)

    def set(self) -> None:
        """Ask the job to end as soon as it can."""
        self.buffer[0] = 1

    def is_set(self) -> bool:
        """Whether the job was asked to end."""
        return self.buffer[0] != 0


class Engine(Protocol):
    """Does one job at a time, on the thread that iterates."""

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do `job`, yielding events; the last, and only the last, is terminal."""
        ...

    def close(self) -> None:
        """Free everything. Called by the thread that ran the jobs; may be called twice."""
        ...


@runtime_checkable
class MortalEngine(Engine, Protocol):
    """An engine whose state may be lost while it has nothing to do."""

    def was_lost(self) -> bool:
        """Whether that has happened since it was asked last. Called by the thread of the jobs."""
        ...


@dataclass(frozen=True, slots=True)
class EngineSpec:
    """Names an engine without importing it: `"package.module:factory"` and its options.

    `options` must be a frozen, picklable value; the factory is called with it. A `patient` engine,
    which may compute for long, leaves the processor to others that want it, above all to the
    window: in a child process it runs at a lower priority.
    """

    factory: str
    options: object = None
    patient: bool = False

    def create(self) -> Engine:
        """Import the module and build the engine. Only a child process or `--in-process` does."""
        module, _, name = self.factory.partition(":")
        return cast(Engine, getattr(import_module(module), name)(self.options))
