"""Searching the Hub."""

from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl

from huggingface_hub import ModelInfo, get_session
from huggingface_hub.utils import build_hf_headers, paginate

from desktop_app.core.hub import Searched, SearchJob
from desktop_app.engines.hub.question import LIBRARY, Question
from desktop_app.engines.hub.session import HubSession
from desktop_app.engines.hub.summary import is_within, search_words, summary_of

BATCH = 50
"""Results in one event: the first are shown while the others still come."""


def search(job: SearchJob, question: Question) -> Iterator[Searched]:
    """The repositories that the query finds, each once; the last ones with where it goes on."""
    query = job.query
    found = iter(question.api.list_models(**search_words(query)))
    if job.after:
        found = islice(_from(job.after, question), query.limit)
    # The order may change between two pages: what stood on the first can come again.
    seen: set[str] = set()
    last: Searched | None = None
    while infos := question.ask(lambda: list(islice(found, BATCH))):
        repos = []
        for info in infos:
            summary = summary_of(info)
            if summary.id and summary.id not in seen and is_within(summary, query):
                seen.add(summary.id)
                repos.append(summary)
        if repos:
            if last is not None:
                yield last
            last = Searched(tuple(repos))
    more = question.ask(_next_page)
    if last is not None or more:
        yield Searched(last.repos if last is not None else (), more)


def _from(page: str, question: Question) -> Iterator[Any]:
    """What stands on a page of a search, and on those behind it. huggingface_hub follows pages by
    itself, but cannot be told where to begin."""
    headers = build_hf_headers(token=question.token or False, **LIBRARY)
    address, _, asked = page.partition("?")
    # Given as they stand in the address, they would be dropped for none.
    for item in paginate(address, params=parse_qsl(asked), headers=headers):
        yield ModelInfo(**{"siblings": None, **item})


def _next_page() -> str:
    session = get_session()
    return session.next_page if isinstance(session, HubSession) else ""
