"""`parley chats`: the kept conversations, printed, written into files, brought from them."""

from collections.abc import Mapping
from datetime import datetime

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.terminal import FAILED, say, tell, write
from desktop_app.core.changeover import settle
from desktop_app.core.export import as_json, as_markdown
from desktop_app.core.paths import Places
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.store import Store
from desktop_app.core.summary import Summary


def chats(arguments: Arguments) -> int:
    """List, search, show, export or import; the exit status. Only the last changes anything."""
    places = Places(arguments.home)
    settle(places)
    if arguments.action == "search":
        from desktop_app.cli.chats_search import search

        return search(arguments)
    if arguments.action == "import":
        from desktop_app.cli.chats_import import bring

        return bring(arguments.files, places)
    store = Store.open_for_reading(places.database)
    try:
        if store.problems:
            for problem in store.problems:
                say(problem)
            return FAILED
        if arguments.action == "list":
            return _list(store)
        if arguments.action == "show":
            id = _id(store, arguments.id)
            return _print(store, id, "markdown", places, False) if id else FAILED
        return _export(store, arguments, places)
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


def _export(store: Store, arguments: Arguments, places: Places) -> int:
    if arguments.all and arguments.ids:
        tell("Name conversations or say --all, not both.")
        return FAILED
    if not arguments.all and not arguments.ids:
        tell("Which conversation? Name one, or say --all.")
        return FAILED
    ids = [_id(store, name) for name in arguments.ids]
    if not all(ids):
        return FAILED
    if arguments.output is not None:
        from desktop_app.cli.chats_export import export

        return export([id for id in ids if id], arguments, places)
    if len(ids) != 1 or arguments.format in ("html", "pdf"):
        tell("Where to? Say --output FILE, or a folder for several conversations.")
        return FAILED
    return _print(store, ids[0] or "", arguments.format, places, arguments.thoughts)


def _id(store: Store, name: str) -> str | None:
    """The id that begins so; None when there is not one, which has been told."""
    matches = [item.id for item in store.summaries() if item.id.startswith(name)]
    if name in matches:
        return name
    if len(matches) == 1:
        return matches[0]
    if matches:
        tell(f"More than one conversation begins with {name!r}: give more letters.")
    else:
        tell(f"There is no conversation {name!r}. See `parley chats list`.")
    return None


def _print(store: Store, id: str, format: str, places: Places, thoughts: bool) -> int:
    conversation = store.load(id)
    if format == "json":
        write(as_json(conversation, PictureShelf(places.pictures).read))
    else:
        write(as_markdown(conversation, thoughts=thoughts))
    return 0
