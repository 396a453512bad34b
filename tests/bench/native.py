"""llama.cpp's own benchmark of its own speed: the program `llama-bench`, built elsewhere.

It is built from the sources in llama-cpp-python's sdist against the libraries that this program
uses, and must find the same plug-in for the processor beside itself: docs/benchmarks.md tells how.
"""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.bench.run import MODEL
from tests.bench.side import ENVIRONMENT, SideError

VARIABLE = "PARLEY_LLAMA_BENCH"
"""Names the program."""

_SECONDS = 180


@dataclass(frozen=True, slots=True)
class Native:
    """Tokens per second of one run of llama-bench on one thread."""

    reading: float
    writing: float


def native_speed(prompt: int, reply: int, variable: str = VARIABLE) -> Native:
    """Read `prompt` tokens and write `reply`, each once after a warm-up; raises SideError.

    `variable` is the one of the environment that names the program.
    """
    program = os.environ.get(variable, "")
    if not Path(program).is_file():
        raise SideError(f"{variable} names no llama-bench: {program!r}")
    command = [program, "-m", str(MODEL), "-t", "1", "-ngl", "0", "-r", "1", "-o", "json"]
    done = subprocess.run(
        [*command, "-p", str(prompt), "-n", str(reply)],
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
        cwd=Path(program).parent,
        env={**os.environ, **ENVIRONMENT},
    )
    try:
        tests = json.loads(done.stdout)
    except ValueError:
        raise SideError(f"llama-bench said: {done.stderr[-500:]}") from None
    speeds = {(test["n_prompt"], test["n_gen"]): test["avg_ts"] for test in tests}
    return Native(speeds[prompt, 0], speeds[0, reply])
