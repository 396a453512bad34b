"""What the files of a repository are: models by their quantization, their parts, projectors.

Only names and sizes are known of them. How makers name theirs differs: `X-Q4_K_M.gguf`,
`x.i1-IQ4_XS.gguf`, `UD-Q4_K_XL/X-UD-Q4_K_XL-00001-of-00003.gguf`, `Q8_0/X-00001-of-00002.gguf`,
`x-q4.gguf`, `mmproj-X-f16.gguf`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from desktop_app.core.hub import RepoFile, Variant

PREFERENCE = (
    "Q4_K_M",
    "UD-Q4_K_XL",
    "Q4_K_XL",
    "Q4_K_L",
    "Q4_K_S",
    "MXFP4",
    "MXFP4_MOE",
    "IQ4_XS",
    "IQ4_NL",
    "Q4_0",
    "Q4_1",
    "Q5_K_M",
    "UD-Q5_K_XL",
    "Q5_K_S",
    "Q5_1",
    "Q5_0",
    "Q6_K",
    "Q6_K_L",
    "Q4",
    "Q8_0",
    "Q5",
    "Q6",
    "Q8",
)
"""Which quantization to take where nothing speaks for another one, the best choice first.

Q4_K_M is what llama.cpp's `-hf` and the Hub's commands for Ollama take when none is named, and
the tables on the model cards of those who convert most models call it the usual choice. The
others of four bits follow by how near they come to it, then what is larger than it need be. What
is smaller loses more than it saves as long as something larger can be had (see the perplexities
in llama.cpp's tools/quantize/README.md), so it comes last, the largest first."""

PROJECTOR_PREFERENCE = ("F16", "BF16", "Q8_0", "F32")
"""F16 loses nothing that one could see, is half of F32, and runs where BF16 does not."""

_SUFFIX = ".gguf"
_PART = re.compile(r"(?P<stem>.+)-(?P<number>\d{5})-of-(?P<count>\d{5})$")

_QUANTIZATION = re.compile(
    r"""(?<![A-Za-z0-9])
    (?:UD[-_])?
    (?:
        I?Q[1-8]_(?:K(?:_(?:XXS|XS|S|M|L|XL|XXL))?|XXS|XS|NL|S|M|L|XL|[01](?:_[48]_[48])?)
        | I?Q[1-8]
        | TQ[12]_0
        | MXFP4(?:_MOE)?
        | NVFP4
        | BF16
        | FP?(?:16|32)
    )
    (?![A-Za-z0-9])""",
    re.VERBOSE | re.IGNORECASE,
)

_NO_MODEL = re.compile(
    r"(?<![a-z])(?:mmproj|vocab|vocoder|control[-_]?vector)(?![a-z])", re.IGNORECASE
)
"""What is in a repository beside a model and cannot answer by itself."""

_BESIDE = re.compile(
    r"(?<![a-z])(?:lora|adapter|draft|drafter|eagle3?|dflash|assistant)(?![a-z])|^mtp[-_.]",
    re.IGNORECASE,
)
"""What is there to help another model, unless there is nothing else: then it is in the name.

`mtp-X-Q4_0.gguf` holds but the layers that guess the next words of X; with MTP further behind in
its name a file is the whole model, which has them too.
"""

_CALIBRATION = "imatrix"
"""The data by which a model was quantized; without a quantization in its name it is that alone."""

_PROJECTOR = "mmproj"


def quantization_of(path: str) -> str:
    """The quantization that a path names, in capitals ("Q4_K_M", "UD-Q4_K_XL"), "" for none.

    The last one counts, and the file's own name before its folder's.
    """
    for name in reversed(PurePosixPath(path).parts):
        found = list(_QUANTIZATION.finditer(name))
        if found:
            label = found[-1].group().upper().replace("UD_", "UD-")
            return re.sub(r"^FP", "F", label)
    return ""


def variants_of(files: Iterable[RepoFile]) -> tuple[Variant, ...]:
    """The models among `files`: those whose parts are all there, the best first.

    Of one model the largest variant keeps most of what it was; several models in one repository
    stand one after the other, by their titles.
    """
    models = [file for file in files if _is_model(file.path)]
    models = [file for file in models if not _BESIDE.search(_name(file.path))] or models
    groups: dict[str, list[RepoFile]] = {}
    for file in sorted(models, key=lambda file: file.path):
        groups.setdefault(_stem(file.path), []).append(file)
    found = [
        Variant(_title(stem), quantization_of(stem), tuple(group))
        for stem, group in groups.items()
        if _is_complete(group)
    ]
    found.sort(key=lambda one: (one.title.casefold(), -one.size, one.quantization))
    return tuple(_told_apart(found))


def projectors_of(files: Iterable[RepoFile]) -> tuple[RepoFile, ...]:
    """The projectors among `files`, the one to take first."""
    found = [file for file in files if _is_projector(file.path)]
    return tuple(sorted(found, key=lambda file: (_projector_rank(file), file.path)))


def recommended(
    variants: Sequence[Variant], preference: Sequence[str] = (), most: int = 0
) -> Variant | None:
    """Which one to take: by `preference`, where it names one that is there, else by `PREFERENCE`.

    With `most` only what has no more bytes comes into question. None when nothing does.
    """
    order = [*(name.upper() for name in preference), *PREFERENCE]
    possible = [one for one in variants if not most or one.size <= most]

    def rank(variant: Variant) -> tuple[int, int]:
        if variant.quantization in order:
            return order.index(variant.quantization), 0
        # Whole numbers of 16 bits and more are the last resort, and so is what says nothing.
        heavy = variant.quantization in ("F16", "BF16", "F32")
        return len(order) + heavy, variant.size if heavy else -variant.size

    return min(possible, key=rank, default=None)


def named(variants: Sequence[Variant], wanted: str) -> Variant | None:
    """The variant that a person calls `wanted`: a quantization ("q4_k_m"), or one of its files.

    "Q4" alone means the one of four bits that is recommended.
    """
    plain = wanted.upper().replace("UD_", "UD-")
    by_file = [one for one in variants if any(_is_called(file, wanted) for file in one.files)]
    same = [one for one in variants if one.quantization == plain]
    near = [
        one for one in variants if re.match(rf"(?:UD-)?I?{re.escape(plain)}_", one.quantization)
    ]
    return recommended(by_file or same or (near if re.fullmatch(r"I?Q[1-8]", plain) else []))


def projector_for(variant: Variant, projectors: Sequence[RepoFile]) -> RepoFile | None:
    """The projector that goes with a model, None where there is none.

    Where a repository holds several models, that one whose name is most like the model's.
    """
    own = _plain(variant.title)

    def rank(file: RepoFile) -> tuple[int, int]:
        name = _plain(_title(_stem(file.path)))
        fits = bool(name) and (name in own or own in name)
        return -len(name) if fits else 0, _projector_rank(file)

    return min(projectors, key=rank, default=None)


def _name(path: str) -> str:
    return PurePosixPath(path).name


def _is_model(path: str) -> bool:
    name = _name(path)
    if not name.lower().endswith(_SUFFIX) or _NO_MODEL.search(name):
        return False
    return _CALIBRATION not in name.lower() or bool(quantization_of(name))


def _is_projector(path: str) -> bool:
    name = PurePosixPath(path).name.lower()
    return name.endswith(_SUFFIX) and _PROJECTOR in name


def _projector_rank(file: RepoFile) -> int:
    label = quantization_of(file.path)
    known = label in PROJECTOR_PREFERENCE
    return PROJECTOR_PREFERENCE.index(label) if known else len(PROJECTOR_PREFERENCE)


def _stem(path: str) -> str:
    """The path without its suffix and the number of a part: equal for parts of one model."""
    stem = path[: -len(_SUFFIX)]
    part = _PART.fullmatch(stem)
    return part["stem"] if part else stem


def _is_complete(group: Sequence[RepoFile]) -> bool:
    """Whether these sorted files are one whole, or parts 1 to n of n."""
    parts = [_PART.fullmatch(file.path[: -len(_SUFFIX)]) for file in group]
    numbers = [(int(part["number"]), int(part["count"])) for part in parts if part]
    if not numbers:
        return len(group) == 1
    count = numbers[0][1]
    return numbers == [(number, count) for number in range(1, count + 1)]


def _title(stem: str) -> str:
    """What the model is called there, without quantization and folder."""
    name = PurePosixPath(stem).name
    found = list(_QUANTIZATION.finditer(name))
    if found:
        name = name[: found[-1].start()] + name[found[-1].end() :]
    name = re.sub(r"[-_.]i1(?=[-_.]|$)", "", name)
    return re.sub(r"[-_.]{2,}", "-", name).strip("-_. ") or PurePosixPath(stem).name


def _told_apart(variants: Sequence[Variant]) -> Iterator[Variant]:
    """The variants, those that would be called the same by the folders that they are in."""
    counts = Counter((one.title.casefold(), one.quantization) for one in variants)
    for variant in variants:
        folder = str(PurePosixPath(variant.files[0].path).parent)
        alone = counts[variant.title.casefold(), variant.quantization] == 1
        named = replace(variant, title=f"{folder}/{variant.title}")
        yield variant if alone or folder == "." else named


def _plain(title: str) -> str:
    """A name by its letters and digits alone, without the word that makes it a projector."""
    return re.sub(r"[^a-z0-9]", "", title.lower().replace(_PROJECTOR, "").replace("model", ""))


def _is_called(file: RepoFile, wanted: str) -> bool:
    return wanted in (file.path, PurePosixPath(file.path).name)
