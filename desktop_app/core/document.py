"""Files with text in them: how they are kept, which part of one is shown, and the job of reading.

Their text lies beside the kept pictures, once, under its hash; a message holds only what is known
of it. So a draft with a book attached is saved as fast as one without.
"""

from dataclasses import dataclass
from enum import Enum

from desktop_app.core.picture import PictureFolder
from desktop_app.core.room import RoomEvent, RoomJob

SUFFIX = ".txt"
"""How the names of kept texts end."""

PAGE_BREAK = "\f"
"""Stands between the pages of a kept text, and nowhere else in a text that has pages."""

MOST_FILE_BYTES = 100_000_000
MOST_TEXT_BYTES = 10_000_000
"""Some three million tokens: more than the longest contexts hold, and read in a moment."""
MOST_PAGES = 10_000

SECONDS = 180.0
"""So long a file may be read: what takes longer was made to do so, or has thousands of pages."""


class Form(Enum):
    """What a file was before it was text."""

    TEXT = "text"
    PDF = "pdf"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text as a message shows it.

    `hash` is the SHA-256 of the kept text (hexadecimal); `size` the bytes of the file that was
    brought, `length` the characters of the whole text, `pages` how many it has (0: none).
    The model is shown the pages `first` to `last` (from 1 on; 0: all), or the `most` first
    characters (0: all). `anyway` says that the person wants it shown although it is too long.
    """

    hash: str
    name: str
    form: Form
    size: int
    length: int
    pages: int = 0
    first: int = 0
    last: int = 0
    most: int = 0
    anyway: bool = False
    seen: bool = True

    @property
    def file_name(self) -> str:
        """The name of the kept text in the folder of pictures."""
        return f"{self.hash}{SUFFIX}"

    @property
    def by_pages(self) -> bool:
        """Whether some of its pages are shown, not all."""
        return bool(self.pages and self.last) and (self.first, self.last) != (1, self.pages)

    @property
    def is_part(self) -> bool:
        """Whether the model is shown less than all of it."""
        return self.by_pages or 0 < self.most < self.length

    def part_of(self, text: str) -> str:
        """What the model is shown of the kept `text`; each page below a line with its number."""
        if not self.pages:
            return text[: self.most] if self.most else text
        pages = text.split(PAGE_BREAK)
        first, last = (self.first, self.last) if self.by_pages else (1, len(pages))
        chosen = enumerate(pages[first - 1 : last], first)
        shown = "\n\n".join(f"[Page {number}]\n{page.strip()}" for number, page in chosen)
        return shown[: self.most] if self.most else shown


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A file in which text is looked for."""

    path: str


@dataclass(frozen=True, slots=True)
class DocumentJob(RoomJob):
    """Keep the text of a file in `folder`: `PagesRead` for one with pages, `Documented`, and then
    `Finished`. `name` is what the file is called."""

    model: DocumentFile
    folder: PictureFolder
    name: str


@dataclass(frozen=True, slots=True)
class PagesRead(RoomEvent):
    """`done` of `total` pages are read."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Documented(RoomEvent):
    """The text of a file is kept."""

    document: Document


DOCUMENT_SUFFIXES = (
    *(".txt", ".text", ".md", ".markdown", ".rst", ".adoc", ".org", ".tex", ".bib", ".log"),
    *(".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".xml", ".html", ".htm", ".xhtml", ".css"),
    *(".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".properties", ".env", ".diff", ".patch"),
    *(".py", ".pyi", ".ipynb", ".js", ".mjs", ".cjs", ".jsx", ".tsx", ".vue", ".svelte", ".scss"),
    *(".c", ".h", ".cc", ".cpp", ".cxx", ".hpp", ".hh", ".m", ".mm", ".cs", ".java", ".kt", ".kts"),
    *(".go", ".rs", ".swift", ".rb", ".php", ".pl", ".pm", ".lua", ".r", ".jl", ".dart", ".scala"),
    *(".hs", ".ml", ".ex", ".exs", ".erl", ".clj", ".lisp", ".el", ".zig", ".nim", ".f90", ".pas"),
    *(".sh", ".bash", ".zsh", ".fish", ".ps1", ".bat", ".cmd", ".sql", ".graphql", ".proto"),
    *(".cmake", ".mk", ".gradle", ".tf", ".nix", ".dockerfile", ".qss", ".qml", ".ui"),
    *(".srt", ".vtt", ".ics", ".vcf", ".eml", ".svg", ".pdf", ".docx", ".docm", ".doc", ".rtf"),
    *(".odt", ".xlsx", ".pptx", ".epub"),
)
"""How the names of files end that belong here. Those that cannot be read yet are among them, so
that they are refused with the right words; what is in a file is found out when it is read."""

DOCUMENT_NAMES = frozenset(
    {"readme", "license", "licence", "changelog", "makefile", "dockerfile", "authors", "notice"}
)
"""Names without an ending that text files have, in small letters."""
