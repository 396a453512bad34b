"""Finding the projector of a model: among the files beside it, or the one a person chose.

Reading a header takes up to 0.2 s where the vocabulary is large, and a folder may lie on a slow
drive: not for the thread of a window.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.errors import Problem
from desktop_app.core.gguf import Header, read_architecture, read_header
from desktop_app.core.gguf_cursor import GgufError
from desktop_app.core.models import model_name
from desktop_app.core.projector import Misfit, Sight, might_see, verdict

NAMED = "mmproj"
"""What the name of a projector's file nearly always has in it."""

_SUFFIX = ".gguf"
_PRECISIONS = (1, 7, 32, 0)
"""`general.file_type` in the order of preference: F16, Q8_0, BF16 (slow where the processor has
no instructions for it), F32."""

# Not compiled here: the window imports this at its start, and needs them later, on a thread.
_WORD = r"[a-z]+|\d+(?:\.\d+)?[a-z]*"
_VERSION = r"([a-z]+)[ _-]?v?(\d+(?:\.\d+)?)(?![\w.])"
_QUANTIZED = r"(?<![a-z0-9])i?q\d\w*"
_COMMON = r"\b(?:mmproj|gguf|ggml|model|projector|clip|vision|instruct|chat|it|hf|b?f16|f32)\b"
"""Words that say nothing of which model it is."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """A model and its eyes: `projector` is the file of the part that sees, "" without one.

    `chosen` is the one that the person chose, whether or not it belongs to the model.
    """

    model: str
    chosen: str
    sight: Sight
    projector: str = ""


class Headers:
    """The headers of files, each read once as long as the file stays the same.

    May be used by several threads: at worst two of them read the same header.
    """

    def __init__(self) -> None:
        self._read: dict[str, tuple[tuple[int, int], Header | None]] = {}

    def of(self, path: Path) -> Header | None:
        """The header of a file, None when there is none that can be read."""
        try:
            facts = path.stat()
            state = facts.st_size, facts.st_mtime_ns
            kept = self._read.get(str(path))
            if kept is None or kept[0] != state:
                kept = state, _header(path)
                self._read[str(path)] = kept
        except OSError:
            return None
        return kept[1]


def pairing(model: str, chosen: str, headers: Headers) -> Pairing:
    """Whether the model in the file `model` sees, and with which projector.

    `chosen` is the projector that the person chose, "" for none; it counts if it belongs to the
    model. Otherwise one is looked for in the model's folder.
    """
    header = headers.of(Path(model)) if model else None
    if header is None or header.is_projector:
        return Pairing(model, chosen, Sight.CANNOT)
    if chosen and refusal(model, chosen, headers) is None:
        return Pairing(model, chosen, Sight.SEES, chosen)
    found = find_projector(Path(model), headers)
    if found is not None:
        return Pairing(model, chosen, Sight.SEES, str(found))
    return Pairing(model, chosen, Sight.NO_PROJECTOR if might_see(header) else Sight.CANNOT)


def refusal(model: str, projector: str, headers: Headers) -> Problem | None:
    """Why the file `projector` cannot be the projector of the file `model`; None when it can."""
    name = Path(projector).name
    header, eyes = headers.of(Path(model)), headers.of(Path(projector))
    if eyes is None:
        return Problem("projector.not_one", {"name": name}, "it cannot be read as a GGUF file")
    if header is None:
        return Problem("projector.wrong", {"name": name}, "the model's file cannot be read")
    found = verdict(header, eyes)
    if found.misfit is None:
        return None
    code = "projector.not_one" if found.misfit is Misfit.NOT_ONE else "projector.wrong"
    return Problem(code, {"name": name}, found.details)


def find_projector(model: Path, headers: Headers | None = None) -> Path | None:
    """The projector in the model's folder that belongs to it, None when none does.

    Where the headers of several allow it, their names decide; one whose names speak of another
    model, or of another version of it, is never taken: there the person has to choose.
    """
    return best_projector(
        model, (_beside(model, named=True), _beside(model, named=False)), headers or Headers()
    )


def best_projector(model: Path, groups: Iterable[Iterable[Path]], headers: Headers) -> Path | None:
    """The projector among these that belongs to the model, None when none does.

    The first group in which there is one counts; in it, names and precision decide as in
    `find_projector`.
    """
    header = headers.of(model)
    if header is None:
        return None
    for candidates in groups:
        fitting = []
        for path in candidates:
            eyes = headers.of(path)
            if eyes is not None and verdict(header, eyes).pairs:
                likeness = _likeness(header, model, eyes, path)
                if likeness > 0 or (likeness == 0 and might_see(header)):
                    fitting.append((-likeness, _precision(eyes), path.name.lower(), path))
        if fitting:
            return min(fitting)[-1]
    return None


def is_projector(path: Path) -> bool:
    """Whether a file is a projector, by the first lines of its header. Quick."""
    try:
        if not path.is_file():
            return False  # To open a pipe would wait for its other end.
        with path.open("rb") as stream:
            return read_architecture(stream) == "clip"
    except (OSError, GgufError):
        return False


def _beside(model: Path, named: bool) -> Iterator[Path]:
    """The projectors in the folder of the model: those `named` so, or the others."""
    try:
        files = sorted(model.parent.iterdir())
    except OSError:
        return
    for path in files:
        name = path.name.lower()
        wanted = name.endswith(_SUFFIX) and (NAMED in name) is named and path != model
        if wanted and is_projector(path):
            yield path


def _header(path: Path) -> Header | None:
    if path.exists() and not path.is_file():
        return None
    try:
        with path.open("rb") as stream:
            return read_header(stream)
    except GgufError:
        return None


def _likeness(model: Header, model_path: Path, eyes: Header, path: Path) -> float:
    """How much the names of both have in common, 0 to 1; below 0 when they contradict."""
    ours, theirs = _names(model, model_path), _names(eyes, path)
    versions, others = _versions(ours), _versions(theirs)
    if any(versions[family].isdisjoint(others[family]) for family in versions.keys() & others):
        return -1.0
    words, their_words = set(re.findall(_WORD, ours)), set(re.findall(_WORD, theirs))
    common = {word for word in words & their_words if len(word) > 1}
    return len(common) / len(words | their_words) if common else 0.0


def _names(header: Header, path: Path) -> str:
    """All that a model is called, without what files of every model are called."""
    names = (header.name, header.text("general.basename"), model_name(path.name))
    text = re.sub(_QUANTIZED, " ", " ; ".join(names).lower())
    # File names have 2_6 where people write 2.6.
    text = re.sub(r"(?<=\d)_(?=\d)", ".", text)
    return re.sub(_COMMON, " ", text.replace("_", "-"))


def _versions(names: str) -> dict[str, set[str]]:
    """The versions by the word before them: "qwen2.5 vl" is {"qwen": {"2.5"}}."""
    versions: dict[str, set[str]] = {}
    for family, version in re.findall(_VERSION, names):
        versions.setdefault(family, set()).add(version)
    return versions


def _precision(eyes: Header) -> int:
    kind = eyes.metadata.get("general.file_type")
    return _PRECISIONS.index(kind) if kind in _PRECISIONS else len(_PRECISIONS)
