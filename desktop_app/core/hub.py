"""The Hugging Face Hub: what is asked of it, and what it answers, as plain values."""

from dataclasses import dataclass, field
from enum import Enum

from desktop_app.core.gguf import Header
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.room import RoomEvent, RoomJob


class Sort(Enum):
    """What stands first among search results, in the words of the Hub's API."""

    TRENDING = "trending_score"
    DOWNLOADS = "downloads"
    LIKES = "likes"
    CHANGED = "last_modified"


class Gate(Enum):
    """What has to be done before the files of a repository are handed out."""

    OPEN = ""
    AUTOMATIC = "auto"
    """The licence is to be accepted."""
    MANUAL = "manual"
    """The makers look at each request."""


class Task(Enum):
    """What a model is for, in the words of the Hub's API (`pipeline_tag`)."""

    ANY = ""
    TEXT = "text-generation"
    PICTURES = "image-text-to-text"


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for. Parameters are numbers of weights; 0 leaves a bound open."""

    words: str = ""
    task: Task = Task.ANY
    licence: str = ""
    author: str = ""
    least_parameters: int = 0
    most_parameters: int = 0
    sort: Sort = Sort.TRENDING
    limit: int = 100


@dataclass(frozen=True, slots=True)
class RepoSummary:
    """One repository as the search shows it.

    `changed` is in seconds since the epoch; `parameters` is the number of weights, `context` in
    tokens, both 0 when the Hub does not say.
    """

    id: str
    downloads: int = 0
    likes: int = 0
    changed: float = 0.0
    gate: Gate = Gate.OPEN
    task: str = ""
    licence: str = ""
    parameters: int = 0
    architecture: str = ""
    context: int = 0

    @property
    def maker(self) -> str:
        """Whose repository it is."""
        return self.id.partition("/")[0]

    @property
    def name(self) -> str:
        """What it is called without its maker."""
        return self.id.partition("/")[2] or self.id


@dataclass(frozen=True, slots=True)
class RepoFile:
    """One file of a repository. `size` in bytes; `sha256` in hex, "" when the Hub names none."""

    path: str
    size: int
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """One model of a repository, as a rule one of its quantizations: what is fetched together.

    `quantization` is what the name says ("Q4_K_M", "F16"), "" when it says nothing; `files` are
    its parts in order, mostly one. `title` tells it from others with the same quantization.
    """

    title: str
    quantization: str
    files: tuple[RepoFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True, slots=True)
class Repo:
    """A repository at one commit: its models and its projectors (mmproj), the best ones first.

    `gated` says that its files are not handed out to us as things are. `revision` is what was
    asked for: a branch, a tag, or the commit itself.
    """

    summary: RepoSummary
    commit: str
    variants: tuple[Variant, ...]
    projectors: tuple[RepoFile, ...] = ()
    has_card: bool = False
    gated: bool = False
    revision: str = "main"

    @property
    def id(self) -> str:
        """Its name on the Hub: "maker/model"."""
        return self.summary.id


@dataclass(frozen=True, slots=True)
class SearchJob(RoomJob):
    """Search the Hub for repositories with GGUF files: `Searched` in pieces, then `Finished`.

    `after` goes on where a search for the same ended, by what `Searched.more` said; `query.limit`
    counts from there.
    """

    access: HubAccess
    query: Query
    after: str = ""


@dataclass(frozen=True, slots=True)
class RepoJob(RoomJob):
    """Look into a repository: `Opened`, then `Finished`."""

    access: HubAccess
    repo: str
    revision: str = "main"


@dataclass(frozen=True, slots=True)
class HeaderJob(RoomJob):
    """Read the header of a GGUF file there, and no more of it: `HeaderRead`, then `Finished`.

    At most `core.hub.MOST_HEADER` bytes are fetched for it.
    """

    access: HubAccess
    repo: str
    commit: str
    file: RepoFile


@dataclass(frozen=True, slots=True)
class CardJob(RoomJob):
    """Fetch a repository's model card: `CardRead`, then `Finished`."""

    access: HubAccess
    repo: str
    commit: str


@dataclass(frozen=True, slots=True)
class TokenJob(RoomJob):
    """Who is logged in to the Hub: `Account`, then `Finished`.

    A `token` is first looked at by the Hub, then kept in the system's keyring; "" forgets the one
    that is kept; None changes nothing. It is never written to a file or a log.
    """

    access: HubAccess
    token: str | None = field(default=None, repr=False)


HubJob = SearchJob | RepoJob | HeaderJob | CardJob | TokenJob

MOST_HEADER = 12_000_000
"""Bytes that are fetched at most to judge a model by its header."""


class TokenPlace(Enum):
    """Where a token for the Hub was found."""

    NONE = "none"
    KEYRING = "keyring"
    ENVIRONMENT = "environment"
    """HF_TOKEN, which Parley does not change."""
    FILE = "file"
    """The file of huggingface_hub's own login, which Parley does not change."""


@dataclass(frozen=True, slots=True)
class Searched(RoomEvent):
    """The next search results. The last ones say by `more` where it goes on, "" nowhere."""

    repos: tuple[RepoSummary, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Opened(RoomEvent):
    """What is in a repository."""

    repo: Repo


@dataclass(frozen=True, slots=True)
class HeaderRead(RoomEvent):
    """The header of a file on the Hub; `fetched` bytes came for it.

    Of a header that is longer than `MOST_HEADER` bytes it is what its beginning tells, with the
    weights that the file's size lets expect. `header` is None when it is none.
    """

    header: Header | None
    fetched: int


@dataclass(frozen=True, slots=True)
class CardRead(RoomEvent):
    """A model card as Markdown, without the YAML at its top. It may hold anything."""

    text: str


@dataclass(frozen=True, slots=True)
class Account(RoomEvent):
    """Who is logged in, "" nobody; `place` is where the token was found."""

    name: str
    place: TokenPlace = TokenPlace.NONE


HubEvent = Searched | Opened | HeaderRead | CardRead | Account
