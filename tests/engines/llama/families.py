"""The families of models that reuse is proven for, made once for all tests."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.random_texts.attention import gemma3, gpt_oss, llama, qwen2vl
from tests.random_texts.hybrid import falcon_h1, granite_hybrid, lfm2, qwen35
from tests.random_texts.recurrent import mamba, mamba2, rwkv7


@dataclass(frozen=True, slots=True)
class Family:
    """How to make a model, and what it remembers by."""

    make: Callable[[Path], Path]
    rewinds: bool = True
    """Whether tokens can be taken back."""
    has_window: bool = False
    fills_up: bool = True
    """Whether the KV cache has an end; a state alone has none, and the engine counts instead."""


FAMILIES: Mapping[str, Family] = {
    "llama": Family(llama),
    "qwen2vl": Family(qwen2vl),
    "gemma3": Family(gemma3, has_window=True),
    "gpt-oss": Family(gpt_oss, has_window=True),
    "mamba": Family(mamba, rewinds=False, fills_up=False),
    "mamba2": Family(mamba2, rewinds=False, fills_up=False),
    "rwkv7": Family(rwkv7, rewinds=False, fills_up=False),
    "lfm2": Family(lfm2, rewinds=False),
    "qwen35": Family(qwen35, rewinds=False),
    "falcon-h1": Family(falcon_h1, rewinds=False),
    "granitehybrid": Family(granite_hybrid, rewinds=False),
}

WINDOWS = [name for name, family in FAMILIES.items() if family.has_window]
