"""The models on this computer, wherever they lie, and what is known of each."""

import os
from dataclasses import dataclass
from enum import Enum

from desktop_app.core.errors import Problem
from desktop_app.core.room import RoomEvent, RoomJob


class Source(Enum):
    """Whose file a model is. All but `PARLEY` are used in place and never changed by Parley."""

    STARTER = "starter"
    PARLEY = "parley"
    """In the folder where Parley keeps models, or brought there by it."""
    HUB = "hub"
    """In the cache of the Hugging Face libraries."""
    LM_STUDIO = "lm_studio"
    OLLAMA = "ollama"
    LLAMA_CPP = "llama_cpp"
    GPT4ALL = "gpt4all"
    JAN = "jan"
    FOLDER = "folder"
    """In a folder that the person added."""
    OPENED = "opened"
    """A file that was opened by hand."""


@dataclass(frozen=True, slots=True)
class LocalModel:
    """One model: a GGUF file, or several that belong together.

    `path` is what is loaded, the first of `files`. `title` is the name that its header or its
    place gives it. `size` are the bytes of all files and `modified` is the newest of their times,
    in seconds since the epoch. `parameters` is their number as its makers write it ("135M"),
    `quantization` as llama.cpp does ("Q4_K_M"), `trained_context` in tokens. `projector` is the
    part that sees, "" without one. `also` are other places of the same bytes. `problem` says why
    it cannot be used, None when it can as far as the header tells.
    """

    path: str
    source: Source
    title: str
    files: tuple[str, ...]
    size: int
    modified: float
    architecture: str = ""
    parameters: str = ""
    quantization: str = ""
    trained_context: int = 0
    projector: str = ""
    hears: bool = False
    thinks: bool = False
    also: tuple[str, ...] = ()
    repo: str = ""
    """Which repository of the Hub it is from, "" when that cannot be told."""
    problem: Problem | None = None
    sha256: str = ""
    """Of its first file, as the place where that lies says; "" where none does."""

    @property
    def sees(self) -> bool:
        """Whether it can be shown pictures."""
        return bool(self.projector)

    @property
    def own(self) -> bool:
        """Whether Parley may change and delete it."""
        return self.source is Source.PARLEY

    @property
    def key(self) -> str:
        """What its record is kept under: it stays the same when the file is moved."""
        # Not by pathlib, which takes ten times as long: a library asks this of each of 2,000.
        return f"{os.path.basename(self.path)}:{self.size}"  # noqa: PTH119


@dataclass(frozen=True, slots=True)
class ShelfPlaces:
    """Where to look for models.

    `folder` is where Parley keeps its own, in the layout of the Hub's cache; `folders` are those
    that the person added; `starter` is the model that came with Parley ("" without one) and
    `opened` are files that were opened by hand. `index` is a file for what was found out, so that
    the next look is quick. `home` is the person's home folder, where other programs keep theirs.
    """

    home: str
    folder: str
    folders: tuple[str, ...] = ()
    starter: str = ""
    opened: tuple[str, ...] = ()
    index: str = ""


@dataclass(frozen=True, slots=True)
class ScanJob(RoomJob):
    """Look what models there are: `Shelved` in pieces, then `Finished`.

    A folder that is not there is told by a `Notice` and is no failure.
    """

    places: ShelfPlaces


class Bring(Enum):
    """How a model file gets into Parley's folder."""

    COPY = "copy"
    MOVE = "move"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class ImportJob(RoomJob):
    """Bring a model file (with its other parts and its projector) into Parley's folder.

    `Fetching` tells how far it has come, `Shelved` what became of it, then `Finished`.
    """

    path: str
    how: Bring
    places: ShelfPlaces


@dataclass(frozen=True, slots=True)
class VerifyJob(RoomJob):
    """Read a model whole and compare it with the SHA-256 that is known of it.

    `Fetching` tells how far it has come, then `Verified`, then `Finished`.
    """

    model: LocalModel


@dataclass(frozen=True, slots=True)
class RemoveJob(RoomJob):
    """Delete a model of Parley's own for good: `Removed`, then `Finished`."""

    model: LocalModel
    places: ShelfPlaces


LibraryJob = ScanJob | ImportJob | VerifyJob | RemoveJob


@dataclass(frozen=True, slots=True)
class Shelved(RoomEvent):
    """More models that there are."""

    models: tuple[LocalModel, ...]


class Proof(Enum):
    """What comparing a model with its checksum told."""

    RIGHT = "right"
    WRONG = "wrong"
    UNKNOWN = "unknown"
    """Nothing to compare it with is known; it was read whole without an error."""


@dataclass(frozen=True, slots=True)
class Verified(RoomEvent):
    """What a model's checksum told; `sha256` is that of its first file."""

    proof: Proof
    sha256: str


@dataclass(frozen=True, slots=True)
class Removed(RoomEvent):
    """So many bytes are free again."""

    freed: int


LibraryEvent = Shelved | Verified | Removed
