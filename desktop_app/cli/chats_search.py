"""`parley chats search`: where words occur in the kept conversations, by the window's engine."""

import json
from contextlib import closing
from datetime import datetime

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.terminal import FAILED, Interrupt, Progress, say, tell, write
from desktop_app.core.chat_query import read_query
from desktop_app.core.chat_search import ChatSearchJob, Found, Hit, SearchFiles, TakeInJob, TakenIn
from desktop_app.core.engine import CancelToken, Engine
from desktop_app.core.engine_names import search_engine
from desktop_app.core.errors import Problem
from desktop_app.core.events import Failed
from desktop_app.core.paths import Places


def search(arguments: Arguments) -> int:
    """Print what is found, titles first, then the newest messages; the exit status.

    Unlike the window it waits until all conversations are in the index.
    """
    from desktop_app.engines.isolated import IsolatedEngine

    places = Places(arguments.home)
    places.create()
    query = read_query(" ".join(map(_typed, arguments.words)))
    if query.is_empty:
        tell("There is nothing to look for.")
        return FAILED
    spec = search_engine(SearchFiles(places.database, places.search_index))
    cancel = CancelToken()
    with (
        closing(IsolatedEngine(spec, places.logs, name="search", family="part")) as engine,
        Interrupt() as stop,
    ):
        stop.watch(cancel)
        problem = _take_in(engine, cancel)
        hits: list[Hit] = []
        for event in engine.run(ChatSearchJob("search", query, arguments.limit), cancel):
            if isinstance(event, Found):
                hits += event.hits
            elif isinstance(event, Failed):
                problem = event.problem
    if cancel.is_set():
        raise KeyboardInterrupt
    if problem is not None:
        say(problem)
        return FAILED
    for hit in hits:
        write(_line(hit, arguments.json) + "\n")
    return 0


def _typed(word: str) -> str:
    """A word of the command line; the shell has taken the quotes of a phrase away."""
    return f'"{word}"' if " " in word and not set(word) & set('":') else word


def _take_in(engine: Engine, cancel: CancelToken) -> Problem | None:
    progress = Progress()
    problem: Problem | None = None
    for event in engine.run(TakeInJob("take in"), cancel):
        if isinstance(event, TakenIn) and not event.is_complete:
            progress.show(f"indexing… {event.done:,} of {event.total:,}")
        elif isinstance(event, Failed):
            problem = event.problem
    progress.clear()
    return problem


def _line(hit: Hit, as_json: bool) -> str:
    if as_json:
        return json.dumps(
            {
                "conversation": hit.conversation,
                "title": hit.title.text,
                "message": hit.message,
                "time": hit.time,
                "model": hit.model,
                "text": hit.text.text,
                "hits": hit.text.ranges,
            },
            ensure_ascii=False,
        )
    day = datetime.fromtimestamp(hit.time).strftime("%Y-%m-%d %H:%M")
    title = " ".join(hit.title.text.split()) or "(no title)"
    return "  ".join(filter(None, (hit.conversation, day, title, hit.text.text)))
