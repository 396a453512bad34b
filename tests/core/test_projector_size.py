"""Against what llama.cpp 0c1e57098 logged for its compute buffers."""

import pytest

from desktop_app.core.gguf import Header, Value
from desktop_app.core.projector_size import MOST_PATCHES, projector_bytes

MIB = 1 << 20
WEIGHTS = 100_000_000


def projector(kind: str, image: int, patch: int, width: int, feed: int) -> Header:
    facts: dict[str, Value] = {
        "general.architecture": "clip",
        "clip.projector_type": kind,
        "clip.vision.image_size": image,
        "clip.vision.patch_size": patch,
        "clip.vision.embedding_length": width,
        "clip.vision.feed_forward_length": feed,
    }
    return Header(3, facts, 0, 0, WEIGHTS)


@pytest.mark.parametrize(
    ("header", "mebibytes"),
    [
        (projector("gemma3", 896, 14, 1152, 4304), 121.25),
        (projector("idefics3", 256, 8, 768, 3072), 21.0),
        (projector("qwen2vl_merger", 560, 14, 1280, 5120), 267.08),
    ],
)
def test_a_projector_computes_in_memory_of_its_own(header: Header, mebibytes: float) -> None:
    assert projector_bytes(header) - WEIGHTS == pytest.approx(mebibytes * MIB, rel=0.06)


def test_a_gate_makes_two_vectors_more() -> None:
    plain = projector("pixtral", 1024, 16, 1024, 4096)
    gated = Header(3, plain.metadata, 0, 0, WEIGHTS, {}, {}, {"v.blk.0.ffn_gate.weight": 1})

    assert projector_bytes(gated) - projector_bytes(plain) == MOST_PATCHES * 4 * 2 * 4096


def test_a_header_without_numbers_has_its_weights() -> None:
    odd = Header(3, {"general.architecture": "clip"}, 0, 0, WEIGHTS)
    endless = projector("gemma3", 1 << 30, 1, 1152, 4304)

    assert projector_bytes(odd) == WEIGHTS
    assert projector_bytes(endless) < 300 * MIB + WEIGHTS
