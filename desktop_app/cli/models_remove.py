"""`parley models remove`: deleting a model that is Parley's own."""

import json
import sys

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.library_process import Desk
from desktop_app.cli.terminal import FAILED, Progress, plain, tell, write
from desktop_app.core.amount import amount
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.local_model import Removed, RemoveJob


def remove(arguments: Arguments) -> int:
    """Delete it, if that is meant; the exit status."""
    desk = Desk.of(arguments)
    model = desk.model(arguments.name)
    name = plain(desk.title(model))
    if not model.own:
        raise ParleyError(Problem("library.not_ours", {"name": name}))
    if not arguments.yes and not _is_meant(f"{name} ({amount(model.size)}), {plain(model.path)}"):
        return FAILED
    freed = 0
    for event in desk.do(RemoveJob("remove", model, desk.shelf), Progress(), "deleting"):
        if isinstance(event, Removed):
            freed = event.freed
    if arguments.json:
        write(json.dumps({"path": model.path, "freed": freed}, ensure_ascii=False) + "\n")
    else:
        write(f"{name} is deleted: {amount(freed)} are free again.\n")
    return 0


def _is_meant(what: str) -> bool:
    """Whether the person says so; where nobody can be asked, only --yes does."""
    if sys.stdin is None or not sys.stdin.isatty():
        tell(f"To delete {what}, say --yes.")
        return False
    tell(f"Delete {what}? It is gone for good. [y/N]")
    return sys.stdin.readline().strip().lower() in ("y", "yes")
