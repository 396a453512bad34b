"""packaging/requirements.lock: one for all systems and Pythons, without what is not locked.

torch is a step of its own (see torch_build), so is llama-cpp-python (see llama_wheel); triton and
the nvidia and cuda packages are only of use to a CUDA build of torch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LEFT_OUT = re.compile(r"^(torch|triton|llama-cpp-python|nvidia-.*|cuda-.*)$")

HEADER = """\
# Made by `python3 dev.py lock` from pyproject.toml. For Linux, macOS and Windows.
# torch and llama-cpp-python are not here: `python3 dev.py setup` installs them by themselves.
"""


def arguments(pyproject: str, output: str) -> list[str]:
    """The arguments of `uv` that resolve the requirements of Parley and its developers."""
    return [
        "pip",
        "compile",
        pyproject,
        "--group=dev",
        "--universal",
        "--python-version=3.11",
        "--generate-hashes",
        "--no-annotate",
        "--no-header",
        "--no-emit-index-url",
        "--no-emit-find-links",
        "--quiet",
        f"--output-file={output}",
    ]


def name_of(entry: str) -> str:
    """The package an entry is about: "numpy" of "numpy==2.0 ; marker"."""
    return re.split(r"[=<>!~;\s\[@]", entry, maxsplit=1)[0].lower().replace("_", "-")


def entries(text: str) -> Iterator[str]:
    """The entries of a lock, each with its hashes. Comments and options are dropped."""
    entry: list[str] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith(("#", "-")):
            continue
        if not line[0].isspace() and entry:
            yield "\n".join(entry)
            entry = []
        entry.append(line.rstrip())
    if entry:
        yield "\n".join(entry)


def filtered(resolved: str) -> str:
    """The lock, from what `uv` resolved."""
    kept: Iterable[str] = (
        entry for entry in entries(resolved) if not LEFT_OUT.match(name_of(entry))
    )
    return HEADER + "".join(f"{entry}\n" for entry in kept)
