"""What a model was made for: to answer, or for something that a chat has no use for.

Asked of the header before anything is loaded: llama.cpp loads most of these models gladly, and
then gives no logits, asks for an encoder, or ends the process.
"""

from collections.abc import Mapping
from enum import Enum

from desktop_app.core.gguf import Header


class Purpose(Enum):
    """What a model does with text."""

    CHAT = "chat"
    """Writes on from what it reads, token by token."""
    ENCODER = "encoder"
    """Reads with one part and writes with another (T5), as translators do."""
    EMBEDDING = "embedding"
    """Turns a text into numbers, for searching and ranking."""
    DIFFUSION = "diffusion"
    """Fills in all of a reply at once, in many passes."""
    DRAFT = "draft"
    """Guesses what a larger model will say, and cannot say anything without it."""
    SOUND = "sound"
    """Makes sound, or the codes of it."""


_FAMILIES: Mapping[Purpose, tuple[str, ...]] = {
    Purpose.ENCODER: ("t5",),
    Purpose.EMBEDDING: (
        "t5encoder",
        "bert",
        "modern-bert",
        "nomic-bert",
        "nomic-bert-moe",
        "neo-bert",
        "jina-bert-v2",
        "jina-bert-v3",
        "eurobert",
        "gemma-embedding",
        "llama-embed",
    ),
    Purpose.DIFFUSION: ("dream", "llada", "llada-moe", "rnd1"),
    Purpose.DRAFT: ("eagle3", "dflash", "gemma4-assistant"),
    Purpose.SOUND: ("wavtokenizer-dec", "qwen3tts", "pockettts"),
}
"""llama.cpp's names (llama-arch.cpp) of the families that do not answer. For those of embeddings
and of diffusion it makes no KV cache (llama_model::create_memory)."""

_PURPOSES = {family: purpose for purpose, families in _FAMILIES.items() for family in families}


def purpose(header: Header) -> Purpose:
    """What the model of this header was made for; CHAT where nothing speaks against it."""
    family = header.architecture
    if family in _PURPOSES:
        return _PURPOSES[family]
    if header.number("pooling_type") > 0:
        # An embedding or ranking model that shares its family with models that chat.
        return Purpose.EMBEDDING
    if header.metadata.get(f"{family}.attention.causal") is False:
        # Every token sees those behind it: nothing can be written on from such a text.
        return Purpose.EMBEDDING
    return Purpose.CHAT
