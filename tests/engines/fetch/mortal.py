"""A process that fetches a file and can be killed, or dies by itself at a given step."""

import multiprocessing
import os
import sys
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess

from desktop_app.core.engine import CancelToken
from desktop_app.core.fetch import FetchJob
from desktop_app.engines.fetch import create, part, place
from desktop_app.engines.hub import token
from tests.engines.fetch.order import QUICK

_STEPS = {
    "before the mark": (place.Place, "claim"),
    "before the blob": (part.Part, "place"),
    "before the link": (place.Place, "name"),
    "before the reference": (place.Place, "_refer"),
}
STEPS = tuple(_STEPS)
"""Between which steps a process may die."""

_DEAD = 9
_NEEDED = (
    "anyio._backends._asyncio",
    "desktop_app.engines.fetch.engine",
    "desktop_app.engines.hub.token",
    "pytest",
)


def start(job: FetchJob, step: str = "") -> BaseProcess:
    """A process of its own that does `job`, and dies at `step`, "" not by itself."""
    context: SpawnContext | ForkServerContext
    if sys.platform == "win32":
        context = multiprocessing.get_context("spawn")
    else:
        # It imports once and forks from there: twenty processes in the time of one.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__, *_NEEDED])
    process = context.Process(target=_fetch, args=(job, step))
    process.start()
    return process


def end_forks() -> None:
    """End the process that the others are forked from: it would outlive its test."""
    if sys.platform != "win32":
        forkserver._forkserver._stop()  # type: ignore[attr-defined]  # as CPython's own tests do


def _fetch(job: FetchJob, step: str) -> None:
    os.environ.pop("HF_HUB_OFFLINE", None)
    token.token_for = lambda address: ""  # to look for keyrings takes its time
    if step:
        owner, name = _STEPS[step]
        setattr(owner, name, lambda *arguments: os._exit(_DEAD))
    for _ in create(QUICK).run(job, CancelToken()):
        pass
