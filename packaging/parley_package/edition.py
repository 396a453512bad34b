"""The two editions of the installed program: what is in each, and how large each may be."""

from __future__ import annotations

from dataclasses import dataclass

_MB = 1_000_000


@dataclass(frozen=True)
class Edition:
    """What is left out of the program, as names of modules, and what it may weigh.

    `installed_limit` is in bytes, without the models inside; `download_limit` is that of the
    package for Debian with the models, None where none is set.
    """

    name: str
    left_out: tuple[str, ...]
    installed_limit: int
    download_limit: int | None = None


SLIM = Edition(
    "slim",
    left_out=(
        "llvmlite",
        "mpmath",
        "networkx",
        "numba",
        "regex",
        "sympy",
        "tiktoken",
        "torch",
        "whisper",
    ),
    installed_limit=450 * _MB,
    download_limit=330 * _MB,
)
"""Writes down speech with whisper.cpp alone."""

FULL = Edition("full", left_out=(), installed_limit=1_200 * _MB)
"""Has openai-whisper too, and with it torch."""

VARIANT_LIMIT = {"": 0, "vulkan": 100 * _MB, "cuda": 1_300 * _MB}
"""Bytes that the libraries for a kind of cards may add: for CUDA cuBLAS (some 850 MB) and what
llama.cpp has for cards (some 400 MB), as their makers' packages weigh."""

EDITIONS = {edition.name: edition for edition in (SLIM, FULL)}
