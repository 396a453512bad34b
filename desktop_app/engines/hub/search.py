"""Searching the Hub."""

from collections.abc import Iterator
from itertools import islice

from desktop_app.core.hub import Query, Searched
from desktop_app.engines.hub.question import Question
from desktop_app.engines.hub.summary import is_within, search_words, summary_of

BATCH = 50
"""Results in one event: the first are shown while the others still come."""


def search(query: Query, question: Question) -> Iterator[Searched]:
    """The repositories that `query` finds, each once."""
    found = iter(question.api.list_models(**search_words(query)))
    # The order may change between two pages: what stood on the first can come again.
    seen: set[str] = set()
    while infos := question.ask(lambda: list(islice(found, BATCH))):
        repos = []
        for info in infos:
            summary = summary_of(info)
            if summary.id and summary.id not in seen and is_within(summary, query):
                seen.add(summary.id)
                repos.append(summary)
        if repos:
            yield Searched(tuple(repos))
