"""`parley chats`: the kept conversations as text. Reads only, also beside an open window."""

from collections.abc import Mapping
from datetime import datetime

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.terminal import FAILED, say, tell, write
from desktop_app.core.export import as_json, as_markdown
from desktop_app.core.paths import Places
from desktop_app.core.store import Store, Summary


def chats(arguments: Arguments) -> int:
    """List, search, show or export; the exit status."""
    if arguments.action == "search":
        from desktop_app.cli.chats_search import search

        return search(arguments)
    store = Store.open_for_reading(Places(arguments.home).database)
    try:
        if store.problems:
            for problem in store.problems:
                say(problem)
            return FAILED
        if arguments.action == "list":
            return _list(store)
        return _print(store, arguments)
    finally:
        store.close()


def _list(store: Store) -> int:
    names = {folder.id: _line(folder.name) for folder in store.filing.folders()}
    for summary in store.summaries():
        changed = datetime.fromtimestamp(summary.changed).strftime("%Y-%m-%d %H:%M")
        title = _line(summary.title) or "(no title)"
        write(f"{summary.id}  {changed}  {title}{_stand(summary, names)}\n")
    return 0


def _stand(summary: Summary, names: Mapping[str, str]) -> str:
    """Where the list in the window shows it, when that is not among the days."""
    folder = names.get(summary.folder)
    parts = ["pinned"] if summary.pinned else []
    parts += [f"in {folder}"] if folder else []
    return f"  [{', '.join(parts)}]" if parts else ""


def _line(words: str) -> str:
    return " ".join(words.split())


def _print(store: Store, arguments: Arguments) -> int:
    matches = [item.id for item in store.summaries() if item.id.startswith(arguments.id)]
    if arguments.id in matches:
        matches = [arguments.id]
    if len(matches) != 1:
        if matches:
            tell(f"More than one conversation begins with {arguments.id!r}: give more letters.")
        else:
            tell(f"There is no conversation {arguments.id!r}. See `parley chats list`.")
        return FAILED
    conversation = store.load(matches[0])
    as_text = as_json if arguments.format == "json" else as_markdown
    write(as_text(conversation))
    return 0
