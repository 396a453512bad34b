"""Voice models for tests: small, of any kind, and of no sense: their values are drawn."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from parley_setup.checkpoint import Tensor, write

SIZES = {
    "n_mels": 80,
    "n_audio_ctx": 1500,
    "n_audio_state": 64,
    "n_audio_head": 1,
    "n_audio_layer": 4,
    "n_vocab": 51865,
    "n_text_ctx": 448,
    "n_text_state": 64,
    "n_text_head": 1,
    "n_text_layer": 4,
}
"""Those of a multilingual model of the smallest kind, narrower."""


Shape = tuple[str, tuple[int, ...]]


def write_model(path: Path, **sizes: int) -> Path:
    """Write a model with `SIZES`, some of them otherwise."""
    wanted = {**SIZES, **sizes}
    random = np.random.default_rng(0)
    tensors = {
        name: Tensor(shape, (0.02 * random.standard_normal(shape)).astype("<f2").tobytes())
        for name, shape in _shapes(wanted)
    }
    write(path, wanted, tensors)
    return path


def _shapes(sizes: dict[str, int]) -> Iterator[Shape]:
    heard, said = sizes["n_audio_state"], sizes["n_text_state"]
    yield "encoder.positional_embedding", (sizes["n_audio_ctx"], heard)
    yield "encoder.conv1.weight", (heard, sizes["n_mels"], 3)
    yield "encoder.conv1.bias", (heard,)
    yield "encoder.conv2.weight", (heard, heard, 3)
    yield "encoder.conv2.bias", (heard,)
    for layer in range(sizes["n_audio_layer"]):
        yield from _block(f"encoder.blocks.{layer}", heard, ("attn",))
    yield from _norm("encoder.ln_post", heard)
    yield "decoder.positional_embedding", (sizes["n_text_ctx"], said)
    yield "decoder.token_embedding.weight", (sizes["n_vocab"], said)
    for layer in range(sizes["n_text_layer"]):
        yield from _block(f"decoder.blocks.{layer}", said, ("attn", "cross_attn"))
    yield from _norm("decoder.ln", said)


def _block(
    name: str, state: int, attentions: tuple[str, ...]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    for attention in attentions:
        for part in ("query", "key", "value", "out"):
            yield f"{name}.{attention}.{part}.weight", (state, state)
            if part != "key":
                yield f"{name}.{attention}.{part}.bias", (state,)
        yield from _norm(f"{name}.{attention}_ln", state)
    yield f"{name}.mlp.0.weight", (4 * state, state)
    yield f"{name}.mlp.0.bias", (4 * state,)
    yield f"{name}.mlp.2.weight", (state, 4 * state)
    yield f"{name}.mlp.2.bias", (state,)
    yield from _norm(f"{name}.mlp_ln", state)


def _norm(name: str, state: int) -> Iterator[Shape]:
    yield f"{name}.weight", (state,)
    yield f"{name}.bias", (state,)
