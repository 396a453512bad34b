"""What one file is, by its header: what the index keeps of it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.gguf import Header, read_header
from desktop_app.core.gguf_cursor import GgufError
from desktop_app.core.model_facts import facts_of
from desktop_app.core.models import part_names
from desktop_app.engines.llama.model_file import check_file, check_part, shown_name

MODEL, PROJECTOR, NOTHING = "model", "projector", "nothing"
"""Kinds of files; the last is one that nobody looks for: a vocabulary, an adapter."""

_THOUGHTS = (
    "<think>",
    "</think>",
    "enable_thinking",
    "reasoning_content",
    "reasoning_effort",
    "<thinking>",
    "<seed:think>",
    "[THINK]",
    "<|channel|>analysis",
    "<|channel>thought",
    "<|START_THINKING|>",
    "<|inner_prefix|>",
    "\u25c1think\u25b7",
)
"""What stands in the chat templates of models that think. What a template really does with
thoughts is found out by trying, when the model is loaded (engines/llama/manner.py)."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a header says. `code` and `details` are the problem with the file, "" where it has
    none; `parts` is how many files the model has."""

    kind: str = MODEL
    name: str = ""
    architecture: str = ""
    parameters: str = ""
    quantization: str = ""
    context: int = 0
    parts: int = 1
    thinks: bool = False
    hears: bool = False
    code: str = ""
    details: str = ""

    def problem(self, path: Path) -> Problem | None:
        """What is wrong with the file, None when nothing is."""
        if not self.code:
            return None
        values = {"name": shown_name(path), "architecture": self.architecture}
        return Problem(self.code, values, self.details)

    def as_json(self) -> dict[str, Any]:
        """What differs from the ordinary."""
        return {
            name: value for name, value in asdict(self).items() if value != getattr(_PLAIN, name)
        }


_PLAIN = FileFacts()
_TYPES = {field.name: type(getattr(_PLAIN, field.name)) for field in fields(FileFacts)}


def from_json(values: object) -> FileFacts | None:
    """The facts that were kept so; None for anything else."""
    if not isinstance(values, Mapping):
        return None
    for name, value in values.items():
        if type(value) is not _TYPES.get(name):
            return None
    return FileFacts(**values)


def read_facts(path: Path) -> FileFacts:
    """What the file at `path` is. Never raises: of a file that cannot be read it is a problem."""
    problem: Problem | None = None
    names = part_names(path.name)
    try:
        header = check_file(path) if names[0] == path.name else check_part(path)
        return _of(path, header)
    except ParleyError as error:
        problem = error.problem
    if problem.code == "model.no_model":
        return FileFacts(NOTHING)
    known = FileFacts()
    with suppress(OSError, ValueError, GgufError), path.open("rb") as stream:
        known = _of(path, read_header(stream))
    if problem.code == "model.projector":
        return known
    return _with(known, problem)


def _of(path: Path, header: Header) -> FileFacts:
    facts = facts_of(path.name, header)
    template = header.text("tokenizer.chat_template")
    quantization = facts.file_type
    return FileFacts(
        PROJECTOR if header.is_projector else MODEL,
        _plain(header.name),
        facts.architecture,
        facts.parameters,
        "" if quantization.startswith("file type") else quantization,
        facts.trained_context,
        header.parts,
        any(words in template for words in _THOUGHTS),
        header.metadata.get("clip.has_audio_encoder") is True,
    )


def _plain(name: str) -> str:
    """A name for one line: whoever made the file may have put anything into it."""
    return "".join(char for char in " ".join(name.split()) if char.isprintable())[:200]


def _with(facts: FileFacts, problem: Problem) -> FileFacts:
    values = asdict(facts) | {"code": problem.code, "details": problem.details[:500]}
    return FileFacts(**values)
