"""One model of the catalogue, compared with what the Hub says of it now."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from desktop_app.core.catalog import CatalogModel
from desktop_app.core.catalog_resolution import (
    GONE,
    Resolution,
    repo_job,
    resolution,
    search_job,
    successor,
)
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed
from desktop_app.core.gguf import Header
from desktop_app.core.hub import HeaderJob, HeaderRead, HubJob, Opened, Searched
from desktop_app.core.hub_access import HubAccess

Ask = Callable[[HubJob], Iterator[Event]]
"""Puts a job to the engine of the Hub."""

_T = TypeVar("_T")

_SIZE_OFF = 0.25
"""By so much the real size may differ from what the catalogue leads one to expect."""

_MANY = 3

_NOT_ASKED = {"hub.offline", "hub.unreachable", "hub.busy", "hub.strange", "hub.address"}
"""After these problems nothing is known of a model."""


@dataclass(frozen=True)
class Finding:
    """What became of one model. `faults` are what disagrees, none when all is as it is written.

    `unknown` says that nobody could be asked, so that nothing is known of it.
    """

    model: CatalogModel
    faults: tuple[str, ...] = ()
    quantization: str = ""
    size: int = 0
    unknown: bool = False

    @property
    def is_right(self) -> bool:
        """Whether it was found as it is described."""
        return not self.faults and not self.unknown


def check(model: CatalogModel, ask: Ask, access: HubAccess) -> Finding:
    """Ask the Hub for the repository and for the header of the file; nothing else is fetched."""
    opened, problem = _answer(ask, repo_job(model, access), Opened)
    if problem is not None and problem.code == GONE:
        return Finding(model, (_gone(model, ask, access),))
    if opened is None:
        return _without_answer(model, problem)
    found = resolution(model, opened.repo)
    if isinstance(found, Problem):
        return Finding(model, (_said(found),))
    first = found.variant.files[0]
    job = HeaderJob(f"header-{model.id}", access, opened.repo.id, opened.repo.commit, first)
    read, problem = _answer(ask, job, HeaderRead)
    if read is None:
        return _without_answer(model, problem)
    faults = (*_of_files(found), *_of_licence(found), *_of_header(model, read.header))
    return Finding(model, faults, found.variant.quantization, found.size)


def _answer(ask: Ask, job: HubJob, kind: type[_T]) -> tuple[_T | None, Problem | None]:
    answer: _T | None = None
    problem: Problem | None = None
    for event in ask(job):
        if isinstance(event, kind):
            answer = event
        elif isinstance(event, Failed):
            problem = event.problem
    return answer, problem


def _without_answer(model: CatalogModel, problem: Problem | None) -> Finding:
    return Finding(model, (_said(problem),), unknown=problem is None or problem.code in _NOT_ASKED)


def _gone(model: CatalogModel, ask: Ask, access: HubAccess) -> str:
    """That the repository is not there, and which may have taken its place."""
    repos = [
        repo
        for event in ask(search_job(model, access))
        if isinstance(event, Searched)
        for repo in event.repos
    ]
    heir = successor(model, repos)
    if heir:
        return f"{model.repo} is not there; {heir} is called the same"
    if repos:
        return f"{model.repo} is not there; perhaps {', '.join(r.id for r in repos[:_MANY])}"
    return f"{model.repo} is not there, nor is anything like it"


def _of_files(found: Resolution) -> Iterator[str]:
    model = found.model
    if not found.expected:
        there = ", ".join(variant.quantization or variant.title for variant in found.repo.variants)
        yield f"none of {', '.join(model.quantizations)}; there are {there}"
    if model.sees and found.projector is None:
        yield "no projector: it would not see"
    if not model.sees and found.repo.projectors:
        yield "a projector is there: it sees, and the catalogue does not say so"
    files = (*found.variant.files, *((found.projector,) if found.projector else ()))
    for file in files:
        if not file.sha256:
            yield f"no checksum of {file.path}"
    if found.expected and found.variant.quantization.upper() == model.quantizations[0]:
        expected = model.weights
        if abs(found.variant.size - expected) > _SIZE_OFF * expected:
            sizes = f"{found.variant.size / 1e9:.2f} GB, {expected / 1e9:.2f} expected"
            yield f"another size than its parameters make: {sizes}"


def _of_licence(found: Resolution) -> Iterator[str]:
    licence = found.repo.summary.licence
    if licence and licence not in (found.model.licence, "other"):
        yield f"licence {licence}, and not {found.model.licence}"


def _of_header(model: CatalogModel, header: Header | None) -> Iterator[str]:
    if header is None:
        yield "its header cannot be read"
        return
    if model.architecture and header.architecture != model.architecture:
        yield f"of the family {header.architecture}, and not {model.architecture}"
    # A card may promise less than the file allows, never more.
    if model.context > header.context_length > 0:
        yield f"a context of {header.context_length} tokens, and not {model.context}"


def _said(problem: Problem | None) -> str:
    return problem.sentence.english() if problem else "the Hub did not answer"
