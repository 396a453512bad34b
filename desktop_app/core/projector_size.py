"""What the part of a model that sees takes of memory, once it has seen a picture."""

from desktop_app.core.gguf import Header

MOST_PATCHES = 8192
"""Of one picture, where the projector takes pictures of any size: a picture is never given more
than 2048 tokens, and these projectors make one of four patches."""

_FLOAT = 4
_ANY_SIZE = ("qwen", "pixtral", "kimi", "glm", "lightonocr", "dots", "youtu")
_GATE = "v.blk.0.ffn_gate.weight"


def projector_bytes(header: Header) -> int:
    """Bytes of weights and of the buffer that a picture is encoded in.

    With flash attention, which tools/mtmd/clip.cpp switches on where it can, the most is alive in
    the feed-forward part of a layer: its wide vector (three where it is gated) and three narrow
    ones for each patch. So llama.cpp 0c1e57098 says for shapes like those of Gemma 3 and SmolVLM,
    and for Qwen2-VL within 10 %.
    """
    width = header.number("vision.embedding_length")
    feed = header.number("vision.feed_forward_length")
    wide = 3 * feed if _GATE in header.other_bytes else feed
    return header.weight_bytes + _FLOAT * _patches(header) * (wide + 3 * width)


def _patches(header: Header) -> int:
    kind = header.text("clip.projector_type") or header.text("clip.vision.projector_type")
    if kind.startswith(_ANY_SIZE):
        return MOST_PATCHES
    side = header.number("vision.image_size") // max(1, header.number("vision.patch_size", 14))
    return min(side * side, MOST_PATCHES)
