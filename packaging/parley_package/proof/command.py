"""Running what a proof runs: with a time limit, and gone when the proof is gone."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TypeVar

_GRACE = 10
"""Seconds that a killed program has to be gone."""

_PAUSE = 1.0
"""Seconds between two looks at something that takes long."""

# Whatever ends this process ends what it started, also a signal that it cannot answer.
_BOUND = ("setpriv", "--pdeathsig", "KILL", "--")

INSIDE = "PARLEY_PROOF=1"
"""The last variable that is set for a program in a clean root: the program comes behind it."""

_T = TypeVar("_T")


class ProofError(Exception):
    """What was to be so is not so: a sentence."""


def run(
    words: Sequence[str],
    limit: float,
    *,
    env: Mapping[str, str] | None = None,
    statuses: Sequence[int] = (0,),
) -> str:
    """What a command prints, standard error included.

    Raises ProofError when it takes longer than `limit` seconds or ends with a status that is not
    among `statuses`.
    """
    process = start(words, env=env)
    try:
        output, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired as error:
        raise ProofError(f"{_name(words)} took longer than {limit:.0f} s") from error
    finally:
        end(process)
    text = output.decode(errors="replace")
    if process.returncode not in statuses:
        raise ProofError(f"{_name(words)} ended with {process.returncode}: {tail(text)}")
    return text


def start(
    words: Sequence[str], *, env: Mapping[str, str] | None = None, log: Path | None = None
) -> subprocess.Popen[bytes]:
    """Start a command and go on. What it prints goes to `log`, or can be read from it."""
    # A session of its own: Ctrl-C reaches this process alone, which ends the others in order.
    with log.open("ab") if log else nullcontext(subprocess.PIPE) as output:
        return subprocess.Popen(
            [*_BOUND, *words],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=env,
        )


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill it if it still runs, and wait until it is gone."""
    if process.poll() is None:
        process.kill()
    process.wait(timeout=_GRACE)
    if process.stdout is not None:
        process.stdout.close()


def wait_for(look: Callable[[], _T | None], limit: float, what: str) -> _T:
    """What `look` finds, as soon as it finds something. Raises ProofError after `limit` seconds."""
    last = time.monotonic() + limit
    while True:
        found = look()
        if found is not None:
            return found
        if time.monotonic() > last:
            raise ProofError(f"{what} did not come within {limit:.0f} s")
        time.sleep(_PAUSE)


def tail(text: str, lines: int = 3) -> str:
    """The last lines that say something, as one."""
    return " | ".join([line.strip() for line in text.splitlines() if line.strip()][-lines:])


def _name(words: Sequence[str]) -> str:
    """The program that is meant: in a clean root it stands behind those that lead into it."""
    meant = [*words]
    if INSIDE in meant:
        meant = meant[meant.index(INSIDE) + 1 :]
    return " ".join(meant[:3])
