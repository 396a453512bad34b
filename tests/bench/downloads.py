"""Fetching from the Hub: bytes fetched twice, speed, and how soon it is quiet after a pause."""

import random
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.bench.figure import Better, Counts, Figure, ratios, spread
from tests.bench.hub import LARGE, REPO, WORDS
from tests.bench.run import Run
from tests.bench.side import Side

MEGABYTES = 100
CUTS = 10
CUT_FETCHES = 3
TOKENS = 260_000
STOPS = 30
LONGEST_DELAY = 0.15
"""Seconds from the first bytes to a pause: a whole file takes a little more."""

SEED = 6
MEGABYTE = 1e6
ENVIRONMENT = {
    "HF_HUB_OFFLINE": "0",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_XET": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_TOKEN": "",
    "NO_PROXY": "127.0.0.1",
}


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        hub, ours, bare = (
            stack.enter_context(Side(name, ENVIRONMENT)) for name in ("hub", "fetching", "bare_hub")
        )
        there = hub.ask("open", megabytes=10 if run.quick else MEGABYTES, tokens=TOKENS)
        for side, place in ((ours, "ours"), (bare, "theirs")):
            side.ask(
                "open",
                address=there["address"],
                repo=REPO,
                commit=there["commit"],
                folder=str(folder / place),
            )
        files = {
            path: {"path": path, "size": size, "sha256": sha256}
            for path, (size, sha256) in there["files"].items()
        }
        yield _cut(run, hub, ours, files[LARGE])
        yield _speed(run, ours, bare, files[LARGE])
        yield _stopped(run, ours, files[LARGE])
        yield _judged(run, hub, ours, files[WORDS])


def _cut(run: Run, hub: Side, ours: Side, file: dict[str, Any]) -> Figure:
    """Bytes that the server sent until the file was whole."""
    chance = random.Random(SEED)
    shares = []
    for number in range(CUT_FETCHES):
        run.say(f"{CUTS} cuts, {number + 1} of {CUT_FETCHES}")
        hub.ask("sent", path=LARGE)
        hub.ask("cut", cuts=sorted(chance.sample(range(file["size"]), CUTS)))
        ours.ask("fetch", seconds=300.0, **file)
        shares.append(hub.ask("sent", path=LARGE) / file["size"])
        ours.ask("forget")
    what = f"Bytes fetched over a file's size, {file['size'] / MEGABYTE:.0f} MB cut {CUTS} times"
    return Figure(what, 1.02, tuple(shares), Better.LOWER, counts=Counts.LONGEST)


def _speed(run: Run, ours: Side, bare: Side, file: dict[str, Any]) -> Figure:
    seconds: dict[Side, list[float]] = {ours: [], bare: []}
    for side in seconds:
        side.ask("fetch", **file)  # the first time imports
        side.ask("forget")
    for number in range(run.pairs):
        run.say(f"fetching, {number + 1} of {run.pairs}")
        for side in (ours, bare) if number % 2 else (bare, ours):
            seconds[side].append(side.ask("fetch", **file))
            side.ask("forget")
    rates = {
        side: spread([file["size"] / MEGABYTE / value for value in values]).median
        for side, values in seconds.items()
    }
    return Figure(
        "Throughput over a plain `hf_hub_download` from the same server",
        0.95,
        tuple(ratios(seconds[bare], seconds[ours])),
        note=f"{rates[ours]:.0f} MB/s, proved and on the disk, over {rates[bare]:.0f} MB/s",
    )


def _stopped(run: Run, ours: Side, file: dict[str, Any]) -> Figure:
    chance = random.Random(SEED)
    times: list[float] = []
    while len(times) < (5 if run.quick else STOPS):
        run.say(f"stopping, {len(times) + 1}")
        delay, cancel = chance.uniform(0, LONGEST_DELAY), bool(len(times) % 2)
        if (seconds := ours.ask("stop", delay=delay, cancel=cancel, **file)) is None:
            ours.ask("forget")
        else:
            times.append(1000 * seconds)
    ours.ask("forget")
    return Figure(
        "Pause or cancel to quiet, at a random moment",
        1000,
        tuple(times),
        Better.LOWER,
        "ms",
        Counts.LONGEST,
        note=f"half of them within {spread(times).median:.0f} ms",
    )


def _judged(run: Run, hub: Side, ours: Side, file: dict[str, Any]) -> Figure:
    run.say(f"judging a model with {TOKENS:,} tokens")
    hub.ask("sent", path=WORDS)
    tensors = ours.ask("judge", **file)
    return Figure(
        f"Bytes fetched to judge a model on the Hub with a vocabulary of {TOKENS:,} tokens",
        12,
        (hub.ask("sent", path=WORDS) / MEGABYTE,),
        Better.LOWER,
        "MB",
        note=f"of {file['size'] / MEGABYTE:.0f} MB, down to the last of {tensors} tensors",
    )
