"""From a model of the catalogue to files of the Hub: what to ask, and what to take of the answer.

The repository is looked into at the moment of fetching; nothing of it is known before. Where it
is gone, the Hub is searched for the model's name. Nothing here asks anybody.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.core.catalog import CatalogModel
from desktop_app.core.errors import Problem
from desktop_app.core.hub import (
    Gate,
    Query,
    Repo,
    RepoFile,
    RepoJob,
    RepoSummary,
    SearchJob,
    Sort,
    Variant,
)
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.hub_address import bare_name

GONE = "hub.not_found"
"""The code of the problem after which the Hub is searched."""

_MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Resolution:
    """What to fetch for a model: this variant of this repository, and its projector if it sees.

    `expected` says that it is the quantization that the catalogue wants.
    """

    model: CatalogModel
    repo: Repo
    variant: Variant
    projector: RepoFile | None
    expected: bool

    @property
    def size(self) -> int:
        """Bytes to fetch, as the Hub says."""
        return self.variant.size + (self.projector.size if self.projector else 0)


def repo_job(model: CatalogModel, access: HubAccess, repo: str = "") -> RepoJob:
    """Look into the model's repository, or into another one that was found for it."""
    return RepoJob(f"catalog-{model.id}", access, repo or model.repo)


def search_job(model: CatalogModel, access: HubAccess) -> SearchJob:
    """Search for another repository with the model's files, where the one that is known is gone."""
    query = Query(words=bare_name(model.repo), sort=Sort.DOWNLOADS, limit=_MOST_FOUND)
    return SearchJob(f"catalog-{model.id}", access, query)


def successor(model: CatalogModel, found: Iterable[RepoSummary]) -> str:
    """The repository to take in place of the one that is gone; "" for none.

    It must be called the same, but for its owner, and be open: the most fetched of those.
    """
    wanted = _key(model.repo)
    alike = [repo for repo in found if _key(repo.id) == wanted and repo.gate is Gate.OPEN]
    return max(alike, key=lambda repo: repo.downloads).id if alike else ""


def resolution(model: CatalogModel, repo: Repo) -> Resolution | Problem:
    """What to take of a repository, or why nothing can be taken."""
    if repo.gated:
        return Problem("hub.gated", {"repo": repo.id})
    if not repo.variants:
        return Problem("hub.no_models", {"repo": repo.id})
    by_name: dict[str, Variant] = {}
    for variant in repo.variants:
        by_name.setdefault(variant.quantization.upper(), variant)
    wanted = next((by_name[name] for name in model.quantizations if name in by_name), None)
    projector = repo.projectors[0] if model.sees and repo.projectors else None
    chosen = wanted or repo.variants[0]
    return Resolution(model, repo, chosen, projector, expected=wanted is not None)


def _key(repo: str) -> str:
    """A repository's name without what makers spell in different ways.

    Some put the owner of the original before it ("bartowski/Qwen_Qwen3-4B-GGUF").
    """
    name = bare_name(repo).lower().rpartition("_")[2]
    return re.sub(r"[^a-z0-9]+", "", name)
