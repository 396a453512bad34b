"""What huggingface_hub says of a repository, as our own values."""

from collections.abc import Mapping
from typing import Any

from desktop_app.core.hub import Gate, Query, RepoFile, RepoSummary

FIELDS = (
    "author",
    "downloads",
    "likes",
    "lastModified",
    "gated",
    "gguf",
    "pipeline_tag",
    "tags",
)
"""What is asked for of each search result."""

_LICENCE = "license:"
_LONGEST = 200
"""Characters of a word that somebody else chose."""


def search_words(query: Query) -> dict[str, Any]:
    """`query` as arguments of `HfApi.list_models`."""
    tags = ["gguf", *([_LICENCE + query.licence] if query.licence else [])]
    # Whole billions, as on the Hub's own pages; what lies between is looked at here.
    least, most = query.least_parameters // 10**9, -(-query.most_parameters // 10**9)
    bounds = {"min": least, "max": most}
    parameters = ",".join(f"{name}:{count}B" for name, count in bounds.items() if count)
    return {
        "filter": tags,
        "search": query.words.strip() or None,
        "author": query.author.strip() or None,
        "pipeline_tag": query.task.value or None,
        "num_parameters": parameters or None,
        "sort": query.sort.value,
        "limit": query.limit,
        "expand": list(FIELDS),
    }


def summary_of(info: Any) -> RepoSummary:
    """One repository, of a `ModelInfo`; what is not as it should be counts as not said."""
    facts = info.gguf if isinstance(info.gguf, Mapping) else {}
    tags = [tag for tag in info.tags or () if isinstance(tag, str)]
    licences = [tag.removeprefix(_LICENCE) for tag in tags if tag.startswith(_LICENCE)]
    changed = info.last_modified
    return RepoSummary(
        id=_text(info.id),
        downloads=_count(info.downloads),
        likes=_count(info.likes),
        changed=changed.timestamp() if changed is not None else 0.0,
        gate=_gate(info.gated),
        task=_text(info.pipeline_tag),
        licence=_text(licences[0]) if licences else "",
        parameters=_count(facts.get("total")),
        architecture=_text(facts.get("architecture")),
        context=_count(facts.get("context_length")),
    )


def is_within(summary: RepoSummary, query: Query) -> bool:
    """Whether the number of weights is as `query` wants it, as far as that is known.

    The Hub is asked in whole billions, and a mirror may not look at all.
    """
    count = summary.parameters
    return not count or (
        count >= query.least_parameters
        and (not query.most_parameters or count <= query.most_parameters)
    )


def files_of(info: Any) -> tuple[RepoFile, ...]:
    """The files of a repository, of a `ModelInfo` with metadata of files."""
    return tuple(
        RepoFile(
            file.rfilename,
            _count(file.lfs.size if file.lfs else file.size),
            str(file.lfs.sha256).lower() if file.lfs else "",
        )
        for file in info.siblings or ()
    )


def _gate(gated: object) -> Gate:
    if not gated:
        return Gate.OPEN
    return Gate.MANUAL if gated == Gate.MANUAL.value else Gate.AUTOMATIC


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _text(value: object) -> str:
    return value[:_LONGEST] if isinstance(value, str) else ""
