"""`parley models search`: what there is on the Hub."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.hub_process import hub_events, hub_process
from desktop_app.cli.sheet import sheet
from desktop_app.cli.terminal import Interrupt, Progress, plain, say, tell, write
from desktop_app.core.amount import weights
from desktop_app.core.hub import Gate, Query, RepoSummary, Searched, SearchJob, Sort, Task
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings

_HEADINGS = ("repository", "weights", "downloads", "likes", "licence", "changed")


def search(arguments: Arguments) -> int:
    """Print what is found, the first first; the exit status."""
    places = Places(arguments.home)
    settings = Settings.load(places.settings)
    for problem in settings.problems:
        say(problem)
    job = SearchJob("search", settings.hub_access(), _query(arguments))
    progress = Progress()
    found: list[RepoSummary] = []
    try:
        with closing(hub_process(places)) as engine, Interrupt() as stop:
            progress.show("Searching …")
            for event in hub_events(engine, job, stop):
                if isinstance(event, Searched):
                    found += event.repos
                    progress.show(f"Searching … {len(found):,} found")
    finally:
        progress.clear()
    if arguments.json:
        values = [summary_values(repo) for repo in found]
        write(json.dumps(values, ensure_ascii=False) + "\n")
    elif found:
        write(sheet(list(_rows(found))))
    else:
        tell("Nothing like that was found. Fewer words find more.")
    return 0


def summary_values(summary: RepoSummary) -> Mapping[str, object]:
    """What is known of a repository, for JSON."""
    return {**asdict(summary), "gate": summary.gate.value}


def day(seconds: float) -> str:
    """A time as a day, "" for an unknown one."""
    if not 0 < seconds < datetime.max.replace(tzinfo=UTC).timestamp():
        return ""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")


def _query(arguments: Arguments) -> Query:
    return Query(
        words=" ".join(arguments.words),
        task=Task[arguments.task.upper()] if arguments.task else Task.ANY,
        licence=arguments.licence,
        author=arguments.author,
        least_parameters=arguments.least,
        most_parameters=arguments.most,
        sort=Sort[arguments.sort.upper()],
        limit=arguments.limit,
    )


def _rows(found: Sequence[RepoSummary]) -> Iterator[Sequence[str]]:
    yield _HEADINGS
    for repo in found:
        gated = " (gated)" if repo.gate is not Gate.OPEN else ""
        yield (
            plain(repo.id) + gated,
            weights(repo.parameters) if repo.parameters else "",
            f"{repo.downloads:,}",
            f"{repo.likes:,}",
            plain(repo.licence),
            day(repo.changed),
        )
